"""The money: what was led here, what is shared, and what the same money shared by need would have meant.

Source: the lists of the Levelling Up Fund's first two rounds, against the Indices of Deprivation of 2019
(`statistics.need`). Pounds as announced; need is a share of residents, 0 to 1, in the most deprived fifth of
neighbourhoods. A county's figures are the sums of its districts and its own.
"""

from dataclasses import dataclass
from enum import StrEnum

from briefgen.facts.england_money import LUF
from briefgen.facts.money_awards import Award, Shared, listed_awards, shared_awards
from briefgen.facts.money_quadrant import NeedAgainstMoney, need_against_money
from briefgen.facts.place import Place
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact
from briefgen.statistics.correlation import Correlation

PRIORITY = "luf-priority"


class Direction(StrEnum):
    """What came against what twelve formulas would give: one word only where all twelve agree.

    APART: what was led alone is less than any formula would give, so that only the shared awards leave it open.
    NOTHING: no resident in need, so that the formula gives nothing, whatever came.
    """

    MORE = "more"
    LESS = "less"
    DEPENDS = "depends"
    APART = "apart"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class CountyMoney:
    """Pounds led by a county's districts and by its council; base: by formula, on the base measure of need alone."""

    district_led: Fact
    county_led: Fact
    base: Fact


@dataclass(frozen=True, slots=True)
class NoneLed:
    """How many authorities led no award, of how many."""

    n: Fact
    authorities: Fact


@dataclass(frozen=True, slots=True)
class Correlated:
    """Rank correlation of deprivation and pounds a resident, with its interval, over n authorities."""

    correlation: Fact
    n: Fact


@dataclass(frozen=True, slots=True)
class NationalMoney:
    """England: over all authorities, and over those that led an award.

    outside: authorities of the most deprived fifth (`most`) that were not in the first priority category.
    """

    all: Correlated
    led: Correlated
    outside: Fact
    most: Fact


@dataclass(frozen=True, slots=True)
class Money:
    """luf: pounds led. per_head: pounds led a resident; it and need: None for the two smallest authorities.

    low, high: the least and the most that a formula would give, in pounds. direction: None for a county, whose `county`
    has its own figures. categories: the priority category of each authority of 2020 that is here now, in order; none for
    a county. none_led: where a district led no award. awards: those for places here alone, in the order of `FUNDS`, then
    by round and amount. shared: None where there is none.
    """

    luf: Fact
    per_head: Fact | None
    england_per_head: Fact
    need: Fact | None
    england_need: Fact
    low: Fact
    high: Fact
    direction: Direction | None
    county: CountyMoney | None
    categories: tuple[Fact, ...]
    none_led: NoneLed | None
    awards: tuple[Award, ...]
    shared: Shared | None
    quadrant: NeedAgainstMoney
    national: NationalMoney


def money(place: Place) -> Money:
    """Facts `luf.*`, `need.*`, `award.*` and `pip.*` are in the register afterwards."""
    table, register, small = place.england.money, place.register, place.small
    codes = list(place.districts)
    people, need_share = table.people.loc[codes], table.need_share.loc[codes]
    led = float(table.led.loc[codes].sum())
    england_per_head = register.add(
        "luf.per_head.england", float(table.led.sum() / table.people.sum()), Unit.POUNDS, **LUF
    )
    county = _county(place, led) if place.area.is_county else None
    if county is not None:
        led = float(table.upper[0][str(place.area.code)])
    luf = register.add("luf.led", led, Unit.POUNDS, **LUF)
    mean_need = float((table.need_share * table.people).sum() / table.people.sum())
    england_need = register.add("need.england", mean_need, Unit.SHARE, 1, source="iod2019", method="need")
    need = per_head = None
    if not small:
        share = float((need_share * people).sum() / people.sum())
        need = register.add("need.share", share, Unit.SHARE, 1, source="iod2019", method="need")
        per_head = register.add("luf.per_head", led / float(people.sum()), Unit.POUNDS, **LUF)
    formula = table.formula.loc[codes].sum()
    low, high = (
        register.add(f"luf.formula.{name}", float(value), Unit.POUNDS, **LUF)
        for name, value in (("low", formula.min()), ("high", formula.max()))
    )
    return Money(
        luf=luf,
        per_head=per_head,
        england_per_head=england_per_head,
        need=need,
        england_need=england_need,
        low=low,
        high=high,
        direction=None if county is not None else _direction(place, luf, low, high),
        county=county,
        categories=() if county is not None else _categories(place),
        none_led=None if luf.value or small or county is not None else _none_led(place),
        awards=listed_awards(place),
        shared=shared_awards(place),
        quadrant=need_against_money(place, england_need, england_per_head, need, per_head),
        national=_national(place),
    )


def _county(place: Place, districts: float) -> CountyMoney:
    """districts: pounds that they led."""
    got, formula = place.england.money.upper
    own, base = (float(pounds[str(place.area.code)]) for pounds in (got, formula))
    add = place.register.add
    return CountyMoney(
        add("luf.district_led", districts, Unit.POUNDS, **LUF),
        add("luf.county_led", own - districts, Unit.POUNDS, **LUF),
        add("luf.formula.base", base, Unit.POUNDS, **LUF),
    )


def _direction(place: Place, luf: Fact, low: Fact, high: Fact) -> Direction:
    if high.value == 0:
        return Direction.NOTHING
    way = Direction(place.england.money.directions[place.area.code][0])
    return Direction.APART if way is Direction.DEPENDS and luf.value < low.value else way


def _categories(place: Place) -> tuple[Fact, ...]:
    table = place.tables.funds["priority"]
    found = sorted(table.loc[table["areacd"].isin(place.districts), "category"].astype(int))
    return tuple(
        place.register.rank(f"luf.category.{at}", category, source=PRIORITY) for at, category in enumerate(found)
    )


def _none_led(place: Place) -> NoneLed:
    led = place.england.money.led
    return NoneLed(
        place.register.count("luf.led_none", int((led == 0).sum()), **LUF),
        place.register.count("luf.authorities", len(led), **LUF),
    )


def _national(place: Place) -> NationalMoney:
    table, register = place.england.money, place.register

    def correlated(name: str, found: Correlation) -> Correlated:
        n = register.count(f"luf.correlation.{name}.n", found.n, **LUF)
        id = f"luf.correlation.{name}"
        return Correlated(register.add(id, found.value, Unit.CORRELATION, 2, low=found.low, high=found.high, **LUF), n)

    return NationalMoney(
        correlated("all", table.all_correlation),
        correlated("led", table.led_correlation),
        register.count("luf.category.outside", table.category_outside, source=PRIORITY),
        register.count("luf.category.most", table.category_most, source=PRIORITY),
    )
