"""Making and opening a vault: what opens, and each thing that does not, by its own name."""

import errno
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.services.desk import utc_now
from app.services.vaults import (
    create_vault,
    open_vault,
    open_with_recovery_key,
    set_passphrase,
    vault_info,
)
from models.entities import Household
from models.errors import (
    CipherMissing,
    DiskFailed,
    KeysDamaged,
    KeysMissing,
    NotAVault,
    RecoveryKeyMistyped,
    RuleBroken,
    VaultAlreadyOpen,
    VaultDamaged,
    VaultExists,
    VaultMissing,
    VaultReadOnly,
    VaultTooNew,
    WorldError,
    WrongPassphrase,
)
from models.ids import new_id
from models.records.vault import CreateVault
from models.storage import engine
from models.storage.engine import connect
from models.storage.instance_lock import InstanceLock
from models.storage.schema import SCHEMA
from tests.integration.vault.conftest import PHRASE, failing

NEW_PHRASE = "nuova frase di cinque parole"


def test_a_vault_opens_with_the_passphrase_it_was_made_with(closed):
    desk = open_vault(closed.path, PHRASE)
    assert (desk.centre, desk.operator.name, desk.operator.role) == (
        "San Pio X",
        "Anna Neri",
        "coordinator",
    )
    info = vault_info(desk)
    assert (info.schema, info.households, info.is_trial, info.is_enrolled) == (
        SCHEMA,
        0,
        False,
        False,
    )
    assert info.audit_entries == 2
    assert desk.today() == utc_now().astimezone().date()
    desk.close()


def test_a_wrong_passphrase_is_told_and_the_vault_can_then_be_opened(closed):
    with pytest.raises(WrongPassphrase) as told:
        open_vault(closed.path, "frase sbagliata")
    assert told.value.code == "wrong_passphrase"
    closed.open().close()


def test_a_changed_passphrase_takes_the_place_of_the_old_one(closed, desk):
    set_passphrase(desk, PHRASE, NEW_PHRASE)
    desk.close()
    with pytest.raises(WrongPassphrase):
        open_vault(closed.path, PHRASE)
    open_vault(closed.path, NEW_PHRASE).close()


def test_who_opened_with_the_recovery_key_chooses_a_new_passphrase_with_it(closed, desk):
    set_passphrase(desk, closed.recovery_key, NEW_PHRASE)
    desk.close()
    open_vault(closed.path, NEW_PHRASE).close()


def test_the_passphrase_does_not_change_without_the_old_one(desk):
    with pytest.raises(WrongPassphrase):
        set_passphrase(desk, "frase sbagliata", NEW_PHRASE)
    with pytest.raises(RuleBroken):
        set_passphrase(desk, PHRASE, "corta")


def test_a_mistyped_recovery_key_is_told_apart(closed):
    with pytest.raises(RecoveryKeyMistyped):
        open_with_recovery_key(closed.path, closed.recovery_key[:-1])


@pytest.mark.parametrize("change", [{"passphrase": "corta"}, {"centre": "  "}, {"operator": ""}])
def test_a_vault_is_not_made_without_name_or_passphrase(tmp_path, change):
    told = {"centre": "C", "operator": "A", "passphrase": PHRASE} | change
    with pytest.raises(RuleBroken):
        create_vault(CreateVault(tmp_path / "v.dapo", **told))
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_by_a_new_vault(closed):
    before = closed.path.read_bytes()
    with failing(VaultExists, closed.path):
        create_vault(CreateVault(closed.path, "C", "A", PHRASE))
    assert closed.path.read_bytes() == before


def test_a_vault_whose_making_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("app.services.vaults._furnish", fail)
    with pytest.raises(RuntimeError):
        create_vault(CreateVault(tmp_path / "v.dapo", "C", "A", PHRASE))
    monkeypatch.setattr("models.storage.vault.bring_up_to_date", fail)
    with pytest.raises(RuntimeError):
        create_vault(CreateVault(tmp_path / "v.dapo", "C", "A", PHRASE))
    assert [file.name for file in tmp_path.iterdir()] == ["v.dapo.lock"]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    path = tmp_path / "none" / "v.dapo"
    with failing(VaultReadOnly, path.with_name("v.dapo.lock"), errno=errno.ENOENT):
        create_vault(CreateVault(path, "C", "A", PHRASE))


def test_a_missing_vault_is_missing_and_is_not_made(tmp_path):
    with failing(VaultMissing, tmp_path / "v.dapo"):
        open_vault(tmp_path / "v.dapo", PHRASE)
    assert list(tmp_path.iterdir()) == []


def test_a_plaintext_database_is_not_a_vault(closed):
    closed.path.unlink()
    plain = sqlite3.connect(closed.path)
    plain.execute("CREATE TABLE t (a)")
    plain.close()
    with failing(NotAVault, closed.path):
        closed.open()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04" + bytes(100)])
def test_a_short_foreign_file_is_not_a_vault(closed, content):
    closed.path.write_bytes(content)
    with failing(NotAVault, closed.path):
        closed.open()


def test_a_foreign_file_in_the_vaults_place_is_damage(closed):
    closed.path.write_bytes(os.urandom(20_000))
    with pytest.raises(VaultDamaged):
        closed.open()


def test_an_encrypted_database_of_another_program_is_not_a_vault(closed, desk):
    key = desk.vault.key
    desk.close()
    raw = connect(closed.path, key)
    raw.execute("PRAGMA application_id = 1")
    raw.close()
    with failing(NotAVault, closed.path):
        closed.open()


def test_a_vault_without_its_settings_is_not_a_vault(closed, desk):
    with desk.work("test") as work:
        work.session.execute(text("DELETE FROM setting WHERE name = 'key_slots'"))
        work.commit()
    desk.close()
    with failing(NotAVault, closed.path):
        closed.open()


def test_a_vault_without_its_operator_is_damaged(closed, desk):
    with desk.work("test") as work:
        work.session.execute(text("DELETE FROM operator"))
        work.commit()
    desk.close()
    with pytest.raises(VaultDamaged):
        closed.open()


def test_a_vault_of_a_later_version_is_left_alone(closed, desk):
    with desk.work("test") as work:
        work.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        work.commit()
    desk.close()
    with pytest.raises(VaultTooNew) as told:
        closed.open()
    assert told.value.values == {"schema": "9999", "known": SCHEMA}


def test_a_truncated_vault_is_damaged(closed):
    content = closed.path.read_bytes()
    closed.path.write_bytes(content[: len(content) // 8192 * 4096])
    with pytest.raises(VaultDamaged):
        closed.open()


def test_a_flipped_byte_on_any_page_is_damage(closed):
    content = closed.path.read_bytes()
    for page in range(0, len(content), 4096):
        flipped = bytearray(content)
        flipped[page + 1000] ^= 1
        closed.path.write_bytes(flipped)
        with pytest.raises(VaultDamaged):
            closed.open()
    closed.path.write_bytes(content)
    closed.open().close()


def test_a_damaged_page_of_a_large_vault_is_told_when_it_is_read(closed, desk, monkeypatch):
    monkeypatch.setattr("models.storage.opening.FULL_CHECK_BYTES", 0)
    with desk.work("test", journal=False) as work:
        large = Household(id=new_id(), label="x" * 100_000, opened_on="2026", changed_at="")
        work.session.add(large)
        work.commit()
    desk.close()
    content = bytearray(closed.path.read_bytes())
    for page in range(len(content) - 4096 * 20, len(content) - 4096 * 15, 4096):
        content[page + 1000] ^= 1
    closed.path.write_bytes(content)
    again = closed.open()
    with pytest.raises(VaultDamaged) as told, again.read() as session:
        session.get(Household, large.id)
    again.close()
    assert isinstance(told.value, WorldError)
    assert str(closed.path) in str(told.value)


def test_missing_slots_and_damaged_slots_are_told_apart(closed):
    content = bytearray(closed.keys.read_bytes())
    content[50] ^= 1
    closed.keys.write_bytes(content)
    with pytest.raises(KeysDamaged):
        closed.open()
    closed.keys.unlink()
    with pytest.raises(KeysMissing):
        closed.open()
    closed.keys.mkdir()
    with pytest.raises(DiskFailed):
        closed.open()


def test_slots_lost_while_the_vault_is_open_are_written_again(closed, desk):
    before = closed.keys.read_bytes()
    closed.keys.unlink()
    desk.close()
    assert closed.keys.read_bytes() == before


def test_slots_of_an_older_day_put_back_open_once_and_give_way_to_the_later_ones(closed, desk):
    old = closed.keys.read_bytes()
    set_passphrase(desk, closed.recovery_key, NEW_PHRASE)
    desk.close()
    closed.keys.write_bytes(old)
    open_vault(closed.path, PHRASE).close()
    with pytest.raises(WrongPassphrase):
        open_vault(closed.path, PHRASE)
    open_vault(closed.path, NEW_PHRASE).close()


def test_a_second_opening_is_refused_with_who_has_it(closed, desk):
    lock = closed.path.with_name("centro.dapo.lock")
    with failing(VaultAlreadyOpen, lock, pid=os.getpid(), host=socket.gethostname()):
        closed.open()
    desk.close()
    closed.open().close()


def test_another_process_cannot_open_it_either(closed, desk):
    code = (
        "import sys; from pathlib import Path\n"
        "from app.services.vaults import open_with_recovery_key\n"
        "from models.errors import VaultAlreadyOpen\n"
        "try: open_with_recovery_key(Path(sys.argv[1]), sys.argv[2])\n"
        "except VaultAlreadyOpen: sys.exit(7)\n"
    )
    root = Path(__file__).parents[3]
    run = [sys.executable, "-c", code, str(closed.path), closed.recovery_key]
    assert subprocess.run(run, cwd=root, check=False, timeout=60).returncode == 7
    assert desk.vault.path == closed.path


def test_a_lock_is_given_back_once(tmp_path, monkeypatch):
    given_back = []
    close = os.close
    lock = InstanceLock(tmp_path / "v.dapo").acquire()
    monkeypatch.setattr(os, "close", lambda handle: (given_back.append(handle), close(handle)))
    lock.release()
    lock.release()
    InstanceLock(tmp_path / "never taken.dapo").release()
    assert len(given_back) == 1


@pytest.mark.posix("modes are POSIX")
@pytest.mark.parametrize("ending", [".lock", ".keys", ".seen"])
def test_what_lies_beside_the_vault_is_for_its_owner_only(closed, ending):
    desk = closed.open()
    set_passphrase(desk, closed.recovery_key, NEW_PHRASE)
    desk.close()
    beside = closed.path.with_name(closed.path.name + ending)
    assert beside.stat().st_mode & 0o777 == 0o600


def test_a_lock_with_unreadable_text_still_locks(closed, desk):
    lock = closed.path.with_name(closed.path.name + ".lock")
    for unreadable in ("?", "{}"):
        lock.write_text(unreadable)
        with failing(VaultAlreadyOpen, lock, pid=0, host=""):
            closed.open()
    assert desk.centre == "San Pio X"


def test_the_file_shows_no_text_of_what_is_in_it(closed, desk):
    with desk.work("test", journal=False) as work:
        work.session.execute(
            text("INSERT INTO setting VALUES ('sentinel', 'SENTINELLA-1234567890')")
        )
        work.commit()
    names = [file for file in closed.path.parent.iterdir() if file.is_file()]
    assert all(b"SENTINELLA" not in file.read_bytes() for file in names)
    assert not closed.path.read_bytes().startswith(b"SQLite")


def test_every_connection_has_the_settings_that_keep_data_safe(desk):
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "cache_size": -64000,
        "temp_store": 2,
        "cipher_memory_security": "1",
    }
    with desk.read() as session:
        assert {name: session.scalar(text(f"PRAGMA {name}")) for name in expected} == expected
        assert session.scalar(text("PRAGMA query_only")) == 1
        assert session.scalar(text("PRAGMA cipher_version"))


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE '/tmp/plain.db' AS plain KEY ''",
        "SELECT load_extension('/tmp/x.so')",
        "SELECT sqlcipher_export('plain')",
        "PRAGMA rekey = 'x'",
        "PRAGMA writable_schema = ON",
    ],
)
def test_nothing_leads_out_of_the_vault(desk, statement):
    with pytest.raises(DatabaseError), desk.read() as session:
        session.execute(text(statement))


def test_a_reader_cannot_write(desk):
    with pytest.raises(VaultReadOnly), desk.read() as session:
        session.execute(text("DELETE FROM setting"))


def test_a_key_that_is_not_32_bytes_never_makes_a_file(tmp_path):
    for key in (b"", b"k" * 31, b"k" * 33):
        with pytest.raises(ValueError, match="32 bytes"):
            connect(tmp_path / "v.dapo", key, create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_sqlite_that_is_old_or_without_cipher_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlcipher, "sqlite_version_info", (3, 40, 1))
    told = {"sqlite": sqlcipher.sqlite_version}
    with pytest.raises(CipherMissing) as caught:
        connect(tmp_path / "v.dapo", bytes(32), create=True)
    assert caught.value.values == told
    monkeypatch.undo()
    monkeypatch.setattr(engine.sqlcipher, "connect", sqlite3.connect)
    with pytest.raises(CipherMissing) as caught:
        connect(tmp_path / "v.dapo", bytes(32), create=True)
    assert caught.value.values == told
    assert not (tmp_path / "v.dapo").exists() or (tmp_path / "v.dapo").stat().st_size == 0


def test_a_setting_that_does_not_hold_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "_SETTINGS", (("synchronous", "FULL", "9"), ("x", "1", "1")))
    with pytest.raises(CipherMissing) as caught:
        connect(tmp_path / "v.dapo", bytes(32), create=True)
    assert caught.value.values == {"setting": "synchronous", "found": (2,)}


def test_a_file_that_cannot_be_opened_is_told(tmp_path):
    missing = tmp_path / "none.dapo"
    with failing(DiskFailed, missing, sqlite="unable to open database file"):
        connect(missing, bytes(32))


def test_a_share_of_windows_keeps_its_server_in_the_address():
    class Share:
        def absolute(self) -> "Share":
            return self

        def as_uri(self) -> str:
            return "file://server/dati/centro.dapo"

    assert engine._uri(Share()) == "file:////server/dati/centro.dapo"
