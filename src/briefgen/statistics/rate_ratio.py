"""Ratio of two directly standardised rates, with its interval.

Formula: r = a / b; 95 % interval exp(ln r ± 1.96·√(va + vb)), v = ((u − l) / 3.92 / rate)² of each rate.
Units: a pure number; the rates in any one unit.
Reference: delta method on the log scale, as in the ONS first-wave release's own comparisons by deprivation tenth.
Limits: the rates are of different people; for rates of a part and its whole the interval is too wide.
"""

from math import exp, log, sqrt

Rate = tuple[float, float, float]  # value, lower and upper 95 % limit


def rate_ratio(a: Rate, b: Rate) -> Rate:
    """Raises ValueError for a rate that is not above nought."""
    if min(a[0], b[0]) <= 0:
        raise ValueError("a ratio of rates needs rates above nought")
    spread = 1.96 * sqrt(sum(((high - low) / 3.92 / value) ** 2 for value, low, high in (a, b)))
    ratio = a[0] / b[0]
    return ratio, exp(log(ratio) - spread), exp(log(ratio) + spread)
