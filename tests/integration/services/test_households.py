"""Household files: opened from one name, amended, closed, and every opening written down."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from app.services.consents import give_consent
from app.services.desk import Desk
from app.services.economy import record_isee
from app.services.household_file import read_file
from app.services.households import (
    amend_household,
    close_household,
    household_file,
    register_household,
    reopen_household,
)
from app.services.needs import record_need
from models.entities import AuditEntry
from models.errors import ChangedMeanwhile, NotFound, RuleBroken
from models.ids import new_id
from models.records.household import (
    AddressLine,
    AmendHousehold,
    HouseholdFile,
    IseeLine,
    MemberDraft,
    PhoneLine,
    RegisterHousehold,
)
from tests.support.elsewhere import aided_elsewhere
from tests.support.vaults import NOW, open_a_file

TODAY = NOW.date()
HOSTILE = '<img src=x onerror=alert(1)>=HYPERLINK("a")\'; DROP TABLE household;-- \u202e%_*'


def amendment(file: HouseholdFile) -> AmendHousehold:
    return AmendHousehold(
        household_id=file.household_id,
        revision=file.revision,
        number=file.number,
        card=file.card,
        label=file.label,
        is_homeless=file.is_homeless,
        notes=file.notes,
        addresses=file.addresses,
        phones=file.phones,
    )


def audited(desk: Desk) -> list[str]:
    with desk.read() as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.sequence)))


def broken(error: pytest.ExceptionInfo[RuleBroken]) -> object:
    return error.value.values["rule"]


def test_a_nickname_alone_opens_a_file(desk: Desk) -> None:
    opened = register_household(desk, RegisterHousehold((MemberDraft(nickname="il Moro"),)))
    file = household_file(desk, opened)
    assert file.names == "il Moro"
    assert file.opened_on == TODAY
    assert file.composition.typology == "single"
    assert "name" in file.missing


def test_nobody_at_all_opens_no_file(desk: Desk) -> None:
    with pytest.raises(RuleBroken) as error:
        register_household(desk, RegisterHousehold((MemberDraft(surname=" \x00"),)))
    assert broken(error) == "name_missing"


def test_the_file_tells_everything_that_was_written(desk: Desk) -> None:
    opened = open_a_file(desk, phone="333 1234567", consents=("file", "register", "file"))
    file = household_file(desk, opened)
    assert file.names == "Abdel Rahman Mahmoud · Ibrahim Heba"
    assert (file.number, file.card) == ("0217", "SM0083")
    assert (file.composition.people, file.composition.minors) == (4, 2)
    assert file.composition.typology == "couple_with_children"
    assert [member.relation for member in file.members] == ["reference", "spouse", "child", "child"]
    assert [member.age for member in file.members] == [42, 38, 7, 3]
    assert file.addresses[0].street == "Via Friuli 18"
    assert file.phones[0].e164 == "+393331234567"
    assert {line.purpose for line in file.consents} == {"file", "register"}
    assert len(file.consents) == 2
    assert len(file.months) == 12
    assert (file.months[0].month, file.months[-1].month) == ("2025-12", "2026-11")
    assert file.missing == ("code", "isee")


def test_only_the_first_person_stands_for_the_household(desk: Desk) -> None:
    people = (
        MemberDraft("child", "Rossi", "Ugo"),
        MemberDraft("spouse", "Bo", "Lia"),
        MemberDraft(),
    )
    file = household_file(desk, register_household(desk, RegisterHousehold(people)))
    assert [member.relation for member in file.members] == ["reference", "spouse"]


def test_an_unknown_purpose_of_consent_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    with pytest.raises(RuleBroken) as error:
        open_a_file(desk, consents=("marketing",))
    assert broken(error) == "unknown_code"
    assert audited(desk).count("register_household") == 0


def test_each_opening_of_a_file_is_written_down(desk: Desk) -> None:
    opened = open_a_file(desk)
    first = household_file(desk, opened)
    second = household_file(desk, opened)
    assert first.last_opened_at is None
    assert second.last_opened_at == NOW
    assert audited(desk)[-3:] == ["register_household", "open_file", "open_file"]


def test_reading_for_papers_made_in_bulk_is_not_an_opening(desk: Desk) -> None:
    opened = open_a_file(desk)
    read_file(desk, opened)
    assert read_file(desk, opened).last_opened_at is None


def test_opening_a_file_does_not_count_as_changing_it(desk: Desk) -> None:
    opened = open_a_file(desk)
    assert household_file(desk, opened).revision == household_file(desk, opened).revision


def test_a_household_that_is_not_there_is_not_found(desk: Desk) -> None:
    nobody = new_id()
    for work in (
        lambda: household_file(desk, nobody),
        lambda: close_household(desk, nobody, "moved"),
        lambda: reopen_household(desk, nobody),
        lambda: record_need(desk, nobody, "eviction"),
        lambda: give_consent(desk, nobody, "file"),
        lambda: record_isee(desk, nobody, IseeLine("ordinary", 1, None, None)),
    ):
        with pytest.raises(NotFound):
            work()


def test_the_household_is_amended_as_a_whole(desk: Desk) -> None:
    file = household_file(desk, open_a_file(desk, phone="333 1234567"))
    command = replace(
        amendment(file),
        number="300",
        label="la casa gialla",
        notes="suona due volte",
        is_homeless=True,
        addresses=(
            replace(file.addresses[0], until=date(2026, 10, 1)),
            AddressLine("Via Roma 1", "Cinisello"),
            AddressLine(""),
        ),
        phones=(PhoneLine("02 61234567", whose="figlia"), PhoneLine(" ")),
    )
    amend_household(desk, command)
    after = household_file(desk, file.household_id)
    assert [line.street for line in after.addresses] == ["Via Roma 1", "Via Friuli 18"]
    assert [(line.e164, line.whose) for line in after.phones] == [("+390261234567", "figlia")]
    assert (after.number, after.label, after.is_homeless) == ("300", "la casa gialla", True)
    assert after.revision > file.revision


def test_an_address_no_longer_told_goes_away(desk: Desk) -> None:
    file = household_file(desk, open_a_file(desk))
    amend_household(desk, replace(amendment(file), addresses=()))
    assert household_file(desk, file.household_id).addresses == ()


def test_two_windows_cannot_overwrite_each_other(desk: Desk) -> None:
    file = household_file(desk, open_a_file(desk))
    amend_household(desk, replace(amendment(file), notes="prima"))
    with pytest.raises(ChangedMeanwhile):
        amend_household(desk, replace(amendment(file), notes="seconda"))
    assert household_file(desk, file.household_id).notes == "prima"


def test_the_address_of_another_household_cannot_be_amended(desk: Desk) -> None:
    other = household_file(desk, open_a_file(desk, "Rossi"))
    file = household_file(desk, open_a_file(desk))
    with pytest.raises(NotFound):
        amend_household(desk, replace(amendment(file), addresses=other.addresses))
    assert household_file(desk, other.household_id).addresses == other.addresses


def test_a_file_is_closed_with_its_reason_and_opened_again(desk: Desk) -> None:
    opened = open_a_file(desk)
    close_household(desk, opened, "moved")
    file = household_file(desk, opened)
    assert (file.closed_on, file.closing_reason) == (TODAY, "moved")
    with pytest.raises(RuleBroken) as error:
        close_household(desk, opened, "moved")
    assert broken(error) == "already_closed"
    reopen_household(desk, opened)
    assert household_file(desk, opened).closed_on is None
    with pytest.raises(RuleBroken) as error:
        reopen_household(desk, opened)
    assert broken(error) == "not_closed"


def test_a_file_is_closed_only_for_a_reason_of_the_list(desk: Desk) -> None:
    with pytest.raises(RuleBroken) as error:
        close_household(desk, open_a_file(desk), "antipathy")
    assert broken(error) == "unknown_code"


def test_hostile_text_comes_out_as_it_went_in(desk: Desk) -> None:
    long = "a" * 10_000
    person = MemberDraft("reference", HOSTILE, long, notes=HOSTILE, birth_place=HOSTILE)
    opened = register_household(
        desk,
        RegisterHousehold(
            (person,), number=HOSTILE, card=HOSTILE, street=HOSTILE, phone=HOSTILE, notes=HOSTILE
        ),
    )
    file = household_file(desk, opened)
    assert (file.number, file.card, file.notes) == (HOSTILE, HOSTILE, HOSTILE)
    assert (file.members[0].surname, file.members[0].given_name) == (HOSTILE, long)
    assert (file.addresses[0].street, file.phones[0].written) == (HOSTILE, HOSTILE)


def test_the_file_tells_what_other_centres_gave(desk: Desk) -> None:
    opened = open_a_file(desk)
    aided_elsewhere(
        desk, opened, "San Pio X", ("food", "2026-11-14", None), ("money", "2026-10", 500)
    )
    aided_elsewhere(desk, opened, "Caritas", ("food", "2026-11-20", None), strength="review")
    aided_elsewhere(desk, opened, "Resurrezione", strength="review")
    file = household_file(desk, opened)
    assert [(line.centre, line.is_certain) for line in file.elsewhere] == [
        ("Caritas", False),
        ("San Pio X", True),
        ("San Pio X", True),
    ]
    assert file.also_at == ("San Pio X",)
    assert file.months[-1].elsewhere == 2
    assert file.food.elsewhere_centre == "San Pio X"
    assert file.food.possible_from == date(2026, 11, 29)
