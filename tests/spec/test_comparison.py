"""Comparison: the interval against the comparator's value, both tests strict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.catalogue import Polarity
from briefgen.model.verdict import Untested, Verdict
from briefgen.statistics.comparison import comparison

UP, DOWN, NEUTRAL = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER, Polarity.NEUTRAL


@pytest.mark.parametrize(
    ("value", "low", "high", "england", "polarity", "word"),
    [
        (53.9, 50.6, 57.2, 60.9, UP, "worse"),
        (66.5, 62.2, 70.8, 60.9, UP, "better"),
        (59.3, 57.3, 61.4, 60.9, UP, "similar"),
        (178.0, 153.3, 202.7, 88.7, DOWN, "worse"),
        (78.2, 73.3, 83.1, 88.7, DOWN, "better"),
        (29.2, 25.0, 33.4, 21.0, NEUTRAL, "higher"),
        (29.2, 25.0, 33.4, 40.0, NEUTRAL, "lower"),
        (10.0, 9.0, 11.0, 11.0, UP, "similar"),  # an interval that touches is similar
        (10.0, 9.0, 11.0, 9.0, UP, "similar"),
    ],
)
def test_verdicts(value: float, low: float, high: float, england: float, polarity: Polarity, word: str) -> None:
    assert comparison(value, low, high, england, polarity).verdict == word


@pytest.mark.parametrize(
    ("arguments", "options", "reason"),
    [
        ((1.0, None, None, 2.0), {}, Untested.NO_INTERVAL),
        ((0.0, 0.0, 0.0, 2.0), {}, Untested.ZERO_WIDTH),  # Ribble Valley's and the City's smoking
        ((1.0, 0.5, 1.5, None), {}, Untested.NO_COMPARATOR),
        ((1.0, 0.5, 1.5, 2.0), {"spread": 0.5}, Untested.IMPRECISE),
        ((1.0, 0.5, 1.5, 2.0), {"small_area": True}, Untested.SMALL_AREA),
        ((None, None, None, 2.0), {}, Untested.NO_VALUE),
        ((float("nan"), 0.5, 1.5, 2.0), {}, Untested.NO_VALUE),
    ],
)
def test_not_tested(arguments, options, reason) -> None:  # type: ignore[no-untyped-def]
    found = comparison(*arguments, UP, **options)
    assert found.verdict is Verdict.NOT_TESTED
    assert found.untested is reason


@pytest.mark.parametrize(("low", "high"), [(60, 50), (56, 60), (40, 50)])
def test_an_interval_that_does_not_hold_its_value_is_an_error(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="does not hold"):
        comparison(55.0, low, high, 60.0, UP)


NUMBER = st.floats(-1e4, 1e4, allow_nan=False)


@given(NUMBER, st.floats(0.001, 100), st.floats(0.001, 100), NUMBER)
def test_the_gap_never_disagrees_with_the_verdict(value: float, below: float, above: float, england: float) -> None:
    found = comparison(value, value - below, value + above, england, UP)
    assert found.gap_interval is not None
    low, high = found.gap_interval
    assert (found.verdict is Verdict.BETTER) == (low > 0)
    assert (found.verdict is Verdict.WORSE) == (high < 0)


@given(NUMBER, st.floats(0.001, 100), NUMBER)
def test_turning_the_polarity_turns_the_verdict(value: float, half: float, england: float) -> None:
    one = comparison(value, value - half, value + half, england, UP).verdict
    other = comparison(value, value - half, value + half, england, DOWN).verdict
    assert {one, other} in ({Verdict.SIMILAR}, {Verdict.WORSE, Verdict.BETTER})


@given(NUMBER, st.floats(0.001, 100), NUMBER)
def test_the_stricter_level_never_finds_more(value: float, half: float, england: float) -> None:
    found = comparison(value, value - half, value + half, england, UP)
    assert found.at_998 in (Verdict.SIMILAR, found.verdict)
