"""Documents in the vault: kept, listed, opened, taken back, and gone for good the day after."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.services.backups import back_up, backups_beside
from app.services.documents import (
    DocumentNotTaken,
    add_document,
    copy_document,
    documents,
    keeping,
    open_document,
    remove_document,
)
from app.services.operators import add_operator
from app.services.overview import households_of, overview
from app.services.undo import undo_last
from app.services.vaults import open_vault
from models.entities import AuditEntry, Change, Content, Document
from models.errors import NotAllowed, NotFound, RuleBroken
from models.ids import new_id
from models.records.documents import AddDocument, TakenFile
from models.records.vault import AddOperator

SENTINEL = b"SENTINEL-OF-A-DOCUMENT"
VOLUNTEER = AddOperator("Bruno Verdi", "volunteer", date(2026, 3, 1), "bruno porta il pane")
EXPIRES = date(2026, 4, 1)


@pytest.fixture
def permit() -> TakenFile:
    return TakenFile("permesso.pdf", "application/pdf", b"%PDF-" + SENTINEL * 99, 2)


def contents(desk) -> int:
    with desk.read() as session:
        return session.scalars(select(func.count(Content.id))).one()


def deeds(desk) -> list[tuple[str, str]]:
    with desk.read() as session:
        rows = session.execute(select(AuditEntry.action, AuditEntry.detail)).all()
    return [(row.action, row.detail) for row in rows if "document" in row.action]


def add(desk, family, permit, **more):
    return add_document(desk, AddDocument(family, permit, "permit", **more))


def test_a_document_is_kept_listed_and_opened_as_it_was(desk, family, permit):
    made = add(desk, family, permit, issued_on=date(2025, 4, 1), expires_on=EXPIRES)
    found = documents(desk, family)
    (line,) = found.lines
    assert (line.document_id, line.kind, line.name) == (made, "permit", "permesso.pdf")
    assert (line.issued_on, line.expires_on, line.is_expired) == (date(2025, 4, 1), EXPIRES, False)
    assert (line.operator, line.size, found.size) == (
        desk.operator.name,
        len(permit.data),
        line.size,
    )
    assert open_document(desk, made).data == permit.data
    assert copy_document(desk, made).media == "application/pdf"
    assert deeds(desk) == [
        (action, f"permit {made}") for action in ("add_document", "open_document", "copy_document")
    ]


def test_a_name_may_be_given_and_a_document_expires(desk, family, permit, clock):
    add(desk, family, permit, name="Permesso di Heba", expires_on=EXPIRES)
    clock.now += timedelta(days=30)
    (line,) = documents(desk, family).lines
    assert (line.name, line.is_expired) == ("Permesso di Heba", True)


def test_what_expires_soon_is_on_the_first_page(desk, family, permit):
    add(desk, family, permit, expires_on=EXPIRES)
    add(desk, family, permit, expires_on=date(2027, 1, 1), is_reserved=True)
    add(desk, family, permit, expires_on=date(2026, 3, 30), is_reserved=True)
    (line,) = (line for line in overview(desk).expiring if line.code == "document")
    assert (line.count, line.on, line.until) == (2, date(2026, 3, 30), EXPIRES)
    assert [hit.household_id for hit in households_of(desk, "document")] == [family]


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"kind": "diary"}, "unknown_code"),
        ({"issued_on": date(2027, 1, 1)}, "future_date"),
        ({"issued_on": date(2026, 1, 2), "expires_on": date(2026, 1, 1)}, "dates_crossed"),
    ],
)
def test_what_cannot_be_is_refused(desk, family, permit, more, rule):
    with pytest.raises(RuleBroken) as caught:
        add_document(desk, replace(AddDocument(family, permit, "permit"), **more))
    assert caught.value.values["rule"] == rule
    assert contents(desk) == 0


def test_a_household_has_its_share_and_no_more(desk, family, permit, monkeypatch):
    monkeypatch.setattr(keeping, "HOUSEHOLDS_LARGEST", 2 * len(permit.data))
    add(desk, family, permit)
    add(desk, family, permit)
    with pytest.raises(DocumentNotTaken) as caught:
        add(desk, family, permit)
    assert caught.value.values["reason"] == "household_full"
    assert caught.value.values["size"] == 3 * len(permit.data)
    assert len(documents(desk, family).lines) == 2


def test_what_is_not_there_is_not_found(desk, permit):
    with pytest.raises(NotFound):
        add(desk, new_id(), permit)
    for deed in (open_document, copy_document, remove_document):
        with pytest.raises(NotFound):
            deed(desk, new_id())


def test_a_document_removed_meanwhile_is_not_removed_twice(desk, family, permit, monkeypatch):
    made = add(desk, family, permit)
    row = keeping._found(desk, made)
    remove_document(desk, made)
    monkeypatch.setattr(keeping, "_found", lambda *_: row)
    with pytest.raises(NotFound):
        remove_document(desk, made)


@pytest.mark.parametrize("is_reserved", [False, True])
def test_a_removed_document_comes_back_today_and_is_gone_tomorrow(
    desk, family, permit, clock, closed, is_reserved
):
    made = add(desk, family, permit, is_reserved=is_reserved)
    kept = contents(desk)
    remove_document(desk, made)
    assert documents(desk, family).lines == ()
    add(desk, family, permit)
    undo_last(desk)
    undo_last(desk)
    assert open_document(desk, made).data == permit.data
    remove_document(desk, made)
    assert contents(desk) >= kept
    clock.now += timedelta(days=1)
    desk.close()
    again = closed.open(clock)
    assert contents(again) == 0
    again.close()


def test_the_journal_never_holds_the_bytes_of_a_document(desk, family, permit):
    made = add(desk, family, permit)
    remove_document(desk, made)
    with desk.read() as session:
        rows = session.scalars(select(Change.rows)).all()
    assert rows
    assert not any(SENTINEL.decode() in row or len(row) > 5_000 for row in rows)


def test_an_addition_taken_back_leaves_no_bytes(desk, family, permit):
    add(desk, family, permit)
    undo_last(desk)
    assert documents(desk, family).lines == ()
    add(desk, family, permit)
    assert contents(desk) == 1


def test_a_volunteer_adds_and_opens_but_neither_removes_nor_copies(
    desk, family, permit, closed, clock
):
    made = add(desk, family, permit)
    add_operator(desk, VOLUNTEER)
    desk.close()
    his = open_vault(closed.path, VOLUNTEER.passphrase, clock)
    assert open_document(his, made).data == permit.data
    add(his, family, permit)
    for deed in (remove_document, copy_document):
        with pytest.raises(NotAllowed):
            deed(his, made)
    his.close()


def test_of_a_reserved_document_a_volunteer_sees_that_it_is_there(
    desk, family, permit, closed, clock
):
    named = replace(permit, name="cartella clinica.pdf")
    made = add_document(
        desk,
        AddDocument(family, named, "medical", issued_on=date(2026, 1, 1), is_reserved=True),
    )
    (line,) = documents(desk, family).lines
    assert (line.name, line.kind, line.issued_on) == (
        "cartella clinica.pdf",
        "medical",
        date(2026, 1, 1),
    )
    assert open_document(desk, made).data == permit.data
    assert ("add_document", f"reserved {made}") in deeds(desk)
    add_operator(desk, VOLUNTEER)
    desk.close()
    his = open_vault(closed.path, VOLUNTEER.passphrase, clock)
    (line,) = documents(his, family).lines
    assert (line.name, line.kind, line.issued_on) == ("", "", None)
    assert line.is_reserved
    assert not line.is_readable
    for deed in (
        lambda: open_document(his, made),
        lambda: add(his, family, permit, is_reserved=True),
    ):
        with pytest.raises(NotAllowed):
            deed()
    with his.read() as session:
        rows = session.execute(select(Document)).scalars().all()
        assert all(row.kind == "" for row in rows)
        for data in session.scalars(select(Content.data)):
            assert SENTINEL not in data
            assert b"medical" not in data
    his.close()


def test_a_backup_carries_the_documents(desk, family, permit):
    add(desk, family, permit)
    back_up(desk)
    assert backups_beside(desk.vault.path)
