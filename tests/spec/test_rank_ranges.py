"""Ranges of ranks of the named authorities, and how wide ranges are."""

from statistics import median

import pandas as pd
import pytest
from tests.spec.worked import worked

from briefgen.model.period import Period
from briefgen.pipeline.session import Session
from briefgen.statistics.rank import narrow, rank, rank_range

LE = Period.parse("2021-01-01/P3Y")
NAMED = ("E06000002", "E06000009", "E09000020", "E07000122")


def ranges(session: Session, id: str, sex: str) -> tuple[pd.DataFrame, list[int], list[tuple[int, int]]]:
    """Rows of the tier, rank, range: without the City of London, which is never ranked."""
    entry = session.tables.indicators[id]
    rows = session.england.authorities(id, sex, LE if id == "le" else entry.latest, upper=id == "hle")
    rows = rows[rows["uci_95"] > rows["lci_95"]]
    high = int(entry.polarity) < 0
    values, errors = list(rows["value"]), list((rows["uci_95"] - rows["lci_95"]) / 3.92)
    return rows, rank(values, high), rank_range(values, errors, high)


@pytest.mark.parametrize(
    ("id", "sex", "n", "wanted"),
    [
        ("hle", "male", 151, [(6, 1, 56), (1, 1, 26), (144, 81, 151), None]),
        ("le", "male", 294, [(4, 2, 12), (1, 1, 1), (264, 219, 288), (62, 27, 104)]),
        ("cvd", "persons", 292, [(20, 2, 70), (1, 1, 18), (272, 170, 292), (28, 2, 105)]),
        ("obesity_adult", "persons", 294, [(36, 3, 112), (64, 6, 154), (292, 278, 294), (100, 33, 203)]),
        ("obesity_year6", "persons", 292, [(35, 6, 103), (10, 1, 45), (226, 134, 282), (16, 2, 81)]),
        ("smoking", "persons", 290, [(15, 3, 89), (2, 1, 12), (167, 45, 273), (55, 4, 231)]),
    ],
)
@worked("7", "LE men 4 (2-12), 1 (1-1), 264 (219-288), 62 (27-104); CVD 20 (2-70), 1 (1-18), 272 (170-292), 28 (2-105); year 6 35 (6-103), 10 (1-45), "
        "226 (134-282), 16 (2-81)", method="rank")  # fmt: skip
@worked("7", "adult obesity of 296: 36 (3-112), 64 (6-154), 294 (279-296), 100 (33-204); smoking of 291: 15 (3-90), 2 (1-13), 168 (45-274), 55 (4-232)",
        ours="without the Isles of Scilly and the City of London (section 20), of 294 and 290: up to two places fewer")  # fmt: skip
def test_ranges_of_the_named(
    session: Session, id: str, sex: str, n: int, wanted: list[tuple[int, int, int] | None]
) -> None:
    rows, places, found = ranges(session, id, sex)
    assert len(rows) == n
    codes = list(rows.index)
    own = [(places[codes.index(c)], *found[codes.index(c)]) if c in codes else None for c in NAMED]
    assert own == wanted


@pytest.mark.parametrize(
    ("id", "sex", "by_test", "by_overlap", "narrow_share"),
    [("hle", "male", 104, 127, 5), ("le", "male", 75, 107, 85), ("cvd", "persons", 154, 202, None)],
)
@worked("7.2", "median width HLE men 104 of 151 (overlap 127), LE men 75 of 294 (107), CVD 154 of 292 (202); 7.4: narrow for 85 % (male LE), 5 % (male HLE)",
        method="rank")  # fmt: skip
def test_how_wide_ranges_are(
    session: Session, id: str, sex: str, by_test: int, by_overlap: int, narrow_share: int | None
) -> None:
    rows, _, found = ranges(session, id, sex)
    assert int(median(high - low + 1 for low, high in found)) == by_test  # male life expectancy: 75.5
    low, high = rows["lci_95"].to_numpy(), rows["uci_95"].to_numpy()
    overlap = [int(((low <= end) & (high >= start)).sum()) for start, end in zip(low, high, strict=True)]
    assert int(median(overlap)) == by_overlap
    if narrow_share is not None:
        assert round(100 * sum(narrow(a, b, len(rows)) for a, b in found) / len(rows)) == narrow_share
