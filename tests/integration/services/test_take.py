"""A register brought in: one batch, repeated without doubling, undone as a whole."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from app.services.aid import aid_page, record_aid
from app.services.consents import give_consent, withdraw_consent
from app.services.desk import Desk
from app.services.economy import record_isee
from app.services.household_file import read_file
from app.services.households import household_file, register_household
from app.services.imports.take import batches, take, undo_import
from app.services.imports.vault_rows import isee_kind
from app.services.progress import Cancelled
from app.services.search import household_by_number, search
from app.services.vaults import vault_info
from models.entities import Household, ImportBatch
from models.errors import NotFound, RuleBroken
from models.ids import new_id
from models.records.aid import RecordAid
from models.records.household import (
    CodeLine,
    HouseholdFile,
    IseeLine,
    MemberDraft,
    RegisterHousehold,
)
from models.records.imports import (
    DraftAid,
    DraftCode,
    DraftHousehold,
    DraftMember,
    ImportDraft,
    Notice,
)
from models.records.taking import ConsentAnswer, ImportOutcome
from models.rules.partial_date import PartialDate
from tests.support.vaults import NOW

CODE = "RSSMRA85T10A562S"
YES = ConsentAnswer(given=True, on=PartialDate(2026, 1))
NO = ConsentAnswer(given=False)
ROSSI = DraftHousehold(
    fingerprint=b"r" * 16,
    old_number="N0217",
    card="SM0083",
    members=(
        DraftMember("Rossi", "Mario", "reference", "M", codes=(DraftCode("", CODE),)),
        DraftMember("Bo", "Lia", "spouse", born=PartialDate(1990)),
    ),
    declared_size=4,
    declared_minors=2,
    address="Via Roma 1",
    phones=("333 1234567",),
    email="rossi@example.invalid",
    isee_cents=512_300,
    isee_type="ISEE Corrente",
    notes="suona due volte",
)
MORO = DraftHousehold(b"m" * 16, "300", "", (DraftMember("", ""),), declared_size=1)
AIDS = (
    DraftAid(b"1" * 16, 0, "food", PartialDate(2026, 3, 5), 2, collected_by=1),
    DraftAid(b"2" * 16, 0, "money", PartialDate(2026, 4), 1, 6050, "bolletta"),
    DraftAid(b"3" * 16, 1, "food", None),
)
DRAFT = ImportDraft("registro", (ROSSI, MORO), AIDS, (), (Notice("F", 3, "Data", "31/2", "date"),))


def opened(desk: Desk, number: str = "N0217") -> HouseholdFile:
    household = household_by_number(desk, number)
    assert household is not None
    return household_file(desk, household)


def counts(desk: Desk) -> tuple[int, int, int]:
    info = vault_info(desk)
    return info.households, info.members, info.aid


def register_rossi(desk: Desk, **of: str) -> HouseholdFile:
    """The same man's file, opened by hand before the import."""
    person = MemberDraft(surname="Rossi", given_name="Mario", codes=(CodeLine("", CODE),))
    household = register_household(desk, RegisterHousehold((person,), **of))
    return read_file(desk, household)


def test_everything_the_register_says_is_in_the_files(desk: Desk) -> None:
    outcome = take(desk, DRAFT, YES, file_name="registro.xlsx")
    assert (outcome.households_added, outcome.members_added, outcome.aid_added) == (2, 3, 3)
    file = opened(desk)
    assert file.names == "Rossi Mario · Bo Lia"
    assert (file.composition.people, file.composition.minors) == (4, 2)
    assert (file.card, file.notes) == ("SM0083", "suona due volte\nrossi@example.invalid")
    assert file.opened_on == date(2026, 3, 5)
    assert file.addresses[0].street == "Via Roma 1"
    assert file.phones[0].e164 == "+393331234567"
    assert (file.isee[0].kind, file.isee[0].cents) == ("current", 512_300)
    assert [(line.purpose, line.given_on) for line in file.consents] == [
        ("register", PartialDate(2026, 1))
    ]
    assert [(a.kind, a.quantity, a.cents, a.purpose) for a in file.aid] == [
        ("money", 1, 6050, "bolletta"),
        ("food", 2, None, ""),
    ]
    assert file.aid[1].member_id == file.members[1].member_id
    assert file.aid[0].operator == ""


def test_a_household_without_names_is_called_by_its_number(desk: Desk) -> None:
    take(desk, DRAFT, NO)
    file = opened(desk, "300")
    assert file.names == "300"
    assert file.aid[0].given_on is None
    assert file.opened_on == NOW.date()


def test_people_brought_in_are_found(desk: Desk) -> None:
    search(desk, "nessuno")
    take(desk, DRAFT, YES)
    for typed in ("rossi", "mrio", "bo lia", CODE, "1234567", "217", "SM0083"):
        assert search(desk, typed)[0].number == "N0217"


def test_without_the_consent_none_is_written(desk: Desk) -> None:
    take(desk, DRAFT, NO)
    assert opened(desk).consents == ()


def test_a_consent_of_unknown_date_is_a_consent(desk: Desk) -> None:
    take(desk, DRAFT, ConsentAnswer(given=True))
    assert opened(desk).consents[0].given_on is None


def test_the_same_file_twice_adds_nothing(desk: Desk) -> None:
    take(desk, DRAFT, YES)
    before = counts(desk)
    again = take(desk, DRAFT, YES)
    assert again == ImportOutcome(None, households_known=2, aid_known=3)
    assert counts(desk) == before
    assert len(batches(desk)) == 1


def test_a_later_export_adds_only_what_is_new(desk: Desk) -> None:
    take(desk, DRAFT, YES)
    new = DraftAid(b"4" * 16, 0, "food", PartialDate(2026, 5, 5), collected_by=0)
    outcome = take(desk, replace(DRAFT, aids=(*AIDS, new)), YES)
    assert (outcome.households_known, outcome.aid_added, outcome.aid_known) == (2, 1, 3)
    file = opened(desk)
    assert file.aid[0].given_on == PartialDate(2026, 5, 5)
    assert file.aid[0].member_id == file.members[0].member_id
    assert len(file.consents) == 1


def test_a_household_kept_already_is_recognised_by_an_adults_code(desk: Desk) -> None:
    kept = register_rossi(desk)
    outcome = take(desk, DRAFT, YES)
    assert (outcome.households_added, outcome.households_merged) == (1, 1)
    file = opened(desk)
    assert file.household_id == kept.household_id
    assert [(m.name, m.relation) for m in file.members] == [
        ("Rossi Mario", "reference"),
        ("Bo Lia", "spouse"),
    ]
    assert (file.card, len(file.phones), len(file.addresses), len(file.isee)) == ("SM0083", 1, 1, 1)
    assert file.aid_count == 2
    assert search(desk, "bo lia")[0].household_id == kept.household_id


def test_what_was_written_by_hand_is_not_overwritten(desk: Desk) -> None:
    kept = register_rossi(
        desk, number="5", card="9", street="Via Friuli 18", phone="+39 3331234567"
    )
    record_isee(desk, kept.household_id, IseeLine("ordinary", 100, None, None))
    take(desk, DRAFT, YES)
    file = household_file(desk, kept.household_id)
    assert (file.number, file.card) == ("5", "9")
    assert [line.cents for line in file.isee] == [100]
    assert [line.street for line in file.addresses] == ["Via Friuli 18"]
    assert len(file.phones) == 1


def test_the_reference_person_of_the_register_joins_a_household_as_another(desk: Desk) -> None:
    people = (
        MemberDraft(surname="Verdi", given_name="Ugo"),
        MemberDraft("spouse", "Rossi", "Mario", codes=(CodeLine("", CODE),)),
    )
    kept = register_household(desk, RegisterHousehold(people))
    swapped = replace(ROSSI, members=(DraftMember("Neri", "Eva", "reference"), ROSSI.members[0]))
    swapped = replace(
        swapped, members=(swapped.members[0], replace(swapped.members[1], relation="spouse"))
    )
    take(desk, replace(DRAFT, households=(swapped, MORO)), YES)
    relations = {m.name: m.relation for m in household_file(desk, kept).members}
    assert relations == {"Verdi Ugo": "reference", "Rossi Mario": "spouse", "Neri Eva": "other"}


def test_a_code_typed_into_the_wrong_line_merges_nothing(desk: Desk) -> None:
    stranger = MemberDraft(surname="Hu", given_name="Wei", codes=(CodeLine("", CODE),))
    register_household(desk, RegisterHousehold((stranger,)))
    assert take(desk, DRAFT, YES).households_merged == 0


def test_a_consent_withdrawn_is_not_given_again_by_an_import(desk: Desk) -> None:
    kept = register_rossi(desk)
    give_consent(desk, kept.household_id, "register")
    withdraw_consent(desk, kept.household_id, "register")
    take(desk, DRAFT, YES)
    (line,) = household_file(desk, kept.household_id).consents
    assert line.withdrawn_on is not None


def test_an_erased_household_does_not_come_back(desk: Desk) -> None:
    take(desk, DRAFT, YES)
    erased = opened(desk).household_id
    with desk.work("erase", journal=False) as work:
        work.session.delete(work.session.get_one(Household, erased))
        work.commit()
    new = DraftAid(b"5" * 16, 0, "food", PartialDate(2026, 6, 5))
    again = take(desk, replace(DRAFT, aids=(*AIDS, new)), YES)
    assert again.batch_id is None
    assert household_by_number(desk, "N0217") is None


def test_an_import_is_undone_as_a_whole(desk: Desk) -> None:
    before = counts(desk)
    outcome = take(desk, DRAFT, YES, file_name="registro.xlsx")
    assert outcome.batch_id is not None
    undo_import(desk, outcome.batch_id)
    assert counts(desk) == before
    assert search(desk, "rossi") == ()
    (line,) = batches(desk)
    assert (line.file_name, line.undone_at, line.notices) == ("registro.xlsx", NOW, 1)
    assert line.outcome == outcome
    with pytest.raises(NotFound):
        undo_import(desk, outcome.batch_id)
    assert take(desk, DRAFT, YES).households_added == 2


def test_undoing_leaves_what_was_there_before_as_it_was(desk: Desk) -> None:
    kept = register_rossi(desk)
    outcome = take(desk, DRAFT, YES)
    assert outcome.batch_id is not None
    undo_import(desk, outcome.batch_id)
    after = read_file(desk, kept.household_id)
    assert after == replace(kept, last_opened_at=after.last_opened_at)
    assert search(desk, "bo lia") == ()
    assert search(desk, "N0217") == ()
    assert search(desk, "rossi")[0].household_id == kept.household_id


def test_an_undo_that_would_lose_later_work_is_refused(desk: Desk) -> None:
    outcome = take(desk, DRAFT, YES)
    household = opened(desk).household_id
    record_aid(desk, RecordAid(household, "food"))
    assert outcome.batch_id is not None
    with pytest.raises(RuleBroken) as error:
        undo_import(desk, outcome.batch_id)
    assert error.value.values == {"rule": "changed_since_import", "households": 1}
    assert len(aid_page(desk, household)) == 3


def test_an_unknown_batch_cannot_be_undone(desk: Desk) -> None:
    with pytest.raises(NotFound):
        undo_import(desk, new_id())


@pytest.mark.parametrize("phase", ["recognise", "households", "write"])
def test_a_cancelled_import_leaves_nothing(desk: Desk, phase: str) -> None:
    def cancel(reached: str, _done: int, _total: int) -> None:
        if reached == phase:
            raise Cancelled

    with pytest.raises(Cancelled):
        take(desk, DRAFT, YES, cancel)
    assert counts(desk) == (0, 0, 0)
    assert batches(desk) == ()
    assert take(desk, DRAFT, YES).households_added == 2


def test_the_rows_that_were_not_taken_as_they_were_are_kept_with_the_batch(desk: Desk) -> None:
    take(desk, DRAFT, YES)
    with desk.read() as session:
        batch = session.scalars(select(ImportBatch)).one()
    (notice,) = json.loads(batch.notices)
    assert notice == {"sheet": "F", "row": 3, "column": "Data", "value": "31/2", "code": "date"}
    assert batch.register == "registro"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("", "ordinary"),
        ("Ordinario", "ordinary"),
        ("ISEE CORRENTE", "current"),
        ("min. minorenni", "minors"),
        ("Università", "university"),
        ("socio-sanitario", "social_health"),
        ("boh", "other"),
    ],
)
def test_the_type_of_an_isee_is_read_as_registers_write_it(written: str, kind: str) -> None:
    assert isee_kind(written) == kind
