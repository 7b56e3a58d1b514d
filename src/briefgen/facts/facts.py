"""Everything that is so about one place, complete before a sentence is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.facts.deprivation import Deprivation
from briefgen.facts.money import Money
from briefgen.facts.spread import Spread
from briefgen.model.area import Area


@dataclass(frozen=True, slots=True)
class Facts:
    """What sections are handed. areas: every authority and region by code, for their names.

    small: one of the two smallest authorities, which get values and no judgement.
    """

    area: Area
    region: Area
    england: Area
    county: Area | None
    small: bool
    areas: Mapping[str, Area]
    deprivation: Deprivation
    money: Money
    spread: Spread
