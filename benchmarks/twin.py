"""A briefing as plain blocks, so that another typesetter can be given the same words, tables and pictures."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.model.briefing import Briefing, Section, Table
from briefgen.render.drawing import Drawing
from briefgen.render.pictures import draw

WIDTH_MM = 120.0


@dataclass(frozen=True, slots=True)
class Block:
    """kind: h1, h2, p, table (rows, the first its headings) or picture (drawing, text is its alternative)."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    drawing: Drawing | None = None


def blocks(briefing: Briefing) -> Iterator[Block]:
    yield Block("h1", briefing.area.name.official)
    yield Block("p", briefing.summary.text)
    for section in briefing.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[Block]:
    yield Block("h2", section.title.text)
    sentences = [*section.lead, *(point.sentence for point in section.points)]
    if section.callout:
        sentences += [section.callout.number, section.callout.text]
    yield from (Block("p", sentence.text) for sentence in sentences)
    for figure in section.figures:
        yield Block("p", f"{figure.number}. {figure.title.text} {figure.subtitle.text}")
        yield Block("picture", figure.alt.text, drawing=draw(figure.chart, WIDTH_MM))
    yield from (_table(table) for table in section.tables)
    if section.tiles:
        rows = [(t.label, t.value.text, t.comparator.text, t.verdict.value) for t in section.tiles]
        yield Block("table", "In brief", (("Figure", "Here", "Compared with", "Verdict"), *rows))
    for lever in section.levers:
        yield Block("p", lever.title.text)
        yield Block("p", lever.tables.text)
        yield from (Block("p", f"{body}: {action}") for body, action in lever.actions)
    yield from (Block("p", f"{question.body}: {question.sentence.text}") for question in section.questions)
    yield from (Block("p", sentence.text) for sentence in (*section.missing, *section.notes))


def _table(table: Table) -> Block:
    width = len(table.columns)
    rows = [
        tuple(
            f"{cell.text.text} {cell.verdict.value if cell.verdict and cell.verdict.value not in cell.text.text else ''}".strip()
            for cell in row.cells
        )
        for row in table.rows
    ]
    padded = tuple((*row, *[""] * (width - len(row))) for row in rows)
    return Block("table", table.title.text, (tuple(column.heading for column in table.columns), *padded))
