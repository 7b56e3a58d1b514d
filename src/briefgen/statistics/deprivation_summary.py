"""Deprivation of areas that have no published summary: counties, wards, regions, England.

Formula: average score and average rank (N + 1 - rank) weighted by population; the proportion of neighbourhoods in the
most deprived tenth unweighted. Extent: population weighted by percentile p = ceil(100 rank / N), 1 up to the 10th, then
from 0.95 in steps of 0.9/19 to 0.05 at the 30th. Local concentration: mean of N + 1 - rank over the most deprived
neighbourhoods that hold exactly a tenth of the residents, the last one pro rata.
Units: points of the index; places; a share from 0 to 1.
Reference: MHCLG, English Indices of Deprivation 2025, technical report (summary measures).
Limits: computed, not official; published figures are shown wherever they exist. A ward is the neighbourhoods that fit it
best; under three of them no share is given.
"""

import numpy as np
import pandas as pd

LAST_PERCENTILE, FIRST_PARTIAL = 30, 10


def extent_weight(rank: pd.Series, n: int) -> pd.Series:
    """The share of a neighbourhood's residents that count towards the extent."""
    percentile = np.ceil(100 * rank / n)
    partial = 0.95 - (percentile - FIRST_PARTIAL - 1) * 0.9 / 19
    return partial.where(percentile > FIRST_PARTIAL, 1.0).where(percentile <= LAST_PERCENTILE, 0.0)


def local_concentration(ranks: pd.Series, population: pd.Series, n: int) -> float:
    """Of one area: how deprived its most deprived tenth of residents is."""
    order = ranks.sort_values().index
    people = population.loc[order].astype(float)
    left = people.sum() / 10 - people.cumsum() + people  # still wanted before each neighbourhood
    taken = left.clip(lower=0).combine(people, min)
    return float(((n + 1 - ranks.loc[order]) * taken).sum() / taken.sum())


def deprivation_summary(neighbourhoods: pd.DataFrame, by: pd.Series) -> pd.DataFrame:
    """Summaries by the groups of `by` (aligned with the rows): average_score, average_rank, proportion, counts, shares.

    neighbourhoods: columns score, rank, decile, population.
    """
    n = len(neighbourhoods)
    weight = neighbourhoods["population"].astype(float)
    frame = pd.DataFrame({
        "people": weight,
        "score": neighbourhoods["score"] * weight,
        "rank": (n + 1 - neighbourhoods["rank"]) * weight,
        "extent": weight * extent_weight(neighbourhoods["rank"], n),
        "first": weight.where(neighbourhoods["decile"] == 1, 0.0),
        "fifth": weight.where(neighbourhoods["decile"] <= 2, 0.0),
        "n_lsoas_decile1": (neighbourhoods["decile"] == 1).astype(int),
        "n_lsoas": 1,
    })  # fmt: skip
    sums = frame.groupby(by.to_numpy()).sum()
    return pd.DataFrame({
        "average_score": sums["score"] / sums["people"],
        "average_rank": sums["rank"] / sums["people"],
        "extent": sums["extent"] / sums["people"],
        "proportion": sums["n_lsoas_decile1"] / sums["n_lsoas"],
        "n_lsoas": sums["n_lsoas"].astype(int),
        "n_lsoas_decile1": sums["n_lsoas_decile1"].astype(int),
        "residents_first": sums["first"] / sums["people"],
        "residents_fifth": sums["fifth"] / sums["people"],
    })  # fmt: skip
