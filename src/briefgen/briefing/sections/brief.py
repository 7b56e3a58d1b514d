"""In brief: page 1, complete in itself: the line under the name, the main points, twelve verdicts, two maps."""

from briefgen.briefing.desk import Desk, Label
from briefgen.briefing.sections.brief_points import hle_word, points
from briefgen.briefing.sections.health.text import gap_words
from briefgen.facts.health import LE_TESTED
from briefgen.facts.measure import Measure
from briefgen.model.briefing import Callout, Figure, Section, Tile
from briefgen.model.catalogue import Unit
from briefgen.model.charts import Locator, NeighbourhoodMap
from briefgen.model.fact import Sentence, plain
from briefgen.model.period import Period

TILES = (("hle", "female"), ("hle", "male"), ("le", "female"), ("le", "male"), ("cvd", "persons"), ("smoking", "persons"),
         ("obesity_adult", "persons"), ("obesity_year6", "persons"), ("child_poverty", "persons"), ("pay", "persons"),
         ("gcse_by_19", "persons"), ("level3", "persons"))  # fmt: skip
UNIT_WORDS = {Unit.YEARS: "years", Unit.RATE_100K: "per 100,000"}


def brief(desk: Desk) -> Section:
    figures = [_locator(desk)]
    if not desk.small:
        figures.append(_map(desk))
    period = desk.tables.indicators["hle"].latest
    edition = desk.tables.edition
    people = desk.tables.population(desk.area.code, 2024)
    assert people is not None
    residents = desk.book.count("people.2024", people, source="ons-population")
    where = desk.say(
        "brief.locator.where",
        people=residents,
        year=Period.parse("2024-01-01/P1Y"),
        region_name=Label(_bare(desk.region.name.prose)),
    )
    return Section(
        id="brief",
        number=1,
        heading=desk.say("brief.heading").text,
        title=desk.title("brief.tiles.title"),
        lead=(desk.say("brief.tiles.gloss"), desk.say("brief.tiles.untested")),
        callout=Callout(plain(""), where),
        figures=tuple(figures),
        points=points(desk),
        tiles=_tiles(desk),
        notes=(
            desk.say("brief.dates.deprivation"),
            desk.say("brief.dates.health", period=period),
            desk.say("brief.dates.money"),
            desk.say("brief.dates.edition", edition=Label(edition.label), as_of=edition.as_of),
        ),
    )


def _bare(name: str) -> str:
    return name.removeprefix("the ")


def summary(desk: Desk) -> Sentence:
    """One line under the name: deprivation; health; money."""
    book = desk.book
    if desk.small:
        deprivation = desk.say("brief.summary.first_small", n=book["imd.neighbourhoods"])
    elif book["imd.decile.1"].value:
        deprivation = desk.say("brief.summary.first_some", proportion=book["imd.proportion"])
    else:
        deprivation = desk.say("brief.summary.first_none")
    known = desk.known.health
    if known.hle["female"].value is None:
        health = desk.say("brief.summary.hle_none")
    elif known.hle["female"].of_county:
        health = desk.say("brief.summary.hle_county")
    else:
        word = hle_word(known)
        values = {"gap": gap_words(desk.words, known)} if word in ("worse", "better") else {}
        health = desk.say(f"brief.summary.hle_{word}", **values)
    luf = book["luf.led"]
    money = desk.say("brief.summary.money_led", luf=luf) if luf.value else desk.say("brief.summary.money_none")
    return desk.say("brief.summary.full", deprivation=deprivation, health=health, money=money)


def _tiles(desk: Desk) -> tuple[Tile, ...]:
    """Up to twelve verdicts, at 99.8 %; a measure without a figure here leaves its place to none."""
    tiles = []
    for id, sex in TILES:
        found = desk.place.measure(id, sex, LE_TESTED if id == "le" else None)
        if found.value is None:
            continue
        tiles.append(_tile(desk, found))
    return tuple(tiles)


def _tile(desk: Desk, found: Measure) -> Tile:
    assert found.value is not None
    sex = {"female": ", women", "male": ", men", "persons": ""}[found.sex]
    label = found.indicator.name + sex + (" (the county’s)" if found.of_county else "")
    unit = UNIT_WORDS.get(found.indicator.unit, "")
    if found.indicator.unit is Unit.RATE_100K:  # too long to stand beside the number
        label, unit = f"{label}, {unit}", ""
    id = "cmp" if found.england is not None else "cmp_none"
    values = {"period": found.period} | ({"england": found.england} if found.england is not None else {})
    value = desk.say("brief.tiles.value", value=found.value)
    return Tile(value, unit, label, desk.say(f"brief.tiles.{id}", **values), found.comparison, found.comparison.at_998)


def _locator(desk: Desk) -> Figure:
    chart = Locator(desk.tables.authorities, str(desk.region.code), tuple(map(str, desk.tables.districts(desk.area))))
    return Figure("brief.locator", 0, plain(""), plain(""), desk.say("brief.locator.alt"), chart)


def _map(desk: Desk) -> Figure:
    """Page 1's map: the most deprived tenth and the rest; wards as lines, no names but a county's districts."""
    full = next(s for s in (desk.figures["deprivation.map"],))
    chart = full.chart
    assert isinstance(chart, NeighbourhoodMap)
    county = desk.area.is_county
    names = chart.ward_names
    lines = desk.say("brief.map.districts" if county else "brief.map.wards").text
    alt = desk.say("brief.map.alt", first=desk.book["imd.decile.1"], n=desk.book["imd.neighbourhoods"])
    return Figure(
        "brief.map", 0, desk.say("brief.map.title"), desk.say("brief.map.subtitle", lines=lines), alt,
        NeighbourhoodMap(chart.topology, chart.deciles, names, (), only_first=True),
    )  # fmt: skip
