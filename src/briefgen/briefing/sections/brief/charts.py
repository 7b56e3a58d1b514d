"""The two maps of page 1."""

from briefgen.briefing.place_words import PlaceWords
from briefgen.facts.deprivation import Summaries
from briefgen.facts.facts import Facts
from briefgen.model.briefing import Figure
from briefgen.model.charts import Locator, NeighbourhoodMap
from briefgen.model.fact import plain


def locator(facts: Facts, words: PlaceWords) -> Figure:
    known = facts.overview
    chart = Locator(known.authorities, str(facts.region.code), known.districts)
    return Figure("brief.locator", 0, plain(""), plain(""), words.say("brief.locator.alt"), chart)


def most_deprived_map(facts: Facts, found: Summaries, words: PlaceWords) -> Figure:
    """The most deprived tenth and the rest; wards as lines, no names but a county's districts."""
    known = facts.deprivation
    lines = words.say("brief.map.districts" if facts.area.is_county else "brief.map.wards").text
    alt = words.say("brief.map.alt", first=found.deciles[0], n=known.neighbourhoods)
    chart = NeighbourhoodMap(known.topology, known.map_deciles, known.map_names, (), only_first=True)
    return Figure(
        "brief.map", 0, words.say("brief.map.title"), words.say("brief.map.subtitle", lines=lines), alt, chart
    )
