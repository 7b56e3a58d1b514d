"""A measure published for authorities, carried to constituencies, and how far two sets of them overlap.

Formula: a seat's value = mean of its authorities' values, weighted by the census areas (MSOAs) of the seat in each;
authorities without a value are left out. Worst fifth = the n / 5 lowest (rounded), and every one tied with the last.
Units: those of the measure; counts of seats or authorities.
Reference: none published; METHODS 18.
Limits: not the value of a seat, which nobody publishes, but of the authorities around it; both counts are given together:
how many of the list lie in the worst fifth, and how many of the worst fifth are on the list.
"""

from dataclasses import dataclass

import pandas as pd

DIGITS = 9  # decimals at which two means count as tied, whatever order they were added in


@dataclass(frozen=True, slots=True)
class TwoWay:
    """Counts of seats: both on the list and in the worst fifth, and what the list would hold there by chance."""

    both: int
    listed: int
    worst: int
    n: int

    @property
    def by_chance(self) -> float:
        return self.listed * self.worst / self.n


def seat_values(parts: pd.DataFrame) -> pd.Series:
    """Value by seat. parts: columns code (seat), value (missing allowed), weight; a row a seat and authority.

    Raises ValueError when a seat has no authority with a value.
    """
    known = parts[parts["value"].notna()]
    lacking = set(parts["code"]) - set(known["code"])
    if lacking:
        raise ValueError(f"the seat {min(lacking)} has no authority with a value")
    sums = (known["value"] * known["weight"]).groupby(known["code"]).sum()
    return (sums / known["weight"].groupby(known["code"]).sum()).round(DIGITS)


def worst_fifth(values: pd.Series) -> frozenset[str]:
    """The index entries of the lowest fifth, ties with the last included. Raises ValueError on a missing value."""
    if values.isna().any():
        raise ValueError("a fifth needs every value; drop the missing ones first")
    last = values.sort_values().iloc[round(len(values) / 5) - 1]
    return frozenset(values.index[values <= last])


def two_way(everyone: frozenset[str], listed: frozenset[str], worst: frozenset[str]) -> TwoWay:
    return TwoWay(len(listed & worst), len(listed), len(worst), len(everyone))
