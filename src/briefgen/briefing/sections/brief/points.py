"""The main points of page 1: six slots in a fixed order; one without a defensible answer is dropped."""

from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.deprivation.text import joint_word
from briefgen.briefing.sections.health.text import verdict_words
from briefgen.facts.facts import Facts
from briefgen.facts.priorities import StandingOut
from briefgen.model.briefing import Point
from briefgen.model.fact import Fact, Label, Part, Sentence

LEAD = "**"  # round a lead phrase in a template


def points(facts: Facts, words: PlaceWords) -> tuple[Point, ...]:
    points = [_point("deprivation", _deprivation(facts, words), "deprivation")]
    hle = _hle(facts, words)
    if hle is not None:
        points.append(_point("health", hle, "health"))
    inside = _inside(facts, words)
    if inside is not None:
        points.append(_point("inside", *inside))
    points.append(_point("money", _money(facts, words), "money"))
    behind, ahead = facts.priorities.problems, facts.priorities.strengths
    if behind:
        points.append(_point("problem", _standing_out(behind[0], "problem", words), "strategy"))
    if ahead:
        points.append(_point("strength", _standing_out(ahead[0], "strength", words), _home(ahead[0])))
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


def _home(one: StandingOut) -> str:
    """The section whose table holds a figure: behaviours stand with health."""
    return "health" if one.measure.indicator.group == "behaviour" else "determinants"


def _deprivation(facts: Facts, words: PlaceWords) -> Sentence:
    known = facts.deprivation
    found = known.summaries
    if found is None:
        return words.say("brief.point.deprivation_small", score=known.score)
    values: dict[str, Fact | str] = {
        "rank": found.rank.fact,
        "n": found.authorities,
        "all": known.neighbourhoods,
        "joint": joint_word(found.rank),
    }
    first = found.deciles[0]
    if first.value:
        return words.title("brief.point.deprivation", first=first, **values)
    return words.title("brief.point.deprivation_none", **values)


def _hle(facts: Facts, words: PlaceWords) -> Sentence | None:
    found = facts.health.hle
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
        return words.say("brief.point.hle_county", **values)
    which, more = verdict_words(words, facts.health)
    return words.say(f"brief.point.hle_{which}", **values, **more)


def _inside(facts: Facts, words: PlaceWords) -> tuple[Sentence, str] | None:
    """The gap in life expectancy; where a place has none, its neighbourhoods at either end. With the section of its figures."""
    found = facts.deprivation.summaries
    if found is None:
        return None
    sii = facts.health.slopes.own["male"]
    if sii.value is not None and sii.value.value > 0 and sii.england is not None:
        return words.title("brief.point.sii", male=sii.value, england_male=sii.england), "health"
    return words.say("brief.point.spread", first=found.deciles[0], last=found.deciles[-1]), "deprivation"


def _money(facts: Facts, words: PlaceWords) -> Sentence:
    known = facts.money
    luf = known.luf
    led = {"luf": luf} if luf.value else {}
    if facts.area.is_county:
        return words.say(f"brief.point.money_county{'' if led else '_none'}", **led)
    if known.direction == "nothing":
        return words.say(f"brief.point.money_{'formula_none' if led else 'nothing'}", **led)
    if known.direction in ("depends", "apart"):
        return words.say(f"brief.point.money_{known.direction}{'' if led else '_none'}", **led)
    return words.say(f"brief.point.money_{'less' if led else 'none'}", low=known.low, high=known.high, **led)


def _standing_out(one: StandingOut, kind: str, words: PlaceWords) -> Sentence:
    found = one.measure
    values: dict[str, object] = {"phrase": Label(found.indicator.phrase), "value": found.value}
    if found.england is None:
        return words.say(f"brief.point.{kind}_alone", **values)
    return words.say(f"brief.point.{kind}", england=found.england, **values)
