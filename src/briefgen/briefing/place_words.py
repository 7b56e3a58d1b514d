"""The sentences of a folder of templates, with one place's names and facts at hand."""

from dataclasses import dataclass
from typing import Any

from briefgen.briefing.words import Wording
from briefgen.facts.facts import Facts
from briefgen.model.area import Area
from briefgen.model.fact import Sentence

LONG_NAME = 22  # letters; above it, titles use the form without the name so that they keep to two lines


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What a section's writer makes sentences with. facts: what the conditions of a sentence are judged by."""

    wording: Wording
    facts: Facts

    @property
    def area(self) -> Area:
        return self.facts.area

    def say(self, id: str, **values: Any) -> Sentence:
        """A sentence with the place, its region, England and (for a district) its county at hand.

        Without a part where it would not be true here.
        """
        known = self.facts
        names = {"place": known.area.name, "region": known.region.name, "england": known.england.name}
        if known.county is not None:
            names["county"] = known.county.name
        return self.wording.say(id, known, **{**names, **values})

    def title(self, id: str, **values: Any) -> Sentence:
        """A section title: the form without the name (`id.short`) where the name is long."""
        short = f"{id}.short" if len(self.area.name.prose) > LONG_NAME and self.wording.has(f"{id}.short") else id
        return self.say(short, **values)
