"""What these figures show of the claims of the day (METHODS 18), beyond what the other subjects hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.facts.health import Health
from briefgen.facts.place import Place
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact
from briefgen.model.period import Period

SEXES = ("male", "female")
NORTH = ("E12000001", "E12000002", "E12000003")  # North East, North West, Yorkshire and The Humber


@dataclass(frozen=True, slots=True)
class Argument:
    """before, latest: slope of healthy life expectancy over England's tenths by sex, in years, in `period` and now.

    ratio: deaths of the first wave in the most deprived tenth over those in the least. northern: share of the most deprived
    tenth of neighbourhoods that lie in the three northern regions; within_regions: of the spread of scores, all that does
    not lie between regions; both 0 to 1.
    """

    period: Period
    before: Mapping[str, Fact]
    latest: Mapping[str, Fact]
    ratio: Fact
    northern: Fact
    within_regions: Fact


def argument(place: Place, health: Health) -> Argument:
    share = place.england.once(("northern share",), lambda: _northern(place))
    within = 1 - place.england.shares["score"].regions
    return Argument(
        place.tables.roles.argument,
        {sex: health.gradients[sex].before.slope for sex in SEXES},
        {sex: health.gradients[sex].latest.slope for sex in SEXES},
        health.first_wave.ratio,
        place.register.add("argument.north.share", share, Unit.SHARE, 0, source="iod2025"),
        place.register.add("argument.within_regions", within, Unit.SHARE, 1, source="iod2025", method="variance"),
    )


def _northern(place: Place) -> float:
    table, areas = place.tables.neighbourhoods, place.tables.areas
    regions = table[table["decile"] == 1]["areacd"].map({code: area.region for code, area in areas.items()})
    return float(regions.isin(NORTH).mean())
