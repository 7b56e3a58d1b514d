"""How a number is written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import numbers
from briefgen.model.catalogue import Unit

FIGURES = st.floats(-1e9, 1e9, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(12.345, 2, "12.35"), (0.05, 1, "0.1"), (-0.04, 1, "0.0"), (1234567, 0, "1,234,567"), (-7.05, 1, "−7.1")],
)
def test_rounding_is_half_up_as_a_reader_would_round(value: float, decimals: int, text: str) -> None:
    assert numbers.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(499_999, "£499,999"), (500_000, "£0.5 million"), (2_513_959_608, "£2.51 billion"), (-1_500_000, "−£1.5 million")],
)
def test_pounds(value: float, text: str) -> None:
    assert numbers.pounds(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (112, "112th"), (121, "121st")]
)
def test_ordinals(value: int, text: str) -> None:
    assert numbers.ordinal(value) == text


@given(FIGURES, st.integers(0, 3))
def test_rounding_moves_a_value_by_at_most_half_a_step(value: float, decimals: int) -> None:
    assert abs(numbers.rounded(value, decimals) - Decimal(repr(value))) <= Decimal(1).scaleb(-decimals) / 2


@given(FIGURES, st.integers(0, 3))
def test_rounding_is_symmetric(value: float, decimals: int) -> None:
    assert numbers.rounded(-value, decimals) == -numbers.rounded(value, decimals)


@given(st.floats(0, 1), st.integers(0, 2))
def test_a_share_reads_as_a_percentage(value: float, decimals: int) -> None:
    assert numbers.display(value, Unit.SHARE, decimals).endswith("%")
