"""Rank, range of ranks, trend and change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.spec.worked import worked

from briefgen.model.observation import Observation
from briefgen.model.period import Period
from briefgen.statistics.change import change
from briefgen.statistics.rank import narrow, rank, rank_range
from briefgen.statistics.trend import slope, trend

YEARS = [1, 2, 3, 4, 5]
Y = [30.6, 30.2, 28, 24.6, 24.67]
LOW = [28.98, 28.63, 26.44, 23.15, 23.16]
HIGH = [32.25, 31.9, 29.64, 26.19, 26.25]
SE = [(high - low) / 3.92 for low, high in zip(LOW, HIGH, strict=True)]


def test_competition_ranking() -> None:
    assert rank([10, 20, 20, 30], worst_is_high=True) == [4, 2, 2, 1]
    assert rank([10, 20, 20, 30], worst_is_high=False) == [1, 2, 2, 4]


@worked("8.1", "b = −1.752, χ² = 46.76, falling", method="trend")
def test_the_published_trend_example() -> None:
    import numpy as np

    b, chi2 = slope(np.array(YEARS, float), np.array(Y), np.array(SE))
    assert round(b, 3) == -1.752
    assert chi2 == pytest.approx(46.76, abs=0.01)  # 46.763 with the normal quantile unrounded, 46.765 with 1.96
    assert trend(YEARS, Y, SE) == "falling"


def test_a_trend_that_one_year_makes_is_none() -> None:
    assert trend(YEARS, [10, 10, 10, 10, 30], [1.0] * 5) == "no clear change"


@pytest.mark.parametrize("errors", [[1, 1, 0, 1, 1], [1, 1, 1, 1]])
def test_a_trend_needs_five_points_with_intervals(errors: list[float]) -> None:
    with pytest.raises(ValueError, match="five points"):
        trend(YEARS[: len(errors)], Y[: len(errors)], errors)


PAIRS = st.lists(st.tuples(st.floats(-100, 100), st.floats(0.1, 20)), min_size=2, max_size=25)


@given(PAIRS)
def test_the_range_holds_the_rank_and_turns_with_the_sign(pairs: list[tuple[float, float]]) -> None:
    values, errors = [v for v, _ in pairs], [e for _, e in pairs]
    ranges = rank_range(values, errors, worst_is_high=False)
    for place, (low, high) in zip(rank(values, worst_is_high=False), ranges, strict=True):
        assert 1 <= low <= place <= high <= len(values)
    assert rank_range([-v for v in values], errors, worst_is_high=True) == ranges


def test_equal_inputs_have_equal_ranges() -> None:
    assert set(rank_range([5.0] * 10, [1.0] * 10, worst_is_high=True)) == {(1, 10)}


def test_a_standard_error_of_zero_is_an_error() -> None:
    with pytest.raises(ValueError, match="standard error"):
        rank_range([1.0, 2.0], [1.0, 0.0], worst_is_high=True)


def test_a_rank_enters_a_sentence_only_when_narrow() -> None:
    assert narrow(1, 98, 294)
    assert not narrow(1, 99, 294)


def observation(start: int, value: float, half: float) -> Observation:
    return Observation(Period.parse(f"{start}-01-01/P3Y"), value, value - half, value + half)


@pytest.mark.parametrize(
    ("place", "difference", "half", "word"),
    [
        ("Middlesbrough men", -3.7, 4.0, "no clear change"),
        ("Middlesbrough women", -4.5, 4.0, "fell"),
        ("Lancashire men", -3.4, 2.5, "fell"),
        ("Kensington and Chelsea men", 1.8, 5.7, "no clear change"),
    ],
)
def test_change_between_separate_periods(place: str, difference: float, half: float, word: str) -> None:
    each = half / 2**0.5  # the half-width of a difference of two equal intervals
    assert change(observation(2016, 60, each), observation(2022, 60 + difference, each)) == word


def test_overlapping_periods_are_no_change() -> None:
    with pytest.raises(ValueError, match="overlap"):
        change(observation(2021, 60, 1), observation(2022, 61, 1))
