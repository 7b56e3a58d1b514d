"""Facts and words in one hand, for the sections that still work out their own facts."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from briefgen.briefing.cells import fact_cell, name_cell, shown, verdict_cell
from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.words import Wording
from briefgen.facts.builder import FactBuilder
from briefgen.facts.collect import collect
from briefgen.facts.england import England
from briefgen.facts.facts import Facts
from briefgen.facts.place import Place
from briefgen.facts.tables import Tables
from briefgen.model.area import Area
from briefgen.model.briefing import Figure
from briefgen.model.fact import Label, Sentence
from briefgen.model.variant import FULL, Variant


@dataclass
class Desk:
    place: Place
    known: Facts
    words: PlaceWords
    figures: dict[str, Figure] = field(default_factory=dict)  # of sections already written

    @property
    def area(self) -> Area:
        return self.place.area

    @property
    def tables(self) -> Tables:
        return self.place.tables

    @property
    def england(self) -> England:
        return self.place.england

    @property
    def book(self) -> FactBuilder:
        return self.place.register

    @property
    def region(self) -> Area:
        return self.place.region

    @property
    def county(self) -> Area | None:
        return self.place.county

    @property
    def small(self) -> bool:
        return self.place.small

    @property
    def neighbourhoods(self) -> pd.DataFrame:
        return self.place.neighbourhoods

    def say(self, id: str, **values: Any) -> Sentence:
        return self.words.say(id, **values)

    def title(self, id: str, **values: Any) -> Sentence:
        return self.words.title(id, **values)


def desk_of(area: Area, tables: Tables, england: England, wording: Wording, variant: Variant = FULL) -> Desk:
    place = Place(area, tables, england)
    known = collect(place, variant)
    return Desk(place, known, PlaceWords(wording, area, known.region, known.england, known.county))


__all__ = ["Desk", "Label", "desk_of", "fact_cell", "name_cell", "shown", "verdict_cell"]
