"""Rank and the range of ranks the data support.

Formula: competition ranking (1, 2, 2, 4), 1 = worst. j is certainly worse than i if pol (y_i - y_j) /
sqrt(se_i^2 + se_j^2) > 1.96; the range runs from 1 + the number certainly worse to N - the number certainly better.
Units: places of N; standard errors are a quarter of the interval (its width over 3.92).
Reference: Goldstein and Spiegelhalter (1996), league tables and their limitations; pairwise difference test.
Limits: pointwise, not joint. A rank enters a sentence only if its range spans at most a third of N.
"""

from collections.abc import Sequence

import numpy as np

WIDEST = 1 / 3  # of N, for a rank in a sentence
Z_95 = 1.96


def rank(values: Sequence[float], worst_is_high: bool) -> list[int]:
    """1 for the worst; ties share the better-known place and leave a gap. Raises ValueError on a missing value."""
    array = np.asarray(values, dtype=float)
    if np.isnan(array).any():
        raise ValueError("a rank needs every value; drop the missing ones first")
    keyed = -array if worst_is_high else array
    return [int((keyed < value).sum()) + 1 for value in keyed]


def rank_range(values: Sequence[float], errors: Sequence[float], worst_is_high: bool) -> list[tuple[int, int]]:
    """The range of each rank, from pairwise tests. Raises ValueError when a standard error is not positive."""
    y, se = np.asarray(values, dtype=float), np.asarray(errors, dtype=float)
    if not (se > 0).all():
        raise ValueError("a standard error of zero or less has no rank range")
    sign = -1.0 if worst_is_high else 1.0
    z = sign * (y[:, None] - y[None, :]) / np.sqrt(se[:, None] ** 2 + se[None, :] ** 2)
    return [
        (int(worse) + 1, len(y) - int(better))
        for worse, better in zip((z > Z_95).sum(axis=1), (z < -Z_95).sum(axis=1), strict=True)
    ]


def narrow(low: int, high: int, n: int) -> bool:
    """May the rank stand in a sentence?"""
    return high - low + 1 <= n * WIDEST
