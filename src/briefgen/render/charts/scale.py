"""Scales and ticks."""

from dataclasses import dataclass
from math import ceil, floor, log10

from briefgen.errors import RenderError


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight map from figures (low, high) to points on the page (start, end)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if value != value:
            raise RenderError("A chart was given a figure that is not a number; check the data.")
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def step(span: float, about: int) -> float:
    """A round step that cuts `span` into about so many parts."""
    raw = span / max(about, 1)
    power = 10 ** floor(log10(raw))
    return float(next(m * power for m in (1, 2, 5, 10) if m * power >= raw * 0.999))


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round figures within [low, high]."""
    by = step(high - low, about)
    return [round(i * by, 10) for i in range(ceil(low / by - 1e-9), floor(high / by + 1e-9) + 1)]


def spread_out(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near the wanted ones as a gap between neighbours allows, kept within [low, high]."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [wanted[i] for i in order]
    for _ in range(60):
        moved = False
        for i in range(1, len(placed)):
            lack = gap - (placed[i] - placed[i - 1])
            if lack > 1e-6:
                placed[i - 1] -= lack / 2
                placed[i] += lack / 2
                moved = True
        if placed and placed[0] < low:
            placed = [p + low - placed[0] if i == 0 else p for i, p in enumerate(placed)]
            moved = True
        if placed and placed[-1] > high:
            placed[-1] = high
            moved = True
        if not moved:
            break
    result = [0.0] * len(wanted)
    for i, at in enumerate(order):
        result[at] = placed[i]
    return result
