"""Within and between: where the spread of neighbourhood deprivation lies.

Formula: population-weighted variance = between regions + between authorities within regions + within authorities;
the shares sum to 1.
Units: shares of the variance of neighbourhood scores.
Reference: the standard decomposition of a weighted variance over nested groups; METHODS 13.
Limits: says where the spread is, not where causes or remedies are; the share within rises with the authorities' size.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True, slots=True)
class Shares:
    regions: float
    authorities: float
    within: float


def variance_shares(values: pd.Series, weights: pd.Series, region: pd.Series, authority: pd.Series) -> Shares:
    """Three shares that sum to 1. values, weights, region and authority share an index, one row a neighbourhood."""
    frame = pd.DataFrame({"w": weights.astype(float), "wy": weights * values, "r": region, "a": authority})
    total = frame["w"].sum()
    mean = frame["wy"].sum() / total
    variance = float((weights * (values - mean) ** 2).sum() / total)
    if variance == 0:
        raise ValueError("the values do not vary")
    by_region = frame.groupby("r")[["w", "wy"]].sum()
    by_authority = frame.groupby(["r", "a"])[["w", "wy"]].sum()
    region_mean = by_region["wy"] / by_region["w"]
    between = float((by_region["w"] * (region_mean - mean) ** 2).sum() / total)
    own = by_authority["wy"] / by_authority["w"]
    parent = region_mean.reindex(by_authority.index.get_level_values("r")).to_numpy()
    nested = float((by_authority["w"] * (own - parent) ** 2).sum() / total)
    return Shares(between / variance, nested / variance, 1 - (between + nested) / variance)


def own_spread(values: pd.Series, weights: pd.Series) -> tuple[float, float, float]:
    """(population-weighted standard deviation, 10th and 90th percentile) of neighbourhood scores."""
    v, w = values.to_numpy(float), weights.to_numpy(float)
    mean = (v * w).sum() / w.sum()
    order = np.argsort(v, kind="stable")
    cumulative = np.cumsum(w[order]) / w.sum()
    low, high = (float(v[order][np.searchsorted(cumulative, q)]) for q in (0.1, 0.9))
    return float(((w * (v - mean) ** 2).sum() / w.sum()) ** 0.5), low, high
