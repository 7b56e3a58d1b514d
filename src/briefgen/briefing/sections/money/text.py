"""The words of the money section."""

from briefgen.briefing.cells import shown
from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.money.charts import quadrant, range_bars
from briefgen.briefing.sections.money.tables import awards_table, national_table
from briefgen.facts.facts import Facts
from briefgen.facts.money import CountyMoney, Direction
from briefgen.model.briefing import Callout, Section
from briefgen.model.fact import Fact, Sentence


def money(facts: Facts, words: PlaceWords) -> Section:
    known = facts.money
    figures = [quadrant(facts, words)]
    if known.direction is not None and not facts.small:
        figures.append(range_bars(known, known.direction, words))
    return Section(
        id="money",
        number=4,
        heading=words.say("money.heading").text,
        title=_title(facts, words),
        lead=_lead(facts, words),
        callout=_callout(facts, words),
        figures=tuple(figures),
        tables=(awards_table(known, words), national_table(known, words)),
        notes=_notes(facts, words),
        missing=(words.say("money.notes.missing"),),
        sources=("luf", "luf-priority", "towns", "pip", "iod2019", "ons-population"),
    )


def _title(facts: Facts, words: PlaceWords) -> Sentence:
    known = facts.money
    if known.county is not None:
        id = "money.title.county" if known.luf.value else "money.title.county_none"
    elif known.luf.value == 0:
        id = "money.title.none"
    else:
        id = "money.title.small" if facts.small else "money.title.led"
    per_head = {} if known.per_head is None else {"per_head": known.per_head}
    return words.title(id, luf=known.luf, **per_head)


def _lead(facts: Facts, words: PlaceWords) -> tuple[Sentence, ...]:
    known = facts.money
    lead = []
    if known.categories:
        lead.append(_categories(known.categories, words))
    if known.shared is not None:
        lead.append(words.say("money.lead.shared", n=known.shared.count, amount=known.shared.amount))
    if known.county is not None:
        lead.append(words.say("money.lead.county_formula", base=known.county.base))
    elif known.direction is Direction.NOTHING and not facts.small:
        lead.append(words.say("money.lead.formula_none"))
    elif not facts.small:
        lead.append(words.say(f"money.lead.{known.direction}", low=known.low, high=known.high))
    lead.append(words.say("money.lead.competition"))
    return tuple(lead)


def _categories(found: tuple[Fact, ...], words: PlaceWords) -> Sentence:
    """Said once where the former authorities were all in the same."""
    values = [shown(fact) for fact in found]
    if len({fact.value for fact in found}) == 1:
        values = values[:1]
    listed = words.say("money.lead.listed", values=values)
    return words.say("money.lead.category", noun="category" if len(values) == 1 else "categories", categories=listed)


def _callout(facts: Facts, words: PlaceWords) -> Callout:
    known = facts.money
    if known.county is not None:
        return _callout_county(known.county, words)
    if facts.small:
        id = "money.call.number_small" if known.luf.value else "money.call.number_none"
        return Callout(words.say(id, luf=known.luf), words.say("money.call.text_small"))
    values = {"need": known.need, "england_need": known.england_need}
    if known.none_led is not None:
        n, everyone = known.none_led.n, known.none_led.authorities
        return Callout(
            words.say("money.call.number_none"), words.say("money.call.text_none", n=n, all=everyone, **values)
        )
    number = words.say("money.call.number", per_head=known.per_head)
    return Callout(number, words.say("money.call.text", england=known.england_per_head, **values))


def _callout_county(county: CountyMoney, words: PlaceWords) -> Callout:
    districts = county.district_led
    if county.county_led.value:
        number = words.say("money.call.number_county", county_led=county.county_led)
        return Callout(number, words.say("money.call.text_county", district_led=districts))
    id = "money.call.text_county_none" if districts.value else "money.call.text_county_neither"
    return Callout(words.say("money.call.number_none"), words.say(id, district_led=districts))


def _notes(facts: Facts, words: PlaceWords) -> tuple[Sentence, ...]:
    off, national = facts.money.quadrant.off_axis, facts.money.national
    name = facts.areas[off.code].name.start
    return (
        words.say("money.notes.both", all=national.all.correlation, led=national.led.correlation),
        words.say("money.notes.formula"),
        words.say("money.notes.quadrant", scilly=name, amount=off.led, people=off.residents),
    )
