"""The tables of the section on the spread: the statistical neighbours, and the argument of the day."""

from briefgen.briefing.cells import fact_cell, name_cell
from briefgen.briefing.place_words import PlaceWords
from briefgen.facts.facts import Facts
from briefgen.facts.spread_neighbours import BesideNeighbours, Neighbours
from briefgen.model.briefing import Cell, Column, Row, Table
from briefgen.model.fact import Sentence


def neighbours_table(known: Neighbours, words: PlaceWords) -> Table:
    """Measures beside the median of the English statistical neighbours."""
    columns = (
        Column("Measure", width="42%"),
        Column("Period", width="16%"),
        Column("Here", "right", "13%"),
        Column("Neighbours’ median", "right", "16%"),
        Column("England", "right", "13%"),
    )
    return Table(
        "spread.neighbours",
        words.say("spread.neighbours.title"),
        columns,
        tuple(_neighbours_row(one) for one in known.measures),
        words.say("spread.neighbours.note", n=known.fewest),
    )


def _neighbours_row(one: BesideNeighbours) -> Row:
    found = one.measure
    return Row((
        name_cell(found.indicator.name),
        name_cell(found.period.label),
        fact_cell(found.value, strong=True),
        fact_cell(one.median),
        fact_cell(found.england, missing="no published figure for England"),
    ))  # fmt: skip


def argument_table(facts: Facts, words: PlaceWords) -> Table:
    """The King's Fund's claims beside what these figures show (METHODS 18)."""
    known, score, national = facts.spread.argument, facts.spread.score, facts.money.national
    slopes = {f"{sex}_{when}": of[sex] for when, of in (("then", known.before), ("now", known.latest)) for sex in of}
    pairs: list[tuple[str, Sentence]] = [
        ("gap", words.say("argument.gap", before=known.period, **slopes)),
        ("covid", words.say("argument.covid", ratio=known.ratio)),
        ("within", words.say("argument.within", within=known.within_regions, regions=score.regions)),
        ("fund", words.say("argument.fund", all=national.all.correlation, led=national.led.correlation)),
        ("north", words.say("argument.north", share=known.northern)),
    ]
    rows = tuple(Row((Cell(words.say(f"argument.claims.{id}")), Cell(found))) for id, found in pairs)
    columns = (Column("Claim", width="40%"), Column("What these figures show", width="60%"))
    return Table(
        "spread.argument", words.say("spread.argument.title"), columns, rows, words.say("spread.argument.note")
    )
