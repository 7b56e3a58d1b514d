"""Problems, strengths and priorities: picked by a stated rule, never by an editor.

Formula: eligible problem = tested and worse at 99.8 %, or untested (grade B) and worse than at least 80 % of same-tier
authorities; strength is the mirror image. Score = share of same-tier authorities the value is worse than, after
shrinking y towards the mean by tau^2/(tau^2 + se^2), tau^2 = var(y) - mean(se^2), floor 0. One per theme; ties by
catalogue order.
Units: a share from 0 to 1.
Reference: METHODS 21; empirical Bayes shrinkage.
Limits: the order is not a ranking of importance; outcomes are never priorities.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from briefgen.model.verdict import Verdict

UNTESTED_SHARE = 0.8
HOW_MANY = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """One indicator for one authority. worse_than and better_than are shares of the other authorities of its tier."""

    indicator: str
    theme: str
    order: int
    verdict_998: Verdict
    tested: bool
    grade: str
    worse_than: float
    better_than: float


def shrunk(values: Sequence[float], errors: Sequence[float | None]) -> np.ndarray:
    """Each value drawn towards the mean by how unsure it is; without standard errors, as it is."""
    y = np.asarray(values, dtype=float)
    se = np.array([np.nan if error is None else error for error in errors], dtype=float)
    if np.isnan(se).all():
        return y
    tau2 = max(float(np.var(y, ddof=1) - np.nanmean(se**2)), 0.0)
    weight = np.where(np.isnan(se), 1.0, tau2 / (tau2 + np.nan_to_num(se) ** 2) if tau2 else 0.0)
    shrunken: np.ndarray = y.mean() + weight * (y - y.mean())
    return shrunken


def problems(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Eligible problems, worst first, one a theme."""
    eligible = [
        c
        for c in candidates
        if c.verdict_998 is Verdict.WORSE or (not c.tested and c.grade == "B" and c.worse_than >= UNTESTED_SHARE)
    ]
    return _one_a_theme(sorted(eligible, key=lambda c: (-c.worse_than, c.order)))


def strengths(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Eligible strengths, best first, one a theme."""
    eligible = [
        c
        for c in candidates
        if c.verdict_998 is Verdict.BETTER or (not c.tested and c.grade == "B" and c.better_than >= UNTESTED_SHARE)
    ]
    return _one_a_theme(sorted(eligible, key=lambda c: (-c.better_than, c.order)))


def _one_a_theme(ordered: list[Candidate]) -> list[Candidate]:
    seen: set[str] = set()
    kept = []
    for candidate in ordered:
        if candidate.theme not in seen:
            seen.add(candidate.theme)
            kept.append(candidate)
    return kept
