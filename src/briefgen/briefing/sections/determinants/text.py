"""The words of the section on what shapes health."""

from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.determinants.tables import spine_table
from briefgen.briefing.sections.tables import missing
from briefgen.facts.determinants import Determinants
from briefgen.facts.facts import Facts
from briefgen.facts.verdict_counts import judged
from briefgen.model.briefing import Section
from briefgen.model.fact import Sentence


def determinants(facts: Facts, words: PlaceWords) -> Section:
    known = facts.determinants
    return Section(
        id="determinants",
        number=6,
        heading=words.say("determinants.heading").text,
        title=_title(known, words),
        lead=(
            words.say("determinants.lead.what"),
            words.say("determinants.lead.untested"),
            words.say("determinants.lead.similar"),
        ),
        tables=(spine_table(facts, words),),
        missing=missing(words, known.measures),
        sources=tuple(dict.fromkeys(one.indicator.source for one in known.measures)),
    )


def _title(known: Determinants, words: PlaceWords) -> Sentence:
    found = known.counts
    if found is None:
        verdicts = [one.comparison.verdict for one in known.measures if judged(one)]
        return (
            words.say("determinants.title.one", word=verdicts[0].value)
            if verdicts
            else words.say("determinants.title.none")
        )
    every = found.worse.value == found.tested.value
    values = {"tested": found.tested, "worse": found.worse, "better": found.better}
    return words.say(f"determinants.title.{'all' if every else 'counts'}", **values)
