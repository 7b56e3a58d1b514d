"""The words of page 1: the line under the name, the main points, the verdicts of its strip."""

from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.brief.charts import locator, most_deprived_map
from briefgen.briefing.sections.brief.points import points
from briefgen.briefing.sections.health.text import verdict_words
from briefgen.facts.facts import Facts
from briefgen.facts.measure import Measure
from briefgen.model.briefing import Callout, Section, Tile
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Label, Sentence, plain

UNIT_WORDS = {Unit.YEARS: "years", Unit.RATE_100K: "per 100,000"}


def brief(facts: Facts, words: PlaceWords) -> Section:
    known = facts.overview
    edition = known.edition
    figures = [locator(facts, words)]
    if facts.deprivation.summaries is not None:
        figures.append(most_deprived_map(facts, facts.deprivation.summaries, words))
    where = words.say(
        "brief.locator.where",
        people=known.residents,
        year=known.year,
        region_name=Label(facts.region.name.prose.removeprefix("the ")),
    )
    return Section(
        id="brief",
        number=1,
        heading=words.say("brief.heading").text,
        title=words.title("brief.tiles.title"),
        lead=(words.say("brief.tiles.gloss"), words.say("brief.tiles.untested")),
        callout=Callout(plain(""), where),
        figures=tuple(figures),
        points=points(facts, words),
        tiles=tuple(_tile(one, words) for one in known.strip),
        notes=(
            words.say("brief.dates.deprivation"),
            words.say("brief.dates.health", period=known.health_period),
            words.say("brief.dates.money"),
            words.say("brief.dates.edition", edition=Label(edition.label), as_of=edition.as_of),
        ),
    )


def summary(facts: Facts, words: PlaceWords) -> Sentence:
    """One line under the name: deprivation; health; money."""
    summaries = facts.deprivation.summaries
    if summaries is None:
        deprivation = words.say("brief.summary.first_small", n=facts.deprivation.neighbourhoods)
    elif summaries.deciles[0].value:
        deprivation = words.say("brief.summary.first_some", proportion=summaries.proportion)
    else:
        deprivation = words.say("brief.summary.first_none")
    hle = facts.health.hle
    if hle["female"].value is None:
        health = words.say("brief.summary.hle_none")
    elif hle["female"].of_county:
        health = words.say("brief.summary.hle_county")
    else:
        which, values = verdict_words(words, facts.health)
        health = words.say(f"brief.summary.hle_{which}", **values)
    luf = facts.money.luf
    money = words.say("brief.summary.money_led", luf=luf) if luf.value else words.say("brief.summary.money_none")
    said = [one for one in (deprivation, health, money) if not one.absent]
    return words.say("brief.summary.full", said=said)


def _tile(found: Measure, words: PlaceWords) -> Tile:
    sex = {"female": ", women", "male": ", men", "persons": ""}[found.sex]
    label = found.indicator.name + sex + (" (the county’s)" if found.of_county else "")
    unit = UNIT_WORDS.get(found.indicator.unit, "")
    if found.indicator.unit is Unit.RATE_100K:  # too long to stand beside the number
        label, unit = f"{label}, {unit}", ""
    id = "cmp" if found.england is not None else "cmp_none"
    values = {"period": found.period} | ({"england": found.england} if found.england is not None else {})
    value = words.say("brief.tiles.value", value=found.value)
    comparator = words.say(f"brief.tiles.{id}", **values)
    return Tile(value, unit, label, comparator, found.comparison, found.comparison.verdict)
