"""An approval: who said that these letters may go to these people, and until when.

It guards against slips, not against malice: its digest is no signature, and whoever has this program can make one.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from briefgen.delivery.files import write_file
from briefgen.delivery.mail.ledger import Row
from briefgen.delivery.mail.letter import Letter
from briefgen.delivery.mail.outcomes import OPEN, State, one_line
from briefgen.errors import MailError

FREE = 10  # letters of one edition that need no approval
MOST_DAYS = 90  # an approval lasts
MOST_BYTES = 10_000
SKEW = timedelta(minutes=5)  # between the clocks of who approves and who sends
AGAIN = "look at the letters, then run `briefgen email approve` again"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Content:
    """What is approved. edition: ISO date of the figures; the rest are sha256 in hexadecimal.

    manifest: of the folder's manifest.json; words: of the letter templates, the sender and what else shapes every
    letter; recipients: of the list, in any order; letters: of each person's letter as composed.
    """

    edition: str
    manifest: str
    words: str
    recipients: str
    letters: str

    def changed(self, now: "Content") -> list[str]:
        """What differs from the letters of now, in words. Letters differ because of one of the others, or by themselves:
        a sentence of the briefing's summary is in no template.
        """
        found = []
        if self.edition != now.edition:
            found.append(f"the edition ({self.edition} was approved, this is {now.edition})")
        if self.manifest != now.manifest:
            found.append("the briefings in the folder")
        if self.recipients != now.recipients:
            found.append("the recipients")
        if self.words != now.words or (not found and self.letters != now.letters):
            found.append("the words of the letters")
        return found


@dataclass(frozen=True, slots=True)
class Approval:
    """when and until: ISO 8601 with an offset; letters: how many; digest: sha256 of all else."""

    who: str
    when: str
    until: str
    count: int
    content: Content

    @property
    def digest(self) -> str:
        return hashed(asdict(self))

    def refuse(self, now: datetime, content: Content) -> str:
        """Why these letters are not approved now, or ""."""
        until = datetime.fromisoformat(self.until)
        if now + SKEW < datetime.fromisoformat(self.when):
            return f"says it was made on {self.when}, which is still to come; set the clock, or {AGAIN}"
        if now >= until:
            return f"ended on {until:%d %B %Y, %H:%M %Z}; {AGAIN}"
        changed = self.content.changed(content)
        return f"approves other letters: changed since are {' and '.join(changed)}; {AGAIN}" if changed else ""


def hashed(value: object) -> str:
    """sha256, in hexadecimal, of what JSON can say; the same on every machine."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def approve(who: str, now: datetime, days: int, count: int, content: Content) -> Approval:
    """Raises MailError where nobody is named."""
    who = one_line(who)
    if not who:
        raise MailError("Nobody is named as approving; give --who.")
    until = now + timedelta(days=days)
    return Approval(who, now.isoformat(timespec="seconds"), until.isoformat(timespec="seconds"), count, content)


def write_approval(path: Path, approval: Approval) -> None:
    flat = {**asdict(approval), **asdict(approval.content), "count": approval.count, "digest": approval.digest}
    del flat["content"]
    lines = ["# Made by `briefgen email approve`. A changed line makes it void; make another instead."]
    lines += [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in flat.items()]
    write_file(path, ("\n".join(lines) + "\n").encode())


def read_approval(path: Path) -> Approval:
    """Raises MailError for what `approve` did not write, as far as can be told."""
    make = "make it with `briefgen email approve`"
    try:
        with path.open("rb") as file:
            found = file.read(MOST_BYTES + 1)
        if len(found) > MOST_BYTES:
            raise ValueError("it is far too long for one")
        table = tomllib.loads(found.decode())
        approval = _approval(table)
    except OSError as error:
        raise MailError(f"{path} cannot be read ({error.strerror}); {make}.") from error
    except (ValueError, RecursionError) as error:  # the latter: brackets nested by the thousand
        raise MailError(f"{path} is no approval ({error}); {make}.") from error
    if table["digest"] != approval.digest:
        raise MailError(f"{path} was written or changed by hand, so it approves nothing; {make}.")
    return approval


def _approval(table: dict[str, Any]) -> Approval:
    """Raises ValueError saying which field is wrong."""
    names = [field.name for field in fields(Content)]
    hashes = ("manifest", "words", "recipients", "letters", "digest")
    wanted = ("who", "when", "until", "count", "edition", *hashes)
    for name in wanted:
        if name not in table:
            raise ValueError(f"{name} is missing")
        if type(table[name]) is not (int if name == "count" else str):
            raise ValueError(f"{name} is no {'number' if name == 'count' else 'text in quotation marks'}")
    if unknown := sorted(set(table) - set(wanted)):
        raise ValueError(f"{one_line(unknown[0], 40)} is no field of one")
    for name in hashes:
        if not _SHA256.fullmatch(table[name]):
            raise ValueError(f"{name} is no sha256")
    if not table["who"] or table["who"] != one_line(table["who"]):
        raise ValueError("who names nobody")
    when, until = (_time(name, table[name]) for name in ("when", "until"))
    if not timedelta(0) < until - when <= timedelta(days=MOST_DAYS):
        raise ValueError(f"until is not within {MOST_DAYS} days after when")
    content = Content(**{name: table[name] for name in names})
    return Approval(table["who"], table["when"], table["until"], table["count"], content)


def _time(name: str, text: str) -> datetime:
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError(f"{name} has no offset from UTC")
    return time


def counted(rows: Iterable[Row], letters: Sequence[Letter], *, resend_changed: bool) -> int:
    """How many letters of the edition there will be: gone (or perhaps gone), waiting from earlier runs, and of this run.

    rows: all of the ledger's of this edition. A list cut into parts, or the same list again, comes to the same number.
    """
    rows = list(rows)
    gone = {_key(row) for row in rows if row.state not in (*OPEN, State.REFUSED)}
    filled = {slot for slot, _ in gone}
    here = {letter.slot for letter in letters}
    new = {
        (letter.slot, letter.content) for letter in letters if resend_changed or letter.slot not in filled
    } - gone  # fmt: skip
    waiting = {_key(row)[0] for row in rows if row.state in OPEN} - here
    return len(gone) + len(new) + len(waiting)


def _key(row: Row) -> tuple[tuple[str, str, str, str], str]:
    return (row.edition, row.area, row.inbox, row.ward), row.content


def check_approval(
    total: int, here: int, path: Path | None, now: datetime, content: Callable[[], Content]
) -> Approval | None:
    """More than ten letters of an edition need one, of these very letters; one that is given must fit however few.

    total: as `counted` says; here: of this run; content: of the whole list, asked for where there is something to
    compare. Raises MailError.
    """
    if path is None:
        if total > FREE:
            before = f" ({here} now, {total - here} of this edition from earlier runs)" if total > here else ""
            raise MailError(
                f"{total} letters need an approval{before}; have somebody run `briefgen email approve RECIPIENTS.csv`, "
                "then give --approval FILE."
            )
        return None
    approval = read_approval(path)
    why = approval.refuse(now, content())
    if why:
        raise MailError(f"{path} {why}.")
    return approval
