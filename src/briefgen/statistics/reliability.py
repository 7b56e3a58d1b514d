"""Reliability, and the grade that it allows: what may be said of an indicator.

Formula: R = 1 - mean(se^2) / variance of y between authorities of one tier, se = interval width / 3.92. Grade A: an
interval, R >= 0.7, a period that ended three years ago or less. B: a complete count without an interval. C: an interval
and 0.5 <= R < 0.7. D: R < 0.5, or a figure for too few authorities (280 of 296 districts, 145 of 153 upper tiers).
Units: R is the share of the spread between authorities that is not sampling noise.
Reference: METHODS 3; classical test theory.
Limits: the rule cannot see that a figure is modelled or rests on small numbers; then the catalogue declares a lower grade
and says why.
"""

from collections.abc import Sequence

import numpy as np

RELIABLE, WEAK = 0.7, 0.5
YEARS_OLD = 3


def reliability(values: Sequence[float], errors: Sequence[float]) -> float:
    """R of authorities with a figure and a standard error. Raises ValueError under ten, or where they do not vary."""
    y, se = np.asarray(values, dtype=float), np.asarray(errors, dtype=float)
    if len(y) < 10 or np.isnan(y).any() or not (se > 0).all() or np.ptp(y) == 0:
        raise ValueError("reliability needs ten figures that vary, each with a standard error")
    return float(1 - (se**2).mean() / y.var(ddof=1))


def allowed(r: float | None, years_old: float, enough: bool) -> str:
    """The grade letter by rule. r is None where no interval is published; enough: coverage of the tier."""
    if not enough:
        return "D"
    if r is None:
        return "B"
    if r < WEAK:
        return "D"
    return "A" if r >= RELIABLE and years_old <= YEARS_OLD else "C"
