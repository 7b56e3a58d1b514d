"""The facts of the money: what was led, what is shared, and which way a formula would have moved it."""

from typing import Any

import pandas as pd

from briefgen.briefing.desk import Desk
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact

LUF: dict[str, Any] = {"source": "luf", "method": "need"}


def facts_of(desk: Desk) -> dict[str, Fact]:
    """Led pounds, pounds a resident, need and the formula's range; a county's are the sums of its districts and its own."""
    table, book = desk.england.money, desk.book
    codes = list(desk.tables.districts(desk.area))
    led = float(table.led.loc[codes].sum())
    facts = {
        "england": book.add("luf.per_head.england", float(table.led.sum() / table.people.sum()), Unit.POUNDS, **LUF)
    }
    need_share = table.need_share.loc[codes]
    people = table.people.loc[codes]
    if desk.area.is_county:
        got, formula = table.upper
        own = float(got[str(desk.area.code)]) - led
        facts["district_led"] = book.add("luf.district_led", led, Unit.POUNDS, **LUF)
        facts["county_led"] = book.add("luf.county_led", own, Unit.POUNDS, **LUF)
        led += own
        base = float(formula[str(desk.area.code)])
        facts["base"] = book.add("luf.formula.base", base, Unit.POUNDS, **LUF)
    facts["luf"] = book.add("luf.led", led, Unit.POUNDS, **LUF)
    england_need = float((table.need_share * table.people).sum() / table.people.sum())
    facts["england_need"] = book.add("need.england", england_need, Unit.SHARE, 1, source="iod2019", method="need")
    if not desk.small:
        value = float((need_share * people).sum() / people.sum())
        facts["need"] = book.add("need.share", value, Unit.SHARE, 1, source="iod2019", method="need")
        facts["per_head"] = book.add("luf.per_head", led / float(people.sum()), Unit.POUNDS, **LUF)
    formula = table.formula.loc[codes].sum()
    for name, value in (("low", float(formula.min())), ("high", float(formula.max()))):
        facts[name] = book.add(f"luf.formula.{name}", value, Unit.POUNDS, **LUF)
    return facts


def direction(desk: Desk) -> str:
    """more, less, depends or nothing; zero need is its own case, whatever came. apart: what was led alone is less than any
    formula would give, so that only the shared awards leave it open."""
    book = desk.book
    if book["luf.formula.high"].value == 0:
        return "nothing"
    way = desk.england.money.directions[desk.area.code][0]
    return "apart" if way == "depends" and book["luf.led"].value < book["luf.formula.low"].value else way


def shared_awards(desk: Desk) -> pd.DataFrame:
    """Shared awards whose territory takes in the district (a county: those that reach beyond it)."""
    shared = desk.england.money.shared
    codes = set(desk.tables.districts(desk.area))
    places = shared["areas"].str.split(";").map(set)
    mine = places.map(lambda of: bool(codes & of))
    own = places.map(lambda of: of <= codes)
    return shared[mine & ~own] if desk.area.is_county else shared[mine]
