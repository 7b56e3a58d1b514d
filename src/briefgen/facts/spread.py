"""Within and between: where the spread of neighbourhood deprivation lies, and all authorities by region.

Source: the Indices of Deprivation of 2025 (`statistics.variance`). Shares are 0 to 1 of the population-weighted variance
of neighbourhood scores and sum to 1.
"""

from dataclasses import dataclass, replace
from typing import Any

from briefgen.facts.health import Health
from briefgen.facts.place import Place
from briefgen.facts.spread_argument import Argument, argument
from briefgen.facts.spread_neighbours import Neighbours, neighbours
from briefgen.model.catalogue import Unit
from briefgen.model.charts import Dot
from briefgen.model.fact import Fact
from briefgen.statistics.variance import Shares, own_spread

SOURCE = "iod2025"
ORIGIN: dict[str, Any] = {"source": SOURCE, "method": "variance"}


@dataclass(frozen=True, slots=True)
class SharesOfVariance:
    """England's: between regions, between authorities of one region, within authorities."""

    regions: Fact
    authorities: Fact
    within: Fact


@dataclass(frozen=True, slots=True)
class StandardDeviation:
    """Of neighbourhood scores round their mean, weighted by residents, in points of the score."""

    own: Fact
    england: Fact


@dataclass(frozen=True, slots=True)
class RegionDots:
    """One region's authorities by code; x: average deprivation score. name: without its article."""

    name: str
    dots: tuple[Dot, ...]

    @property
    def lowest(self) -> float:
        return min(dot.x for dot in self.dots)

    @property
    def highest(self) -> float:
        return max(dot.x for dot in self.dots)


@dataclass(frozen=True, slots=True)
class Spread:
    """score: of all seven domains; health: of the health domain alone. deviation: None for the two smallest.

    regions: most deprived first; districts, for a county the upper tier. n: how many authorities they hold.
    neighbours: None for a county, the two smallest, and where too few have a figure.
    """

    score: SharesOfVariance
    health: SharesOfVariance
    deviation: StandardDeviation | None
    regions: tuple[RegionDots, ...]
    n: Fact
    neighbours: Neighbours | None
    argument: Argument


def spread(place: Place, health: Health) -> Spread:
    """Facts `spread.*`, `<indicator>.neighbours` and `argument.*` are in the register afterwards."""
    shares = place.england.shares
    regions = _regions(place)
    return Spread(
        score=_shares(place, "score", shares["score"]),
        health=_shares(place, "health", shares["health"]),
        deviation=None if place.small else _deviation(place),
        regions=regions,
        n=place.register.count("spread.authorities", sum(len(one.dots) for one in regions), source=SOURCE),
        neighbours=None if place.small or place.area.is_county else neighbours(place),
        argument=argument(place, health),
    )


def _shares(place: Place, name: str, found: Shares) -> SharesOfVariance:
    return SharesOfVariance(*(
        place.register.add(f"spread.{name}.{part}", value, Unit.SHARE, 1, **ORIGIN)
        for part, value in (("regions", found.regions), ("authorities", found.authorities), ("within", found.within))
    ))  # fmt: skip


def _deviation(place: Place) -> StandardDeviation:
    table, everyone = place.neighbourhoods, place.tables.neighbourhoods
    own = own_spread(table["score"], table["population"])[0]
    england = place.england.once(("own spread",), lambda: own_spread(everyone["score"], everyone["population"])[0])
    return StandardDeviation(
        place.register.add("spread.own", own, Unit.SCORE, 1, **ORIGIN),
        place.register.add("spread.england", england, Unit.SCORE, 1, **ORIGIN),
    )


def _regions(place: Place) -> tuple[RegionDots, ...]:
    upper = place.area.is_county
    everywhere = place.england.once(("regions", upper), lambda: _england(place, upper))
    return tuple(
        RegionDots(one.name, tuple(replace(d, role="place") if d.code == place.area.code else d for d in one.dots))
        for one in everywhere
    )


def _england(place: Place, upper: bool) -> tuple[RegionDots, ...]:
    england, areas = place.england, place.tables.areas
    codes = sorted(england.upper_codes if upper else england.district_codes)
    return tuple(
        RegionDots(
            areas[region].name.prose.removeprefix("the "),
            tuple(
                Dot(code, areas[code].name.prose, england.score(code), 0.0)
                for code in codes
                if areas[code].region == region
            ),
        )
        for region in sorted({str(areas[code].region) for code in codes}, key=lambda region: -england.score(region))
    )
