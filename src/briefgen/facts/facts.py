"""Everything that is so about one place, complete before a sentence is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.facts.deprivation import Deprivation
from briefgen.facts.determinants import Determinants
from briefgen.facts.health import Health
from briefgen.facts.measure import Measure
from briefgen.facts.overview import Overview
from briefgen.facts.political import Political
from briefgen.facts.priorities import Priorities
from briefgen.facts.verdict_counts import VerdictCounts
from briefgen.facts.ward import Ward
from briefgen.model.area import Area
from briefgen.model.fact import Fact


@dataclass(frozen=True, slots=True)
class Facts:
    """What sections are handed. areas: every authority and region by code, for their names.

    small: one of the two smallest authorities, which get values and no judgement. measures: by key ("hle.female").
    ward, political: where the variant asks for them. comparisons: of every
    measure shown; None where none could be tested. by_id: every fact, in the order of the subjects.
    """

    area: Area
    region: Area
    england: Area
    county: Area | None
    small: bool
    areas: Mapping[str, Area]
    measures: Mapping[str, Measure]
    deprivation: Deprivation
    health: Health
    determinants: Determinants
    priorities: Priorities
    overview: Overview
    ward: Ward | None
    political: Political | None
    comparisons: VerdictCounts | None
    by_id: Mapping[str, Fact]
