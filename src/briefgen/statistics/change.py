"""Change between two separate periods, for pooled series that bear no trend.

Formula: z = (y2 - y1) / sqrt(se1^2 + se2^2), se = interval width / 3.92; stated when |z| > 1.96.
Units: the indicator's own.
Reference: METHODS 8.3; the periods must not overlap.
Limits: a difference between two points is not a trend; England's change always stands beside it.
"""

from math import sqrt

from briefgen.model.observation import Observation

Z_95 = 1.96


def standard_error(observation: Observation) -> float | None:
    """A quarter of the published interval, None without one or at zero width."""
    if observation.lci_95 is None or observation.uci_95 is None or observation.uci_95 <= observation.lci_95:
        return None
    return (observation.uci_95 - observation.lci_95) / 3.92


def change(before: Observation, after: Observation) -> str | None:
    """`rose`, `fell` or `no clear change`; None where it cannot be tested. Raises ValueError on overlapping periods."""
    if before.period.overlaps(after.period):
        raise ValueError(f"{before.period.label} and {after.period.label} overlap")
    se1, se2 = standard_error(before), standard_error(after)
    if se1 is None or se2 is None or before.value is None or after.value is None:
        return None
    z = (after.value - before.value) / sqrt(se1**2 + se2**2)
    return "rose" if z > Z_95 else "fell" if z < -Z_95 else "no clear change"
