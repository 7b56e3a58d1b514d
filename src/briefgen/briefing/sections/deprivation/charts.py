"""The pictures of the deprivation section: the neighbourhood map and the bars that are its key."""

from briefgen.briefing.cells import fact_cell
from briefgen.briefing.place_words import PlaceWords
from briefgen.facts.deprivation import Deprivation, Summaries
from briefgen.facts.facts import Facts
from briefgen.model.briefing import Cell, Column, Figure, Row, Table
from briefgen.model.charts import DecileBars, Marker, NeighbourhoodMap
from briefgen.model.fact import Label, Sentence, Shown, plain


def tenths_map(facts: Facts, words: PlaceWords) -> Figure:
    known, county = facts.deprivation, facts.area.is_county
    found = known.summaries
    if found is None:
        chart = NeighbourhoodMap(known.topology, (), known.map_names)
        title, subtitle = words.say("deprivation.map.title_small"), words.say("deprivation.map.subtitle_small")
        return Figure("deprivation.map", 1, title, subtitle, words.say("deprivation.map.alt_small"), chart)
    markers = () if county else tuple(Marker(n.named.number, n.named.lsoa) for n in found.named)
    chart = NeighbourhoodMap(known.topology, known.map_deciles, known.map_names, markers)
    where, title, top = plain(""), words.say("deprivation.map.title"), found.top_ward
    if top is not None:
        ward = Label(top.name)
        title = words.say("deprivation.map.title_ward", ward=ward, count=top.first, n=top.neighbourhoods)
        if top.first.value * 2 > found.deciles[0].value:
            where = words.say("deprivation.map.alt_where", ward=ward)
    subtitle = words.say("deprivation.map.subtitle_county" if county else "deprivation.map.subtitle")
    alt = words.say("deprivation.map.alt", n=known.neighbourhoods, first=found.deciles[0], where=where)
    return Figure("deprivation.map", 1, title, subtitle, alt, chart)


def tenths_bars(known: Deprivation, found: Summaries, words: PlaceWords) -> Figure:
    counts = found.deciles
    rows = tuple(
        Row((Cell(Sentence("", (Shown("decile", str(decile)),))), fact_cell(count)))
        for decile, count in enumerate(counts, 1)
    )
    columns = (Column("Tenth (the first is the most deprived)"), Column("Neighbourhoods", "right"))
    return Figure(
        "deprivation.bars",
        2,
        words.say("deprivation.bars.title"),
        words.say("deprivation.bars.subtitle", n=known.neighbourhoods),
        words.say("deprivation.bars.alt", first=counts[0], last=counts[9]),
        DecileBars(tuple(int(count.value) for count in counts), words.say("deprivation.bars.even", even=found.even)),
        Table("deprivation.bars.table", words.say("deprivation.bars.behind"), columns, rows),
    )
