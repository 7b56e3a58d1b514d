"""The pictures of my ward: its neighbourhoods, where it lies, and the authority's wards on one line."""

from briefgen.briefing.desk import Desk, shown
from briefgen.briefing.ward import Ward
from briefgen.facts.neighbourhoods import most_deprived
from briefgen.model.briefing import Figure
from briefgen.model.charts import Dot, Marker, NeighbourhoodMap, Strip
from briefgen.model.fact import Fact, plain


def _deciles(own: Ward) -> tuple[tuple[str, int], ...]:
    """None where the authority is too small to be sorted into tenths."""
    if own.small:
        return ()
    return tuple(zip(own.around["lsoa"], own.around["decile"].astype(int), strict=True))


def own_map(desk: Desk, own: Ward) -> Figure:
    """The ward alone, its neighbourhoods numbered as in the table."""
    topology = desk.tables.shapes(own.district).part(frozenset(own.table["lsoa"]))
    markers = tuple(Marker(found.number, found.lsoa) for found in most_deprived(own.table, own.n))
    chart = NeighbourhoodMap(topology, _deciles(own), (), markers)
    book, kind = desk.book, "small" if own.small else "tenths"
    n = book["ward.neighbourhoods"]
    values = {"ward": own.name, "n": n} | ({} if own.small else {"first": book["ward.first"]})
    return Figure(
        "ward.own",
        1,
        desk.say("ward.own.title", **values),
        desk.say(f"ward.own.subtitle_{kind}"),
        desk.say(f"ward.own.alt_{kind}", **values),
        chart,
    )


def locating_map(desk: Desk, own: Ward) -> Figure:
    """The ward outlined within its authority."""
    topology = desk.tables.shapes(own.district)
    wards = desk.tables.wards
    named = wards[wards["ward"].isin(set(own.around["ward"])) & (wards["areacd"] == own.district.code)]
    # An empty ward has no outline, so the names of the others say where a reader is.
    names = () if own.n else tuple(zip(named["ward"], named["name"], strict=True))
    chart = NeighbourhoodMap(topology, _deciles(own), names, ward=str(own.code) if own.n else None)
    kind = "map" if own.n else "map_empty"
    values = {"ward": own.name, "district": own.district.name}
    sub = "subtitle_small" if own.small else "subtitle"
    return Figure(
        "ward.map",
        1,
        desk.say(f"ward.{kind}.title", **values),
        desk.say(f"ward.{kind}.{sub}"),
        desk.say(f"ward.{kind}.alt", **values),
        chart,
    )


def strip(desk: Desk, own: Ward, facts: dict[str, Fact]) -> Figure:
    """Every ward of the authority that has a neighbourhood, this one marked."""
    wards = desk.england.wards
    members = wards[(wards["areacd"] == own.district.code) & wards["average_score"].notna()]
    dots = tuple(
        Dot(str(r.Index), str(r.title), float(r.average_score), 0.0, "place" if r.Index == own.code else "other")
        for r in members.rename(columns={"name": "title"}).itertuples()
    )
    england = desk.book["imd.score.england"]
    label = shown(facts["score"]) if "score" in facts else plain("")
    values = {"of": desk.book.count("ward.wards", len(members), area=str(own.district.code), source="iod2025",
                                    method="deprivation-summary"), "district": own.district.name}  # fmt: skip
    place = desk.say("ward.strip.place", ward=own.name, score=label) if own.n else plain("")
    alt, row = "alt" if own.n else "alt_empty", desk.say("ward.strip.row").text
    more = {"ward": own.name, "score": facts["score"]} if own.n else {}
    chart = Strip(
        ((row, dots),),
        desk.say("ward.strip.x").text,
        float(england.value),
        desk.say("ward.strip.england", score=england),
        place,
        row,
    )
    return Figure(
        "ward.strip",
        1,
        desk.say("ward.strip.title", **values),
        desk.say("ward.strip.subtitle", **values),
        desk.say(f"ward.strip.{alt}", **values, **more, england=england),
        chart,
    )
