"""The two-way count of METHODS 18, from our own tables, and the arithmetic by hand."""

import pandas as pd
import pytest
from tests.spec.worked import worked

from briefgen.pipeline.session import Session
from briefgen.statistics.seats import seat_values, two_way, worst_fifth


@worked(
    "18",
    "21 of 39 listed seats in the worst fifth of 533 (chance would give 8); 21 of the 108 seats there",
    method="seats",
)
def test_the_two_way_count_is_the_worked_one(session: Session) -> None:
    """Men, 2016 to 2018: 21 of 39 listed seats in the worst fifth, 21 of the 108 seats there, by chance eight."""
    counts = session.england.seats.counts
    assert (counts.both, counts.listed, counts.worst, counts.n) == (21, 39, 108, 533)
    assert round(counts.by_chance) == 8


@worked("18", "75 of the 108 won by Labour; 27 of the 39 Conservative gains, 12 others", method="seats")
def test_who_won_the_seats_of_the_worst_fifth_and_of_the_list(session: Session) -> None:
    found = session.england.seats
    winners = found.table[found.table.index.isin(found.worst)]["winner"].value_counts()
    assert dict(winners) == {"Lab": 75, "Con": 33}
    listed = found.table[found.table["unofficial_list"] == 1]
    gains = listed[(listed["winner"] == "Con") & (listed["gained_from"] == "Lab")]
    assert (len(gains), len(listed) - len(gains)) == (27, 12)
    assert (listed["gained_from"].notna() & (listed["winner"] == "Con")).sum() == len(gains)


@worked("18", "10 of the worst 30 upper tiers hold a listed seat", method="seats")
def test_ten_of_the_worst_thirty_upper_tiers_hold_a_listed_seat(session: Session) -> None:
    found = session.england.seats
    assert len(found.worst_authorities) == 30
    assert len(found.worst_authorities & found.holders) == 10


def test_a_seat_has_the_weighted_mean_of_its_authorities() -> None:
    parts = pd.DataFrame({
        "code": ["A", "A", "B", "B"], "value": [60.0, 66.0, 61.0, float("nan")], "weight": [2, 1, 5, 5],
    })  # fmt: skip
    assert dict(seat_values(parts)) == {"A": 62.0, "B": 61.0}


def test_a_seat_without_any_value_is_refused() -> None:
    parts = pd.DataFrame({"code": ["A"], "value": [float("nan")], "weight": [1]})
    with pytest.raises(ValueError, match="the seat A"):
        seat_values(parts)


def test_the_worst_fifth_takes_in_those_tied_with_its_last() -> None:
    values = pd.Series([5.0, 1.0, 2.0, 2.0, 3.0, 4.0, 6.0, 7.0, 8.0, 9.0], index=list("abcdefghij"))
    assert worst_fifth(values) == frozenset("bcd")
    with pytest.raises(ValueError, match="missing"):
        worst_fifth(pd.Series([1.0, float("nan")]))


def test_chance_is_the_list_s_share_of_the_fifth() -> None:
    counts = two_way(frozenset("abcdefghij"), frozenset("abcd"), frozenset("ad"))
    assert (counts.both, counts.by_chance) == (2, 0.8)
