"""In brief: page 1, complete in itself. Six slots in a fixed order; one without a defensible answer is dropped."""

from briefgen.briefing.desk import Desk, Label
from briefgen.briefing.measures import Measure, measure
from briefgen.briefing.sections.deprivation import joint_word
from briefgen.briefing.sections.health_facts import finding, gap_words
from briefgen.briefing.sections.money_facts import direction
from briefgen.briefing.sections.strategy import own_problems
from briefgen.methods.candidates import Candidate, strengths
from briefgen.model.briefing import Callout, Figure, Point, Section, Tile
from briefgen.model.catalogue import Unit
from briefgen.model.charts import Locator, NeighbourhoodMap
from briefgen.model.fact import Fact, Part, Sentence, plain
from briefgen.model.period import Period
from briefgen.model.verdict import Verdict

TILES = (("hle", "female"), ("hle", "male"), ("le", "female"), ("le", "male"), ("cvd", "persons"), ("smoking", "persons"),
         ("obesity_adult", "persons"), ("obesity_year6", "persons"), ("child_poverty", "persons"), ("pay", "persons"),
         ("gcse_by_19", "persons"), ("level3", "persons"))  # fmt: skip
LEAD = "**"  # round a lead phrase in a template
UNIT_WORDS = {Unit.YEARS: "years", Unit.RATE_100K: "per 100,000"}
LE_TESTED = Period.parse("2021-01-01/P3Y")


def brief(desk: Desk) -> Section:
    figures = [_locator(desk)]
    if not desk.small:
        figures.append(_map(desk))
    period = desk.evidence.indicators["hle"].latest
    edition = desk.evidence.edition
    people = desk.evidence.population(desk.area.code, 2024)
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
        points=_points(desk),
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
    hle = {sex: measure(desk, "hle", sex) for sex in ("female", "male")}
    if hle["female"].value is None:
        health = desk.say("brief.summary.hle_none")
    elif hle["female"].of_county:
        health = desk.say("brief.summary.hle_county")
    else:
        word = _word(hle)
        values = {"gap": gap_words(desk, hle)} if word in ("worse", "better") else {}
        health = desk.say(f"brief.summary.hle_{word}", **values)
    luf = book["luf.led"]
    money = desk.say("brief.summary.money_led", luf=luf) if luf.value else desk.say("brief.summary.money_none")
    return desk.say("brief.summary.full", deprivation=deprivation, health=health, money=money)


def _points(desk: Desk) -> tuple[Point, ...]:
    points = [_point("deprivation", _deprivation(desk), "deprivation")]
    hle = _hle(desk)
    if hle is not None:
        points.append(_point("health", hle, "health"))
    inside = _inside(desk)
    if inside is not None:
        points.append(_point("inside", inside, "health"))
    points.append(_point("money", _money(desk), "money"))
    found = own_problems(desk)
    if found:
        points.append(_point("problem", _candidate(desk, found[0], "problem"), "strategy"))
    good = [] if desk.small else strengths(desk.national.candidates(desk.area.code))
    if good:
        points.append(_point("strength", _candidate(desk, good[0], "strength"), _home(desk, good[0])))
    elif not desk.small:
        points.append(_point("strength", desk.say("brief.point.no_strength"), "determinants"))
    return tuple(points)


def _point(slot: str, sentence: Sentence, section: str) -> Point:
    """The template's `**lead phrase**` told apart from the rest of the sentence, the asterisks gone."""
    parts: list[Part] = []
    lead = 0
    for part in sentence.parts:
        pieces: list[Part] = [*part.split(LEAD)] if isinstance(part, str) else [part]
        for at, piece in enumerate(pieces):
            if at and parts:
                lead = len(parts)  # an asterisk pair just ended: what stands so far is the lead phrase
            if piece:
                parts.append(piece)
    return Point(slot, Sentence(sentence.id, tuple(parts)), section, lead)


def _home(desk: Desk, candidate: Candidate) -> str:
    """The section whose table holds a candidate's figure: behaviours stand with health."""
    return "health" if desk.evidence.indicators[candidate.indicator].group == "behaviour" else "determinants"


def _deprivation(desk: Desk) -> Sentence:
    book = desk.book
    if desk.small:
        return desk.say("brief.point.deprivation_small", score=book["imd.score"])
    first = book["imd.decile.1"]
    id = "deprivation" if first.value else "deprivation_none"
    values: dict[str, Fact | str] = {
        "rank": book["imd.rank"],
        "n": book["imd.authorities"],
        "all": book["imd.neighbourhoods"],
    }
    values["joint"] = joint_word(desk, "rank_of_average_score", float(book["imd.rank"].value))
    if first.value:
        values["first"] = first
    return desk.title(f"brief.point.{id}", **values)


def _hle(desk: Desk) -> Sentence | None:
    found = {sex: measure(desk, "hle", sex) for sex in ("female", "male")}
    female, male = found["female"], found["male"]
    if female.value is None or male.value is None:
        return None
    values: dict[str, Fact | Sentence | None] = {
        "female": female.value,
        "male": male.value,
        "england_female": female.england,
        "england_male": male.england,
    }
    if female.of_county:
        return desk.say("brief.point.hle_county", **values)
    word = _word(found)
    if word in ("worse", "better"):
        values["gap"] = gap_words(desk, found)
    return desk.say(f"brief.point.hle_{word}", **values)


def _strict(found: dict[str, Measure]) -> Verdict:
    """The one finding of both sexes at page 1's 99.8 %."""
    verdicts = {m.comparison.at_998 for m in found.values()}
    return verdicts.pop() if len(verdicts) == 1 else Verdict.SIMILAR


def _word(found: dict[str, Measure]) -> str:
    """Which sentence: where the section's 95 % finds what page 1's 99.8 % does not, both are said."""
    strict, usual = _strict(found), finding(found)
    return f"looks_{usual.value}" if strict is Verdict.SIMILAR and usual is not strict else strict.value


def _inside(desk: Desk) -> Sentence | None:
    sii = measure(desk, "sii", "male")
    if sii.value is not None and sii.value.value > 0 and sii.england is not None and not desk.small:
        return desk.title("brief.point.sii", male=sii.value, england_male=sii.england)
    if desk.small:
        return None
    first, last = desk.book["imd.decile.1"], desk.book["imd.decile.10"]
    return desk.say("brief.point.spread", first=first, last=last)


def _money(desk: Desk) -> Sentence:
    book = desk.book
    luf = book["luf.led"]
    if desk.area.is_county:
        return desk.say("brief.point.money_county" if luf.value else "brief.point.money_county_none", luf=luf)
    way = direction(desk)
    values = {"low": book["luf.formula.low"], "high": book["luf.formula.high"]}
    if way == "nothing":
        return (
            desk.say("brief.point.money_formula_none", luf=luf) if luf.value else desk.say("brief.point.money_nothing")
        )
    if way == "depends":
        return (
            desk.say("brief.point.money_depends", luf=luf) if luf.value else desk.say("brief.point.money_depends_none")
        )
    return (
        desk.say("brief.point.money_less", luf=luf, **values)
        if luf.value
        else desk.say("brief.point.money_none", **values)
    )


def _candidate(desk: Desk, candidate: Candidate, kind: str) -> Sentence:
    found = measure(desk, candidate.indicator)
    values: dict[str, object] = {"phrase": Label(found.indicator.phrase), "value": found.value}
    if found.england is None:
        return desk.say(f"brief.point.{kind}_alone", **values)
    return desk.say(f"brief.point.{kind}", england=found.england, **values)


def _tiles(desk: Desk) -> tuple[Tile, ...]:
    """Up to twelve verdicts, at 99.8 %; a measure without a figure here leaves its place to none."""
    tiles = []
    for id, sex in TILES:
        found = measure(desk, id, sex, LE_TESTED if id == "le" else None)
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
    chart = Locator(
        desk.evidence.authorities, str(desk.region.code), tuple(map(str, desk.evidence.districts(desk.area)))
    )
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
