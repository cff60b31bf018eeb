"""Households found again while rows are read: by number, by code, by name and birth."""

from app.services.imports.households import HouseholdBook, OpenHousehold
from models.records.imports import DraftCode, DraftMember
from models.rules.partial_date import PartialDate

CODE = DraftCode("codice_fiscale", "RSSMRA60C42F205G")
OTHER_CODE = DraftCode("codice_fiscale", "VRDNNA75E50F205X")


def person(surname: str, given_name: str, born: str = "", *codes: DraftCode) -> DraftMember:
    date = PartialDate.from_iso(born) if born else None
    return DraftMember(surname, given_name, born=date, codes=codes)


def book_of(*people: DraftMember) -> HouseholdBook:
    """A book where each person is a household of their own, without number."""
    book = HouseholdBook()
    for row, one in enumerate(people, start=2):
        index = book.open(OpenHousehold(f"key {row}", "", "", "Foglio1", row), "")
        book.admit(index, one, is_listed=False)
    return book


def test_a_code_finds_its_household_under_another_name() -> None:
    book = book_of(person("Verdi", "Anna"), person("Rossi", "Maria", "", CODE))
    assert book.with_person(person("Esposito", "M.", "", CODE)) == 1


def test_people_known_only_by_their_codes_are_not_taken_for_one_another() -> None:
    book = book_of(person("", "", "", CODE))
    assert book.with_person(person("", "", "", OTHER_CODE)) is None
    assert book.with_person(person("", "")) is None


def test_a_year_of_birth_agrees_with_a_day_of_that_year_only() -> None:
    book = book_of(person("Rossi", "Maria", "1960-03-02"))
    assert book.with_person(person("Rossi", "Maria", "1960")) == 0
    assert book.with_person(person("Rossi", "Maria", "1961")) is None


def test_a_number_told_later_finds_the_household_opened_without() -> None:
    book = book_of(person("Rossi", "Maria"))
    book.number(0, "95", "N0095")
    assert book.with_number("95") == 0
    assert book.households[0].old_number == "N0095"


def test_one_name_with_a_slip_in_the_birth_is_one_member_and_with_two_is_another() -> None:
    book = book_of(person("Rossi", "Maria", "1960-03-02"))
    assert book.admit(0, person("Rossi", "Maria", "1960-03-12"), is_listed=False) == 0
    assert book.admit(0, person("Rossi", "Maria", "1960-08-25"), is_listed=False) == 1
