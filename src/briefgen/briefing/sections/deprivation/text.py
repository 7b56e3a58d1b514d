"""The words of the deprivation section."""

from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.deprivation.charts import tenths_bars, tenths_map
from briefgen.briefing.sections.deprivation.tables import districts_table, domains_table, named_table
from briefgen.facts.deprivation import Deprivation, Summaries
from briefgen.facts.deprivation_standings import SOURCE, Ranked
from briefgen.facts.facts import Facts
from briefgen.model.briefing import Callout, Section
from briefgen.model.fact import Fact, Sentence


def deprivation(facts: Facts, words: PlaceWords) -> Section:
    known = facts.deprivation
    found = known.summaries
    figures, tables = [tenths_map(facts, words)], []
    if found is not None:
        figures.append(tenths_bars(known, found, words))
        tables.append(named_table(facts, found, words))
        tables.append(districts_table(facts, found, words) if facts.area.is_county else domains_table(found, words))
    return Section(
        id="deprivation",
        number=2,
        heading=words.say("deprivation.heading").text,
        title=_title(facts, words),
        lead=(_small(known, words),) if found is None else _lead(facts, found, words),
        callout=None if found is None else _callout(known, found, words),
        figures=tuple(figures),
        tables=tuple(tables),
        notes=_notes(found, words),
        sources=(SOURCE,),
    )


def _title(facts: Facts, words: PlaceWords) -> Sentence:
    known = facts.deprivation
    if known.summaries is None:
        have = "have" if facts.area.name.prose.endswith("s") else "has"
        return words.say("deprivation.title.small", have=have)
    first = known.summaries.deciles[0]
    if first.value == 0:
        return words.say("deprivation.title.all_none")
    return words.title("deprivation.title.some", first=first, n=known.neighbourhoods)


def joint_word(ranked: Ranked) -> str:
    """ "joint " where another authority of the tier has the same published rank."""
    return "joint " if ranked.joint else ""


def _small(known: Deprivation, words: PlaceWords) -> Sentence:
    return words.say("deprivation.lead.small", score=known.score, n=known.neighbourhoods)


def _lead(facts: Facts, found: Summaries, words: PlaceWords) -> tuple[Sentence, ...]:
    lead = []
    rank = {"rank": found.rank.fact, "rank_verb": "ranks", "n": found.authorities}
    share = found.proportion_rank
    if facts.area.is_county:
        lead.append(words.say("deprivation.lead.rank_computed", joint=joint_word(found.rank), **rank))
        if share is not None:
            lead.append(
                words.say("deprivation.lead.summaries_computed", joint=joint_word(share), proportion=share.fact)
            )
    else:
        lead.append(words.say("deprivation.lead.rank", joint=joint_word(found.rank), **rank))
        values: dict[str, Fact | str | None] = {"average": found.average_rank}
        if share is not None:
            values |= {"joint": joint_word(share), "proportion": share.fact}
        lead.append(words.say(f"deprivation.lead.summaries{'' if share is not None else '_none'}", **values))
    first, fifth = found.residents["first"], found.residents["fifth"]
    beside = {f"england_{name}": fact for name, fact in found.england_residents.items()}
    which = "_no_fifth" if fifth.value == 0 else "" if first.value > 0 else "_none"
    lead.append(words.say(f"deprivation.lead.residents{which}", first=first, fifth=fifth, **beside))
    half = found.less_deprived_half
    which = "" if half.value > 0 else "_none"
    lead.append(words.say(f"deprivation.lead.better_half{which}", half=half, n=facts.deprivation.neighbourhoods))
    return tuple(lead)


def _callout(known: Deprivation, found: Summaries, words: PlaceWords) -> Callout:
    first = found.deciles[0]
    if first.value == 0:
        return Callout(
            words.say("deprivation.call.number_none", score=known.score),
            words.say("deprivation.call.text_none", england=known.england_score),
        )
    return Callout(
        words.say("deprivation.call.number", first=first, n=known.neighbourhoods),
        words.say(
            f"deprivation.call.text{'_one' if first.value == 1 else ''}",
            proportion=found.proportion,
            regional=found.region_proportion,
        ),
    )


def _notes(found: Summaries | None, words: PlaceWords) -> tuple[Sentence, ...]:
    notes = []
    if found is not None and found.earlier is not None:
        old = found.earlier
        id = "deprivation.notes.old" if old.official else "deprivation.notes.old_computed"
        notes.append(words.say(id, rank=old.rank, n=old.of))
    return (*notes, words.say("deprivation.notes.names"), words.say("deprivation.notes.map"))
