"""What these figures show of the claims of the day (METHODS 18), beyond what the other subjects hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.facts.builder import steady
from briefgen.facts.place import Place
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact
from briefgen.model.period import Period
from briefgen.statistics.gradient import slope_index
from briefgen.statistics.rate_ratio import rate_ratio

SEXES = ("male", "female")
NORTH = ("E12000001", "E12000002", "E12000003")  # North East, North West, Yorkshire and The Humber


@dataclass(frozen=True, slots=True)
class Argument:
    """before, latest: slope of healthy life expectancy over England's tenths by sex, in years, in `period` and now.

    ratio: deaths of the first wave in the most deprived tenth over those in the least. northern: share of the most deprived
    tenth of neighbourhoods that lie in the three northern regions, 0 to 1.
    """

    period: Period
    before: Mapping[str, Fact]
    latest: Mapping[str, Fact]
    ratio: Fact
    northern: Fact


def argument(place: Place) -> Argument:
    latest, before = place.tables.indicators["hle"].latest, place.tables.roles.argument
    share = place.england.once(("northern share",), lambda: _northern(place))
    return Argument(
        before,
        {sex: _slope(place, sex, before) for sex in SEXES},
        {sex: _slope(place, sex, latest) for sex in SEXES},
        _ratio(place),
        place.register.add("argument.north.share", share, Unit.SHARE, 0, source="iod2025"),
    )


def _northern(place: Place) -> float:
    table, areas = place.tables.neighbourhoods, place.tables.areas
    regions = table[table["decile"] == 1]["areacd"].map({code: area.region for code, area in areas.items()})
    return float(regions.isin(NORTH).mean())


# The next two are health's to work out: once its facts are held by `Facts`, `argument` takes them from there.


def _slope(place: Place, sex: str, when: Period) -> Fact:
    table = place.tables.gradients
    rows = table[(table["indicator"] == "hle") & (table["sex"] == sex) & (table["period"] == when.iso)]
    values = [float(value) for value in rows.sort_values("decile")["value"]]
    origin: dict[str, Any] = {"period": when, "source": "ons-decile-2026", "method": "gradient"}
    id = f"hle_decile.{sex}.sii@{when.start.year}"
    return place.register.add(id, slope_index(values), Unit.YEARS, 1, **origin)


def _ratio(place: Place) -> Fact:
    table, when = place.tables.gradients, place.tables.indicators["covid19"].latest
    rows = table[(table["indicator"] == "covid19") & (table["sex"] == "persons")].set_index("decile")
    rates, ends = [], []
    for tenth in (1, 10):
        value, low, high = (steady(float(rows.loc[tenth, column])) for column in ("value", "lci_95", "uci_95"))
        rates.append((value, low, high))
        ends.append(
            place.register.add(
                f"covid19_decile.{tenth}", value, Unit.RATE_100K, 1, period=when, source="ons-covid-2020", low=low,
                high=high,
            )
        )  # fmt: skip
    value, low, high = rate_ratio(*rates)
    return place.register.add(
        "covid19_decile.ratio", value, Unit.RATIO, 2, source="ons-covid-2020", low=low, high=high,
        inputs=tuple(fact.id for fact in ends), method="rate-ratio",
    )  # fmt: skip
