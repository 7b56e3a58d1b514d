"""A briefing: all that a template may show, and nothing it would have to work out."""

from dataclasses import dataclass
from datetime import date

from briefgen.model.area import Area
from briefgen.model.catalogue import Indicator, Source
from briefgen.model.charts import Chart
from briefgen.model.fact import Fact, Sentence
from briefgen.model.variant import FULL, Variant
from briefgen.model.verdict import Comparison, Verdict


@dataclass(frozen=True, slots=True)
class StripMark:
    """A mark on a line, drawn as the background of a table cell (decoration: the row holds the figures).

    Positions run from 0 (left end) to 1; `middle` is where the comparator's tick stands.
    """

    at: float
    middle: float | None = 0.5
    low: float | None = None
    high: float | None = None
    style: str = "place"  # place, better, worse, similar, neutral, untested
    region: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: a text, numbers right-aligned; a verdict is drawn as mark and word.

    missing: the reason, when the text is an en dash.
    """

    text: Sentence
    verdict: Verdict | None = None
    missing: str | None = None
    strong: bool = False
    strip: StripMark | None = None  # a small drawing behind the cell, its figures standing in the row


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    align: str = "left"  # left, right
    width: str | None = None  # CSS length or percentage


@dataclass(frozen=True, slots=True)
class Row:
    """The first cell heads the row. `group` rows carry one cell that heads the rows below."""

    cells: tuple[Cell, ...]
    group: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    title: Sentence
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its words: the table behind it stands in the HTML twin and the data files."""

    id: str
    number: int
    title: Sentence
    subtitle: Sentence
    alt: Sentence
    chart: Chart
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Callout:
    """A number to remember, and what it is."""

    number: Sentence
    text: Sentence


@dataclass(frozen=True, slots=True)
class Tile:
    """One verdict of page 1's strip."""

    value: Sentence
    unit: str
    label: str
    comparator: Sentence
    comparison: Comparison
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Point:
    """A main point of page 1: which of the six slots it fills and the section that carries it.

    lead: how many of the sentence's parts are its lead phrase, printed bold.
    """

    slot: str
    sentence: Sentence
    section: str
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Lever:
    """A priority, with what each body can pull on."""

    indicator: str
    title: Sentence
    evidence: Sentence
    actions: tuple[tuple[str, str], ...]  # body, action


@dataclass(frozen=True, slots=True)
class Question:
    """A question tied to a fact of this briefing and to a body that can answer it."""

    body: str
    sentence: Sentence
    fact: str


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered section: an active title, at most four sentences, pictures and tables by id."""

    id: str
    number: int
    heading: str
    title: Sentence
    lead: tuple[Sentence, ...]
    callout: Callout | None = None
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[Sentence, ...] = ()  # method and caveat lines
    missing: tuple[Sentence, ...] = ()  # what is not published for this authority, and why
    sources: tuple[str, ...] = ()  # keys of the source catalogue
    points: tuple[Point, ...] = ()  # page 1
    tiles: tuple[Tile, ...] = ()  # page 1
    levers: tuple[Lever, ...] = ()  # where a strategy could start
    questions: tuple[Question, ...] = ()

    def figure(self, id: str) -> Figure | None:
        return next((figure for figure in self.figures if figure.id == id), None)

    def table(self, id: str) -> Table | None:
        return next((table for table in self.tables if table.id == id), None)


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition as a reader names it ("November 2026"), the date figures were taken to, and the hash of those shown."""

    label: str
    as_of: date
    version: str
    data_hash: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything one authority's documents show."""

    area: Area
    region: Area
    edition: Edition
    resolution_note: Sentence | None  # "E07000026 (Allerdale) became part of Cumberland on 1 April 2023."
    summary: Sentence
    sections: tuple[Section, ...]
    facts: dict[str, Fact]
    sources: dict[str, Source]
    indicators: dict[str, Indicator]
    comparisons: dict[str, Comparison]  # by indicator id and sex: "hle.female"
    allowed_names: tuple[str, ...]  # other areas this briefing may name
    variant: Variant = FULL

    @property
    def file_stem(self) -> str:
        return self.area.file_stem + self.variant.suffix

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that a figure of this briefing is about."""
        periods = [fact.period for fact in self.facts.values() if fact.period is not None]
        return min(period.start.year for period in periods), max(period.end.year for period in periods)

    def section(self, id: str) -> Section:
        return next(section for section in self.sections if section.id == id)
