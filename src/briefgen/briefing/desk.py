"""One authority's briefing in the making: its figures, its facts so far and its words."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from briefgen.briefing.words import Label, Wording
from briefgen.facts.builder import FactBuilder
from briefgen.facts.small_areas import SMALL_AREAS
from briefgen.facts.tables import Tables
from briefgen.model.area import Area
from briefgen.model.briefing import Cell, Figure
from briefgen.model.fact import Fact, Sentence, Shown, plain
from briefgen.model.verdict import Comparison, Verdict

if TYPE_CHECKING:
    from briefgen.facts.england import England

LONG_NAME = 22  # letters; above it, titles use the form without the name so that they keep to two lines


@dataclass(slots=False)
class Desk:
    """What every section's writer is handed."""

    area: Area
    evidence: Tables
    national: "England"
    wording: Wording
    book: FactBuilder
    figures: dict[str, Figure] = field(default_factory=dict)  # of sections already written
    comparisons: dict[str, Comparison] = field(default_factory=dict)  # by measure key

    @cached_property
    def region(self) -> Area:
        if self.area.region is None:
            raise ValueError(f"{self.area.code} has no region")
        return self.evidence.areas[self.area.region]

    @cached_property
    def county(self) -> Area | None:
        return self.evidence.areas[self.area.county] if self.area.county else None

    @property
    def small(self) -> bool:
        return self.area.code in SMALL_AREAS

    @cached_property
    def neighbourhoods(self) -> pd.DataFrame:
        """The authority's own neighbourhoods, most deprived first."""
        tables = [self.national.neighbourhoods(code) for code in self.evidence.districts(self.area)]
        return (pd.concat(tables) if len(tables) > 1 else tables[0]).sort_values("rank")

    def say(self, id: str, **values: Any) -> Sentence:
        """A sentence with the place, its region, England and (for a district) its county at hand."""
        names = {"place": self.area.name, "region": self.region.name, "england": self.evidence.england.name}
        if self.county is not None:
            names["county"] = self.county.name
        return self.wording.say(id, **{**names, **values})

    def title(self, id: str, **values: Any) -> Sentence:
        """A section title: the form without the name (`id.short`) where the name is long."""
        short = f"{id}.short" if len(self.area.name.prose) > LONG_NAME and self.wording.has(f"{id}.short") else id
        return self.say(short, **values)


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


__all__ = ["LONG_NAME", "SMALL_AREAS", "Desk", "Label", "fact_cell", "name_cell", "shown", "verdict_cell"]
