"""What stands out by rule, behind and ahead, and who can act on it.

Source: the candidates of the catalogue, picked by `statistics.candidates`; levers and boards from the catalogue and the
table of integrated care boards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from briefgen.facts.measure import Measure
from briefgen.facts.place import Place
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact
from briefgen.model.verdict import Verdict
from briefgen.statistics.candidates import HOW_MANY, UNTESTED_SHARE, Candidate, problems, strengths

WHOLE = 0.98  # of residents; below it another board has a part of the place


@dataclass(frozen=True, slots=True)
class StandingOut:
    """A measure picked by rule. worse: tested and worse at 99.8 %.

    worse_than: of a problem without a test, the share of other authorities of the tier it is worse than, 0 to 1,
    rounded down (the second worst is not worse than all). actions: what each body can do, by body.
    """

    measure: Measure
    worse: bool
    worse_than: Fact | None
    actions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Priorities:
    """problems: worst first, one a theme; the first `HOW_MANY` are priorities. strengths: best first.

    share: the rule's threshold for a measure without a test. board: the integrated care board, where one alone covers
    nearly all residents.
    """

    problems: tuple[StandingOut, ...]
    strengths: tuple[StandingOut, ...]
    share: Fact
    priorities: Fact | None
    board: str | None


def priorities(place: Place) -> Priorities:
    candidates = [] if place.small else place.england.candidates(place.area.code)
    register = place.register
    share = register.add("rule.share", UNTESTED_SHARE, Unit.SHARE, 0, method="candidates")
    behind = problems(candidates)
    n = None
    if behind:
        n = register.count("strategy.priorities", min(len(behind), HOW_MANY), method="candidates")
    return Priorities(
        tuple(_standing_out(place, one, at < HOW_MANY) for at, one in enumerate(behind)),
        tuple(_standing_out(place, one, False) for one in strengths(candidates)),
        share,
        n,
        _board(place),
    )


def _standing_out(place: Place, candidate: Candidate, priority: bool) -> StandingOut:
    worse = candidate.verdict_998 is Verdict.WORSE
    worse_than = None
    if priority and not worse:
        share = floor(candidate.worse_than * 100) / 100
        id = f"{candidate.indicator}.worse_than"
        worse_than = place.register.add(id, share, Unit.SHARE, 0, method="candidates")
    actions = place.tables.levers.get(candidate.indicator, {})
    return StandingOut(place.measure(candidate.indicator), worse, worse_than, actions)


def _board(place: Place) -> str | None:
    table = place.tables.icbs
    own = table[table["areacd"].isin(place.districts)]
    names = list(dict.fromkeys(own.loc[own["share"] >= WHOLE, "icb"]))
    return str(names[0]) if len(names) == 1 and not place.area.is_county else None
