"""The sentences of a folder of templates, with one place's names at hand."""

from dataclasses import dataclass
from typing import Any

from briefgen.briefing.words import Wording
from briefgen.model.area import Area
from briefgen.model.fact import Sentence

LONG_NAME = 22  # letters; above it, titles use the form without the name so that they keep to two lines


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What a section's writer makes sentences with; county: of a district only."""

    wording: Wording
    area: Area
    region: Area
    england: Area
    county: Area | None

    def say(self, id: str, **values: Any) -> Sentence:
        """A sentence with the place, its region, England and (for a district) its county at hand."""
        names = {"place": self.area.name, "region": self.region.name, "england": self.england.name}
        if self.county is not None:
            names["county"] = self.county.name
        return self.wording.say(id, **{**names, **values})

    def title(self, id: str, **values: Any) -> Sentence:
        """A section title: the form without the name (`id.short`) where the name is long."""
        short = f"{id}.short" if len(self.area.name.prose) > LONG_NAME and self.wording.has(f"{id}.short") else id
        return self.say(short, **values)
