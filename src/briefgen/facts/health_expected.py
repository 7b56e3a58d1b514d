"""Healthy life expectancy beside what the upper tier's deprivation leads one to expect (`statistics.expected`).

Units: x in points of average deprivation score, y in years of healthy life.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefgen.facts.health_change import SEXES
from briefgen.facts.measure import Measure
from briefgen.facts.place import Place
from briefgen.model.catalogue import Unit
from briefgen.model.charts import Dot
from briefgen.model.fact import Fact

METHOD = "expected"
Curve = tuple[tuple[float, float, float], ...]  # x, low, high
Segment = tuple[float, float, float, float]  # x0, y0, x1, y1


@dataclass(frozen=True, slots=True)
class Standing:
    """Both sexes' one place beside the band: `within`, `above` or `below`; None where the sexes differ.

    outside: authorities above or below it, of how many; None for a place that is within.
    """

    where: str | None
    outside: Fact | None = None
    of: Fact | None = None


@dataclass(frozen=True, slots=True)
class OwnExpected:
    """Where the place (a district's county) lies, and the ends of the 95 % prediction interval at its score."""

    where: str | None
    low: Fact
    high: Fact


@dataclass(frozen=True, slots=True)
class Expected:
    """One sex over all upper-tier authorities. own: None where no figure is published.

    dots: one an authority, the place's own in the role `place`; line: the fit; band: its 95 % prediction band.
    """

    authorities: Fact
    dots: tuple[Dot, ...]
    line: Segment
    band: Curve
    own: OwnExpected | None


def standing(place: Place) -> Standing:
    """For an upper-tier authority with a figure. Facts `hle.outside` and `hle.authorities` where it is outside."""
    found = {_where(place, sex, str(place.area.code)) for sex in SEXES}
    where = found.pop() if len(found) == 1 else None
    if where in ("within", None):
        return Standing(where)
    counts = place.england.positions("male")
    source = place.tables.indicators["hle"].source
    outside = counts["above"] + counts["below"]
    return Standing(
        where,
        place.register.count("hle.outside", outside, source=source, method=METHOD),
        place.register.count("hle.authorities", counts.total(), source=source),
    )


def expected(place: Place, found: Measure) -> Expected:
    """Facts `hle.authorities`, and where the place has a figure `hle.<sex>.expected_low` and `_high`."""
    sex, own, source = found.sex, str(place.area.upper_tier), found.indicator.source
    dots, band, line = place.england.once(("scatter", sex), lambda: _everywhere(place, sex))
    rows, fitted = place.england.scatter[sex], place.england.fits[sex]
    n = place.register.count("hle.authorities", len(rows), source=source)
    dots = tuple(replace(dot, role="place") if dot.code == own else dot for dot in dots)
    if found.value is None:
        return Expected(n, dots, line, band, None)
    low, high = (
        place.register.add(
            f"hle.{sex}.expected_{end}", float(value), Unit.YEARS, 1, source=source, method=METHOD,
            inputs=(found.value.id, "imd.score"),
        )
        for end, value in zip(("low", "high"), fitted.band(float(rows.loc[own, "x"])), strict=True)
    )  # fmt: skip
    return Expected(n, dots, line, band, OwnExpected(_where(place, sex, own), low, high))


def london_residuals(place: Place) -> Mapping[str, Fact]:
    """By how many years London's authorities lie above the line on average, by sex: facts `hle.<sex>.london`."""
    source = place.tables.indicators["hle"].source
    return {
        sex: place.register.add(
            f"hle.{sex}.london", place.england.london_residual(sex), Unit.YEARS, 1, source=source, method=METHOD
        )
        for sex in SEXES
    }


def _where(place: Place, sex: str, code: str) -> str:
    row = place.england.scatter[sex].loc[code]
    return place.england.fits[sex].position(float(row["x"]), float(row["y"]))


def _everywhere(place: Place, sex: str) -> tuple[tuple[Dot, ...], Curve, Segment]:
    """Every authority, the furthest above, below and to the right named; the band; the line."""
    rows, fitted = place.england.scatter[sex], place.england.fits[sex]
    residual = rows["y"] - rows["x"].map(fitted.expected)
    named = {str(residual.idxmax()), str(residual.idxmin()), str(rows["x"].idxmax())}
    dots = []
    for code, row in rows.sort_index().iterrows():
        role = "named" if code in named else "london" if str(code).startswith("E09") else "other"
        dots.append(Dot(str(code), place.tables.areas[str(code)].name.prose, float(row["x"]), float(row["y"]), role))
    low_x, high_x = float(rows["x"].min()), float(rows["x"].max())
    steps = [low_x + (high_x - low_x) * i / 12 for i in range(13)]
    band = tuple((x, float(low), float(high)) for x in steps for low, high in [fitted.band(x)])
    return tuple(dots), band, (low_x, float(fitted.expected(low_x)), high_x, float(fitted.expected(high_x)))
