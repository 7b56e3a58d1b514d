"""The sending itself: each letter once, what became of it written down, what can be tried again tried again."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tenacity import RetryCallState, RetryError, Retrying, retry_if_result, stop_after_attempt, wait_exponential

from briefgen.delivery.mail.channels import Channel
from briefgen.delivery.mail.ledger import Ledger, Row
from briefgen.delivery.mail.letter import Letter
from briefgen.delivery.mail.outcomes import DeferredError, RefusedError, State, UnknownFateError, UnreachableError
from briefgen.delivery.mail.refusals import remembered
from briefgen.errors import MailError
from briefgen.pipeline.mail.verdicts import HOPELESS, Verdicts, shared_answers

ROUNDS = 4  # through the letters a relay put off
FIRST_WAIT = 60.0  # seconds before the second round; greylisting asks for some minutes
LONGEST_WAIT = 900.0


@dataclass(slots=True)
class Tally:
    """What became of the letters of one run; refused and unknown include those an earlier run left so."""

    sent: int = 0
    already: int = 0
    refused: int = 0
    unknown: int = 0
    deferred: int = 0
    suppressed: int = 0
    changed: list[Row] = field(default_factory=list)  # the slot was filled before, with other content
    unreachable: str = ""


Report = Callable[[Letter, State, str], None]
Waiting = Callable[[float, str], None]  # (seconds until the next round, why)


@dataclass(slots=True)
class Sending:
    """One run. now: the clock; pause: waits that many seconds; rate: letters a minute, 0 for no limit."""

    channel: Channel
    ledger: Ledger
    now: Callable[[], datetime]
    pause: Callable[[float], None] = time.sleep
    rate: float = 0
    rounds: int = ROUNDS
    first_wait: float = FIRST_WAIT
    resend_changed: bool = False
    permit: Callable[[], None] = lambda: None  # raises where the run may not begin; asked while no other run can send
    report: Report = lambda letter, state, answer: None
    waiting: Waiting = lambda seconds, why: None
    _verdicts: Verdicts = field(init=False)

    def run(self, letters: Sequence[Letter]) -> Tally:
        """Raises MailError where no letter can go (a password, a certificate); what was sent until then is kept."""
        tally = Tally()
        with self.ledger.held():
            self.permit()
            self._verdicts = Verdicts(self.ledger)
            due = self._due(letters, tally)
            again = Retrying(
                retry=retry_if_result(bool), stop=stop_after_attempt(self.rounds), sleep=self.pause,
                wait=wait_exponential(multiplier=self.first_wait, max=LONGEST_WAIT),
                before_sleep=lambda state: self._rest(state, tally),
            )  # fmt: skip
            try:
                again(self._round, due, tally)
            except RetryError:
                tally.deferred = len(due)
            finally:
                self.channel.close()
                self._verdicts.close(self.now())
        return tally

    def _rest(self, state: RetryCallState, tally: Tally) -> None:
        """A relay hangs up on who is silent for minutes, so we do."""
        self.channel.close()
        self.waiting(state.upcoming_sleep, tally.unreachable or "the relay put letters off")

    def _due(self, letters: Sequence[Letter], tally: Tally) -> dict[int, Letter]:
        wanted: dict[tuple[str, ...], Letter] = {}
        for letter in letters:
            if letter.slot in wanted:
                raise MailError("Two letters of this run are for the same person, area and ward; nothing was sent.")
            row = self.ledger.row(letter)
            if row is not None and row.state is State.UNKNOWN and self.channel.known(letter):
                self.ledger.mark(row.id, State.SENT, self.now(), "found by its reference")
                row = self.ledger.row(letter)
            earlier = None if self.resend_changed else self.ledger.earlier(letter)
            if row is not None and row.state is State.SENT:
                tally.already += 1
            elif row is not None and row.state is State.UNKNOWN:
                tally.unknown += 1
            elif self.ledger.suppressed(letter.address):
                tally.suppressed += 1
            elif row is not None and row.state is State.REFUSED:
                tally.refused += 1
            elif earlier is not None:
                tally.changed.append(earlier)
            else:
                wanted[letter.slot] = letter
        return self.ledger.plan(list(wanted.values()), self.now())

    def _round(self, due: dict[int, Letter], tally: Tally) -> int:
        """Once through what is due; what is done is taken out. Returns how many are left."""
        tally.unreachable = ""
        for id, letter in list(due.items()):
            if self.ledger.suppressed(letter.address):  # since the run began
                tally.suppressed += 1
                del due[id]
                continue
            started = self.now()
            try:
                state, answer = self._one(id, letter)
            except UnreachableError as error:
                tally.unreachable = str(error)
                break
            self.report(letter, state, answer)
            if state is not State.DEFERRED:
                del due[id]
                name = str(state)
                setattr(tally, name, getattr(tally, name) + 1)
            if state in (State.SENT, State.UNKNOWN):
                self._verdicts.accepted()
            if self._verdicts.hopeless(nothing_sent=not tally.sent):
                raise MailError(
                    f"The relay refused {HOPELESS} letters one after another ({answer}), so nobody was suppressed for it; "
                    "mend that, run `briefgen email retry`, then the same command again."
                )
            if self.rate and due:
                took = (self.now() - started).total_seconds()
                self.pause(max(0.0, 60 / self.rate - max(0.0, took)))
        return len(due)

    def _one(self, id: int, letter: Letter) -> tuple[State, str]:
        mark = self.ledger.mark
        try:
            answer = self.channel.send(letter, lambda: mark(id, State.HANDING, self.now()))
            state = State.SENT
        except UnreachableError as error:
            mark(id, State.DEFERRED, self.now(), str(error))
            raise
        except DeferredError as error:
            state, answer = State.DEFERRED, str(error)
        except RefusedError as error:
            state, answer = State.REFUSED, str(error)
            self._verdicts.refused(letter.address, error, self.now())
        except UnknownFateError as error:
            state, answer = State.UNKNOWN, str(error)
        except MailError:
            mark(id, State.PLANNED, self.now())  # every letter's fault is not this one's
            raise
        mark(id, state, self.now(), answer)
        return state, answer


def resolve(ledger: Ledger, id: int, sent: bool, who: str, now: datetime) -> Row:
    """A person says what became of a letter of unknown fate. Raises MailError for any other."""
    with ledger.held():
        rows = ledger.rows("id = ?", (id,))
        if not rows or rows[0].state is not State.UNKNOWN:
            raise MailError(f"Letter {id} is not of unknown fate; `briefgen email status` lists those that are.")
        ledger.mark(id, State.SENT if sent else State.PLANNED, now, f"{who} says it was {'' if sent else 'not '}sent")
    return ledger.rows("id = ?", (id,))[0]


def retry(ledger: Ledger, now: datetime) -> int:
    """Refusals that were not the address's fault become due again. Returns how many."""
    with ledger.held():
        refused = ledger.rows("state = ?", (State.REFUSED,))
        relays_own = shared_answers(refused)
        again = [row for row in refused if row.address and not ledger.suppressed(row.address)]
        for row in again:
            # An answer that one address alone got counts when it comes again; one that many got never does.
            kept = "to be tried again" if row.id in relays_own else remembered(row.answer)
            ledger.mark(row.id, State.PLANNED, now, kept)
    return len(again)
