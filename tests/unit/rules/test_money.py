"""Amounts as volunteers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.money import AmountNotUnderstood, format_amount, parse_amount


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("50", 5000),
        ("50,5", 5050),
        ("50.50", 5050),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1.234", 123400),
        ("1 234", 123400),
        ("1'234,50", 123450),
        ("€ 20,00", 2000),
        ("20 euro", 2000),
        ("20,-", 2000),
        ("-5", -500),
        ("0,05", 5),
        ("99.999.999,99", 9_999_999_999),
    ],
)
def test_an_amount_is_read_however_it_is_written(written: str, cents: int) -> None:
    assert parse_amount(written) == cents


@pytest.mark.parametrize(
    "written",
    [
        "",
        "boh",
        "5+5",
        "1.23.4",
        "1,2,3",
        "12.34,50",
        "1,234,50",
        "0.500",
        "\u0665",
        "100000000",
    ],
)
def test_what_is_not_one_amount_is_told(written: str) -> None:
    with pytest.raises(AmountNotUnderstood):
        parse_amount(written)


@given(st.integers(-9_999_999_999, 9_999_999_999))
def test_an_amount_written_by_us_is_read_back(cents: int) -> None:
    assert parse_amount(format_amount(cents)) == cents
