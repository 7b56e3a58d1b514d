"""Codes, periods, facts: checked on construction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.facts.builder import FactBuilder
from briefgen.model.catalogue import Unit
from briefgen.model.codes import GssCode
from briefgen.model.period import Period


@pytest.mark.parametrize("text", ["E06000002", " e06000002 ", "e06 000 002"])
def test_a_code_is_taken_as_people_type_it(text: str) -> None:
    assert GssCode(text) == "E06000002"


@pytest.mark.parametrize("text", ["", "E0600002", "X06000002", "E060000021", "../../etc/passwd", "E06OOOOO2"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="code"):
        GssCode(text)


@pytest.mark.parametrize(
    ("iso", "label"),
    [
        ("2022-01-01/P3Y", "2022 to 2024"),
        ("2024-01-01/P1Y", "2024"),
        ("2020-03-01/P4M", "March to June 2020"),
        ("2024-04-01/P1Y", "2024/25"),
    ],
)
def test_period_labels(iso: str, label: str) -> None:
    assert Period.parse(iso).label == label


@given(st.integers(1990, 2040), st.integers(1, 5), st.integers(1990, 2040), st.integers(1, 5))
def test_overlap_is_symmetric(a: int, n: int, b: int, m: int) -> None:
    one, two = Period.parse(f"{a}-01-01/P{n}Y"), Period.parse(f"{b}-01-01/P{m}Y")
    assert one.overlaps(two) == two.overlaps(one) == (a < b + m and b < a + n)


def test_a_fact_has_one_value() -> None:
    book = FactBuilder()
    book.count("n", 3)
    book.count("n", 3)
    with pytest.raises(ValueError, match="was 3 and is now 4"):
        book.count("n", 4)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_no_fact(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        FactBuilder().add("x", value, Unit.YEARS, 1)
