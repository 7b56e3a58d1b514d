"""Rank correlation with its interval.

Formula: Spearman's rho on mid-ranks; interval by Fisher's z with standard error 1.06/sqrt(n - 3).
Units: from -1 to +1.
Reference: Fieller, Hartley and Pearson (1957), tests for rank correlation coefficients.
Limits: describes an order, not a cause; n must be more than 3.
"""

from dataclasses import dataclass
from math import atanh, sqrt, tanh

import numpy as np
import pandas as pd


@dataclass(frozen=True, slots=True)
class Correlation:
    value: float
    low: float
    high: float
    n: int


def rank_correlation(x: pd.Series, y: pd.Series) -> Correlation:
    """Spearman's rho of two aligned columns. Raises ValueError under ten pairs or where one does not vary."""
    if len(x) < 10 or x.nunique() < 2 or y.nunique() < 2:
        raise ValueError("a rank correlation needs ten pairs that vary")
    rho = float(np.corrcoef(x.rank(), y.rank())[0, 1])
    half = 1.96 * 1.06 / sqrt(len(x) - 3)
    return Correlation(rho, tanh(atanh(rho) - half), tanh(atanh(rho) + half), len(x))
