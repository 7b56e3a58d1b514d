"""Own spread, categories, candidates: worked numbers, with ours where docs/decisions/0005 gives the working."""

from collections import Counter

import pytest
from tests.spec.worked import worked

from briefgen.pipeline.session import Session
from briefgen.statistics.candidates import problems, strengths
from briefgen.statistics.variance import own_spread


@pytest.mark.parametrize(
    ("code", "sd"),
    [
        ("E06000002", 24.6),
        ("E06000009", 24.0),
        ("E07000122", 18.1),
        ("E10000017", 17.6),
        ("E09000020", 11.4),
        ("E92000001", 15.6),
    ],
)
@worked(
    "13",
    "own spread: Middlesbrough SD 24.6, Blackpool 24.0, Pendle 18.1, Lancashire 17.6, Kensington and Chelsea 11.4, England 15.6",
    method="variance",
)
def test_own_spread(session: Session, code: str, sd: float) -> None:
    evidence = session.tables
    table = evidence.neighbourhoods
    area = evidence.areas[code]  # type: ignore[index]
    own = table if code == "E92000001" else table[table["areacd"].isin([str(c) for c in evidence.districts(area)])]
    assert round(own_spread(own["score"], own["population"])[0], 1) == sd


@worked("13", "7.7 to 72.6")
def test_middlesbroughs_tenth_and_ninetieth_percentile(session: Session) -> None:
    table = session.tables.neighbourhoods
    own = table[table["areacd"] == "E06000002"]
    _, low, high = own_spread(own["score"], own["population"])
    assert (round(low, 1), round(high, 1)) == (7.7, 72.6)


@worked("15.8", "14 of 63 outside category 1, as the briefing prints it", method="need")
def test_categories(session: Session) -> None:
    money = session.england.money
    assert (money.category_outside, money.category_most) == (14, 63)


@worked("21.1", "a strength qualifies in 219 of 315", method="candidates")
@worked(
    "21.4",
    "none eligible in 104 of 315; one for 89, two for 54, three for 68",
    ours="102, 98, 48 and 67 (decision 5)",
    method="candidates",
)
def test_candidates(session: Session) -> None:
    """315 authorities without the two smallest."""
    national = session.england
    codes = [str(c) for c in session.areas.authorities if str(c) not in ("E06000053", "E09000001")]
    many = Counter(min(len(problems(national.candidates(code))), 3) for code in codes)
    assert (many[0], many[1], many[2], many[3]) == (102, 98, 48, 67)
    assert sum(bool(strengths(national.candidates(code))) for code in codes) == 219


@pytest.mark.parametrize(
    ("code", "wanted"),
    [("E06000002", ["gld", "smoking", "gcse_by_19"]), ("E06000009", ["smoking", "gcse_by_19", "pay"]),
     ("E07000122", ["child_poverty"]), ("E09000020", ["absence"]), ("E10000017", ["gld", "pay", "obesity_adult"])],
)  # fmt: skip
@worked(
    "21.5",
    "Middlesbrough early years, smoking, GCSEs by 19; Blackpool smoking, GCSEs by 19, pay; Kensington and Chelsea absence; Lancashire early years, pay, adult obesity",
    method="candidates",
)
@worked(
    "21.5",
    "Pendle child poverty, year 6 obesity, GCSEs by 19",
    ours="child poverty, pay, year 6 obesity: Pendle’s pay is worse at 99.8 % and scores 0.95 against 0.94",
)
def test_priorities_of_the_named_authorities(session: Session, code: str, wanted: list[str]) -> None:
    found = [candidate.indicator for candidate in problems(session.england.candidates(code))][:3]
    assert found[: len(wanted)] == wanted
