"""Expected for its deprivation: healthy life expectancy on the average deprivation score.

Formula: ordinary least squares y = a + b x over the upper-tier authorities; 95 % prediction interval
yhat +/- t(0.975, n - 2) s sqrt(1 + h), h = 1/n + (x - xm)^2 / Sxx. Above, within or below the band.
Units: years of healthy life; points of average score.
Reference: standard regression theory; METHODS 10.
Limits: not causal; the index contains ill health; chance alone puts about one in twenty outside the band.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# Student's t at 97.5 % by the Cornish-Fisher series: within 1e-4 of the exact value from 30 degrees of freedom on.
_Z = 1.959963985


def t_975(df: int) -> float:
    z = _Z
    g1 = (z**3 + z) / 4
    g2 = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    g3 = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + g1 / df + g2 / df**2 + g3 / df**3


@dataclass(frozen=True, slots=True)
class Fit:
    """The fitted line with what a prediction needs."""

    a: float
    b: float
    s: float
    n: int
    mean_x: float
    sxx: float
    r2: float

    def expected(self, x: float) -> float:
        return self.a + self.b * x

    def band(self, x: float) -> tuple[float, float]:
        """95 % prediction interval at x."""
        half = t_975(self.n - 2) * self.s * (1 + 1 / self.n + (x - self.mean_x) ** 2 / self.sxx) ** 0.5
        return self.expected(x) - half, self.expected(x) + half

    def position(self, x: float, y: float) -> str:
        low, high = self.band(x)
        return "above" if y > high else "below" if y < low else "within"


def fit(x: Sequence[float], y: Sequence[float]) -> Fit:
    """Least squares. Raises ValueError under ten points, on missing values, or where x does not vary."""
    xs, ys = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if len(xs) < 10 or np.isnan(xs).any() or np.isnan(ys).any() or np.ptp(xs) == 0:
        raise ValueError("a fit needs ten points or more, none missing, with x varying")
    mean_x, mean_y = float(xs.mean()), float(ys.mean())
    sxx = float(((xs - mean_x) ** 2).sum())
    b = float(((xs - mean_x) * (ys - mean_y)).sum() / sxx)
    a = mean_y - b * mean_x
    residual = float(((ys - a - b * xs) ** 2).sum())
    total = float(((ys - mean_y) ** 2).sum())
    return Fit(a, b, (residual / (len(xs) - 2)) ** 0.5, len(xs), mean_x, sxx, 1 - residual / total)
