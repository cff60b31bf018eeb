"""What a household is called is computed from who lives in it."""

import pytest

from models.rules.ages import age_on, is_minor
from models.rules.household_names import household_names
from models.rules.partial_date import PartialDate
from models.rules.typology import People, Person, compose
from tests.support.vaults import NOW

TODAY = NOW.date()
MOTHER = Person("reference", 40)
FATHER = Person("spouse", 42)
SON = Person("child", 10)
GROWN = Person("child", 22)


@pytest.mark.parametrize(
    ("persons", "typology"),
    [
        ((), "unknown"),
        ((MOTHER,), "single"),
        ((Person("reference", 70),), "elderly_only"),
        ((Person("reference", 70), Person("spouse", 66)), "elderly_only"),
        ((Person("reference", 70), Person("spouse", 64)), "couple"),
        ((MOTHER, FATHER), "couple"),
        ((MOTHER, Person("partner", 40), SON), "couple_with_children"),
        ((MOTHER, SON), "single_parent"),
        ((MOTHER, GROWN), "single_parent"),
        ((MOTHER, SON, SON, SON), "large"),
        ((MOTHER, FATHER, Person("child", None), SON, SON), "large"),
        ((MOTHER, Person("parent", 70)), "extended"),
        ((MOTHER, Person("spouse", 41, is_disabled=True)), "with_disabled"),
        ((Person("reference"), Person("reference")), "unknown"),
    ],
)
def test_the_typology_follows_from_the_people(persons: tuple[Person, ...], typology: str) -> None:
    assert compose(persons).typology == typology


def test_people_only_counted_in_the_old_register_are_believed() -> None:
    assert compose([MOTHER], 4, 3) == People(4, 3, "large")
    assert compose([MOTHER], 2, 1) == People(2, 1, "single_parent")
    assert compose([MOTHER], 3, None) == People(3, 0, "unknown")
    assert compose([], 1, 0) == People(1, 0, "single")


def test_people_written_by_name_are_believed_when_they_are_more() -> None:
    assert compose([MOTHER, FATHER, SON], 2, 0) == People(3, 1, "couple_with_children")


def test_declared_minors_never_outnumber_the_people() -> None:
    assert compose([MOTHER], 1, 5).minors == 1


def test_an_age_is_known_only_with_a_birth() -> None:
    assert age_on(None, TODAY) is None
    assert age_on(PartialDate(1980), TODAY) == 46


def test_a_child_of_unknown_age_counts_as_a_minor_and_a_grown_one_does_not() -> None:
    assert is_minor(None, "child")
    assert not is_minor(None, "spouse")
    assert is_minor(17, "other")
    assert not is_minor(18, "child")


def test_a_household_is_called_by_its_adults() -> None:
    people = [
        ("Rossi Anna", 40, "reference"),
        ("Rossi Luca", 9, "child"),
        ("Bianchi Ugo", None, "spouse"),
    ]
    assert household_names(people, "x") == "Rossi Anna · Bianchi Ugo"


def test_a_household_without_names_is_called_by_its_label() -> None:
    assert household_names([("", None, "reference")], "la signora del terzo piano") == (
        "la signora del terzo piano"
    )


def test_a_household_of_minors_is_called_by_the_first() -> None:
    assert household_names([("Rossi Anna", 16, "reference"), ("Rossi Ugo", 12, "sibling")], "") == (
        "Rossi Anna"
    )
