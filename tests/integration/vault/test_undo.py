"""Undo: rows go back to what they were, unless someone built on the change."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, select, text, update

from app.services.households import amend_member, read_file, register_household
from app.services.search import search
from app.services.undo import UndoneChange, last_change, undo_last
from models.entities import (
    Aid,
    Base,
    Change,
    Household,
    IdentityCode,
    Member,
    Need,
    Operator,
    Phone,
    SearchWord,
    Setting,
)
from models.errors import ChangedMeanwhile
from models.ids import new_id
from models.records.household import MemberDraft, RegisterHousehold


def register(desk, label: str = "Rosa") -> tuple[UUID, UUID]:
    household_id, member_id = new_id(), new_id()
    with desk.work("register_household", household_id) as work:
        work.session.add(
            Household(id=household_id, label=label, opened_on="2026-03-10", changed_at="")
        )
        work.session.flush()
        work.session.add(Member(id=member_id, household_id=household_id, surname="Rossi"))
        work.session.flush()
        work.session.add(IdentityCode(id=new_id(), member_id=member_id, kind="card", value="1234"))
        work.session.add(
            Need(
                id=new_id(),
                household_id=household_id,
                member_id=member_id,
                code="food",
                since="2026",
            )
        )
        work.commit()
    return household_id, member_id


def give(desk, household_id: UUID, quantity: int = 1) -> UUID:
    aid_id = new_id()
    with desk.work("record_aid", household_id) as work:
        work.session.add(
            Aid(
                household_id=household_id,
                id=aid_id,
                kind="food",
                quantity=quantity,
                given_on="2026-03-10",
                recorded_at="",
            )
        )
        work.commit()
    return aid_id


def everything(desk) -> dict[str, list[tuple[object, ...]]]:
    tables = ("member", "identity_code", "need", "aid", "phone")
    with desk.read() as session:
        rows = {name: session.execute(select(Base.metadata.tables[name])).all() for name in tables}
        rows["household"] = session.execute(text("SELECT id, label, number FROM household")).all()
    return {name: [tuple(row) for row in found] for name, found in rows.items()}


def test_nothing_to_undo_is_told_as_nothing(desk):
    assert last_change(desk) is None
    assert undo_last(desk) is None


def test_aid_recorded_by_mistake_is_taken_back(desk):
    household_id, _member = register(desk)
    before = everything(desk)
    give(desk, household_id)
    assert last_change(desk) == UndoneChange("record_aid", household_id)
    assert undo_last(desk) == UndoneChange("record_aid", household_id)
    assert everything(desk) == before
    assert last_change(desk) == UndoneChange("register_household", household_id)


def test_changes_are_taken_back_one_after_the_other(desk):
    empty = everything(desk)
    household_id, _member = register(desk)
    give(desk, household_id)
    with desk.work("amend_household", household_id) as work:
        household = work.session.get(Household, household_id)
        household.label, household.changed_at = "Rosa dei fiori", "now"
        work.session.add(Phone(id=new_id(), household_id=household_id, written="02 1234567"))
        work.commit()
    for _ in range(3):
        undo_last(desk)
    assert everything(desk) == empty
    assert undo_last(desk) is None


def test_a_member_removed_comes_back_with_codes_and_needs(desk):
    _household, member_id = register(desk)
    before = everything(desk)
    with desk.work("remove_member", _household) as work:
        work.session.delete(work.session.get(Member, member_id))
        work.commit()
    assert everything(desk)["identity_code"] == []
    undo_last(desk)
    assert everything(desk) == before


def test_aid_removed_comes_back(desk):
    household_id, _member = register(desk)
    aid_id = give(desk, household_id, quantity=3)
    before = everything(desk)
    with desk.work("remove_aid", household_id) as work:
        work.session.delete(work.session.get(Aid, (household_id, aid_id)))
        work.commit()
    assert everything(desk)["aid"] == []
    undo_last(desk)
    assert everything(desk) == before


def test_only_everyday_rows_are_undone(desk):
    household_id, _member = register(desk)
    with desk.work("amend_household", household_id) as work:
        work.session.add(SearchWord(word="rosa", household_id=household_id, field="name"))
        work.session.get(Operator, desk.operator.operator_id).name = "Anna Bianchi"
        work.session.delete(work.session.get(Setting, "is_trial"))
        work.session.get(Household, household_id).label = "Viola"
        work.commit()
    undo_last(desk)
    with desk.read() as session:
        assert session.get(Setting, "is_trial") is None
        assert session.get(Operator, desk.operator.operator_id).name == "Anna Bianchi"
        assert session.get(Household, household_id).label == "Rosa"


def test_undo_makes_a_new_revision_that_open_windows_notice(desk):
    household_id, _member = register(desk)
    with desk.work("amend_household", household_id) as work:
        work.session.get(Household, household_id).label = "Viola"
        work.commit()
    undo_last(desk)
    with desk.read() as session:
        household = session.get(Household, household_id)
        assert (household.label, household.revision) == ("Rosa", 3)


def test_opening_the_file_since_does_not_hinder_undo(desk):
    household_id, _member = register(desk)
    with desk.work("amend_household", household_id) as work:
        work.session.get(Household, household_id).label = "Viola"
        work.commit()
    with desk.work("open_household", household_id, journal=False) as work:
        work.session.execute(update(Household).values(last_opened_at="2026-03-10T10:00:00Z"))
        work.commit()
    undo_last(desk)
    assert everything(desk)["household"][0][1] == "Rosa"


def test_a_row_changed_since_is_not_overwritten(desk):
    household_id, _member = register(desk)
    give(desk, household_id)
    with desk.work("import", journal=False) as work:
        work.session.execute(update(Aid).values(quantity=5))
        work.commit()
    before = everything(desk)
    with pytest.raises(ChangedMeanwhile):
        undo_last(desk)
    assert everything(desk) == before


def test_a_household_is_not_taken_back_with_aid_brought_in_since(desk):
    household_id, _member = register(desk)
    with desk.work("import", journal=False) as work:
        work.session.execute(
            insert(Aid),
            [
                {
                    "household_id": household_id,
                    "id": new_id(),
                    "kind": "food",
                    "quantity": 1,
                    "given_on": "2026-01",
                    "purpose": "",
                    "override_reason": "",
                    "recorded_at": "",
                }
            ],
        )
        work.commit()
    before = everything(desk)
    with pytest.raises(ChangedMeanwhile):
        undo_last(desk)
    assert everything(desk) == before


def test_undo_works_after_the_program_was_closed(closed, desk):
    household_id, _member = register(desk)
    desk.close()
    again = closed.open()
    assert undo_last(again) == UndoneChange("register_household", household_id)
    assert everything(again)["household"] == []
    again.close()


def test_yesterday_is_not_undone(desk, clock):
    register(desk)
    clock.now += timedelta(days=1)
    assert last_change(desk) is None
    assert undo_last(desk) is None
    assert len(everything(desk)["household"]) == 1


def test_the_change_of_another_operator_is_not_undone(desk):
    register(desk)
    with desk.work("staff", journal=False) as work:
        work.session.add(Operator(id=new_id(), name="B", role="staff", authorised_on="2026"))
        work.session.execute(update(Change).values(operator_id=new_id()))
        work.commit()
    assert last_change(desk) is None


def test_undoing_a_rename_makes_the_old_name_findable_again(desk):
    head = MemberDraft(surname="Melnyk", given_name="Olena")
    household_id = register_household(desk, RegisterHousehold((head,)))
    (member,) = read_file(desk, household_id).members
    amend_member(desk, household_id, member.member_id, replace(head, surname="Koval"))
    assert [hit.household_id for hit in search(desk, "koval")] == [household_id]
    undo_last(desk)
    assert [hit.household_id for hit in search(desk, "melnyk")] == [household_id]
    assert search(desk, "koval") == ()


def test_undoing_the_opening_of_a_file_leaves_no_words_behind(desk):
    register_household(desk, RegisterHousehold((MemberDraft(surname="Melnyk"),)))
    undo_last(desk)
    assert search(desk, "melnyk") == ()
    with desk.read() as session:
        assert session.scalars(select(SearchWord.word)).all() == []


def test_a_change_that_changes_nothing_leaves_no_journal(desk):
    household_id, _member = register(desk)
    with desk.work("amend_household", household_id) as work:
        household = work.session.get(Household, household_id)
        household.label = "Viola"
        work.session.flush()
        household.label = "Rosa"
        work.commit()
    assert last_change(desk) == UndoneChange("register_household", household_id)


def test_undo_of_a_change_about_no_household_puts_rows_back_too(desk):
    household_id, _member = register(desk)
    with desk.work("amend") as work:
        work.session.get(Household, household_id).label = "Viola"
        work.commit()
    assert undo_last(desk) == UndoneChange("amend", None)
    assert everything(desk)["household"][0][1] == "Rosa"


@pytest.mark.parametrize(
    "statement", [update(Household).values(label="x"), delete(Phone), insert(Phone)]
)
def test_a_bulk_statement_cannot_escape_the_journal(desk, statement):
    with desk.work("amend_household") as work, pytest.raises(TypeError):
        work.session.execute(statement)
