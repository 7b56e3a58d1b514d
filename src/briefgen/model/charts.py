"""What each picture shows, as data: the drawing itself is render.charts' business.

Every text in a chart that holds a number of this briefing is a Sentence or a Shown text; axis ticks are
the only numbers a chart adds of its own. Colours are never given here, only meanings.
"""

from dataclasses import dataclass

from briefgen.model.boundary import Topology
from briefgen.model.fact import Sentence
from briefgen.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbered marker on a map, tied to a row of the table beside it."""

    number: str
    neighbourhood: str  # LSOA code


@dataclass(frozen=True, slots=True)
class NeighbourhoodMap:
    """Neighbourhoods by national decile (1 = most deprived), ward lines and names, outline, scale bar.

    only_first: page 1's form, two tones (decile 1 and the rest). ward: one ward outlined (my ward), the only one whose
    name is printed whatever its size.
    For a county the topology holds all its districts' neighbourhoods and `ward_names` its districts' names
    (Shape.ward is then the district's code).
    """

    topology: Topology
    deciles: tuple[tuple[str, int], ...]  # LSOA code, decile
    ward_names: tuple[tuple[str, str], ...]  # code, name as the map prints it
    markers: tuple[Marker, ...] = ()
    only_first: bool = False
    ward: str | None = None


@dataclass(frozen=True, slots=True)
class Locator:
    """England by region with this place's region tinted and the place itself filled and ringed."""

    regions: Topology  # all districts; a shape's `ward` is its region's code
    region: str
    codes: tuple[str, ...]  # the district, or a county's districts


@dataclass(frozen=True, slots=True)
class AuthorityMap:
    """England by district: some shaded, some marked with a dot each, the place outlined and named in the key.

    Keys say what shade, dot and outline mean; `marks` are groups of districts that share one dot (a county's).
    """

    authorities: Topology
    shaded: tuple[str, ...]
    marks: tuple[tuple[str, ...], ...]
    place: tuple[str, ...]
    shade_key: Sentence
    mark_key: Sentence
    place_key: Sentence


@dataclass(frozen=True, slots=True)
class DecileBars:
    """Count of neighbourhoods in each national decile, 1 to 10, with a line at an even spread."""

    counts: tuple[int, ...]
    even: Sentence  # "Even spread: 9 in each"


@dataclass(frozen=True, slots=True)
class RankDots:
    """One row a domain: a dot on a line from 1 (most deprived) to n."""

    rows: tuple[tuple[str, int], ...]
    n: int


@dataclass(frozen=True, slots=True)
class Point:
    """x is the mid-year of the period; label e.g. "2022 to 2024"."""

    x: float
    label: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A line: role is `place`, `england` or `county`; name is its direct label, value first ("54.2 Middlesbrough")."""

    role: str
    name: Sentence
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class TrendPanel:
    """One panel of lines, e.g. healthy life expectancy of women; y ticks in the panel's unit."""

    heading: str
    series: tuple[Series, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Trend:
    """Panels side by side on one y scale each."""

    panels: tuple[TrendPanel, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """An authority in a scatter. role: place, own (a county's district), named (labelled by rule), london, other."""

    code: str
    name: str
    x: float
    y: float
    role: str = "other"


@dataclass(frozen=True, slots=True)
class Scatter:
    """Deprivation (x) against healthy life expectancy (y), with fitted line and 95 % prediction band.

    line: (x0, y0, x1, y1); band: tuples of (x, low, high). The place carries its own interval bar.
    """

    heading: str
    dots: tuple[Dot, ...]
    line: tuple[float, float, float, float]
    band: tuple[tuple[float, float, float], ...]
    place_interval: tuple[float, float] | None
    x_title: str
    line_label: str
    place_label: str


@dataclass(frozen=True, slots=True)
class Quadrant:
    """Need (share of residents, 0-1, upward) against led pounds a resident (right), England's means as lines.

    A code of `off_axis` lies beyond the x limit and is named in the right margin. counts: (high need and low
    money, high need and high money, low and low, low and high) as Sentences with their words.
    """

    dots: tuple[Dot, ...]
    mean_need: float
    mean_money: float
    x_limit: float
    counts: tuple[Sentence, Sentence, Sentence, Sentence]
    mean_need_label: Sentence
    mean_money_label: Sentence
    place_label: Sentence | None


@dataclass(frozen=True, slots=True)
class RangeBars:
    """Pounds that came (solid bar from zero) over the range a formula would give (dashed outline low-high)."""

    came: tuple[str, float, Sentence]  # row label, millions, value label
    formula: tuple[str, float, float, Sentence]  # row label, low, high, value label


@dataclass(frozen=True, slots=True)
class Strip:
    """All authorities by region on one scale; this place (and its neighbours, lightly) marked."""

    rows: tuple[tuple[str, tuple[Dot, ...]], ...]  # region name, dots (x = value; y unused)
    x_title: str
    england: float
    england_label: Sentence
    place_label: Sentence
    highlight: str  # the name of the place's own region


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One stacked bar of shares (0-1) that sum to 1, each with a direct label."""

    rows: tuple[tuple[str, tuple[tuple[str, float, Sentence], ...]], ...]  # row label; (part, share, label)


@dataclass(frozen=True, slots=True)
class SpineRow:
    """One indicator: where the value lies between the worst and the best, England in the middle.

    All positions are -1 (worst, or lowest where neutral) to +1, England at 0; interval positions where published.
    """

    name: str
    position: float
    low: float | None
    high: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Spine:
    """The dot column of the spine table: one small drawing a row."""

    rows: tuple[SpineRow, ...]


@dataclass(frozen=True, slots=True)
class Gradient:
    """England by deprivation decile: dots for then and now in each of ten deciles, direct end labels."""

    heading: str
    then: tuple[float, ...]
    now: tuple[float, ...]
    then_label: Sentence
    now_label: Sentence
    unit: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars from zero with direct value labels; role: place, england, other, first, last."""

    rows: tuple[tuple[str, float, Sentence, str], ...]


Chart = (
    NeighbourhoodMap
    | Locator
    | AuthorityMap
    | DecileBars
    | RankDots
    | Trend
    | Scatter
    | Quadrant
    | RangeBars
    | Strip
    | ShareBar
    | Spine
    | Gradient
    | Bars
)
