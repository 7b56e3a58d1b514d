"""The sending itself: each letter once, what became of it written down, what can be tried again tried again."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tenacity import RetryError, Retrying, retry_if_result, stop_after_attempt, wait_exponential

from briefgen.delivery.mail.channels import Channel
from briefgen.delivery.mail.ledger import Ledger, Row
from briefgen.delivery.mail.letter import Letter
from briefgen.delivery.mail.outcomes import DeferredError, RefusedError, State, UnknownFateError, UnreachableError
from briefgen.errors import MailError

ROUNDS = 4  # through the letters a relay put off
FIRST_WAIT = 60.0  # seconds before the second round; greylisting asks for some minutes
LONGEST_WAIT = 900.0


@dataclass(slots=True)
class Tally:
    """What became of the letters of one run."""

    sent: int = 0
    already: int = 0
    refused: int = 0
    unknown: int = 0
    deferred: int = 0
    suppressed: int = 0
    changed: list[Row] = field(default_factory=list)  # the slot was filled before, with other content
    unreachable: str = ""

    @property
    def left(self) -> int:
        return self.deferred


Report = Callable[[Letter, State, str], None]


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
    report: Report = lambda letter, state, answer: None

    def run(self, letters: Sequence[Letter]) -> Tally:
        """Raises MailError where no letter can go (a password, a certificate); what was sent until then is kept."""
        tally = Tally()
        with self.ledger.held():
            due = self._due(letters, tally)
            waits = wait_exponential(multiplier=self.first_wait, max=LONGEST_WAIT)
            again = Retrying(
                retry=retry_if_result(bool), stop=stop_after_attempt(self.rounds), wait=waits, sleep=self.pause
            )
            try:
                again(self._round, due, tally)
            except RetryError:
                tally.deferred = len(due)
            finally:
                self.channel.close()
        return tally

    def _due(self, letters: Sequence[Letter], tally: Tally) -> dict[int, Letter]:
        wanted = []
        for letter in letters:
            if self.ledger.suppressed(letter.address):
                tally.suppressed += 1
                continue
            earlier = None if self.resend_changed else self.ledger.earlier(letter)
            if earlier is not None:
                tally.changed.append(earlier)
                continue
            wanted.append(letter)
        due = self.ledger.plan(wanted, self.now())
        tally.already = len(wanted) - len(due)
        return due

    def _round(self, due: dict[int, Letter], tally: Tally) -> int:
        """Once through what is due; what is done is taken out. Returns how many are left."""
        tally.unreachable = ""
        for id, letter in list(due.items()):
            started = time.monotonic()
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
            if self.rate and due:
                self.pause(max(0.0, 60 / self.rate - (time.monotonic() - started)))
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
            if error.recipient:
                self.ledger.suppress(letter.address, answer, self.now())
        except UnknownFateError as error:
            state, answer = State.UNKNOWN, str(error)
        except MailError:
            mark(id, State.PLANNED, self.now())  # every letter's fault is not this one's
            raise
        mark(id, state, self.now(), answer)
        return state, answer


def resolve(ledger: Ledger, id: int, sent: bool, who: str, now: datetime) -> Row:
    """A person says what became of a letter of unknown fate. Raises MailError for any other."""
    rows = ledger.rows("id = ?", (id,))
    if not rows or rows[0].state not in (State.UNKNOWN, State.HANDING):
        raise MailError(f"Letter {id} is not of unknown fate; `briefgen email status` lists those that are.")
    with ledger.held():
        ledger.mark(id, State.SENT if sent else State.PLANNED, now, f"{who} says it was {'' if sent else 'not '}sent")
    return ledger.rows("id = ?", (id,))[0]


def retry(ledger: Ledger, now: datetime) -> int:
    """Refusals that were not the address's fault become due again. Returns how many."""
    refused = ledger.rows("state = ?", (State.REFUSED,))
    again = [row for row in refused if row.inbox and not ledger.suppressed(row.inbox)]
    with ledger.held():
        for row in again:
            ledger.mark(row.id, State.PLANNED, now, "to be tried again")
    return len(again)
