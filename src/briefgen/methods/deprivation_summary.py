"""Deprivation of areas that have no published summary: counties, regions, England.

Formula: average score and average rank (N + 1 - rank) weighted by population; the proportion of neighbourhoods in the
most deprived tenth unweighted.
Units: points of the index; places; a share from 0 to 1.
Reference: MHCLG, English Indices of Deprivation 2025, technical report (summary measures).
Limits: computed, not official; published figures are shown wherever they exist.
"""

import pandas as pd


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
        "first": weight.where(neighbourhoods["decile"] == 1, 0.0),
        "fifth": weight.where(neighbourhoods["decile"] <= 2, 0.0),
        "n_lsoas_decile1": (neighbourhoods["decile"] == 1).astype(int),
        "n_lsoas": 1,
    })  # fmt: skip
    sums = frame.groupby(by.to_numpy()).sum()
    return pd.DataFrame({
        "average_score": sums["score"] / sums["people"],
        "average_rank": sums["rank"] / sums["people"],
        "proportion": sums["n_lsoas_decile1"] / sums["n_lsoas"],
        "n_lsoas": sums["n_lsoas"].astype(int),
        "n_lsoas_decile1": sums["n_lsoas_decile1"].astype(int),
        "residents_first": sums["first"] / sums["people"],
        "residents_fifth": sums["fifth"] / sums["people"],
    })  # fmt: skip
