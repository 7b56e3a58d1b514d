"""Comparison: is a figure higher or lower than the comparator's?

Formula: higher if l > c, lower if u < c, else similar, for the published 95 % interval [l, u] and a comparator value c;
both tests strict. At 99.8 % the interval is first widened by 3.09/1.96 on each side.
Units: the indicator's own. Polarity turns higher and lower into better and worse; a neutral indicator keeps the words.
Reference: Fingertips technical guidance, benchmarking, "confidence intervals overlapping reference value".
Limits: not tested without an interval, with one of zero width, without a comparator on the same definition and period,
in the two smallest authorities, and where the interval is wider than the spread of authorities (10th to 90th percentile).
"""

from briefgen.model.catalogue import Polarity
from briefgen.model.verdict import Comparison, Direction, Untested, Verdict

Z_95, Z_998 = 1.96, 3.09
_JUDGED = {
    (Direction.HIGHER, Polarity.HIGHER_IS_BETTER): Verdict.BETTER,
    (Direction.LOWER, Polarity.HIGHER_IS_BETTER): Verdict.WORSE,
    (Direction.HIGHER, Polarity.LOWER_IS_BETTER): Verdict.WORSE,
    (Direction.LOWER, Polarity.LOWER_IS_BETTER): Verdict.BETTER,
    (Direction.HIGHER, Polarity.NEUTRAL): Verdict.HIGHER,
    (Direction.LOWER, Polarity.NEUTRAL): Verdict.LOWER,
}


def direction(low: float, high: float, comparator: float) -> Direction:
    """Where the whole interval lies; one that touches the comparator is similar."""
    if low > comparator:
        return Direction.HIGHER
    return Direction.LOWER if high < comparator else Direction.SIMILAR


def judged(found: Direction, polarity: Polarity) -> Verdict:
    return _JUDGED.get((found, polarity), Verdict.SIMILAR)


def comparison(
    value: float | None,
    low: float | None,
    high: float | None,
    comparator: float | None,
    polarity: Polarity,
    *,
    small_area: bool = False,
    spread: float | None = None,
) -> Comparison:
    """One comparison at 95 % and at 99.8 %.

    spread: distance of the 10th and 90th percentile of authorities, in the same unit.
    Raises ValueError when the interval is upside down or does not hold the value.
    """
    if value is not None and value == value and low is not None and high is not None and not low <= value <= high:
        raise ValueError(f"the interval {low} to {high} does not hold the value {value}")
    reason = _untested(value, low, high, comparator, small_area, spread)
    if reason is not None or value is None or low is None or high is None or comparator is None:
        return Comparison(value, low, high, comparator, Direction.NOT_TESTED, Verdict.NOT_TESTED, reason)
    wide = Z_998 / Z_95
    found = direction(low, high, comparator)
    strict = direction(value - (value - low) * wide, value + (high - value) * wide, comparator)
    return Comparison(value, low, high, comparator, found, judged(found, polarity), None, judged(strict, polarity))


def _untested(
    value: float | None,
    low: float | None,
    high: float | None,
    comparator: float | None,
    small: bool,
    spread: float | None,
) -> Untested | None:
    if value is None or value != value:
        return Untested.NO_VALUE
    if small:
        return Untested.SMALL_AREA
    if low is None or high is None or low != low or high != high:
        return Untested.NO_INTERVAL
    if low == high:
        return Untested.ZERO_WIDTH
    if comparator is None or comparator != comparator:
        return Untested.NO_COMPARATOR
    if spread is not None and high - low > spread:
        return Untested.IMPRECISE
    return None
