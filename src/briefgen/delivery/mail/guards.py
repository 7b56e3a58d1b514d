"""What must be true before a real letter leaves, besides an approval: no embargo, no pre-election period, not too many."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from briefgen.errors import MailError

CAP = 20_000  # letters a run, unless another is given


def check_cap(letters: int, cap: int) -> None:
    if letters > cap:
        raise MailError(f"{letters} letters are more than {cap} a run; raise --cap, or use --limit.")


def check_embargo(not_before: datetime | None, now: datetime) -> None:
    if not_before is not None and now < not_before:
        raise MailError(f"These briefings are embargoed until {not_before:%d %B %Y, %H:%M %Z}; run the command then.")


@dataclass(frozen=True, slots=True)
class PreElection:
    """start to poll, both days included."""

    start: date
    poll: date
    what: str


def read_elections(path: Path) -> tuple[PreElection, ...]:
    """Raises MailError naming the file."""
    try:
        rows = tomllib.loads(path.read_text("utf-8"))["period"]
        return tuple(_period(row) for row in rows)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise MailError(
            f"{path} holds no pre-election periods ({error}); see data/catalogue/elections.toml."
        ) from error


def _period(row: dict[str, object]) -> PreElection:
    start, poll = row["start"], row["poll"]
    if type(start) is not date or type(poll) is not date or start > poll:
        raise ValueError("start and poll must be dates, without quotation marks, and start the earlier")
    return PreElection(start, poll, str(row["what"]))


def check_pre_election(periods: Sequence[PreElection], today: date, override: str) -> PreElection | None:
    """The period overridden in writing, if any. Raises MailError in one that is not."""
    for period in periods:
        if period.start <= today <= period.poll:
            if len(override.split()) < 3:
                raise MailError(
                    f"The pre-election period of the {period.what} runs from {period.start:%d %B} to {period.poll:%d %B %Y}: "
                    "councils publish nothing in it that could sway a vote; to send all the same, give the reason "
                    "in writing with --override-pre-election."
                )
            return period
    return None
