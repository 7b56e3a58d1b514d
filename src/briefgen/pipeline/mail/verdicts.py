"""What one run's refusals say together: a person who is gone, or a relay that refuses everybody."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from briefgen.delivery.mail.addresses import key
from briefgen.delivery.mail.ledger import Ledger, Row
from briefgen.delivery.mail.outcomes import RefusedError, State
from briefgen.delivery.mail.refusals import recalled, same

HOPELESS = 10  # refusals in a row: it is the relay that refuses, not the people


@dataclass(frozen=True, slots=True)
class _Refusal:
    address: str
    answer: str
    told: bool  # by a code that says the inbox does not exist


@dataclass(slots=True)
class Verdicts:
    """Of one run. An address is suppressed at once where a code says that it does not exist, at the end of the run where
    it alone got the same answer as in an earlier one, and not at all where the relay turns out to refuse everybody.
    """

    ledger: Ledger
    _row: list[_Refusal] = field(default_factory=list)  # one after another, nothing accepted between them
    _perhaps: dict[str, _Refusal] = field(default_factory=dict)  # inbox: its bare answer, also given to it before
    _inboxes: dict[str, set[str]] = field(default_factory=dict)  # answer: who got it in this run
    _before: set[tuple[str, str]] = field(init=False)  # (inbox, answer that it alone got in an earlier run)

    def __post_init__(self) -> None:
        rows = self.ledger.rows("state IN (?, ?) AND answer != ''", (State.REFUSED, State.PLANNED))
        shared = shared_answers(row for row in rows if row.state is State.REFUSED)
        self._before = {(row.inbox, same(recalled(row.answer))) for row in rows if row.id not in shared}

    def accepted(self) -> None:
        self._row.clear()

    def refused(self, address: str, error: RefusedError, now: datetime) -> None:
        refusal = _Refusal(address, str(error), error.recipient)
        inbox, answer = key(address), same(refusal.answer)
        self._row.append(refusal)
        self._inboxes.setdefault(answer, set()).add(inbox)
        if error.recipient:
            self.ledger.suppress(address, refusal.answer, now)
        elif error.perhaps and (inbox, answer) in self._before:
            self._perhaps[inbox] = refusal

    def hopeless(self, *, nothing_sent: bool) -> bool:
        """Ten in a row and nothing sent before, or ten with one answer, or ten that do not speak of the inbox.

        Whoever was suppressed among them is so no longer.
        """
        last = self._row[-HOPELESS:]
        if len(last) < HOPELESS:
            return False
        one_answer = len({same(one.answer) for one in last}) == 1
        if not (nothing_sent or one_answer or not any(one.told for one in last)):
            return False
        for one in self._row:
            if one.told:
                self.ledger.allow(one.address)
        self._perhaps.clear()
        return True

    def close(self, now: datetime) -> None:
        """The end of the run, also of one that broke off: whoever alone got what they got before is suppressed."""
        for inbox, refusal in self._perhaps.items():
            if self._inboxes[same(refusal.answer)] == {inbox}:
                self.ledger.suppress(refusal.address, f"{refusal.answer} (in two runs, to nobody else)", now)
        self._perhaps.clear()


def shared_answers(rows: Iterable[Row]) -> set[int]:
    """Ids of the refusals that more than one inbox got in the same words: the relay's, whoever they name."""
    inboxes: dict[str, set[str]] = {}
    held = list(rows)
    for row in held:
        inboxes.setdefault(same(row.answer), set()).add(row.inbox)
    return {row.id for row in held if len(inboxes[same(row.answer)]) > 1}
