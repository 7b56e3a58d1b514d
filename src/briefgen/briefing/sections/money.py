"""The money: what came, and what another rule would have meant."""

from typing import Any

import pandas as pd

from briefgen.briefing.desk import Desk, Label, fact_cell, name_cell, shown
from briefgen.briefing.sections.money_figures import quadrant, range_bars
from briefgen.model.briefing import Callout, Cell, Column, Row, Section, Table
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact, Sentence, plain

LUF: dict[str, Any] = {"source": "luf", "method": "need"}
FUND_NAMES = {
    "luf": "Levelling Up Fund, round {round}",
    "town_deal": "Town Deal",
    "high_streets": "Future High Streets Fund",
    "pride_in_place": "Pride in Place, phase {round}",
}
FUND_SOURCE = {"luf": "luf", "town_deal": "towns", "high_streets": "towns", "pride_in_place": "pip"}
MOST_ROWS = 9


def money(desk: Desk) -> Section:
    facts = facts_of(desk)
    figures = [quadrant(desk, facts)]
    if not desk.area.is_county and not desk.small:
        figures.append(range_bars(desk, facts))
    scilly = desk.evidence.areas["E06000053"]
    notes = [desk.say("money.notes.both"), desk.say("money.notes.formula")]
    table = desk.national.money
    notes.append(
        desk.say(
            "money.notes.quadrant",
            scilly=scilly.name.start,
            amount=desk.book.fact(
                "luf.led.E06000053", float(table.led[scilly.code]), Unit.POUNDS, area=scilly.code, **LUF
            ),
            people=desk.book.count("people.2022.E06000053", int(table.people[scilly.code]), source="ons-population"),
        )
    )
    return Section(
        id="money",
        number=4,
        heading=desk.say("money.heading").text,
        title=_title(desk, facts),
        lead=_lead(desk, facts),
        callout=_callout(desk, facts),
        figures=tuple(figures),
        tables=(_awards(desk), _national(desk)),
        notes=tuple(notes),
        missing=(desk.say("money.notes.missing"),),
        sources=("luf", "luf-priority", "towns", "pip", "iod2019", "ons-population"),
    )


def facts_of(desk: Desk) -> dict[str, Fact]:
    """Led pounds, pounds a resident, need and the formula's range; a county's are the sums of its districts and its own."""
    table, book = desk.national.money, desk.book
    codes = list(desk.evidence.districts(desk.area))
    led = float(table.led.loc[codes].sum())
    facts = {
        "england": book.fact("luf.per_head.england", float(table.led.sum() / table.people.sum()), Unit.POUNDS, **LUF)
    }
    need_share = table.need_share.loc[codes]
    people = table.people.loc[codes]
    if desk.area.is_county:
        own = float(table.shared.loc[table.shared["lead"] == str(desk.area.code), "amount"].sum())
        facts["district_led"] = book.fact("luf.district_led", led, Unit.POUNDS, **LUF)
        facts["county_led"] = book.fact("luf.county_led", own, Unit.POUNDS, **LUF)
        led += own
        base = float(table.formula[("tenths12_2019", "population")].loc[codes].sum())
        facts["base"] = book.fact("luf.formula.base", base, Unit.POUNDS, **LUF)
    facts["luf"] = book.fact("luf.led", led, Unit.POUNDS, **LUF)
    england_need = float((table.need_share * table.people).sum() / table.people.sum())
    facts["england_need"] = book.fact("need.england", england_need, Unit.SHARE, 1, source="iod2019", method="need")
    if not desk.small:
        value = float((need_share * people).sum() / people.sum())
        facts["need"] = book.fact("need.share", value, Unit.SHARE, 1, source="iod2019", method="need")
        facts["per_head"] = book.fact("luf.per_head", led / float(people.sum()), Unit.POUNDS, **LUF)
    formula = table.formula.loc[codes].sum()
    for name, value in (("low", float(formula.min())), ("high", float(formula.max()))):
        facts[name] = book.fact(f"luf.formula.{name}", value, Unit.POUNDS, **LUF)
    return facts


def direction(desk: Desk) -> str:
    """more, less, depends or nothing; zero need is its own case, whatever came."""
    if desk.book["luf.formula.high"].value == 0:
        return "nothing"
    return desk.national.money.directions[desk.area.code][0]


def shared_awards(desk: Desk) -> pd.DataFrame:
    """Shared awards whose territory takes in the district (a county: those it did not lead itself)."""
    shared = desk.national.money.shared
    codes = set(desk.evidence.districts(desk.area))
    mine = shared["areas"].map(lambda areas: bool(codes & set(areas.split(";"))))
    own = shared["lead"] == str(desk.area.code)
    return shared[mine & ~own] if desk.area.is_county else shared[mine]


def _title(desk: Desk, facts: dict[str, Fact]) -> Sentence:
    if desk.area.is_county:
        id = "money.title.county"
    elif facts["luf"].value == 0:
        id = "money.title.none"
    else:
        id = "money.title.small" if desk.small else "money.title.led"
    wanted = {k: facts[k] for k in ("luf", "per_head") if k in facts}
    return desk.title(id, **wanted)


def _lead(desk: Desk, facts: dict[str, Fact]) -> tuple[Sentence, ...]:
    lead = []
    priority = desk.evidence.funds["priority"]
    found = sorted(priority.loc[priority["areacd"].isin(desk.evidence.districts(desk.area)), "category"].astype(int))
    if found and not desk.area.is_county:
        made = [
            desk.book.rank(f"luf.category.{at}", category, source="luf-priority") for at, category in enumerate(found)
        ]
        values = [shown(fact) for fact in made]
        if len(set(found)) == 1:
            values = values[:1]
        lead.append(
            desk.say(
                "money.lead.category",
                noun="category" if len(values) == 1 else "categories",
                categories=desk.say("money.lead.listed", values=values),
            )
        )
    shared = shared_awards(desk)
    if len(shared):
        n = desk.book.count("luf.shared.count", len(shared), source="luf")
        amount = desk.book.fact("luf.shared.amount", float(shared["amount"].sum()), Unit.POUNDS, source="luf")
        lead.append(desk.say("money.lead.shared", n=n, amount=amount))
    if desk.area.is_county:
        lead.append(desk.say("money.lead.county_formula", base=facts["base"]))
    elif not desk.small:
        way = direction(desk)
        if way == "nothing":
            lead.append(desk.say("money.lead.formula_none"))
        else:
            lead.append(desk.say(f"money.lead.{way}", low=facts["low"], high=facts["high"]))
    lead.append(desk.say("money.lead.competition"))
    return tuple(lead)


def _callout(desk: Desk, facts: dict[str, Fact]) -> Callout:
    if desk.area.is_county:
        text = desk.say("money.call.text_county", district_led=facts["district_led"])
        return Callout(desk.say("money.call.number_county", county_led=facts["county_led"]), text)
    if desk.small:
        if facts["luf"].value == 0:
            return Callout(desk.say("money.call.number_none"), desk.say("money.call.text_small"))
        return Callout(desk.say("money.call.number_small", luf=facts["luf"]), desk.say("money.call.text_small"))
    values = {"need": facts["need"], "england_need": facts["england_need"]}
    if facts["luf"].value == 0:
        led = desk.national.money.led
        n = desk.book.count("luf.led_none", int((led == 0).sum()), **LUF)
        everyone = desk.book.count("luf.authorities", len(led), **LUF)
        return Callout(
            desk.say("money.call.number_none"), desk.say("money.call.text_none", n=n, all=everyone, **values)
        )
    number = desk.say("money.call.number", per_head=facts["per_head"])
    return Callout(number, desk.say("money.call.text", england=facts["england"], **values))


def _awards(desk: Desk) -> Table:
    """Led awards by fund; then shared awards with their lead and number of partners. Long lists end with a count."""
    awards = desk.evidence.funds["awards"]
    codes = set(desk.evidence.districts(desk.area))
    single = awards[awards["areas"].isin(codes)]
    own = (
        awards[(awards["lead"] == str(desk.area.code)) & (awards["fund"] == "luf")]
        if desk.area.is_county
        else awards.iloc[:0]
    )
    order = {fund: at for at, fund in enumerate(FUND_NAMES)}
    listed = pd.concat([own, single]).drop_duplicates("award")
    listed = listed.assign(o=listed["fund"].map(order)).sort_values(
        ["o", "round", "amount"], ascending=[True, True, False]
    )
    rows = []
    for award in listed.itertuples():
        rows.append(_award(desk, award, str(award.project)))
    shared = shared_awards(desk)
    for award in shared.itertuples():
        n = desk.book.count(f"luf.{award.award}.partners", len(str(award.areas).split(";")), source="luf")
        text = desk.say(
            "money.awards.shared", project=Label(_short(str(award.project), 60)), lead=Label(award.lead_name), n=n
        )
        rows.append(_award(desk, award, text))
    more = len(rows) - MOST_ROWS
    if more > 1:
        kept, rest = rows[: MOST_ROWS - len(shared)], len(rows) - MOST_ROWS
        rows = kept + rows[len(rows) - len(shared) :] if len(shared) else kept
        count = desk.book.count("awards.more", rest)
        rows.append(
            Row(
                (
                    name_cell("Other awards"),
                    Cell(desk.say("money.awards.more", n=count)),
                    Cell(plain("")),
                    Cell(plain("")),
                )
            )
        )
    if not rows:
        rows = [Row((Cell(desk.say("money.awards.none")), Cell(plain("")), Cell(plain("")), Cell(plain(""))))]
    each = desk.book.fact("pip.each", 20_000_000, Unit.POUNDS, source="pip")
    columns = (
        Column("Fund", width="24%"),
        Column("Project", width="47%"),
        Column("Announced", width="14%"),
        Column("Amount", "right"),
    )
    return Table(
        "money.awards", desk.say("money.awards.title"), columns, tuple(rows), desk.say("money.awards.note", each=each)
    )


def _short(text: str, letters: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= letters else text[: letters - 1].rsplit(" ", 1)[0].rstrip(",;: (") + " …"


def _award(desk: Desk, award: object, project: str | Sentence) -> Row:
    fund, amount = str(award.fund), award.amount  # type: ignore[attr-defined]
    fact = None
    if amount == amount and amount:
        source = FUND_SOURCE[fund]
        fact = desk.book.fact(f"award.{award.award}", float(amount), Unit.POUNDS, source=source)  # type: ignore[attr-defined]
    when = str(award.date)[:7] if award.date == award.date else ""  # type: ignore[attr-defined]
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    date = f"{months[int(when[5:7]) - 1]} {when[:4]}" if len(when) == 7 else when
    text = Cell(project) if isinstance(project, Sentence) else name_cell(_short(project, 95))
    cell = fact_cell(fact, missing="no amount is published")
    if fund == "pride_in_place" and fact is not None:
        cell = Cell(Sentence("", ("up to ", *shown(fact).parts)))
    return Row((name_cell(FUND_NAMES[fund].format(round=award.round)), text, name_cell(date), cell))  # type: ignore[attr-defined]


def _national(desk: Desk) -> Table:
    table, book = desk.national.money, desk.book
    rows = []
    for name, found in (("all", table.all_correlation), ("led", table.led_correlation)):
        n = book.count(f"luf.correlation.{name}.n", found.n, **LUF)
        fact = book.fact(
            f"luf.correlation.{name}", found.value, Unit.CORRELATION, 2, low=found.low, high=found.high, **LUF
        )
        text = Sentence("", (*shown(fact).parts, " (", *shown(fact, fact.display_interval).parts, ")"))
        rows.append(Row((Cell(desk.say(f"money.national.{name}", n=n)), Cell(text))))
    a = book.count("luf.category.outside", table.category_outside, source="luf-priority")
    b = book.count("luf.category.most", table.category_most, source="luf-priority")
    rows.append(Row((Cell(desk.say("money.national.category")), Cell(desk.say("money.national.of", a=a, b=b)))))
    columns = (Column("Fact", width="58%"), Column("Figure", "right"))
    return Table("money.national", desk.say("money.national.title"), columns, tuple(rows))
