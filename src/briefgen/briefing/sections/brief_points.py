"""The main points of page 1: six slots in a fixed order; one without a defensible answer is dropped."""

from briefgen.briefing.desk import Desk, Label
from briefgen.briefing.sections.deprivation.text import joint_word
from briefgen.briefing.sections.health_facts import finding, gap_words
from briefgen.briefing.sections.strategy import own_problems
from briefgen.facts.measure import Measure
from briefgen.model.briefing import Point
from briefgen.model.fact import Fact, Part, Sentence
from briefgen.model.verdict import Verdict
from briefgen.statistics.candidates import Candidate, strengths

LEAD = "**"  # round a lead phrase in a template


def points(desk: Desk) -> tuple[Point, ...]:
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
    good = [] if desk.small else strengths(desk.england.candidates(desk.area.code))
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
    return "health" if desk.tables.indicators[candidate.indicator].group == "behaviour" else "determinants"


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
    found = desk.known.deprivation.summaries
    values["joint"] = joint_word(found.rank) if found is not None else ""
    if first.value:
        values["first"] = first
    return desk.title(f"brief.point.{id}", **values)


def _hle(desk: Desk) -> Sentence | None:
    found = {sex: desk.place.measure("hle", sex) for sex in ("female", "male")}
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
    word = hle_word(found)
    if word in ("worse", "better"):
        values["gap"] = gap_words(desk, found)
    return desk.say(f"brief.point.hle_{word}", **values)


def _strict(found: dict[str, Measure]) -> Verdict:
    """The one finding of both sexes at page 1's 99.8 %."""
    verdicts = {m.comparison.at_998 for m in found.values()}
    return verdicts.pop() if len(verdicts) == 1 else Verdict.SIMILAR


def hle_word(found: dict[str, Measure]) -> str:
    """Which sentence: where the section's 95 % finds what page 1's 99.8 % does not, both are said."""
    strict, usual = _strict(found), finding(found)
    return f"looks_{usual.value}" if strict is Verdict.SIMILAR and usual is not strict else strict.value


def _inside(desk: Desk) -> Sentence | None:
    sii = desk.place.measure("sii", "male")
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
    way = desk.known.money.direction
    values = {"low": book["luf.formula.low"], "high": book["luf.formula.high"]}
    if way == "nothing":
        return (
            desk.say("brief.point.money_formula_none", luf=luf) if luf.value else desk.say("brief.point.money_nothing")
        )
    if way in ("depends", "apart"):
        id = f"brief.point.money_{way}"
        return desk.say(id, luf=luf) if luf.value else desk.say(f"{id}_none")
    return (
        desk.say("brief.point.money_less", luf=luf, **values)
        if luf.value
        else desk.say("brief.point.money_none", **values)
    )


def _candidate(desk: Desk, candidate: Candidate, kind: str) -> Sentence:
    found = desk.place.measure(candidate.indicator)
    values: dict[str, object] = {"phrase": Label(found.indicator.phrase), "value": found.value}
    if found.england is None:
        return desk.say(f"brief.point.{kind}_alone", **values)
    return desk.say(f"brief.point.{kind}", england=found.england, **values)
