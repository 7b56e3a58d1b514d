"""Cells of tables: a name, a fact, a verdict."""

from briefgen.model.briefing import Cell
from briefgen.model.fact import Fact, Sentence, Shown, plain
from briefgen.model.verdict import Verdict


def name_cell(text: str, *, strong: bool = False) -> Cell:
    """A cell of words (a published name may hold digits)."""
    return Cell(plain(text), strong=strong)


def fact_cell(
    fact: Fact | None, *, missing: str = "", interval: bool = False, ordinal: bool = False, strong: bool = False
) -> Cell:
    """A cell of one fact; without one an en dash with the reason."""
    if fact is None:
        return Cell(plain("–"), missing=missing or None)
    text = fact.display_interval if interval else fact.display
    if text is None:
        return Cell(plain("–"), missing="no interval is published")
    return Cell(Sentence("", (Shown(fact.id, text),)), strong=strong)


def verdict_cell(verdict: Verdict) -> Cell:
    return Cell(plain(verdict.value), verdict=verdict)


def shown(fact: Fact, text: str | None = None) -> Sentence:
    """A fact alone, as a table or a chart label has it."""
    return Sentence("", (Shown(fact.id, text or fact.display),))
