"""Bad figures: a clear error or a stated "not tested", never a sentence."""

import numpy as np
import pandas as pd
import pytest

from briefgen.statistics import need
from briefgen.statistics.correlation import rank_correlation
from briefgen.statistics.expected import fit
from briefgen.statistics.gradient import decile_range, slope_index
from briefgen.statistics.rank import rank
from briefgen.statistics.rate_ratio import rate_ratio
from briefgen.statistics.variance import variance_shares

NAN = float("nan")


def test_a_rank_of_a_missing_value() -> None:
    with pytest.raises(ValueError, match="missing"):
        rank([1.0, NAN], worst_is_high=True)


def test_all_ties_share_the_first_place() -> None:
    assert rank([3.0] * 12, worst_is_high=True) == [1] * 12


@pytest.mark.parametrize("x", [[1.0] * 12, list(range(9)), [*range(11), NAN]])
def test_a_fit_of_too_few_equal_or_missing_points(x: list[float]) -> None:
    with pytest.raises(ValueError, match="ten points"):
        fit(x, [float(v) for v in range(len(x))])


@pytest.mark.parametrize(("x", "y"), [([1.0] * 12, range(12)), (range(9), range(9))])
def test_a_correlation_of_too_few_or_equal_values(x, y) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="ten pairs"):
        rank_correlation(pd.Series(list(x)), pd.Series(list(y)))


def test_a_variance_of_equal_values() -> None:
    one = pd.Series([1.0] * 4)
    with pytest.raises(ValueError, match="do not vary"):
        variance_shares(one, one, pd.Series(list("aabb")), pd.Series(list("wxyz")))


def test_a_gradient_of_nine_tenths() -> None:
    for method in (decile_range, slope_index):
        with pytest.raises(ValueError, match="ten tenths"):
            method([1.0] * 9)


def test_a_ratio_to_nothing() -> None:
    with pytest.raises(ValueError, match="above nought"):
        rate_ratio((1, 0.5, 1.5), (0, 0, 0))


def test_nobody_in_need() -> None:
    codes = ["a", "b"]
    awards = pd.DataFrame({"fund": ["luf"], "england": [1], "areas": ["a"], "amount": [5.0], "site": [""]})
    parts = need.attribution(awards, pd.Index(codes))
    people = pd.Series([10.0, 20.0], index=codes)
    needs = pd.DataFrame({name: [0.0, 0.0] for name in need.NEEDS}, index=codes)
    with pytest.raises(ValueError, match="nobody is counted"):
        need.variants(parts, needs, people)
    needs[:] = 1.0
    formula, got = need.variants(parts, needs, people)
    assert np.isfinite(formula.to_numpy()).all()
    assert need.direction(formula.loc["b"], got.loc["b"]) == ("less", 0)
