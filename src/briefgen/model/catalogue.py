"""Indicators and sources: what the catalogue declares, so that nothing is guessed from a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from briefgen.model.period import Period


class Polarity(IntEnum):
    """Is more of it good? Declared, never derived."""

    HIGHER_IS_BETTER = 1
    NEUTRAL = 0
    LOWER_IS_BETTER = -1


class Unit(StrEnum):
    """How a value is written; see briefing.numbers."""

    PERCENT = "percent"
    POINTS = "percentage points"
    YEARS = "years"
    RATE_100K = "per 100,000"
    RATE_1000 = "per 1,000"
    POUNDS = "pounds"
    SCORE = "score"
    RATIO = "times earnings"
    MICROGRAMS = "µg/m³"
    TONNES = "tonnes"
    COUNT = "count"
    RANK = "rank"
    SHARE = "share"  # a proportion held as 0-1, shown as a percentage
    CORRELATION = "correlation"


class Grade(StrEnum):
    """What the figure can bear (METHODS 3): A verdict, rank, trend; B value and difference; C tables only; D annex."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class Source:
    """One publication: the footnote, the data log, the licence line and the staleness check are this record."""

    id: str
    title: str
    publisher: str
    published: date | None  # None: the collected release states no date
    licence: str
    short: str  # as a source line names it: "IoD2025, MHCLG"
    next_release: str | None = None  # only where the publisher has announced one
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measure, by its catalogue entry."""

    id: str
    name: str  # as a table row names it: "Adults living with obesity"
    phrase: str  # inside a sentence: "the share of adults living with obesity"
    unit: Unit
    decimals: int
    polarity: Polarity
    theme: str  # one priority a theme
    group: str  # a group of section 6, or health, behaviour, context
    source: str
    latest: Period
    grade: Grade
    sexes: tuple[str, ...] = ("persons",)
    level: str = "ltla"  # ltla: 296 districts (and counties where published); utla: the 153
    definition: str = ""
    caveat: str | None = None
    breaks: tuple[str, ...] = ()  # ISO starts of periods not comparable with the latest
    skip: tuple[str, ...] = ()  # ISO starts of periods never shown
    england_computed: str | None = None  # how, where England's figure is computed and not published
    candidate: bool = False  # may be a problem, a strength or a priority (METHODS 21)
    publication_unit: str | None = None
    grade_why: str | None = None  # where the declared grade is not the one the rule gives


@dataclass(frozen=True, slots=True)
class Roles:
    """What a period is for and which authorities a rule names, so that no year or code stands in a program.

    before: what healthy life expectancy is compared with. argument: the release the argument was made on.
    life_tested: the latest life expectancy with intervals. residents: the mid-year estimate.
    small: authorities treated apart. joint: indicators published together with a neighbour, by authority.
    """

    before: Period
    argument: Period
    life_tested: Period
    residents: Period
    small: frozenset[str]
    joint: Mapping[str, frozenset[str]]
