"""Verdicts, ranks and priorities worked out again: the published interval against England's figure, at 95 %.

higher if the whole interval lies above England's figure, lower if below, else similar; an interval that touches is
similar. Not tested without an interval, in the two smallest authorities, on a county's figure, and where the interval is
wider than the distance between the 10th and the 90th percentile of the authorities that are compared.
"""

import math
from collections.abc import Sequence

from briefgen.audit.recheck.tables import ENGLAND, SMALL, Area, Observation, Tables

WIDER = 3.09 / 1.96  # of 99.8 % to 95 %
FEWEST = {False: 280, True: 145}  # figures of a tier, for a rank
UNTESTED = "not tested"
Row = tuple[Observation, bool]  # a figure; is it the county's?


def own(
    tables: Tables, area: Area, indicator: str, sex: str = "persons", period: str = ""
) -> tuple[Observation | None, bool]:
    """(the figure shown for an area, is it its county's?)."""
    county = tables.catalogue[indicator]["level"] == "utla" and bool(area.county)
    return tables.observation(area.upper if county else area.code, indicator, sex, period), county


def tier(tables: Tables, indicator: str, sex: str, period: str, upper: bool) -> dict[str, Observation]:
    """The authorities of one tier with a figure, the two smallest left out."""

    def rows() -> dict[str, Observation]:
        found = tables.observations.get((indicator, sex, period), {})
        codes = tables.upper_tier if upper else tables.districts
        return {c: found[c] for c in codes if c in found and c not in SMALL and found[c].value is not None}

    return tables.once(("tier", indicator, sex, period, upper), rows)


def spread(tables: Tables, indicator: str, sex: str, period: str) -> float | None:
    """Distance of the 10th and the 90th percentile; None where imprecision is no reason (healthy life expectancy)."""
    if indicator == "hle":
        return None

    def made() -> float | None:
        upper = tables.catalogue[indicator]["level"] == "utla"
        values = sorted(o.value or 0.0 for o in tier(tables, indicator, sex, period, upper).values())
        if len(values) < 10:
            return None
        width = percentile(values, 0.9) - percentile(values, 0.1)
        return width if width > 0 else None

    return tables.once(("spread", indicator, sex, period), made)


def percentile(ordered: Sequence[float], share: float) -> float:
    """Linear between the two nearest of a sorted list."""
    at = (len(ordered) - 1) * share
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def why_untested(tables: Tables, area: Area, indicator: str, sex: str = "persons", period: str = "") -> str:
    """`none` (no figure), `small`, `county`, `no interval`, `no comparator`, `imprecise`; empty where it is tested."""
    when = period or str(tables.catalogue[indicator]["latest"])
    found, county = own(tables, area, indicator, sex, when)
    england = tables.observation(ENGLAND, indicator, sex, when)
    if found is None or found.value is None:
        return "none"
    if area.code in SMALL:
        return "small"
    if county:
        return "county"
    if found.low is None or found.high is None or found.low == found.high:
        return "no interval"
    if england is None or england.value is None:
        return "no comparator"
    width = spread(tables, indicator, sex, when)
    return "imprecise" if width is not None and found.high - found.low > width else ""


def direction(found: Observation, reference: float, *, strict: bool = False) -> str:
    """`higher`, `lower` or `similar` of a figure with an interval; strict widens it to 99.8 %."""
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    wide = WIDER if strict else 1.0
    if found.value - (found.value - found.low) * wide > reference:
        return "higher"
    return "lower" if found.value + (found.high - found.value) * wide < reference else "similar"


def verdict(
    tables: Tables, area: Area, indicator: str, sex: str = "persons", period: str = "", *, strict: bool = False
) -> str:
    """better, worse, similar; higher, lower where neither is good; `not tested`."""
    if why_untested(tables, area, indicator, sex, period):
        return UNTESTED
    found, england = own(tables, area, indicator, sex, period)[0], tables.observation(ENGLAND, indicator, sex, period)
    assert found is not None
    assert england is not None
    assert england.value is not None
    way = direction(found, england.value, strict=strict)
    polarity = int(tables.catalogue[indicator]["polarity"])
    if way == "similar" or polarity == 0:
        return way
    return "better" if (way == "higher") == (polarity > 0) else "worse"


def reason(tables: Tables, area: Area, indicator: str, sex: str = "persons", period: str = "") -> str:
    """Why there is no figure: `hidden`, `no deaths`, `joint figure`, `former councils` or `not published`."""
    found = own(tables, area, indicator, sex, period)[0]
    status = found.status if found else "missing"
    if indicator == "covid19":
        deaths = tables.observation(area.code, "covid19_deaths")
        if deaths is not None and deaths.value == 0:
            return "no deaths"
    if status == "suppressed":
        # Where no neighbour's figure takes the place in, it was hidden.
        return "hidden"
    if status == "not published":
        return "former councils" if area.code in tables.merged else "joint figure"
    return "not published"


def rank(values: Sequence[float], own_value: float, *, worst_is_high: bool) -> tuple[int, bool]:
    """(competition rank from the worst, is it joint?)."""
    before = sum(1 for v in values if (v > own_value if worst_is_high else v < own_value))
    return before + 1, sum(1 for v in values if v == own_value) > 1


def standing(tables: Tables, area: Area, indicator: str) -> tuple[int, bool, int] | None:
    """(rank from the worst, joint?, of how many) where the figure bears a rank, else None."""
    entry = tables.catalogue[indicator]
    rows = tier(tables, indicator, "persons", entry["latest"], area.is_county)
    polarity, grade = int(entry["polarity"]), entry["grade"]
    if not polarity or area.code not in rows or len(rows) < FEWEST[area.is_county] or grade not in ("A", "B"):
        return None
    if entry["level"] == "utla" and area.county:
        return None
    if grade == "A" and not _narrow(rows, area.code):
        return None
    values = [o.value or 0.0 for o in rows.values()]
    place, joint = rank(values, rows[area.code].value or 0.0, worst_is_high=polarity < 0)
    return place, joint, len(rows)


def _narrow(rows: dict[str, Observation], code: str) -> bool:
    """Does the range of ranks span at most a third of the authorities?"""
    errors = {c: o.error for c, o in rows.items()}
    if any(error is None for error in errors.values()):
        return False
    y, se = rows[code].value or 0.0, errors[code] or 0.0
    zs = [((o.value or 0.0) - y) / math.hypot(errors[c] or 0.0, se) for c, o in rows.items() if c != code]
    outside = sum(1 for z in zs if abs(z) > 1.96)
    return len(rows) - outside <= len(rows) / 3


def candidates(tables: Tables, area: Area, *, good: bool) -> list[tuple[str, float, str]]:
    """(indicator, share of like authorities it stands behind or ahead of, verdict at 99.8 %), one a theme, first first."""
    found: list[tuple[float, int, str, str]] = []
    ids = [id for id, entry in tables.catalogue.items() if entry.get("candidate")]
    for order, id in enumerate(ids):
        entry = tables.catalogue[id]
        upper = area.is_county or (entry["level"] == "utla" and not area.county)
        rows = tier(tables, id, "persons", entry["latest"], upper)
        if not area.is_county and area.code in tier(tables, id, "persons", entry["latest"], False):
            rows = tier(tables, id, "persons", entry["latest"], False)
        if area.code not in rows or len(rows) < 10 or area.code in SMALL:
            continue
        share = _share(tables, id, rows, area.code, good=good)
        strict = verdict(tables, area, id, strict=True)
        untested = not rows[area.code].has_interval and entry["grade"] == "B" and share >= 0.8
        if strict == ("better" if good else "worse") or untested:
            found.append((-share, order, id, strict))
    kept: list[tuple[str, float, str]] = []
    themes: set[str] = set()
    for share, _, id, strict in sorted(found):
        theme = str(tables.catalogue[id]["theme"])
        if theme not in themes:
            themes.add(theme)
            kept.append((id, -share, strict))
    return kept


def _share(tables: Tables, indicator: str, rows: dict[str, Observation], code: str, *, good: bool) -> float:
    """The share of the other authorities that a figure is worse (or better) than, after shrinking by its noise."""
    drawn: dict[str, float] = tables.once(("drawn", indicator, len(rows)), lambda: _drawn(rows))
    sign = int(tables.catalogue[indicator]["polarity"]) * (1 if good else -1)
    at = drawn[code] * sign
    return sum(1 for value in drawn.values() if value * sign < at) / (len(drawn) - 1)


def _drawn(rows: dict[str, Observation]) -> dict[str, float]:
    values = [o.value or 0.0 for o in rows.values()]
    mean = math.fsum(values) / len(values)
    errors = {c: None if o.low is None or o.high is None else (o.high - o.low) / 3.92 for c, o in rows.items()}
    known = [e for e in errors.values() if e is not None]
    if not known:
        return {c: o.value or 0.0 for c, o in rows.items()}
    variance = math.fsum((v - mean) ** 2 for v in values) / (len(values) - 1)
    true = max(variance - math.fsum(e * e for e in known) / len(known), 0.0)

    def weight(error: float | None) -> float:
        return 1.0 if error is None else true / (true + error * error) if true else 0.0

    return {c: mean + weight(errors[c]) * ((o.value or 0.0) - mean) for c, o in rows.items()}
