"""The gradient over England's ten tenths of deprivation: the range between its ends, and the slope index.

Formula: range = tenth 10 - tenth 1; slope index = the fitted difference over the whole scale, least squares of the ten
values on their mid-ranks 0.05, 0.15 ... 0.95.
Units: the indicator's own (years of life).
Reference: ONS, Health state life expectancies by national deprivation deciles; METHODS 17.
Limits: two measures, never compared with each other; no interval is published, so a change is described, not tested. An
authority's own slope index (OHID) runs over ten tenths of that authority and moves by about two years by chance.
"""

from collections.abc import Sequence

import numpy as np

TENTHS = 10


def decile_range(values: Sequence[float]) -> float:
    """values: tenths 1 to 10. Raises ValueError for another number of them or a missing one."""
    first, *_, last = _ten(values)
    return float(last - first)


def slope_index(values: Sequence[float]) -> float:
    ranks = np.arange(0.05, 1, 0.1)
    return float(np.polyfit(ranks, _ten(values), 1)[0])


def _ten(values: Sequence[float]) -> np.ndarray:
    array = np.asarray(values, dtype=float)
    if len(array) != TENTHS or np.isnan(array).any():
        raise ValueError("a gradient needs ten tenths, none missing")
    return array
