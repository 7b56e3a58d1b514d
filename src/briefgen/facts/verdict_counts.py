"""How many figures could be tested against England and what came out, by row or by topic (METHODS 19.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.facts.builder import FactBuilder
from briefgen.facts.measure import Measure
from briefgen.model.catalogue import Polarity
from briefgen.model.fact import Fact
from briefgen.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class VerdictCounts:
    """`tested` is the sum of the others and above nought."""

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


def by_row(measures: Sequence[Measure]) -> list[Verdict]:
    """One verdict a row, as a table has them: what a title over it counts."""
    return [found.comparison.verdict for found in measures if judged(found)]


def by_topic(measures: Sequence[Measure]) -> list[Verdict]:
    """One verdict a topic: men's and women's figures of one measure count once."""
    by_indicator: dict[str, set[Verdict]] = {}
    for found in measures:
        if judged(found):
            by_indicator.setdefault(found.indicator.id, set()).add(found.comparison.verdict)
    return [both_sexes(found) for found in by_indicator.values()]


def verdict_counts(register: FactBuilder, name: str, verdicts: Sequence[Verdict]) -> VerdictCounts | None:
    """Facts `<name>.tested`, `.worse`, `.similar`, `.better`; None where no measure could be tested."""
    if not verdicts:
        return None
    words = {"worse": Verdict.WORSE, "similar": Verdict.SIMILAR, "better": Verdict.BETTER}
    return VerdictCounts(
        register.count(f"{name}.tested", len(verdicts), method="comparison"),
        *(register.count(f"{name}.{key}", verdicts.count(word), method="comparison") for key, word in words.items()),
    )
