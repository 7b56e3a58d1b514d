"""Healthy life and life expectancy period by period, here and in England: years, as published."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.facts.measure import Measure
from briefgen.facts.place import Place
from briefgen.model.catalogue import Unit
from briefgen.model.charts import Point
from briefgen.model.fact import Fact
from briefgen.model.period import Period

WOMEN_AND_MEN = {"female": "women", "male": "men"}  # as the facts of a line are called


@dataclass(frozen=True, slots=True)
class Line:
    """One area's figures of one sex, in order of time.

    role: `england` or `place`; area: its code, the county's where the figures of a district are its county's. latest:
    the figure of the measure beside the line. facts: one a point.
    """

    role: str
    area: str
    latest: Fact
    points: tuple[Point, ...]
    facts: tuple[Fact, ...] = ()


def fewest_periods(place: Place, measures: Mapping[str, Measure]) -> int:
    """How many periods the shortest line has."""
    return min(len(line.points) for sex, found in measures.items() for line in _of_sex(place, sex, found))


def lines(place: Place, measures: Mapping[str, Measure]) -> Mapping[str, tuple[Line, ...]]:
    """By sex, England's line first; those without a point are left out.

    measures: of one indicator, by sex. Facts `<indicator>.<women or men>.<role>@<period>`, in order of time.
    """
    found = {sex: _of_sex(place, sex, measure) for sex, measure in measures.items()}
    every = [(sex, line) for sex, of_sex in found.items() for line in of_sex]
    made: dict[tuple[str, str], dict[float, Fact]] = {(sex, line.role): {} for sex, line in every}
    for x in sorted({point.x for _, line in every for point in line.points}):
        for sex, line in every:
            for point in line.points:
                if point.x == x:
                    made[sex, line.role][x] = _fact(place, measures[sex], sex, line.role, point)
    return {
        sex: tuple(
            Line(line.role, line.area, line.latest, line.points, tuple(made[sex, line.role].values()))
            for line in of_sex
        )
        for sex, of_sex in found.items()
    }


def _of_sex(place: Place, sex: str, found: Measure) -> list[Line]:
    own = str(place.area.upper_tier if found.of_county else place.area.code)
    every = (("england", str(place.tables.england.code), found.england), ("place", own, found.value))
    series = place.england.once(("points", found.indicator.id, sex), lambda: _series(place, found.indicator.id, sex))
    return [Line(role, code, latest, series[code]) for role, code, latest in every if latest and code in series]


def _fact(place: Place, found: Measure, sex: str, role: str, point: Point) -> Fact:
    id = f"{found.indicator.id}.{WOMEN_AND_MEN[sex]}.{role}@{point.label.replace(' ', '-')}"
    return place.register.add(
        id, point.value, Unit.YEARS, 1, low=point.low, high=point.high, source=found.indicator.source
    )


def _series(place: Place, indicator: str, sex: str) -> dict[str, tuple[Point, ...]]:
    """Every area's points, in order of time."""
    table = place.tables.observations
    rows = table[(table["indicator"] == indicator) & (table["sex"] == sex)]
    found: dict[str, list[Point]] = defaultdict(list)
    for row in rows.sort_values("period").itertuples():
        if row.value == row.value:
            when = Period.parse(str(row.period))
            low, high = (None if v != v else float(v) for v in (row.lci_95, row.uci_95))
            found[str(row.areacd)].append(
                Point(when.start.year + when.length / 2, when.label, float(row.value), low, high)
            )
    return {code: tuple(points) for code, points in found.items()}
