"""Search finds a household by anything that one remembers of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from app.services.aid import record_aid
from app.services.desk import Desk
from app.services.economy import record_isee
from app.services.households import (
    amend_household,
    amend_member,
    close_household,
    household_file,
    member_left,
    register_household,
)
from app.services.search import household_by_number, search
from app.services.undo import undo_last
from models.records.aid import RecordAid
from models.records.household import CodeLine, IseeLine, MemberDraft, RegisterHousehold
from models.rules.partial_date import PartialDate
from tests.integration.services.conftest import Clock
from tests.integration.services.test_households import HOSTILE, amendment
from tests.support.vaults import ClosedVault, open_a_file


@pytest.fixture(scope="module")
def peopled(
    empty_vault: ClosedVault, tmp_path_factory: pytest.TempPathFactory
) -> tuple[ClosedVault, UUID]:
    """A vault with one household to be found, among twelve others."""
    closed = empty_vault.copy_to(tmp_path_factory.mktemp("peopled"))
    desk = closed.open()
    for place in range(12):
        other = MemberDraft(surname=f"Bianchi{chr(97 + place)}", given_name="Ugo")
        register_household(desk, RegisterHousehold((other,)))
    code = CodeLine("", "RSSMRA85T10A562S")
    people = (
        MemberDraft(surname="D'Èrcole", given_name="Nicolò", codes=(code,)),
        MemberDraft("spouse", "Abdel Rahman", "Heba"),
        MemberDraft("child", "D'Èrcole", "Xiu Ying", born=PartialDate(2015, 2)),
    )
    household = register_household(
        desk,
        RegisterHousehold(people, "N0217", "SM0083", "Via Friuli 18", phone="333 123 4567"),
    )
    desk.close()
    return closed, household


@pytest.fixture
def desk(peopled: tuple[ClosedVault, UUID], clock: Clock, tmp_path: Path) -> Iterator[Desk]:
    opened = peopled[0].copy_to(tmp_path).open(clock)
    yield opened
    opened.close()


@pytest.fixture
def household(peopled: tuple[ClosedVault, UUID]) -> UUID:
    return peopled[1]


@pytest.mark.parametrize(
    "typed",
    [
        "d'erc",
        "ercole nico",
        "NICOLO DERCOLE",
        "heba",
        "rahman heba",
        "xiuying",
        "xiu",
        "0217",
        "217",
        "N0217",
        "n 0217",
        "SM0083",
        "83",
        "333 1234567",
        "+39 333123",
        "234567",
        "rssmra85",
        "RSSMRA85T10A562S",
        "ercole 0217",
    ],
)
def test_the_household_is_found(desk: Desk, household: UUID, typed: str) -> None:
    assert [hit.household_id for hit in search(desk, typed)] == [household]


@pytest.mark.parametrize(
    "typed", ["dercloe", "nicolo dercoole", "hebba", "rahmn heba", "derc nikolo"]
)
def test_one_letter_wrong_is_forgiven_and_told(desk: Desk, household: UUID, typed: str) -> None:
    (hit,) = search(desk, typed)
    assert hit.household_id == household
    assert hit.is_similar
    assert not set(hit.matched) <= set(typed.split())


@pytest.mark.parametrize(
    "typed", ["", "zzz", "ercole zzz", "0999", "9999999", HOSTILE, "%", "name:*"]
)
def test_what_is_not_there_is_not_found(desk: Desk, typed: str) -> None:
    assert search(desk, typed) == ()


def test_a_hit_tells_as_whom_it_was_found(desk: Desk) -> None:
    (hit,) = search(desk, "heba")
    assert (hit.found_as, hit.found_relation) == ("Abdel Rahman Heba", "spouse")
    (hit,) = search(desk, "nicolo")
    assert (hit.found_as, hit.found_relation) == ("", "")


def test_a_hit_is_the_reference_persons_when_her_own_name_is_typed(desk: Desk) -> None:
    people = (
        MemberDraft(surname="Jaberi", given_name="Abdelrahman"),
        MemberDraft("spouse", "Zidane", "Abdel"),
    )
    register_household(desk, RegisterHousehold(people))
    told = {hit.names: hit.found_as for hit in search(desk, "abdel")}
    assert told["Jaberi Abdelrahman · Zidane Abdel"] == ""


def test_a_hit_shows_what_is_needed_at_the_counter(
    desk: Desk, household: UUID, clock: Clock
) -> None:
    record_isee(desk, household, IseeLine("ordinary", 1, None, PartialDate(2025, 12, 31)))
    record_aid(desk, RecordAid(household, "food"))
    clock.later(days=10)
    (hit,) = search(desk, "nicolo dercole")
    assert hit.names == "D'Èrcole Nicolò · Abdel Rahman Heba"
    assert (hit.number, hit.card, hit.street) == ("N0217", "SM0083", "Via Friuli 18")
    assert (hit.composition.people, hit.composition.minors) == (3, 1)
    assert hit.food.possible_from == date(2026, 12, 7)
    assert hit.isee_until == date(2025, 12, 31)
    assert hit.silent_days == 10
    assert not hit.is_closed
    assert hit.matched == ("nicolo", "dercole")


def test_a_household_never_aided_is_not_silent(desk: Desk) -> None:
    assert search(desk, "heba")[0].silent_days is None


def test_reference_persons_come_before_the_others_and_closed_files_last(desk: Desk) -> None:
    closed = open_a_file(desk, "Conti", "Ada")
    close_household(desk, closed, "moved")
    longer = open_a_file(desk, "Continanza", "Ada")
    people = (MemberDraft(surname="Verdi"), MemberDraft("spouse", "Conti", "Lia"))
    spouse = register_household(desk, RegisterHousehold(people))
    reference = register_household(desk, RegisterHousehold((MemberDraft(surname="Conti"),)))
    found = [hit.household_id for hit in search(desk, "conti")]
    assert found == [reference, spouse, longer, closed]


def test_who_has_both_names_comes_before_who_shares_them_with_another(desk: Desk) -> None:
    apart = (MemberDraft(surname="Rossi", given_name="Ugo"), MemberDraft("spouse", "Bo", "Maria"))
    shared = register_household(desk, RegisterHousehold(apart))
    whole = register_household(
        desk, RegisterHousehold((MemberDraft(surname="Rossi", given_name="Maria"),))
    )
    assert [hit.household_id for hit in search(desk, "maria rossi")] == [whole, shared]


def test_a_household_is_shown_as_found_by_the_person_who_has_all_the_words(desk: Desk) -> None:
    people = (
        MemberDraft(surname="Narari", given_name="Ugo"),
        MemberDraft("child", "Narari", "Ada"),
        MemberDraft("child", "Narari", "Eva"),
    )
    register_household(desk, RegisterHousehold(people))
    (hit,) = search(desk, "narari ada")
    assert hit.found_as == "Narari Ada"
    (hit,) = search(desk, "narari")
    assert hit.found_as == ""


def test_who_left_is_still_found(desk: Desk, household: UUID) -> None:
    heba = household_file(desk, household).members[1].member_id
    member_left(desk, household, heba, date(2026, 11, 1))
    (hit,) = search(desk, "heba")
    assert hit.found_as == "Abdel Rahman Heba"
    assert hit.names == "D'Èrcole Nicolò"


def test_no_more_hits_than_asked(desk: Desk) -> None:
    assert len(search(desk, "bianchi")) == 12
    assert len(search(desk, "ugo", limit=5)) == 5


def test_a_new_name_is_found_and_the_old_one_is_not(desk: Desk, household: UUID) -> None:
    search(desk, "zzzzz")  # the vocabulary is read now, before the names change
    file = household_file(desk, household)
    amend_member(desk, household, file.members[1].member_id, MemberDraft("spouse", "Kovač", "Ana"))
    amend_household(
        desk, replace(amendment(household_file(desk, household)), number="900", phones=())
    )
    assert search(desk, "heba") == ()
    assert search(desk, "217") == ()
    assert search(desk, "1234567") == ()
    assert search(desk, "kovcc")[0].household_id == household
    assert search(desk, "900")[0].household_id == household


def test_an_undone_change_is_undone_for_the_search_too(desk: Desk, household: UUID) -> None:
    file = household_file(desk, household)
    amend_member(desk, household, file.members[1].member_id, MemberDraft("spouse", "Kovač", "Ana"))
    undo_last(desk)
    assert search(desk, "kovac") == ()
    assert search(desk, "heba")[0].household_id == household


def test_a_file_opened_by_mistake_is_undone_for_the_search_too(desk: Desk) -> None:
    open_a_file(desk, "Kovač")
    undo_last(desk)
    assert search(desk, "kovac") == ()


def test_hostile_names_are_found_as_they_are(desk: Desk) -> None:
    person = MemberDraft(surname=HOSTILE, given_name="a" * 10_000)
    opened = register_household(desk, RegisterHousehold((person,), number=HOSTILE))
    (hit,) = search(desk, "onerror")
    assert hit.household_id == opened
    assert HOSTILE in hit.names
    assert search(desk, "a" * 200)[0].household_id == opened


def test_an_old_number_leads_to_its_only_household(desk: Desk, household: UUID) -> None:
    assert household_by_number(desk, "N0217") == household
    assert household_by_number(desk, "217") == household
    assert household_by_number(desk, "0218") is None
    assert household_by_number(desk, "") is None
    open_a_file(desk, "Neri", number="217")
    assert household_by_number(desk, "217") is None
    assert household_by_number(desk, "N0217") == household
