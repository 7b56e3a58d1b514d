"""How far a figure lies from the rest, by hand."""

import pytest
from tests.spec.worked import worked

from briefgen.statistics.robust_score import LOOK_AGAIN, robust_scores


@worked("–", "of 1, 2, 3, 4, 100 the last is 65 units from the median", method="robust-score")
def test_five_figures_and_one_far_out() -> None:
    """Median of 1, 2, 3, 4, 100 is 3; distances 2, 1, 0, 1, 97 have the median 1; one unit is 1.4826."""
    scores = robust_scores([1, 2, 3, 4, 100])
    assert scores == pytest.approx([-2 / 1.4826, -1 / 1.4826, 0, 1 / 1.4826, 97 / 1.4826])
    assert [score for score in scores if score is not None and abs(score) >= LOOK_AGAIN] == [scores[-1]]


def test_where_most_are_the_same_nothing_is_far_out() -> None:
    assert robust_scores([0, 0, 0, 7]) == [None] * 4
