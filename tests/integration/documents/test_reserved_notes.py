"""Reserved notes: read with clearance, counted without it, and nowhere in clear."""

from datetime import date, timedelta

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import func, select

from app.services import papers
from app.services.exports import export_table
from app.services.leaving import renew_key, set_clearance
from app.services.operators import add_operator
from app.services.reserved_notes import (
    LONGEST_TEXT,
    amend_reserved_note,
    count_reserved_notes,
    read_reserved_notes,
    remove_reserved_note,
    write_reserved_note,
)
from app.services.search import search
from app.services.undo import undo_last
from app.services.vaults import open_vault
from models.entities import AuditEntry, Content, Household, ReservedNote
from models.errors import NotAllowed, NotFound, RuleBroken, VaultDamaged
from models.ids import new_id
from models.records.vault import AddOperator
from models.storage.catalogue import read_table, tables_of
from models.storage.engine import connect
from models.storage.key_slots import read_slots
from models.storage.reserved import seal, unseal
from tests.support.vaults import open_a_file

TEXT = "Sentinella: la figlia è seguita dal consultorio"
VOLUNTEER = AddOperator("Bruno Verdi", "volunteer", date(2026, 3, 1), "bruno porta il pane")
STAFF = AddOperator("Carla Blu", "staff", date(2026, 3, 1), "carla scrive le schede")


def texts(desk, family) -> list[str]:
    return [line.text for line in read_reserved_notes(desk, family)]


def test_a_note_is_written_read_amended_and_removed(desk, family, clock):
    note_id = write_reserved_note(desk, family, f"  {TEXT}\n")
    (line,) = read_reserved_notes(desk, family)
    assert (line.text, line.operator, line.amended_at) == (TEXT, desk.operator.name, None)
    assert line.written_at == clock.now
    clock.now += timedelta(minutes=5)
    amend_reserved_note(desk, family, note_id, "altro testo")
    (line,) = read_reserved_notes(desk, family)
    assert (line.text, line.amended_at) == ("altro testo", clock.now)
    write_reserved_note(desk, family, "più recente")
    assert texts(desk, family) == ["più recente", "altro testo"]
    remove_reserved_note(desk, family, note_id)
    assert count_reserved_notes(desk, family) == 1


def test_each_change_is_taken_back(desk, family):
    note_id = write_reserved_note(desk, family, TEXT)
    amend_reserved_note(desk, family, note_id, "altro testo")
    remove_reserved_note(desk, family, note_id)
    found = []
    for _ in range(3):
        undo_last(desk)
        found.append(texts(desk, family))
    assert found == [["altro testo"], [TEXT], []]


def test_a_text_replaced_is_gone_the_day_after(desk, family, clock, closed):
    note_id = write_reserved_note(desk, family, TEXT)
    amend_reserved_note(desk, family, note_id, "altro testo")
    clock.now += timedelta(days=1)
    desk.close()
    again = closed.open(clock)
    with again.read() as session:
        assert session.scalars(select(func.count(Content.id))).one() == 1
    assert texts(again, family) == ["altro testo"]
    again.close()


def test_reading_is_written_in_the_book_of_accesses(desk, family):
    write_reserved_note(desk, family, TEXT)
    read_reserved_notes(desk, family)
    with desk.read() as session:
        rows = session.execute(select(AuditEntry.action, AuditEntry.subject, AuditEntry.detail))
        told = [tuple(row) for row in rows if "note" in row.action]
    assert told == [
        ("write_reserved_note", family.bytes, ""),
        ("read_reserved_notes", family.bytes, ""),
    ]


@pytest.mark.parametrize(
    ("text", "rule"), [(" \n", "note_empty"), ("a" * (LONGEST_TEXT + 1), "note_too_long")]
)
def test_an_empty_or_endless_note_is_refused(desk, family, text, rule):
    with pytest.raises(RuleBroken) as caught:
        write_reserved_note(desk, family, text)
    assert caught.value.values["rule"] == rule


def test_a_note_of_another_household_is_not_found(desk, family):
    other = open_a_file(desk, number="9", card="")
    note_id = write_reserved_note(desk, family, TEXT)
    for household_id, one in ((other, note_id), (family, new_id())):
        with pytest.raises(NotFound):
            amend_reserved_note(desk, household_id, one, TEXT)
        with pytest.raises(NotFound):
            remove_reserved_note(desk, household_id, one)
    with pytest.raises(NotFound):
        write_reserved_note(desk, new_id(), TEXT)


def test_a_text_moved_to_another_note_or_household_does_not_open():
    key, ours, note = bytes(range(32)), new_id(), new_id()
    sealed = seal(key, ours, note, "note-1", b"x")
    assert unseal(key, ours, note, "note-1", sealed) == b"x"
    for moved in (
        (key, new_id(), note, "note-1", sealed),
        (key, ours, new_id(), "note-1", sealed),
        (key, ours, note, "details-1", sealed),
        (bytes(32), ours, note, "note-1", sealed),
        (key, ours, note, "note-1", sealed[:-1]),
        (key, ours, note, "note-1", b""),
    ):
        with pytest.raises(VaultDamaged):
            unseal(*moved)


def everything(path, key: bytes) -> list[bytes]:
    """Every value of every row of every table of a vault, as bytes."""
    connection = connect(path, key)
    found = []
    for made in tables_of(connection):
        for row in read_table(connection, made.name):
            found += [value if isinstance(value, bytes) else str(value).encode() for value in row]
    connection.close()
    return found


def test_the_text_is_nowhere_in_clear(desk, family, closed, tmp_path):
    note_id = write_reserved_note(desk, family, TEXT)
    amend_reserved_note(desk, family, note_id, TEXT + ", ancora")
    remove_reserved_note(desk, family, note_id)
    undo_last(desk)
    assert search(desk, "consultorio") == ()
    for what in ("households", "members", "aid"):
        export_table(desk, tmp_path / f"{what}.csv", what)
    paper = papers.household_summary(desk, family, "it")
    key = desk.vault.key
    desk.close()
    out = [path.read_bytes() for path in tmp_path.iterdir() if path.suffix == ".csv"]
    for place in (*everything(closed.path, key), *out, paper):
        assert b"consultorio" not in place


def test_a_volunteer_with_the_vault_open_cannot_get_the_text(desk, family, closed, clock):
    note_id = write_reserved_note(desk, family, TEXT)
    add_operator(desk, VOLUNTEER)
    desk.close()
    his = open_vault(closed.path, VOLUNTEER.passphrase, clock)
    assert count_reserved_notes(his, family) == 1
    for deed in (
        lambda: read_reserved_notes(his, family),
        lambda: write_reserved_note(his, family, TEXT),
        lambda: amend_reserved_note(his, family, note_id, TEXT),
        lambda: remove_reserved_note(his, family, note_id),
    ):
        with pytest.raises(NotAllowed):
            deed()
    opened = read_slots(closed.path).open_with_passphrase(VOLUNTEER.passphrase)
    assert opened.reserved is None
    his.close()
    values = everything(closed.path, opened.key)
    assert not any(b"consultorio" in value for value in values)
    keys = {opened.key, *(value for value in values if len(value) == 32)}
    keys |= {bytes.fromhex(value.decode()) for value in values if _is_hex_key(value)}
    assert _opened_by(keys, values, family.bytes + note_id.bytes) == []


def _is_hex_key(value: bytes) -> bool:
    return len(value) == 64 and all(letter in b"0123456789abcdef" for letter in value)


def _opened_by(keys: set[bytes], values: list[bytes], bound: bytes) -> list[bytes]:
    """What any of these keys, plain or derived as ours are, opens among these values."""
    found = []
    for key in keys:
        for used in (key, HKDF(SHA256(), 32, None, b"dapo reserved note-1").derive(key)):
            for value in values:
                if len(value) > 28:
                    try:
                        found.append(
                            AESGCM(used).decrypt(value[:12], value[12:], bound + b"note-1")
                        )
                    except InvalidTag:
                        continue
    return found


def test_the_same_search_with_the_reserved_key_finds_the_text(desk, family, closed):
    note_id = write_reserved_note(desk, family, TEXT)
    keys = desk.vault.keys
    desk.close()
    values = everything(closed.path, keys.vault)
    found = _opened_by({keys.vault, keys.reserved}, values, family.bytes + note_id.bytes)
    assert found == [TEXT.encode()]


def test_clearance_given_and_taken(desk, family, closed, clock):
    write_reserved_note(desk, family, TEXT)
    carla = add_operator(desk, STAFF)
    desk.close()
    for has_clearance in (True, False):
        anna = closed.open(clock)
        set_clearance(anna, carla, has_clearance=has_clearance)
        anna.close()
        hers = open_vault(closed.path, STAFF.passphrase, clock)
        if has_clearance:
            assert texts(hers, family) == [TEXT]
        else:
            with pytest.raises(NotAllowed) as caught:
                read_reserved_notes(hers, family)
            assert caught.value.values["needed"] == "clearance"
        hers.close()


def test_another_key_for_the_vault_leaves_the_notes_readable(desk, family, closed, clock):
    write_reserved_note(desk, family, TEXT)
    renew_key(desk)
    assert texts(desk, family) == [TEXT]
    desk.close()
    again = closed.open(clock)
    assert texts(again, family) == [TEXT]
    again.close()


def test_notes_go_with_their_household(desk, family):
    write_reserved_note(desk, family, TEXT)
    with desk.work("merge_households", journal=False) as work:
        work.session.delete(work.session.get(Household, family))
        work.commit()
    with desk.read() as session:
        for table in (Content, ReservedNote):
            assert session.scalars(select(func.count(table.id))).one() == 0
