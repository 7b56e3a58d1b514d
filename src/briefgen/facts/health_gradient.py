"""The gradient of health over deprivation: England's ten tenths, and the slope inside the place.

Sources: ONS, by national tenth of deprivation; OHID's slope index of inequality in life expectancy over ten tenths of an
authority of its own. Neither has an interval for a difference, so nothing is tested.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.facts.health_change import SEXES
from briefgen.facts.measure import Measure
from briefgen.facts.place import Place
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact
from briefgen.model.period import Period
from briefgen.statistics.gradient import decile_range, slope_index
from briefgen.statistics.rate_ratio import rate_ratio

SOURCE = "ons-decile-2026"
NOISE = 2.0  # years by which an authority's slope index moves by chance


@dataclass(frozen=True, slots=True)
class Tenths:
    """Healthy life expectancy in England of one sex and period, years. values: ten, the most deprived first.

    range: tenth 10 minus tenth 1. slope: the fitted difference over the whole scale.
    """

    period: Period
    values: tuple[Fact, ...]
    range: Fact
    slope: Fact


@dataclass(frozen=True, slots=True)
class Gradient:
    """Two separate periods of one sex."""

    before: Tenths
    latest: Tenths


@dataclass(frozen=True, slots=True)
class DistrictSlope:
    """One district of a county; by sex, in years, None where nothing is published."""

    code: str
    slope: Mapping[str, Fact | None]


@dataclass(frozen=True, slots=True)
class Slopes:
    """The slope index of inequality in life expectancy, years. own: by sex, without a value for a county.

    noise: years by which the figure of an authority moves by chance. districts: a county's.
    """

    period: Period
    own: Mapping[str, Measure]
    noise: Fact
    districts: tuple[DistrictSlope, ...]


@dataclass(frozen=True, slots=True)
class FirstWave:
    """Deaths involving COVID-19 per 100,000, age-standardised, over the first four months.

    first, last: England's most and least deprived tenth; ratio: of the first to the last.
    """

    measure: Measure
    england: Fact
    first: Fact
    last: Fact
    ratio: Fact


def gradient(place: Place, sex: str) -> Gradient:
    """Facts `hle_decile.<sex>.<tenth>@<year>`, and of each period `.sii@<year>` and `.range@<year>`."""
    periods = (place.tables.roles.before, place.tables.indicators["hle"].latest)
    values = [
        tuple(
            place.register.add(
                f"hle_decile.{sex}.{tenth}@{when.start.year}", value, Unit.YEARS, 1, period=when, source=SOURCE
            )
            for tenth, value in place.england.once(("tenths", sex, when.iso), lambda at=when: _tenths(place, sex, at))  # type: ignore[misc]
        )
        for when in periods
    ]
    before, latest = (_ends(place, sex, when, of) for when, of in zip(periods, values, strict=True))
    return Gradient(before, latest)


def _tenths(place: Place, sex: str, period: Period) -> tuple[tuple[int, float], ...]:
    """(tenth, healthy life expectancy in years), the most deprived first."""
    table = place.tables.gradients
    rows = table[(table["indicator"] == "hle") & (table["sex"] == sex) & (table["period"] == period.iso)]
    return tuple((row.decile, float(row.value)) for row in rows.sort_values("decile").itertuples())


def _ends(place: Place, sex: str, when: Period, tenths: tuple[Fact, ...]) -> Tenths:
    values = [float(fact.value) for fact in tenths]
    origin: dict[str, Any] = {"period": when, "source": SOURCE, "method": "gradient"}
    year, add = when.start.year, place.register.add
    slope = add(f"hle_decile.{sex}.sii@{year}", slope_index(values), Unit.YEARS, 1, **origin)
    return Tenths(
        when, tenths, add(f"hle_decile.{sex}.range@{year}", decile_range(values), Unit.YEARS, 1, **origin), slope
    )


def slopes(place: Place) -> Slopes:
    """Facts `sii.*`."""
    entry = place.tables.indicators["sii"]
    own = {sex: place.measure(entry.id, sex) for sex in SEXES}
    codes = place.area.districts if place.area.is_county else ()
    districts = tuple(
        DistrictSlope(str(code), {sex: _district_slope(place, str(code), sex) for sex in SEXES}) for code in codes
    )
    noise = place.register.add("sii.noise", NOISE, Unit.YEARS, 0, source=entry.source, method="gradient")
    return Slopes(entry.latest, own, noise, districts)


def _district_slope(place: Place, code: str, sex: str) -> Fact | None:
    entry = place.tables.indicators["sii"]
    row = place.england.observation(code, entry.id, sex, entry.latest)
    if row is None or row["value"] != row["value"]:
        return None
    return place.register.add(
        f"sii.{sex}.{code}", float(row["value"]), entry.unit, 1, period=entry.latest, source=entry.source, area=code
    )


def _rate(fact: Fact) -> tuple[float, float, float]:
    assert fact.lci_95 is not None
    assert fact.uci_95 is not None
    return float(fact.value), fact.lci_95, fact.uci_95


def first_wave(place: Place) -> FirstWave:
    """Facts `covid19_decile.*`."""
    found = place.measure("covid19")
    assert found.england is not None
    table, source = place.tables.gradients, found.indicator.source
    rows = table[(table["indicator"] == "covid19") & (table["sex"] == "persons")].set_index("decile")
    first, last = (
        place.register.add(
            f"covid19_decile.{decile}", float(rows.loc[decile, "value"]), Unit.RATE_100K, 1, period=found.period,
            source=source, low=float(rows.loc[decile, "lci_95"]), high=float(rows.loc[decile, "uci_95"]),
        )
        for decile in (1, 10)
    )  # fmt: skip
    value, low, high = rate_ratio(_rate(first), _rate(last))
    ratio = place.register.add(
        "covid19_decile.ratio", value, Unit.RATIO, 2, source=source, low=low, high=high, inputs=(first.id, last.id),
        method="rate-ratio",
    )  # fmt: skip
    return FirstWave(found, found.england, first, last, ratio)
