"""How many measures could be tested against England and what came out, one a topic (METHODS 19.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.facts.builder import FactBuilder
from briefgen.facts.measure import Measure
from briefgen.model.catalogue import Polarity
from briefgen.model.fact import Fact
from briefgen.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class VerdictCounts:
    """Counts of indicators; `tested` is the sum of the others and above nought."""

    tested: Fact
    worse: Fact
    similar: Fact
    better: Fact


def judged(found: Measure) -> bool:
    """Has it a verdict that is one of better, similar, worse? What is neither good nor bad is never counted."""
    return found.indicator.polarity is not Polarity.NEUTRAL and found.comparison.verdict is not Verdict.NOT_TESTED


def both_sexes(verdicts: set[Verdict]) -> Verdict:
    """The one finding of a measure of women and men: where they disagree, the cautious one."""
    return next(iter(verdicts)) if len(verdicts) == 1 else Verdict.SIMILAR


def counts(measures: Sequence[Measure]) -> tuple[int, int, int, int]:
    """(tested, worse, similar, better), one per indicator: men's and women's figures of one measure count once."""
    by_indicator: dict[str, set[Verdict]] = {}
    for found in measures:
        if judged(found):
            by_indicator.setdefault(found.indicator.id, set()).add(found.comparison.verdict)
    verdicts = [both_sexes(found) for found in by_indicator.values()]
    return (len(verdicts), *(verdicts.count(v) for v in (Verdict.WORSE, Verdict.SIMILAR, Verdict.BETTER)))  # type: ignore[return-value]


def verdict_counts(register: FactBuilder, name: str, measures: Sequence[Measure]) -> VerdictCounts | None:
    """Facts `<name>.tested`, `.worse`, `.similar`, `.better`; None where no measure could be tested."""
    found = counts(measures)
    if not found[0]:
        return None
    keys = ("tested", "worse", "similar", "better")
    return VerdictCounts(
        *(register.count(f"{name}.{key}", value, method="comparison") for key, value in zip(keys, found, strict=True))
    )
