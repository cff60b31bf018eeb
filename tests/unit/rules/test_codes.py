"""The code lists that ship with the program."""

import re

import pytest

from models.rules.codes import codes, is_known, label
from resources import resource_path

TABLES = sorted(path.stem for path in resource_path("codes").glob("*.toml"))


@pytest.mark.parametrize("table", TABLES)
def test_every_code_is_stable_and_has_words_in_both_languages(table: str) -> None:
    listed = codes(table)
    assert listed
    for code in listed:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", code.code)
        assert code.it.strip()
        assert code.en.strip()


def test_every_need_belongs_under_a_need_that_exists() -> None:
    tops = {code.code for code in codes("needs") if not code.macro}
    unders = {code.macro for code in codes("needs") if code.macro}
    assert unders <= tops
    assert {"economic", "housing", "family", "disability"} <= unders


def test_the_kinds_of_aid_are_those_agreed() -> None:
    assert [code.code for code in codes("aid_kinds")] == [
        "food",
        "clothing",
        "money",
        "baby",
        "hygiene",
        "blankets",
        "furniture",
        "medicine",
        "school",
        "meal",
        "transport",
        "lodging",
        "advice",
        "other",
    ]


def test_a_code_is_told_in_the_language_asked() -> None:
    assert label("aid_kinds", "food") == "Viveri"
    assert label("aid_kinds", "food", "en") == "Food"
    assert label("aid_kinds", "food", "ro") == "Viveri"


def test_an_unknown_code_is_told_as_it_is() -> None:
    assert label("aid_kinds", "helicopter") == "helicopter"
    assert not is_known("aid_kinds", "helicopter")
    assert is_known("aid_kinds", "food")


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        codes("no_such_table")
