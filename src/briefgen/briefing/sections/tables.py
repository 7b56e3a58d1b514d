"""Tables that several sections share: measures beside England and the region, with one verdict each."""

from collections.abc import Sequence

from briefgen.briefing.cells import fact_cell, name_cell, verdict_cell
from briefgen.briefing.place_words import PlaceWords
from briefgen.facts.measure import Measure
from briefgen.model.briefing import Cell, Column, Row, Table
from briefgen.model.fact import Label, Sentence, plain

SEX = {"female": ", women", "male": ", men", "persons": ""}


def label(found: Measure) -> str:
    return found.indicator.name + SEX[found.sex]


SHORT_REASONS = {
    "hidden because the numbers are too small": "hidden",
    "does not apply here": "not applicable",
    "was not returned by the authority": "not returned",
    "published only for the former councils": "not published",
    "published jointly with a neighbour": "joint figure",
    "no deaths, so no rate": "no deaths",
}


def absent(found: Measure) -> str:
    """Why there is no figure, in a cell; `missing` says it in full below."""
    return SHORT_REASONS.get(found.reason, "not published")


def missing(words: PlaceWords, measures: Sequence[Measure]) -> tuple[Sentence, ...]:
    """One sentence a reason, naming every measure without a figure here."""
    by_reason: dict[str, list[str]] = {}
    for found in measures:
        if found.value is None:
            by_reason.setdefault(found.reason, []).append(found.indicator.name)
    return tuple(
        words.say("health.missing.measures", names=[Label(name) for name in dict.fromkeys(names)], reason=reason)
        for reason, names in by_reason.items()
    )


def measure_row(found: Measure) -> Row:
    name = label(found) + (" (the county’s)" if found.of_county and found.value else "")
    return Row(
        (
            name_cell(name),
            name_cell(found.period.label),
            fact_cell(found.value, missing=found.reason, strong=True),
            fact_cell(found.value, interval=True, missing=found.reason),
            fact_cell(found.england, missing="no published figure for England"),
            fact_cell(found.region, missing="no published figure for the region"),
            verdict_cell(found.comparison.verdict) if found.value else Cell(plain(absent(found))),
        )
    )


def short_name(words: PlaceWords) -> str:
    """The place's name as a column head: "Here" where the name would break the column."""
    return words.area.name.start if len(words.area.name.prose) <= 13 else "Here"


def measures_table(
    words: PlaceWords, id: str, title: Sentence, measures: Sequence[Measure], note: Sentence | None = None
) -> Table:
    columns = (
        Column("Measure", width="30%"),
        Column("Period", width="14%"),
        Column(short_name(words), "right", "12%"),
        Column("95% interval", "right", "14%"),
        Column("England", "right", "9%"),
        Column("Region", "right", "9%"),
        Column("Verdict", "verdict", "12%"),
    )
    return Table(id, title, columns, tuple(measure_row(found) for found in measures), note)
