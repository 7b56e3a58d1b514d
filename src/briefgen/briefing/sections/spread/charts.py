"""The pictures of the section on the spread: its shares in England, and every authority by region."""

from briefgen.briefing.cells import fact_cell, name_cell, shown
from briefgen.briefing.place_words import PlaceWords
from briefgen.facts.facts import Facts
from briefgen.facts.spread import Spread
from briefgen.model.briefing import Column, Figure, Row, Table
from briefgen.model.charts import ShareBar, Strip
from briefgen.model.fact import Label


def shares_bars(known: Spread, words: PlaceWords) -> Figure:
    parts = tuple(words.say(f"spread.shares.{part}").text for part in ("regions", "authorities", "within"))
    indices = (
        (words.say("spread.shares.score").text, known.score),
        (words.say("spread.shares.health").text, known.health),
    )
    facts = [(name, (of.regions, of.authorities, of.within)) for name, of in indices]
    bars = tuple(
        (name, tuple((part, float(f.value), shown(f)) for part, f in zip(parts, of, strict=True))) for name, of in facts
    )
    columns = (Column("Index"), *(Column(part, "right") for part in parts))
    rows = tuple(Row((name_cell(name), *(fact_cell(f) for f in of))) for name, of in facts)
    score = known.score
    return Figure(
        "spread.shares",
        10,
        words.say("spread.shares.title"),
        words.say("spread.shares.subtitle"),
        words.say("spread.shares.alt", within=score.within, between=score.authorities, regions=score.regions),
        ShareBar(bars),
        Table("spread.shares.table", words.say("spread.shares.behind"), columns, rows),
    )


def regions_strip(facts: Facts, words: PlaceWords) -> Figure:
    """Districts by region; for a county the upper tier."""
    known, score, england = facts.spread, facts.deprivation.score, facts.deprivation.england_score
    chart = Strip(
        tuple((one.name, one.dots) for one in known.regions),
        words.say("spread.strip.x").text,
        float(england.value),
        words.say("spread.strip.england", score=england),
        words.say("spread.strip.place", name=Label(facts.area.name.start), score=score),
        facts.region.name.prose.removeprefix("the "),
    )
    return Figure(
        "spread.strip",
        11,
        words.say("spread.strip.title_county" if facts.area.is_county else "spread.strip.title"),
        words.say("spread.strip.subtitle", n=known.n),
        words.say("spread.strip.alt", n=known.n, score=score, england=england),
        chart,
    )
