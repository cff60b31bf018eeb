"""What is typed stays as typed."""

import pytest

from models.rules.writing import tidy


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        '=HYPERLINK("x")',
        "O'Brien",
        "\u202eanna",
        "a" * 10_000,
        "prima riga\nseconda\triga",
        "'; DROP TABLE aid;--",
    ],
)
def test_hostile_text_stays_literal(text: str) -> None:
    assert tidy(text) == text


def test_what_no_text_may_hold_is_dropped() -> None:
    assert tidy(" a\x00b\x1bc\ud800 ") == "abc"
