"""How far a figure lies from the rest, so that someone looks at it again before it is sent.

Formula: z = (x − median) / (1.4826 · MAD), MAD = median |x − median|; 1.4826 makes it a standard deviation for normal figures.
Units: a pure number, with the sign of x − median; None for each figure where more than half are the same (MAD = 0).
Reference: Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers: look again at |z| above 3.5.
Limits: made for symmetric figures; where they are skewed, as money is, many are far out and none need be wrong.
"""

from collections.abc import Sequence
from statistics import median

LOOK_AGAIN = 3.5
CONSISTENT = 1.4826


def robust_scores(values: Sequence[float]) -> list[float | None]:
    """One score a value. Raises ValueError (statistics.StatisticsError) for none."""
    middle = median(values)
    spread = CONSISTENT * median(abs(value - middle) for value in values)
    return [(value - middle) / spread if spread else None for value in values]
