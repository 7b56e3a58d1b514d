"""The health section's series over all England, worked out once a worker."""

from collections import defaultdict

from briefgen.briefing.desk import Desk
from briefgen.model.charts import Dot, Point
from briefgen.model.period import Period


def points(desk: Desk, indicator: str, sex: str, code: str) -> tuple[Point, ...]:
    """One area's points, in order of time."""
    return desk.england.once(("points", indicator, sex), lambda: _series(desk, indicator, sex)).get(code, ())


def _series(desk: Desk, indicator: str, sex: str) -> dict[str, tuple[Point, ...]]:
    """Every area's points, in order of time."""
    table = desk.tables.observations
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


def all_dots(desk: Desk, sex: str) -> tuple[tuple[Dot, ...], tuple[tuple[float, float, float], ...]]:
    """Every authority, the furthest above, below and to the right named; the fitted line's band."""
    rows, fitted = desk.england.scatter[sex], desk.england.fits[sex]
    residual = rows["y"] - rows["x"].map(fitted.expected)
    named = {str(residual.idxmax()), str(residual.idxmin()), str(rows["x"].idxmax())}
    dots = []
    for code, row in rows.sort_index().iterrows():
        role = "named" if code in named else "london" if str(code).startswith("E09") else "other"
        dots.append(Dot(str(code), desk.tables.areas[str(code)].name.prose, float(row["x"]), float(row["y"]), role))
    low_x, high_x = float(rows["x"].min()), float(rows["x"].max())
    steps = [low_x + (high_x - low_x) * i / 12 for i in range(13)]
    band = tuple((x, float(low), float(high)) for x in steps for low, high in [fitted.band(x)])
    return tuple(dots), band


def tenths(desk: Desk, sex: str, period: Period) -> tuple[tuple[int, float], ...]:
    """(tenth, healthy life expectancy in years), the most deprived first."""
    table = desk.tables.gradients
    rows = table[(table["indicator"] == "hle") & (table["sex"] == sex) & (table["period"] == period.iso)]
    return tuple((row.decile, float(row.value)) for row in rows.sort_values("decile").itertuples())
