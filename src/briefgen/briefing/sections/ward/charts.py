"""The pictures of my ward: its neighbourhoods, where it lies, and the authority's wards on one line."""

from briefgen.briefing.cells import shown
from briefgen.briefing.place_words import PlaceWords
from briefgen.facts.ward import Ward
from briefgen.model.briefing import Figure
from briefgen.model.charts import Marker, NeighbourhoodMap, Strip
from briefgen.model.fact import plain


def own_map(own: Ward, words: PlaceWords) -> Figure:
    """The ward alone, its neighbourhoods numbered as in the table."""
    markers = tuple(Marker(one.named.number, one.named.lsoa) for one in own.named)
    chart = NeighbourhoodMap(own.own_shapes, own.deciles, (), markers)
    kind = "small" if own.summaries is None else "tenths"
    first = {} if own.summaries is None else {"first": own.summaries.first}
    values = {"ward": own.name, "n": own.neighbourhoods, **first}
    return Figure(
        "ward.own",
        1,
        words.say("ward.own.title", **values),
        words.say(f"ward.own.subtitle_{kind}"),
        words.say(f"ward.own.alt_{kind}", **values),
        chart,
    )


def locating_map(own: Ward, words: PlaceWords) -> Figure:
    """The ward outlined within its authority; an empty one has no outline, so the others' names say where a reader is."""
    chart = NeighbourhoodMap(own.shapes, own.deciles, own.map_names, ward=str(own.code) if own.n else None)
    kind = "map" if own.n else "map_empty"
    values = {"ward": own.name, "district": own.district.name, "n": own.neighbourhoods}
    return Figure(
        "ward.map",
        1,
        words.say(f"ward.{kind}.title", **values),
        words.say(f"ward.{kind}.{'subtitle_small' if own.small else 'subtitle'}"),
        words.say(f"ward.{kind}.alt", **values),
        chart,
    )


def strip(own: Ward, words: PlaceWords) -> Figure:
    """Every ward of the authority that has a neighbourhood, this one marked."""
    england, values = own.england["score"], {"of": own.wards, "district": own.district.name}
    row = words.say("ward.strip.row").text
    place, alt, more = plain(""), "alt_empty", {}
    if own.score is not None:
        place = words.say("ward.strip.place", ward=own.name, score=shown(own.score))
        alt, more = "alt", {"ward": own.name, "score": own.score}
    chart = Strip(
        ((row, own.dots),),
        words.say("ward.strip.x").text,
        float(england.value),
        words.say("ward.strip.england", score=england),
        place,
        row,
    )
    return Figure(
        "ward.strip",
        1,
        words.say("ward.strip.title", **values),
        words.say("ward.strip.subtitle", **values),
        words.say(f"ward.strip.{alt}", **values, **more, england=england),
        chart,
    )
