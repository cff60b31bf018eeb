"""What was merged is divided again, even after work went on; the register and imports follow."""

from datetime import date

import pytest
from sqlalchemy import select

from app.services.aid import record_aid, remove_aid
from app.services.documents import documents, open_document
from app.services.erasing import erase_again, erase_household, erase_member
from app.services.household_file import read_file
from app.services.households import amend_household
from app.services.imports.take import take
from app.services.leaving import renew_reserved_key
from app.services.members import admit_member, amend_member
from app.services.merging import compare, merge_households, merged_files, split_households
from app.services.reserved_notes import (
    amend_reserved_note,
    read_reserved_notes,
    write_reserved_note,
)
from app.services.retention import keep_longer
from app.services.search import household_by_number
from app.services.undo import undo_last
from models.entities import Base, Change, Content, Household, Sighting
from models.errors import NotFound, RuleBroken
from models.ids import new_id
from models.records.aid import RecordAid
from models.records.household import AmendHousehold, MemberDraft
from models.records.merging import MergeHouseholds
from models.records.taking import ConsentAnswer
from tests.integration.merging.conftest import CONFIDED
from tests.integration.services.test_take import DRAFT
from tests.support.rows import rows_of


def test_divided_at_once_both_files_are_as_they_were(twice):
    before = rows_of(twice.desk)
    twice.merge(taken=frozenset({(None, "address"), (None, "card")}))
    split_households(twice.desk, twice.kept, twice.merged)
    assert rows_of(twice.desk) == before
    assert household_by_number(twice.desk, "0904") == twice.merged


def test_what_was_added_since_stays_with_the_surviving_file(twice):
    before = twice.file()
    twice.merge()
    desk = twice.desk
    record_aid(desk, RecordAid(twice.kept, "clothing"))
    newborn = admit_member(desk, twice.kept, MemberDraft("child", "Abdel Rahman", "Nour"))
    split_households(desk, twice.kept, twice.merged)
    file = twice.file()
    assert file.aid_count == before.aid_count + 1
    assert [m.member_id for m in file.members] == [
        *(m.member_id for m in before.members),
        newborn,
    ]
    assert read_file(desk, twice.merged).aid_count == 1


def test_what_was_changed_since_is_not_put_back(twice):
    twice.merge()
    desk, file = twice.desk, twice.file()
    son = file.members[2]
    draft = MemberDraft("child", son.surname, "Omar Karim", born=son.born)
    amend_member(desk, twice.kept, son.member_id, draft)
    file = twice.file()
    amend_household(
        desk,
        AmendHousehold(
            twice.kept,
            file.revision,
            "0217",
            "NUOVA",
            "",
            is_homeless=file.is_homeless,
            notes="Riscritte dopo",
            addresses=file.addresses,
            phones=file.phones,
        ),
    )
    (given,) = (aid for aid in twice.file().aid if aid.member_id)
    remove_aid(desk, twice.kept, given.aid_id)
    split_households(desk, twice.kept, twice.merged)
    file, other = twice.file(), read_file(desk, twice.merged)
    assert (file.card, file.notes, file.is_homeless) == ("NUOVA", "Riscritte dopo", False)
    assert [m.given_name for m in other.members] == ["Mahmoud", "Omar Karim"]
    assert other.aid_count == 0


def test_reserved_notes_go_back_but_one_written_anew_stays(twice):
    desk = twice.desk
    write_reserved_note(desk, twice.merged, "Un'altra")
    twice.merge()
    second, first = read_reserved_notes(desk, twice.kept)
    amend_reserved_note(desk, twice.kept, first.note_id, "Riscritta")
    split_households(desk, twice.kept, twice.merged)
    assert [note.text for note in read_reserved_notes(desk, twice.kept)] == ["Riscritta"]
    assert [note.text for note in read_reserved_notes(desk, twice.merged)] == [second.text]
    for line in documents(desk, twice.merged).lines:
        assert open_document(desk, line.document_id).data.startswith(b"%PDF")
    for one in (twice.kept, twice.merged):
        erase_household(desk, one, "requested")


def test_a_division_is_undone_and_can_be_done_again(twice):
    desk = twice.desk
    twice.merge()
    together = rows_of(desk)
    split_households(desk, twice.kept, twice.merged)
    undo_last(desk)
    assert rows_of(desk) == together
    assert household_by_number(desk, "0904") == twice.kept
    split_households(desk, twice.kept, twice.merged)
    twice.merge()
    assert rows_of(desk, {"audit_entry", "change", "setting", "content", "sighting"}) == {
        name: rows for name, rows in together.items() if name != "sighting"
    }


def test_only_what_is_merged_can_be_divided(twice):
    with pytest.raises(NotFound):
        split_households(twice.desk, twice.kept, twice.merged)


def test_a_longer_keeping_goes_to_the_surviving_file_and_back(twice):
    rows = {twice.kept: "2027-01-01", twice.merged: "2029-01-01"}
    table = Base.metadata.tables["kept_longer"]
    with twice.desk.work("keep_longer", journal=False) as work:
        for household_id, until in rows.items():
            work.session.connection().execute(
                table.insert().values(
                    household_id=household_id, until=until, reason="other", noted_at=""
                )
            )
        work.commit()
    before = rows_of(twice.desk)
    twice.merge()
    (kept,) = rows_of(twice.desk)["kept_longer"]
    assert kept[:2] == (twice.kept, "2029-01-01")
    split_households(twice.desk, twice.kept, twice.merged)
    assert rows_of(twice.desk) == before
    with twice.desk.work("keep_longer", journal=False) as work:
        work.session.connection().execute(table.delete().where(table.c.household_id == twice.kept))
        work.commit()
    before = rows_of(twice.desk)
    twice.merge()
    split_households(twice.desk, twice.kept, twice.merged)
    assert rows_of(twice.desk) == before


def test_a_shorter_keeping_of_the_merged_file_changes_nothing_and_one_set_since_stays(twice):
    table = Base.metadata.tables["kept_longer"]
    with twice.desk.work("keep_longer", journal=False) as work:
        row = {"household_id": twice.merged, "until": "2027-01-01", "reason": "law", "noted_at": ""}
        work.session.connection().execute(table.insert().values(**row))
        work.commit()
    twice.merge()
    keep_longer(twice.desk, twice.kept, date(2030, 1, 1), "funder")
    split_households(twice.desk, twice.kept, twice.merged)
    kept = {row[0]: row[1] for row in rows_of(twice.desk)["kept_longer"]}
    assert kept == {twice.kept: "2030-01-01", twice.merged: "2027-01-01"}
    twice.merge()
    assert {row[1] for row in rows_of(twice.desk)["kept_longer"]} == {"2030-01-01"}


def sighting(household_id, handle: bytes, answer: str) -> Sighting:
    return Sighting(
        household_id=household_id,
        other_centre="2",
        other_handle=handle,
        content_key=bytes(32),
        strength="review",
        answer=answer,
        seen_at="2026-11-01",
    )


def answers(desk) -> set[tuple[object, ...]]:
    with desk.read() as session:
        rows = session.scalars(select(Sighting)).all()
    return {(row.household_id, row.other_handle, row.answer) for row in rows}


def test_answers_about_other_centres_go_with_the_file_and_are_remembered_by_both(twice):
    with twice.desk.work("answer_match", journal=False) as work:
        for of, handle, answer in (
            (twice.kept, b"a", ""),
            (twice.merged, b"a", "same"),
            (twice.merged, b"b", "different"),
            (twice.kept, b"c", "same"),
            (twice.merged, b"c", "different"),
            (twice.kept, b"d", ""),
        ):
            row = sighting(of, handle, answer)
            row.id = new_id()
            work.session.add(row)
        work.commit()
    twice.merge()
    together = {(twice.kept, b"a", "same"), (twice.kept, b"b", "different")}
    together |= {(twice.kept, b"c", "same"), (twice.kept, b"d", "")}
    assert answers(twice.desk) == together
    undo_last(twice.desk)
    both = together | {(twice.merged, handle, said) for _, handle, said in together if said}
    assert answers(twice.desk) == both


def test_an_import_does_not_bring_the_merged_file_back(desk):
    take(desk, DRAFT, ConsentAnswer(given=False), file_name="uno.xlsx")
    with desk.read() as session:
        first, second = session.scalars(select(Household.id).order_by(Household.id)).all()[:2]
    found = compare(desk, first, second)
    read = found.kept.revision, found.merged.revision
    merge_households(desk, MergeHouseholds(first, second, *read, found.same))
    before = rows_of(desk, {"audit_entry", "setting"})
    again = take(desk, DRAFT, ConsentAnswer(given=False), file_name="uno.xlsx")
    assert (again.households_added, again.members_added, again.aid_added) == (0, 0, 0)
    assert rows_of(desk, {"audit_entry", "setting"}) == before


def test_erasing_the_surviving_file_erases_the_merged_one_and_every_trace(twice):
    twice.merge()
    erase_household(twice.desk, twice.kept, "requested")
    rows = rows_of(twice.desk, {"audit_entry", "setting", "erased", "past_figure", "operator"})
    assert {name for name, found in rows.items() if found} == set()


def test_a_person_erased_cannot_come_back_by_a_division(twice):
    twice.merge()
    father = twice.file().members[0]
    erase_member(twice.desk, twice.kept, father.member_id, "requested")
    (merged,) = merged_files(twice.desk, twice.kept)
    assert not merged.can_be_split
    with pytest.raises(RuleBroken) as caught:
        split_households(twice.desk, twice.kept, twice.merged)
    assert caught.value.values["rule"] == "merge_forgotten"
    with twice.desk.read() as session:
        assert not any("Mahmoud" in rows for rows in session.scalars(select(Change.rows)))


def test_whoever_was_erased_is_erased_out_of_a_merged_file_of_a_backup_too(twice):
    twice.merge()
    erased = Base.metadata.tables["erased"]
    with twice.desk.work("erase_again", journal=False) as work:
        work.session.connection().execute(
            erased.insert().values(
                id=twice.merged,
                household_id=None,
                erased_on=date(2026, 11, 1).isoformat(),
                reason="requested",
            )
        )
        work.commit()
    assert erase_again(twice.desk) == 1
    assert [m.given_name for m in twice.file().members] == ["Mahmoud", "Heba"]
    with twice.desk.read() as session:
        assert session.get(Household, twice.merged) is None


def test_another_reserved_key_leaves_the_notes_of_a_merged_file_readable(twice):
    twice.merge()
    renew_reserved_key(twice.desk)
    assert [note.text for note in read_reserved_notes(twice.desk, twice.kept)] == [CONFIDED]
    with twice.desk.read() as session:
        assert set(session.scalars(select(Content.household_id))) == {twice.merged}
