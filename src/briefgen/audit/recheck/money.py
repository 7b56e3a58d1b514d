"""The Levelling Up Fund worked out again: what a place led, what it shares, and what need would have given.

A part in a shared award is a place's only where the award's recorded site is in it, or no site is recorded.
"""

import math
from collections.abc import Sequence

from briefgen.audit.recheck.tables import Area, Award, Tables

NEEDS = ("tenths12_2019", "extent_2019_mid2015", "tenths12_2025")
SPLITS = ("left out", "population", "equal", "site")


def awards(tables: Tables) -> list[Award]:
    """England's awards of the fund on the lists at hand."""
    return tables.once("luf", lambda: [a for a in tables.awards if a.fund == "luf" and a.england])


def whole(tables: Tables) -> bool:
    """Do the lists at hand hold every round of the fund?"""
    return len({a.round for a in tables.awards if a.fund == "luf"}) >= tables.rounds.get("luf", 0)


def led(tables: Tables) -> dict[str, float]:
    """Pounds led by district: awards of one authority."""

    def made() -> dict[str, float]:
        found = dict.fromkeys(tables.districts, 0.0)
        for award in awards(tables):
            if len(award.areas) == 1:
                found[award.areas[0]] += award.amount or 0.0
        return found

    return tables.once("led", made)


def shared(tables: Tables, area: Area) -> list[Award]:
    """Shared awards with a part here (of a county: those that reach beyond it)."""
    codes = set(tables.within(area))
    found = [a for a in awards(tables) if len(a.areas) > 1 and codes & set(a.sites or a.areas)]
    return [a for a in found if not set(a.areas) <= codes] if area.is_county else found


def county_own(tables: Tables, area: Area) -> float:
    """Pounds of shared awards whose places all lie in one county."""
    codes = set(tables.within(area))
    return sum(a.amount or 0.0 for a in awards(tables) if len(a.areas) > 1 and set(a.areas) <= codes)


def came(tables: Tables, area: Area) -> float:
    """Led here, with a county's own awards."""
    here = sum(led(tables)[code] for code in tables.within(area))
    return here + (county_own(tables, area) if area.is_county else 0.0)


def residents(tables: Tables, code: str) -> int:
    return tables.people[code, 2022]


def per_head(tables: Tables, area: Area) -> float:
    return came(tables, area) / sum(residents(tables, c) for c in tables.within(area))


def england_per_head(tables: Tables) -> float:
    return sum(led(tables).values()) / sum(residents(tables, c) for c in tables.districts)


def need_share(tables: Tables, codes: Sequence[str]) -> float:
    """Share (0 to 1) of residents in the most deprived fifth of neighbourhoods of the index of 2019."""
    need = tables.need["tenths12_2019"]
    return sum(need[c] for c in codes) / sum(residents(tables, c) for c in codes)


def variants(tables: Tables) -> list[tuple[dict[str, float], dict[str, float]]]:
    """(by formula, got) in pounds by district, one pair a variant: three needs, four ways to treat shared awards."""

    def made() -> list[tuple[dict[str, float], dict[str, float]]]:
        found = []
        for how in SPLITS:
            got = _split(tables, how)
            money = math.fsum(got.values())
            for name in NEEDS:
                need = tables.need[name]
                whole_need = math.fsum(need[c] for c in tables.districts)
                found.append(({c: money * need[c] / whole_need for c in tables.districts}, got))
        return found

    return tables.once("variants", made)


def _split(tables: Tables, how: str) -> dict[str, float]:
    got = dict(led(tables))
    for award in awards(tables):
        if len(award.areas) == 1 or how == "left out":
            continue
        members = award.sites or award.areas
        weights = {c: 1.0 if how == "equal" else float(residents(tables, c)) for c in members}
        for code, weight in weights.items():
            got[code] += (award.amount or 0.0) * weight / sum(weights.values())
    return got


def formula(tables: Tables, area: Area) -> tuple[float, float]:
    """The least and the most that a formula gives here, in pounds."""
    sums = [sum(given[c] for c in tables.within(area)) for given, _ in variants(tables)]
    return min(sums), max(sums)


def direction(tables: Tables, code: str) -> str:
    """`more` came than every variant gives, `less`, `nothing` (no need on any) or `depends`."""
    pairs = [(given[code], got[code]) for given, got in variants(tables)]
    if all(given == 0 for given, _ in pairs):
        return "nothing"
    if all(got > given for given, got in pairs):
        return "more"
    return "less" if all(got < given for given, got in pairs) else "depends"


def county_formula(tables: Tables, area: Area) -> float:
    """Pounds for a county by its residents in the most deprived fifth, of what can be attributed to one upper tier."""

    def base() -> tuple[float, dict[str, float]]:
        upper = [tables.areas[c] for c in tables.upper_tier]
        money = sum(sum(led(tables)[c] for c in tables.within(a)) + county_own(tables, a) for a in upper)
        then, people = tables.need["tenths12_2019_mid2015"], tables.need["people_mid2015"]
        need = {}
        for a in upper:
            codes = tables.within(a)
            share = sum(then[c] for c in codes) / sum(people[c] for c in codes)
            need[a.code] = share * sum(residents(tables, c) for c in codes)
        return money, need

    money, need = tables.once("county formula", base)
    return money * need[area.code] / math.fsum(need.values())


def quadrant(tables: Tables) -> dict[str, int]:
    """Districts by more or less need and more or less money than England, the Isles of Scilly left out."""

    def made() -> dict[str, int]:
        need_mean, money_mean = need_share(tables, tables.districts), england_per_head(tables)
        found: dict[str, int] = {}
        for code in tables.districts:
            if code != "E06000053":
                key = corner(tables, tables.areas[code], need_mean, money_mean)
                found[key] = found.get(key, 0) + 1
        return found

    return tables.once("quadrant", made)


def corner(tables: Tables, area: Area, need_mean: float | None = None, money_mean: float | None = None) -> str:
    """`more need, less money` and its like."""
    need = need_share(tables, tables.within(area))
    much = need > (need_share(tables, tables.districts) if need_mean is None else need_mean)
    rich = per_head(tables, area) > (england_per_head(tables) if money_mean is None else money_mean)
    return f"{'more' if much else 'less'} need, {'more' if rich else 'less'} money"


def correlation(tables: Tables, *, led_only: bool) -> tuple[float, float, float, int]:
    """Spearman's rank correlation of pounds a resident with the score of 2019: (value, low, high, n)."""
    return tables.once(("correlation", led_only), lambda: _correlation(tables, led_only))


def _correlation(tables: Tables, led_only: bool) -> tuple[float, float, float, int]:
    codes = [c for c in tables.districts if not led_only or led(tables)[c] > 0]
    x = _midranks([led(tables)[c] / residents(tables, c) for c in codes])
    y = _midranks([tables.need["score_mean_2019"][c] for c in codes])
    n, mean = len(codes), (len(codes) + 1) / 2
    top = math.fsum((a - mean) * (b - mean) for a, b in zip(x, y, strict=True))
    rho = top / math.sqrt(math.fsum((a - mean) ** 2 for a in x) * math.fsum((b - mean) ** 2 for b in y))
    half = 1.96 * 1.06 / math.sqrt(n - 3)
    return rho, math.tanh(math.atanh(rho) - half), math.tanh(math.atanh(rho) + half), n


def _midranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    first: dict[float, int] = {}
    last: dict[float, int] = {}
    for at, value in enumerate(ordered, 1):
        first.setdefault(value, at)
        last[value] = at
    return [(first[v] + last[v]) / 2 for v in values]


def outside_first(tables: Tables) -> tuple[int, int]:
    """(of the most deprived fifth of the authorities of 2020, outside category 1; how many the fifth is)."""
    ordered = sorted(tables.priority, key=lambda row: -row[2])
    most = ordered[: round(len(ordered) / 5)]
    return sum(1 for _, category, _ in most if category > 1), len(most)
