"""Telephone numbers as volunteers write them."""

import pytest

from models.rules.phones import digits_of, e164


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("333 123 4567", "+393331234567"),
        ("333/1234567", "+393331234567"),
        ("+39 333-123.4567", "+393331234567"),
        ("0039 333 1234567", "+393331234567"),
        ("02 61234567", "+390261234567"),
        ("333 1234567 (figlia)", "+393331234567"),
        ("tel. 3331234567", "+393331234567"),
        ("+40 722 123 456", "+40722123456"),
        ("12345", ""),
        ("333", ""),
        ("", ""),
        ("non ha", ""),
        ("9" * 10_000, ""),
        ("\x00<img src=x>", ""),
        ("+999 12", ""),
    ],
)
def test_a_number_is_read_when_it_is_valid(written: str, read: str) -> None:
    assert e164(written) == read


def test_only_plain_digits_are_digits() -> None:
    assert digits_of("٣33-٣1a2") == "3312"
