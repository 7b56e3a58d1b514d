"""The words of the page on my ward."""

from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.ward.charts import locating_map, own_map, strip
from briefgen.briefing.sections.ward.tables import beside_table, neighbourhoods_table
from briefgen.facts.deprivation_standings import SOURCE
from briefgen.facts.ward import FEWEST, Ward
from briefgen.model.briefing import Section
from briefgen.model.fact import Fact, Sentence


def ward(own: Ward, words: PlaceWords) -> Section:
    figures = [own_map(own, words)] if own.n else []
    figures.append(locating_map(own, words))
    if not own.small:
        figures.append(strip(own, words))
    tables = [neighbourhoods_table(own, words)] if own.n else []
    tables.append(beside_table(own, words))
    return Section(
        id="ward",
        number=2,
        heading=words.say("ward.heading").text,
        title=_title(own, words),
        lead=_lead(own, words),
        figures=tuple(figures),
        tables=tuple(tables),
        missing=_limits(own, words),
        sources=(SOURCE, "ons-geography"),
    )


def _title(own: Ward, words: PlaceWords) -> Sentence:
    if not own.n:
        return words.say("ward.title.empty", ward=own.name, n=own.neighbourhoods)
    if own.summaries is None:
        return words.say("ward.title.small", ward=own.name, n=own.neighbourhoods)
    first, n = own.summaries.first, own.neighbourhoods
    if n.value == 1:
        return words.say("ward.title.one_first" if first.value else "ward.title.one", ward=own.name)
    all_of_them = "both" if n.value == 2 else "every"
    which = "none" if first.value == 0 else all_of_them if first.value == n.value else "some"
    return words.say(f"ward.title.{which}", ward=own.name, first=first, n=n)


def _lead(own: Ward, words: PlaceWords) -> tuple[Sentence, ...]:
    district, found = own.district.name, own.summaries
    if not own.n:
        return (
            words.say("ward.lead.empty", n=own.neighbourhoods),
            words.say("ward.lead.empty_instead", district=district),
        )
    if found is None:
        return (words.say("ward.lead.small", district=district, score=own.score, small=own.small),)
    lead: list[Sentence] = []
    if own.wards is not None and own.wards.value > 1:
        joint = "joint " if found.rank.joint else ""
        lead.append(words.say("ward.lead.rank", joint=joint, rank=found.rank.fact, of=own.wards, district=district))
    if own.n < FEWEST:
        return (*lead, words.say("ward.lead.few", n=own.neighbourhoods))
    first, fifth = found.residents["first"], found.residents["fifth"]
    if first.value < 1:  # the title has said it
        same = found.low.value == found.high.value
        lead.append(words.say(f"ward.lead.{'same' if same else 'spread'}", low=found.low, high=found.high))
        lead.append(words.say(f"ward.lead.{_shares(first, fifth)}", first=first, fifth=fifth))
    here = {name: own.areas[0][1][name] for name in ("first", "fifth")}
    england = {f"england_{name}": own.england[name] for name in ("first", "fifth")}
    which = "" if here["first"].value else "_no_first" if here["fifth"].value else "_no_fifth"
    lead.append(words.say(f"ward.lead.beside{which}", district=district, **here, **england))
    return tuple(lead)


def _shares(first: Fact, fifth: Fact) -> str:
    """Which sentence holds: shares that are nothing or everything are said in words."""
    if fifth.value == 0:
        return "no_fifth"
    if first.value == 0:
        return "all_second" if fifth.value == 1 else "second"
    if fifth.value == first.value:
        return "first_only"
    return "all_fifth" if fifth.value == 1 else "shares"


def _limits(own: Ward, words: PlaceWords) -> tuple[Sentence, ...]:
    """What these figures cannot say for a ward."""
    said = [words.say("ward.limits.health"), words.say("ward.limits.fit")]
    if own.n:
        figures = "score" if own.small else "rank" if own.n < FEWEST else "share"
        said += [words.say(f"ward.limits.computed_{figures}"), words.say("ward.limits.untested")]
    if len(own.areas) > 1:  # a county's briefing
        said.append(words.say("ward.limits.divisions"))
    said += [words.say("ward.limits.astray", other=other.name) for other in own.astray]
    return tuple(said)
