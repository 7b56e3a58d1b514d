"""Need against money in all districts: where each stands, and how many stand in each quarter of the picture."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefgen.facts.england_money import LUF
from briefgen.facts.place import Place
from briefgen.model.catalogue import Unit
from briefgen.model.charts import Dot
from briefgen.model.fact import Fact

X_LIMIT = 250.0  # pounds a resident; beyond it an authority is named in the margin
OFF_AXIS = "E06000053"  # Isles of Scilly: so few residents that its pounds a resident leave no room for the others
SHORT, LONG = 5, 2  # named by rule: most in need with less money than England, and with more
QUARTERS = ("high_low", "high_high", "low_low", "low_high")  # need, then money, against England's


@dataclass(frozen=True, slots=True)
class OffAxis:
    """The authority that stands off the axis: pounds led, and residents at mid-2022."""

    code: str
    led: Fact
    residents: Fact


@dataclass(frozen=True, slots=True)
class NeedAgainstMoney:
    """dots: all districts but `off_axis`; x: pounds led a resident, y: need, 0 to 1. n: how many they are.

    counts: by quarter, in the order of `QUARTERS`. quarter: the place's own; None for a county and the two smallest.
    """

    dots: tuple[Dot, ...]
    n: Fact
    counts: Mapping[str, Fact]
    quarter: str | None
    off_axis: OffAxis


@dataclass(frozen=True, slots=True)
class _England:
    """The same in every briefing. short, long: codes that may be named, most in need first."""

    dots: tuple[Dot, ...]
    counts: Mapping[str, int]
    short: tuple[str, ...]
    long: tuple[str, ...]


def need_against_money(
    place: Place, england_need: Fact, england_per_head: Fact, need: Fact | None, per_head: Fact | None
) -> NeedAgainstMoney:
    """Facts `luf.quadrant.*`, and of the authority off the axis `luf.led.*` and `people.2022.*`."""
    means = float(england_need.value), float(england_per_head.value)
    everywhere = place.england.once(("need against money", *means), lambda: _england(place, *means))
    own = set(place.districts)
    named = {*[code for code in everywhere.short if code not in own][:SHORT], *everywhere.long[:LONG]}
    mine = "own" if place.area.is_county else "place"

    def role(dot: Dot) -> str:
        return mine if dot.code in own else "named" if dot.code in named else "other"

    register, table = place.register, place.england.money
    quarter = None
    if need is not None and per_head is not None and not place.area.is_county:
        quarter = _quarter(float(need.value), float(per_head.value), *means)
    return NeedAgainstMoney(
        tuple(replace(dot, role=role(dot)) if role(dot) != dot.role else dot for dot in everywhere.dots),
        register.count("luf.quadrant.shown", len(everywhere.dots), **LUF),
        {key: register.count(f"luf.quadrant.{key}", n, **LUF) for key, n in everywhere.counts.items()},
        quarter,
        OffAxis(
            OFF_AXIS,
            register.add(f"luf.led.{OFF_AXIS}", float(table.led[OFF_AXIS]), Unit.POUNDS, area=OFF_AXIS, **LUF),
            register.count(f"people.2022.{OFF_AXIS}", int(table.people[OFF_AXIS]), source="ons-population"),
        ),
    )


def _quarter(need: float, money: float, mean_need: float, mean_money: float) -> str:
    return f"{'high' if need > mean_need else 'low'}_{'high' if money > mean_money else 'low'}"


def _england(place: Place, mean_need: float, mean_money: float) -> _England:
    table, areas = place.england.money, place.tables.areas
    dots = tuple(
        Dot(str(code), areas[str(code)].name.prose, float(table.per_head[code]), float(table.need_share[code]))
        for code in table.led.index
        if code != OFF_AXIS
    )
    quarters = [_quarter(dot.y, dot.x, mean_need, mean_money) for dot in dots]
    needy = sorted((dot for dot in dots if dot.y > mean_need), key=lambda dot: -dot.y)
    return _England(
        dots,
        {key: quarters.count(key) for key in QUARTERS},
        tuple(dot.code for dot in needy if 0 < dot.x < mean_money),
        tuple(dot.code for dot in needy if mean_money < dot.x <= X_LIMIT),
    )
