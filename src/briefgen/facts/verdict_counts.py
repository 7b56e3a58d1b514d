"""How many of a set of measures could be tested, and what came out."""

from collections.abc import Sequence

from briefgen.facts.measure import Measure
from briefgen.model.catalogue import Polarity
from briefgen.model.verdict import Verdict


def judged(found: Measure) -> bool:
    """Has it a verdict that is one of better, similar, worse? What is neither good nor bad is never counted."""
    return found.indicator.polarity is not Polarity.NEUTRAL and found.comparison.verdict is not Verdict.NOT_TESTED


def verdict_counts(measures: Sequence[Measure]) -> tuple[int, int, int, int]:
    """(tested, worse, similar, better), one per indicator: men's and women's figures of one measure count once."""
    by_indicator: dict[str, set[Verdict]] = {}
    for found in measures:
        if judged(found):
            by_indicator.setdefault(found.indicator.id, set()).add(found.comparison.verdict)
    # Where the sexes disagree the finding is the cautious one.
    verdicts = [next(iter(v)) if len(v) == 1 else Verdict.SIMILAR for v in by_indicator.values()]
    return (len(verdicts), *(verdicts.count(v) for v in (Verdict.WORSE, Verdict.SIMILAR, Verdict.BETTER)))  # type: ignore[return-value]
