"""Everything that is so about one place, complete before a sentence is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.facts.deprivation import Deprivation
from briefgen.facts.determinants import Determinants
from briefgen.facts.health import Health
from briefgen.facts.measure import Measure
from briefgen.facts.money import Money
from briefgen.facts.overview import Overview
from briefgen.facts.political import Political
from briefgen.facts.priorities import Priorities
from briefgen.facts.spread import Spread
from briefgen.facts.verdict_counts import VerdictCounts
from briefgen.facts.ward import Ward
from briefgen.model.area import Area
from briefgen.model.briefing import Edition
from briefgen.model.catalogue import Indicator, Source
from briefgen.model.fact import Fact
from briefgen.model.variant import Variant


@dataclass(frozen=True, slots=True)
class Facts:
    """What sections are handed.

    small: one of the two smallest authorities, which get values and no judgement. areas: every authority and region by
    code, for their names. ward, political: where the variant asks for them. judged: of every measure shown; None where
    none could be tested. measures: by key ("hle.female"). by_id: every fact, in the order of the subjects.
    """

    area: Area
    region: Area
    england: Area
    county: Area | None
    small: bool
    areas: Mapping[str, Area]
    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    edition: Edition
    variant: Variant
    deprivation: Deprivation
    health: Health
    money: Money
    spread: Spread
    determinants: Determinants
    priorities: Priorities
    ward: Ward | None
    political: Political | None
    overview: Overview
    judged: VerdictCounts | None
    measures: Mapping[str, Measure]
    by_id: Mapping[str, Fact]
