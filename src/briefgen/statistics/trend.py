"""Trend over the latest five independent annual points.

Formula: w = 1/se^2; b = sum w(x - xm)y / sum w(x - xm)^2; chi2 = b^2 sum w(x - xm)^2. Rising or falling if
chi2 > 9.5495 (99.8 %) and b keeps its sign when each point is left out in turn; otherwise no clear change.
Units: b in the indicator's unit a year.
Reference: Fingertips technical guidance, trend markers.
Limits: five annual points that do not overlap, none missing, no break; pooled series never meet it.
"""

from collections.abc import Sequence

import numpy as np

CHI2_998 = 9.5495
POINTS = 5


def slope(x: np.ndarray, y: np.ndarray, se: np.ndarray) -> tuple[float, float]:
    """(b, chi2)."""
    w = 1 / se**2
    dx = x - (w * x).sum() / w.sum()
    b = float((w * dx * y).sum() / (w * dx**2).sum())
    return b, float(b**2 * (w * dx**2).sum())


def trend(years: Sequence[int], values: Sequence[float], errors: Sequence[float]) -> str:
    """`rising`, `falling` or `no clear change`. Raises ValueError without five points or with an error of zero."""
    x, y, se = (np.asarray(column, dtype=float) for column in (years, values, errors))
    if len(x) != POINTS or np.isnan(y).any() or not (se > 0).all():
        raise ValueError("a trend needs five points, each with an interval")
    b, chi2 = slope(x, y, se)
    left_out = [slope(np.delete(x, i), np.delete(y, i), np.delete(se, i))[0] for i in range(POINTS)]
    if chi2 <= CHI2_998 or any(b * other <= 0 for other in left_out):
        return "no clear change"
    return "rising" if b > 0 else "falling"
