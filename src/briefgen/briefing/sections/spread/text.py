"""The words of the section on the spread within and between authorities."""

from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.spread.charts import regions_strip, shares_bars
from briefgen.briefing.sections.spread.tables import argument_table, neighbours_table
from briefgen.facts.facts import Facts
from briefgen.facts.spread import SOURCE
from briefgen.model.briefing import Section
from briefgen.model.fact import Sentence


def spread(facts: Facts, words: PlaceWords) -> Section:
    known = facts.spread
    tables = [] if known.neighbours is None else [neighbours_table(known.neighbours, words)]
    return Section(
        id="spread",
        number=5,
        heading=words.say("spread.heading").text,
        title=words.say("spread.title.main"),
        lead=_lead(facts, words),
        figures=(shares_bars(known, words), regions_strip(facts, words)),
        tables=(*tables, argument_table(facts, words)),
        sources=(SOURCE, "ons-neighbours"),
    )


def _lead(facts: Facts, words: PlaceWords) -> tuple[Sentence, ...]:
    known = facts.spread
    score, deviation = known.score, known.deviation
    if deviation is None:
        have = "have" if facts.area.name.prose.endswith("s") else "has"
        own = words.say("spread.lead.small", have=have)
    else:
        own = words.say("spread.lead.own", sd=deviation.own, england=deviation.england)
    return (
        words.say("spread.lead.england", within=score.within, between=score.authorities, regions=score.regions),
        words.say("spread.lead.health", regions=known.health.regions),
        own,
        words.say("spread.lead.meaning"),
    )
