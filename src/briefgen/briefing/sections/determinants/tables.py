"""The table of wider determinants, one row a measure."""

from briefgen.briefing.cells import fact_cell, name_cell, verdict_cell
from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.tables import absent, short_name
from briefgen.facts.determinants import Determinant
from briefgen.facts.facts import Facts
from briefgen.model.briefing import Cell, Column, Row, Table
from briefgen.model.fact import plain


def spine_table(facts: Facts, words: PlaceWords) -> Table:
    rows = []
    for group, found in facts.determinants.groups.items():
        rows.append(Row((name_cell(group.capitalize()),), group=True))
        rows += [_row(one, words) for one in found]
    columns = (
        Column("Measure", width="26.5%"),
        Column("Period", width="10.5%"),
        Column(short_name(words), "right", "10.5%"),
        Column("England", "right", "8.5%"),
        Column("Region", "right", "8%"),
        Column("Low … high", width="15.5%"),
        Column("Rank", "right", "8%"),
        Column("Verdict", "verdict", "12.5%"),
    )
    return Table(
        "determinants.spine",
        words.say("determinants.spine.title"),
        columns,
        tuple(rows),
        words.say("determinants.spine.note"),
    )


def _row(one: Determinant, words: PlaceWords) -> Row:
    found = one.measure
    return Row(
        (
            name_cell(found.indicator.name + (" (the county’s)" if found.of_county and found.value else "")),
            name_cell(found.period.label),
            fact_cell(found.value, missing=found.reason, strong=True),
            fact_cell(found.england, missing="no published figure for England"),
            fact_cell(found.region, missing="no published figure for the region"),
            Cell(plain(""), strip=one.mark),
            _rank(one, words),
            verdict_cell(found.comparison.verdict) if found.value else Cell(plain(absent(found))),
        )
    )


def _rank(one: Determinant, words: PlaceWords) -> Cell:
    ranking = one.ranking
    if ranking is None:
        return Cell(plain("–"))
    joint = "=" if ranking.joint else ""
    return Cell(words.say("determinants.spine.rank", joint=joint, place=ranking.rank, n=ranking.of))
