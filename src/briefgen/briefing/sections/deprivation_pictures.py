"""The pictures of the deprivation section: the neighbourhood map and the bars that are its key."""

from collections import Counter

from briefgen.briefing.desk import Desk, Label, fact_cell
from briefgen.briefing.sections.deprivation_tables import SOURCE
from briefgen.briefing.sections.neighbourhoods import most_deprived
from briefgen.model.briefing import Cell, Column, Figure, Row, Table
from briefgen.model.catalogue import Unit
from briefgen.model.charts import DecileBars, Marker, NeighbourhoodMap
from briefgen.model.fact import Fact, Sentence, Shown, plain


def tenths_map(desk: Desk) -> Figure:
    table, book = desk.neighbourhoods, desk.book
    n = book["imd.neighbourhoods"]
    topology = desk.evidence.shapes(desk.area)
    names = _map_names(desk)
    if desk.small:
        chart = NeighbourhoodMap(topology, (), names)
        title, subtitle = desk.say("deprivation.map.title_small"), desk.say("deprivation.map.subtitle_small")
        return Figure("deprivation.map", 1, title, subtitle, desk.say("deprivation.map.alt_small"), chart)
    deciles = tuple(zip(table["lsoa"], table["decile"].astype(int), strict=True))
    markers = () if desk.area.is_county else tuple(Marker(m.number, m.lsoa) for m in most_deprived(table))
    chart = NeighbourhoodMap(topology, deciles, names, markers)
    where, title = plain(""), desk.say("deprivation.map.title")
    top = top_ward(desk)
    if top is not None:
        ward, count, total = top
        title = desk.say("deprivation.map.title_ward", ward=Label(ward), count=count, n=total)
        if count.value * 2 > book["imd.decile.1"].value:
            where = desk.say("deprivation.map.alt_where", ward=Label(ward))
    subtitle = desk.say("deprivation.map.subtitle_county" if desk.area.is_county else "deprivation.map.subtitle")
    alt = desk.say("deprivation.map.alt", n=n, first=book["imd.decile.1"], where=where)
    return Figure("deprivation.map", 1, title, subtitle, alt, chart)


def _map_names(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The names a map may print: a county's districts, else the wards that hold a neighbourhood."""
    if desk.area.is_county:
        return tuple((code, desk.evidence.areas[code].name.prose) for code in desk.area.districts)
    wards = desk.evidence.wards
    own = wards[wards["ward"].isin(set(desk.neighbourhoods["ward"])) & (wards["areacd"] == desk.area.code)]
    return tuple(zip(own["ward"], own["name"], strict=True))


def top_ward(desk: Desk) -> tuple[str, Fact, Fact] | None:
    """The ward (a county's district) with most neighbourhoods in the most deprived tenth, if one alone has two or more."""
    table = desk.neighbourhoods
    by = "areacd" if desk.area.is_county else "ward"
    counts = Counter(table.loc[table["decile"] == 1, by]).most_common(2)
    if not counts or counts[0][1] < 2 or (len(counts) > 1 and counts[1][1] == counts[0][1]):
        return None
    code, count = counts[0]
    name = dict(_map_names(desk)).get(code)
    if name is None:  # a neighbourhood fitted to another authority's ward
        return None
    total = int((table[by] == code).sum())
    return (
        name,
        desk.book.count("imd.top_ward.first", count, source=SOURCE),
        desk.book.count("imd.top_ward.neighbourhoods", total, source=SOURCE),
    )


def tenths_bars(desk: Desk) -> Figure:
    book = desk.book
    counts = [book[f"imd.decile.{decile}"] for decile in range(1, 11)]
    n = book["imd.neighbourhoods"]
    even = book.add("imd.even_spread", n.value / 10, Unit.COUNT, 0 if n.value % 10 == 0 else 1, inputs=(n.id,))
    rows = tuple(
        Row((Cell(Sentence("", (Shown("decile", str(decile)),))), fact_cell(count)))
        for decile, count in enumerate(counts, 1)
    )
    return Figure(
        "deprivation.bars",
        2,
        desk.say("deprivation.bars.title"),
        desk.say("deprivation.bars.subtitle", n=n),
        desk.say("deprivation.bars.alt", first=counts[0], last=counts[9]),
        DecileBars(tuple(int(count.value) for count in counts), desk.say("deprivation.bars.even", even=even)),
        Table(
            "deprivation.bars.table",
            desk.say("deprivation.bars.behind"),
            (Column("Tenth (the first is the most deprived)"), Column("Neighbourhoods", "right")),
            rows,
        ),
    )
