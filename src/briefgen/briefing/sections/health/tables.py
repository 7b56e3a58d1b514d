"""The tables of the health section: the slope index, and what stands behind a chart."""

from collections.abc import Mapping

from briefgen.briefing.cells import fact_cell, name_cell
from briefgen.briefing.place_words import PlaceWords
from briefgen.facts.facts import Facts
from briefgen.facts.health_gradient import FirstWave, Gradient
from briefgen.facts.health_lines import Line
from briefgen.facts.verdict_counts import VerdictCounts
from briefgen.model.briefing import Column, Row, Table
from briefgen.model.fact import Sentence

WHO = {"female": "women", "male": "men"}


def counted_title(words: PlaceWords, id: str, found: VerdictCounts | None) -> Sentence:
    """`id_none`, `id_all` (worse), `id_similar` or `id_counts`."""
    if found is None:
        return words.say(f"{id}_none")
    tested = found.tested.value
    every = "all" if found.worse.value == tested else "similar" if found.similar.value == tested else ""
    values = {"tested": found.tested, "worse": found.worse, "similar": found.similar, "better": found.better}
    return words.say(f"{id}_{every}" if every and tested > 1 else f"{id}_counts", **values)


def slopes_table(facts: Facts, words: PlaceWords) -> Table:
    """The slope index here and in England; for a county, in each of its districts."""
    found = facts.health.slopes
    if facts.area.is_county:
        rows = [
            Row((name_cell(facts.areas[one.code].name.prose), *(fact_cell(s, missing="not published") for s in one.slope.values())))
            for one in found.districts
        ]  # fmt: skip
        columns = (Column("District", width="50%"), Column("Women", "right"), Column("Men", "right"))
    else:
        rows = [
            Row((name_cell(WHO[sex].capitalize()), fact_cell(own.value, missing=own.reason, strong=True), fact_cell(own.england)))
            for sex, own in found.own.items()
        ]  # fmt: skip
        columns = (Column("Years", width="50%"), Column("Here", "right"), Column("England", "right"))
    title = "health.inside.title_county" if facts.area.is_county else "health.inside.title"
    note = words.say("health.inside.note", period=found.period, noise=found.noise)
    return Table("health.inside", words.say(title), columns, tuple(rows), note)


def lines_table(id: str, title: Sentence, found: Mapping[str, tuple[Line, ...]]) -> Table:
    """Period by line, every point a fact."""
    lines = [(sex, line) for sex, of_sex in found.items() for line in of_sex]
    columns = [Column("Period")]
    columns += [
        Column(f"{WHO[sex].capitalize()}, {'England' if line.role == 'england' else 'here'}", "right")
        for sex, line in lines
    ]
    at = [{point.x: fact for point, fact in zip(line.points, line.facts, strict=True)} for _, line in lines]
    rows = [
        Row((name_cell(label), *(fact_cell(known.get(x), missing="not published") for known in at)))
        for x, label in sorted({(point.x, point.label) for _, line in lines for point in line.points})
    ]
    return Table(f"{id}.table", title, tuple(columns), tuple(rows))


def gradient_table(id: str, title: Sentence, found: Gradient) -> Table:
    rows = tuple(
        Row((name_cell(str(tenth)), fact_cell(before), fact_cell(latest)))
        for tenth, (before, latest) in enumerate(zip(found.before.values, found.latest.values, strict=True), 1)
    )
    columns = (
        Column("Tenth"),
        Column(found.before.period.label, "right"),
        Column(found.latest.period.label, "right"),
    )
    return Table(f"{id}.table", title, columns, rows)


def first_wave_table(words: PlaceWords, own: str, found: FirstWave) -> Table:
    """own: what the place is called beside its bar."""
    every = ((own, found.measure.value), ("England", found.england), ("first", found.first), ("last", found.last))
    rows = tuple(Row((name_cell(name), fact_cell(fact))) for name, fact in every if fact is not None)
    columns = (Column("Area"), Column("Rate", "right"))
    return Table("health.covid.table", words.say("health.covid.behind"), columns, rows)
