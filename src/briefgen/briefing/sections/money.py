"""The money: what came, and what another rule would have meant."""

from briefgen.briefing.desk import Desk, shown
from briefgen.briefing.sections.money_facts import LUF, direction, facts_of, shared_awards
from briefgen.briefing.sections.money_figures import quadrant, range_bars
from briefgen.briefing.sections.money_tables import awards_table, national_table
from briefgen.model.briefing import Callout, Section
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact, Sentence


def money(desk: Desk) -> Section:
    facts = facts_of(desk)
    figures = [quadrant(desk, facts)]
    if not desk.area.is_county and not desk.small:
        figures.append(range_bars(desk, facts))
    scilly = desk.tables.areas["E06000053"]
    notes = [desk.say("money.notes.both"), desk.say("money.notes.formula")]
    table = desk.england.money
    notes.append(
        desk.say(
            "money.notes.quadrant",
            scilly=scilly.name.start,
            amount=desk.book.add(
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
        tables=(awards_table(desk), national_table(desk)),
        notes=tuple(notes),
        missing=(desk.say("money.notes.missing"),),
        sources=("luf", "luf-priority", "towns", "pip", "iod2019", "ons-population"),
    )


def _title(desk: Desk, facts: dict[str, Fact]) -> Sentence:
    if desk.area.is_county:
        id = "money.title.county" if facts["luf"].value else "money.title.county_none"
    elif facts["luf"].value == 0:
        id = "money.title.none"
    else:
        id = "money.title.small" if desk.small else "money.title.led"
    wanted = {k: facts[k] for k in ("luf", "per_head") if k in facts}
    return desk.title(id, **wanted)


def _lead(desk: Desk, facts: dict[str, Fact]) -> tuple[Sentence, ...]:
    lead = []
    priority = desk.tables.funds["priority"]
    found = sorted(priority.loc[priority["areacd"].isin(desk.tables.districts(desk.area)), "category"].astype(int))
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
        amount = desk.book.add("luf.shared.amount", float(shared["amount"].sum()), Unit.POUNDS, source="luf")
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
        districts = facts["district_led"]
        if facts["county_led"].value == 0:
            id = "money.call.text_county_none" if districts.value else "money.call.text_county_neither"
            return Callout(desk.say("money.call.number_none"), desk.say(id, district_led=districts))
        text = desk.say("money.call.text_county", district_led=districts)
        return Callout(desk.say("money.call.number_county", county_led=facts["county_led"]), text)
    if desk.small:
        if facts["luf"].value == 0:
            return Callout(desk.say("money.call.number_none"), desk.say("money.call.text_small"))
        return Callout(desk.say("money.call.number_small", luf=facts["luf"]), desk.say("money.call.text_small"))
    values = {"need": facts["need"], "england_need": facts["england_need"]}
    if facts["luf"].value == 0:
        led = desk.england.money.led
        n = desk.book.count("luf.led_none", int((led == 0).sum()), **LUF)
        everyone = desk.book.count("luf.authorities", len(led), **LUF)
        return Callout(
            desk.say("money.call.number_none"), desk.say("money.call.text_none", n=n, all=everyone, **values)
        )
    number = desk.say("money.call.number", per_head=facts["per_head"])
    return Callout(number, desk.say("money.call.text", england=facts["england"], **values))
