"""One computed comparison drives the word, the colour, the symbol and the alternative text."""

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Where the whole interval lies against the comparator's value."""

    HIGHER = "higher"
    SIMILAR = "similar"
    LOWER = "lower"
    NOT_TESTED = "not tested"


class Verdict(StrEnum):
    """The direction, judged by the indicator's polarity; a neutral indicator keeps the direction's word."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_TESTED = "not tested"

    @property
    def symbol(self) -> str:
        """The sign in the disc: the judgement, not the direction of the number."""
        return {"better": "+", "worse": "−", "similar": "=", "higher": "↑", "lower": "↓"}.get(self.value, "")

    @property
    def style(self) -> str:
        """The class of the mark in every style sheet and chart: better, worse, similar, neutral, untested."""
        return {"higher": "neutral", "lower": "neutral", "not tested": "untested"}.get(self.value, self.value)


class Untested(StrEnum):
    """Why a comparison was not tested (METHODS 2.4)."""

    NO_INTERVAL = "no interval is published"
    ZERO_WIDTH = "the published interval has no width"
    NO_COMPARATOR = "there is no comparator on the same definition and period"
    IMPRECISE = "the figure is too imprecise to compare"
    SMALL_AREA = "the area is too small"
    NO_VALUE = "no figure is published"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A value against a comparator's value, at a level of confidence; the gap's interval agrees by construction.

    All in the indicator's unit, unrounded. gap = value - comparator; gap interval = [l - c, u - c].
    """

    value: float | None
    lci_95: float | None
    uci_95: float | None
    comparator: float | None
    direction: Direction
    verdict: Verdict
    untested: Untested | None = None
    at_998: Verdict = Verdict.NOT_TESTED  # the same judgement with the interval widened to 99.8 %

    @property
    def gap(self) -> float | None:
        return None if self.value is None or self.comparator is None else self.value - self.comparator

    @property
    def gap_interval(self) -> tuple[float, float] | None:
        if self.lci_95 is None or self.uci_95 is None or self.comparator is None:
            return None
        return self.lci_95 - self.comparator, self.uci_95 - self.comparator
