"""What a sentence claims, as patterns: a regular expression with named slots, and the check of what stands in them.

A slot is written {name:KIND}: N a number, P a percentage, GBP pounds, ORD an ordinal, COUNT a count in words or digits,
AREA a name, PERIOD a period, SEX women or men, TEXT anything. A pattern may read a part of a sentence; what no pattern
reads and yet claims something (a number, a verdict, a direction, a universal word) is unread, and is counted.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from briefgen.audit.recheck import words
from briefgen.audit.recheck.page import Grid, Page
from briefgen.audit.recheck.tables import Area, Tables

PERIOD = r"(?:\d{4}/\d{2}|(?:[A-Z][a-z]+ to )?[A-Z][a-z]+ \d{4}|\d{4} to \d{4}|\d{4})"
KINDS = {
    "N": words.NUMBER, "P": words.PERCENT, "GBP": words.POUNDS, "ORD": words.ORDINAL, "COUNT": words.COUNT,
    "AREA": r"[A-Za-z][^;:()%]*?", "PERIOD": PERIOD, "SEX": r"[Ww]omen|[Mm]en", "TEXT": r".+?",
    "GAP": rf"{words.NUMBER}(?: to {words.NUMBER})?",
}  # fmt: skip
_SLOT = re.compile(r"\{(\w+):([A-Z]+)\}")
CLAIM_WORD = re.compile(
    r"\d|\b(?:better|worse|best|worst|similar|higher|lower|highest|lowest|above|below|within|behind|ahead|beside itself|fell|fallen|rose"
    r"|risen|falling|rising|shorter|longer|more|most|less|least|fewer|fewest|wider|narrower|grew|up|down|double[d]?|largest|smallest"
    r"|all|both|none|no|not|only|every|neither|nor|any|some|nothing|one|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|first|second|third|joint|half|same|told apart|cannot|supported|partly|true|women|men|clear)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a briefing says that the tables do not: a kind of fault, the sentence, what it says, what is so, where."""

    kind: str
    sentence: str
    said: str
    found: str
    where: str


@dataclass(slots=True)
class Here:
    """One briefing under recheck, and the sentence being read."""

    tables: Tables
    area: Area
    page: Page
    findings: list[Finding] = field(default_factory=list)
    sentence: str = ""
    where: str = ""
    heading: str = ""  # the last heading of the third level: what a priority is about

    def report(self, kind: str, said: object, found: object) -> None:
        """One finding on the sentence being read."""
        self.findings.append(Finding(kind, self.sentence, str(said), str(found), self.where))

    def number(self, kind: str, said: str, exact: float | None, decimals: int | None = None) -> bool:
        """Is the printed number `exact`, rounded as printed (and to `decimals`, where they are fixed)?"""
        shown = words.read(said)
        right = shown.fits(exact) and (decimals is None or shown.decimals == decimals)
        if not right:
            self.report(kind, said, "no figure" if exact is None else f"{exact:,.4f}".rstrip("0").rstrip("."))
        return right

    def share(self, kind: str, said: str, exact: float | None) -> bool:
        """A percentage against a share from 0 to 1."""
        return self.number(kind, said, None if exact is None else exact * 100)

    def count(self, kind: str, said: str, exact: int, whole: int | None = None) -> bool:
        right = words.agrees(said, exact, whole)
        if not right:
            self.report(kind, said, exact)
        return right

    def rank(self, kind: str, said: str, joint: bool, exact: tuple[int, bool, int] | None, of: str = "") -> None:
        """An ordinal, whether a tie is said, and of how many."""
        place, ending = words.ordinal(said)
        if exact is None:
            self.report(kind, said, "no rank")
        elif place != exact[0] or not ending:
            self.report(kind, said, exact[0])
        elif joint != exact[1]:
            self.report(
                "tie not said" if exact[1] else "tie that is none", said, f"joint {exact[0]}" if exact[1] else exact[0]
            )
        if exact is not None and of and words.count(of) != exact[2]:
            self.report(kind, f"of {of}", exact[2])

    def word(self, kind: str, said: str, right: str | Iterable[str]) -> bool:
        """A word that must be `right` (or one of several)."""
        wanted = [right] if isinstance(right, str) else list(right)
        if said.lower() not in wanted:
            self.report(kind, said, " or ".join(wanted))
            return False
        return True

    def is_place(self, name: str, area: Area | None = None) -> bool:
        """Is this a name of the briefing's own area (or of `area`)?"""
        wanted = area or self.area
        if any(found.code == wanted.code for found in self.tables.named(name)):
            return True
        self.report("name", name, wanted.prose)
        return False

    def grid(self, title: str) -> Grid | None:
        """The table of that caption."""
        return next((grid for grid in self.page.grids if grid.caption == title), None)


Check = Callable[[Here, re.Match[str]], None]


@dataclass(frozen=True, slots=True)
class Claim:
    """A pattern and its check; `key` is a piece of text that every match holds, so that most patterns are never tried."""

    pattern: re.Pattern[str]
    check: Check | None
    key: str
    where: str = ""  # the only section and role it is of, as "strategy li"
    statement: str = ""  # the whole of a sentence that is true of every briefing


class Claims(list[Claim]):
    """The patterns of one subject, in the order written."""

    def reads(self, pattern: str, key: str, where: str = "") -> Callable[[Check], Check]:
        """Registers a check for a pattern."""

        def register(check: Check) -> Check:
            self.append(Claim(compiled(pattern), check, key, where))
            return check

        return register

    def statements(self, *texts: str) -> None:
        """Whole sentences of method that hold for every briefing; one that is nearly such a sentence is a finding."""
        self.extend(Claim(re.compile(f"^{re.escape(text)}$"), None, text, statement=text) for text in texts)

    def plain(self, *patterns: str) -> None:
        """What says nothing about the figures: names of publications, licences, the edition."""
        self.extend(Claim(compiled(rf"^{pattern}$"), None, "") for pattern in patterns)


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with its slots written out."""
    return re.compile(_SLOT.sub(lambda m: f"(?P<{m[1]}>{KINDS[m[2]]})", pattern))


def unread(sentence: str, spans: list[tuple[int, int]]) -> list[str]:
    """Claim words of a sentence that no pattern's span covers."""
    return [m[0] for m in CLAIM_WORD.finditer(sentence) if not any(a <= m.start() and m.end() <= b for a, b in spans)]


def period_label(iso: str) -> str:
    """`2022-01-01/P3Y` as a reader sees it: 2022 to 2024; 2024/25; January 2026; March to June 2020."""
    start, _, length = iso.partition("/P")
    year, month = int(start[:4]), int(start[5:7])
    n, unit = int(length[:-1]), length[-1]
    if unit == "Y" and month == 1:
        return str(year) if n == 1 else f"{year} to {year + n - 1}"
    if unit == "Y":
        return f"{year}/{(year + 1) % 100:02d}"
    first, last = MONTHS[month - 1], MONTHS[(month + n - 2) % 12]
    return f"{first} {year}" if n == 1 else f"{first} to {last} {year}"


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
