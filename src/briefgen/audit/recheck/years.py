"""Years of life worked out again: changes between separate periods, the band expected for deprivation, England's tenths."""

import math
from collections.abc import Sequence

from briefgen.audit.recheck import index
from briefgen.audit.recheck.judge import tier
from briefgen.audit.recheck.tables import Area, Observation, Tables

BEFORE = "2016-01-01/P3Y"  # the separate period that healthy life is compared with
SEXES = ("female", "male")
WHO = {"women": "female", "men": "male", "Women": "female", "Men": "male"}


def change(tables: Tables, area: str, indicator: str, sex: str, before: str = BEFORE) -> tuple[str, float] | None:
    """(`fell`, `rose` or `none` at 95 %, the difference); None where either period is missing."""
    old, new = tables.observation(area, indicator, sex, before), tables.observation(area, indicator, sex)
    if old is None or new is None or old.value is None or new.value is None:
        return None
    difference = new.value - old.value
    if old.error is None or new.error is None:
        return "none", difference
    z = difference / math.hypot(old.error, new.error)
    return ("rose" if z > 1.96 else "fell" if z < -1.96 else "none"), difference


def band(tables: Tables, sex: str, score: float) -> tuple[float, float]:
    """The 95 % prediction interval of healthy life expectancy at an average deprivation score."""
    a, b, s, n, mean, sxx, t = tables.once(("fit", sex), lambda: _fit(_points(tables, sex)))
    half = t * s * math.sqrt(1 + 1 / n + (score - mean) ** 2 / sxx)
    return a + b * score - half, a + b * score + half


def tested_life(tables: Tables) -> str:
    """The latest period of life expectancy that has intervals."""

    def made() -> str:
        periods = [
            p
            for (id, _, p), rows in tables.observations.items()
            if id == "le" and any(o.has_interval for o in rows.values())
        ]
        return max(periods)

    return tables.once("tested life", made)


def position(tables: Tables, area: Area, sex: str) -> str:
    """`above`, `below` or `within` the band, for an upper-tier authority with a figure."""
    score, value = dict_points(tables, sex)[area.upper]
    low, high = band(tables, sex, score)
    return "above" if value > high else "below" if value < low else "within"


def outside(tables: Tables, sex: str) -> tuple[int, int]:
    """(authorities outside the band, authorities)."""

    def made() -> tuple[int, int]:
        points = dict_points(tables, sex)
        ends = {code: band(tables, sex, score) for code, (score, _) in points.items()}
        return sum(1 for c, (_, y) in points.items() if not ends[c][0] <= y <= ends[c][1]), len(points)

    return tables.once(("outside", sex), made)


def london(tables: Tables, sex: str) -> float:
    """How far London's boroughs lie above the line on average, in years."""

    def made() -> float:
        a, b, *_ = tables.once(("fit", sex), lambda: _fit(_points(tables, sex)))
        rest = [y - a - b * x for code, (x, y) in dict_points(tables, sex).items() if code.startswith("E09")]
        return math.fsum(rest) / len(rest)

    return tables.once(("london", sex), made)


def dict_points(tables: Tables, sex: str) -> dict[str, tuple[float, float]]:
    """(average score, healthy life expectancy) of each upper-tier authority with a figure."""

    def made() -> dict[str, tuple[float, float]]:
        rows = tier(tables, "hle", sex, str(tables.catalogue["hle"]["latest"]), upper=True)
        return {code: (index.score(tables, code), o.value or 0.0) for code, o in rows.items()}

    return tables.once(("points", sex), made)


def _points(tables: Tables, sex: str) -> list[tuple[float, float]]:
    return list(dict_points(tables, sex).values())


def _fit(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, int, float, float, float]:
    n = len(points)
    mean_x, mean_y = (math.fsum(p[i] for p in points) / n for i in (0, 1))
    sxx = math.fsum((x - mean_x) ** 2 for x, _ in points)
    b = math.fsum((x - mean_x) * (y - mean_y) for x, y in points) / sxx
    a = mean_y - b * mean_x
    s = math.sqrt(math.fsum((y - a - b * x) ** 2 for x, y in points) / (n - 2))
    return a, b, s, n, mean_x, sxx, student(n - 2)


def student(df: int) -> float:
    """Student's t at 97.5 %, by halving: the distribution function is integrated by Simpson's rule."""
    constant = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)

    def below(t: float) -> float:
        steps = 400
        width = t / steps
        density = [math.exp(-(df + 1) / 2 * math.log1p((i * width) ** 2 / df)) for i in range(steps + 1)]
        inner = 4 * math.fsum(density[1:-1:2]) + 2 * math.fsum(density[2:-1:2])
        return 0.5 + constant * width / 3 * (density[0] + inner + density[-1])

    low, high = 1.9, 13.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < 0.975 else (low, middle)
    return (low + high) / 2


def tenths(tables: Tables, indicator: str, sex: str, period: str) -> list[float]:
    """England's figure in tenths 1 to 10 of deprivation."""
    rows = tables.gradients[indicator, sex, period]
    return [rows[at].value or 0.0 for at in range(1, 11)]


def ends(tables: Tables, indicator: str, sex: str, period: str) -> float:
    """Tenth 10 less tenth 1."""
    values = tenths(tables, indicator, sex, period)
    return values[-1] - values[0]


def slope(tables: Tables, indicator: str, sex: str, period: str) -> float:
    """The slope index over the ten tenths' mid-ranks."""
    values = tenths(tables, indicator, sex, period)
    mean = math.fsum(values) / 10
    ranks = [0.05 + 0.1 * at for at in range(10)]
    return math.fsum((x - 0.5) * (y - mean) for x, y in zip(ranks, values, strict=True)) / math.fsum(
        (x - 0.5) ** 2 for x in ranks
    )


def wave_ratio(tables: Tables) -> tuple[float, float, float]:
    """First-wave death rate of the most deprived tenth over the least deprived's, with its 95 % interval."""
    rows = tables.gradients["covid19", "persons", str(tables.catalogue["covid19"]["latest"])]
    first, last = rows[1], rows[10]
    assert first.value
    assert last.value
    spread = 1.96 * math.hypot(*((o.error or 0.0) / (o.value or 1.0) for o in (first, last)))
    ratio = first.value / last.value
    return ratio, ratio * math.exp(-spread), ratio * math.exp(spread)


def trend(rows: Sequence[tuple[int, Observation]]) -> str | None:
    """rising, falling or no clear change over five annual figures; None where one has no interval."""
    points = [(year, o.value or 0.0, o.error) for year, o in rows]
    if len(points) != 5 or any(error is None for _, _, error in points):
        return None

    def slope_of(kept: list[tuple[int, float, float | None]]) -> tuple[float, float]:
        weights = [1 / (error or 1.0) ** 2 for _, _, error in kept]
        mean = math.fsum(w * x for w, (x, _, _) in zip(weights, kept, strict=True)) / math.fsum(weights)
        squares = math.fsum(w * (x - mean) ** 2 for w, (x, _, _) in zip(weights, kept, strict=True))
        b = math.fsum(w * (x - mean) * y for w, (x, y, _) in zip(weights, kept, strict=True)) / squares
        return b, b * b * squares

    b, chi2 = slope_of(points)
    if chi2 <= 9.5495 or any(b * slope_of(points[:i] + points[i + 1 :])[0] <= 0 for i in range(5)):
        return "no clear change"
    return "rising" if b > 0 else "falling"
