"""The unit of work: what is saved, what is not, and the audit chain in the same transaction."""

import threading
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from models.entities import AuditEntry, Change, Household
from models.errors import ChangedMeanwhile, DiskFull
from models.ids import new_id
from models.storage.audit import read_head
from models.storage.audit_check import verify_audit


def a_household(label: str = "Rosa") -> Household:
    return Household(id=new_id(), label=label, opened_on="2026-03-10", changed_at="")


def register(desk, label: str, fail: Callable[[], object] = bool) -> None:
    with desk.work("register_household") as work:
        work.session.add(a_household(label))
        work.session.flush()
        fail()
        work.commit()


def overwrite(desk, read_first: Household) -> None:
    with desk.work("amend_household") as work:
        work.session.merge(read_first, load=False).label = "overwriting"
        work.session.flush()


def labels(desk) -> list[str]:
    with desk.read() as session:
        return list(session.scalars(select(Household.label).order_by(Household.id)))


def entries(desk) -> list[tuple[str, bytes | None, str]]:
    with desk.read() as session:
        columns = select(AuditEntry.action, AuditEntry.subject, AuditEntry.detail)
        return [tuple(row) for row in session.execute(columns.order_by(AuditEntry.sequence))]


def test_what_is_committed_stays_and_what_is_not_is_undone(desk):
    with desk.work("register_household") as work:
        work.session.add(a_household("kept"))
        work.commit()
        work.session.add(a_household("left without commit"))
        work.session.flush()
    with pytest.raises(ZeroDivisionError):
        register(desk, "failed", fail=lambda: 1 // 0)
    assert labels(desk) == ["kept"]


def test_an_audit_entry_is_saved_with_the_change_or_not_at_all(desk):
    before = entries(desk)
    with desk.work("register_household") as work:
        work.audit("register_household", uuid4(), "lost")
    subject = uuid4()
    with desk.work("record_aid", subject) as work:
        work.commit()
    with desk.work("record_aid", subject) as work:
        work.audit("record_aid", subject, "food")
        work.audit("overrode_window", subject)
        work.commit()
    assert entries(desk)[len(before) :] == [
        ("record_aid", subject.bytes, ""),
        ("record_aid", subject.bytes, "food"),
        ("overrode_window", subject.bytes, ""),
    ]
    with desk.read() as session:
        assert verify_audit(session).fault is None


@pytest.mark.parametrize(
    ("tampering", "named"),
    [
        ("UPDATE audit_entry SET detail = 'x' WHERE sequence = 3", 3),
        ("UPDATE audit_entry SET operator_id = NULL WHERE sequence = 2", 2),
        ("DELETE FROM audit_entry WHERE sequence = 1", 1),
        ("DELETE FROM audit_entry WHERE sequence = 3", 3),
        ("DELETE FROM audit_entry WHERE sequence >= 4", 4),
        ("DELETE FROM audit_entry", 1),
        ("UPDATE audit_entry SET digest = x'00' WHERE sequence = 4", 4),
        ("INSERT INTO audit_entry VALUES (9, '', NULL, 'x', NULL, '', x'00')", 7),
        ("UPDATE setting SET value = '{}' WHERE name = 'other'", None),
    ],
)
def test_an_edited_deleted_or_cut_entry_is_named(desk, tampering, named):
    for _ in range(3):
        with desk.work("open_household") as work:
            work.commit()
    with desk.vault._writer.begin() as connection:
        last = connection.scalar(text("SELECT max(sequence) FROM audit_entry"))
        connection.execute(text(tampering))
    with desk.read() as session:
        fault = verify_audit(session).fault
    assert (fault and fault.sequence) == (last + 1 if named == 7 else named)


def test_the_head_of_the_chain_is_that_of_the_last_entry(desk):
    with desk.read() as session:
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
        assert read_head(session) == (last.sequence, last.digest)


def test_a_household_changed_in_another_window_is_told(desk):
    household = a_household()
    with desk.work("register_household") as work:
        work.session.add(household)
        work.commit()
    with desk.read() as session:
        read_first = session.get(Household, household.id)
    with desk.work("amend_household") as work:
        work.session.get(Household, household.id).label = "second"
        work.commit()
    with desk.work("amend_household") as work:
        stale = work.session.merge(read_first, load=False)
        stale.label = "overwriting"
        with pytest.raises(ChangedMeanwhile):
            work.commit()
    with pytest.raises(ChangedMeanwhile):
        overwrite(desk, read_first)
    assert labels(desk) == ["second"]


def test_a_unit_of_work_inside_another_is_a_fault_of_ours(desk):
    with desk.work("first"), pytest.raises(RuntimeError, match="already open"), desk.work("second"):
        pass
    register(desk, "the lane is free again")


def test_units_of_work_of_many_threads_go_one_after_the_other(desk):
    threads = [threading.Thread(target=register, args=(desk, str(number))) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(labels(desk), key=int) == [str(number) for number in range(12)]
    with desk.read() as session:
        assert verify_audit(session).fault is None


def test_a_reader_is_not_disturbed_by_a_writer(desk):
    with desk.read() as session:
        assert session.scalars(select(Household)).all() == []
        with desk.work("register_household") as work:
            work.session.add(a_household())
            work.commit()
        assert session.scalars(select(Household)).all() == []
    assert labels(desk) == ["Rosa"]


def test_a_full_disk_is_told_and_loses_nothing_saved(desk):
    with desk.work("register_household") as work:
        work.session.add(a_household("before"))
        work.commit()
    with desk.work("limit", journal=False) as work:
        pages = work.session.scalar(text("PRAGMA page_count"))
        work.session.scalar(text(f"PRAGMA max_page_count = {pages + 2}"))
        work.commit()
    label = "x" * 100_000
    with pytest.raises(DiskFull) as told:
        register(desk, label)
    assert told.value.code == "disk_full"
    assert labels(desk) == ["before"]
    with desk.work("limit", journal=False) as work:
        work.session.scalar(text("PRAGMA max_page_count = 1000000"))
        work.session.add(a_household("after"))
        work.commit()
    assert labels(desk) == ["before", "after"]


def test_bulk_work_leaves_no_journal(desk):
    with desk.work("import", journal=False) as work:
        work.session.add(a_household())
        work.commit()
    with desk.read() as session:
        assert session.scalars(select(Change)).all() == []


def test_the_file_of_a_closed_vault_is_whole_without_its_log(closed, desk):
    with desk.work("register_household") as work:
        work.session.add(a_household())
        work.commit()
    desk.close()
    assert not Path(f"{closed.path}-wal").exists()
    again = closed.open()
    assert labels(again) == ["Rosa"]
    again.close()
