"""What is left of a section where a sentence is not true of the place and so is absent."""

from collections.abc import Iterable
from dataclasses import replace

from briefgen.model.briefing import Figure, Section, Table
from briefgen.model.fact import Sentence, plain


def present(section: Section) -> Section:
    """The section without its absent sentences, so that it still reads.

    What must have words takes the next ones: a section's title its heading, a picture's title its subtitle, an alternative
    text the title. A line, point or row without its words goes, a callout with either of its two.
    """
    call, heading = section.callout, plain(section.heading)
    tables = (_table(table, heading) for table in section.tables)
    return replace(
        section,
        title=_first(section.title, heading),
        lead=_said(section.lead),
        callout=None if call is None or call.number.absent or call.text.absent else call,
        figures=tuple(_figure(figure, heading) for figure in section.figures),
        tables=tuple(table for table in tables if table is not None),
        notes=_said(section.notes),
        missing=_said(section.missing),
        points=tuple(point for point in section.points if not point.sentence.absent),
        levers=tuple(
            replace(lever, evidence=_first(lever.evidence, plain("")))
            for lever in section.levers
            if not lever.title.absent
        ),
        questions=tuple(question for question in section.questions if not question.sentence.absent),
    )


def _said(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    return tuple(sentence for sentence in sentences if not sentence.absent)


def _first(*sentences: Sentence) -> Sentence:
    return next(sentence for sentence in sentences if not sentence.absent)


def _figure(figure: Figure, heading: Sentence) -> Figure:
    title = _first(figure.title, figure.subtitle, heading)
    subtitle = plain("") if title is figure.subtitle else _first(figure.subtitle, plain(""))
    table = None if figure.table is None else _table(figure.table, title)
    return replace(figure, title=title, subtitle=subtitle, alt=_first(figure.alt, title), table=table)


def _table(table: Table, heading: Sentence) -> Table | None:
    """None where every row has gone."""
    rows = tuple(row for row in table.rows if not any(cell.text.absent for cell in row.cells))
    note = None if table.note is None or table.note.absent else table.note
    return replace(table, title=_first(table.title, heading), rows=rows, note=note) if rows or not table.rows else None
