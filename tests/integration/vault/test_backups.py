"""Backups: whole, checked, and restored on a bare PC."""

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.services import backups
from app.services.backups import (
    back_up,
    back_up_elsewhere,
    backup_elsewhere,
    backup_state,
    backups_beside,
    choose_backup_folder,
    is_backup_due,
    is_backup_elsewhere_due,
    rehearse_restore,
)
from app.services.desk import Desk
from app.services.progress import Cancelled
from app.services.restoring import aside_path, recognise_backup, restore_backup
from app.services.vaults import create_vault, open_vault, set_passphrase
from models.entities import Household, Operator
from models.errors import (
    BackupFailed,
    KeysMissing,
    NotABackup,
    RuleBroken,
    VaultAlreadyOpen,
    VaultDamaged,
    VaultExists,
    WrongPassphrase,
)
from models.ids import new_id
from models.records.vault import CreateVault
from models.storage import backup, restore
from models.storage.catalogue import read_table
from models.storage.key_slots import slots_path
from models.storage.restore import recognise
from models.storage.schema import SCHEMA
from tests.integration.vault.conftest import PHRASE, Clock, Closed, failing
from tests.integration.vault.test_schema import RECOVERY_KEYS, RELEASED
from tests.support.vaults import NOW, ClosedVault


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Closed:
    """A vault with 45 households, of the present version."""
    released = ClosedVault(RELEASED / "0.1.0.dapo", RECOVERY_KEYS["0.1.0"])
    vault = released.copy_to(tmp_path_factory.mktemp("full"), "centro.dapo")
    desk = vault.open()
    set_passphrase(desk, vault.recovery_key, PHRASE)  # 0.1.0's own was stretched the slow way
    desk.close()
    return Closed(vault.path, vault.recovery_key)


@pytest.fixture
def closed(full: Closed, tmp_path: Path) -> Closed:
    for ending in ("", ".keys"):
        shutil.copy(f"{full.path}{ending}", tmp_path / f"centro.dapo{ending}")
    return Closed(tmp_path / "centro.dapo", full.recovery_key)


@pytest.fixture
def desk(closed: Closed, clock: Clock) -> Iterator[Desk]:
    clock.now = NOW
    desk = closed.open(clock)
    yield desk
    desk.close()


def everything(path: Path, key: bytes) -> dict[str, list[tuple[object, ...]]]:
    with backup.connected(path, key, read_only=True) as connection:
        names = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {name: sorted(map(repr, read_table(connection, name).fetchall())) for name in names}


def test_a_backup_of_an_open_vault_holds_every_row_and_opens_with_the_same_passphrase(desk, clock):
    before = everything(desk.vault.path, desk.vault.key)
    line = back_up(desk)
    assert everything(line.path, desk.vault.key) == before
    copy = open_vault(line.path, PHRASE, clock)
    copy.close()


def test_what_is_saved_while_a_backup_is_made_is_not_half_in_it(desk):
    def save_meanwhile(_phase: str, done: int, _total: int) -> None:
        with desk.work("meanwhile") as work:
            work.session.add(
                Operator(id=new_id(), name=f"Anna {done}", role="staff", authorised_on="2026-01-01")
            )
            work.commit()

    counted = everything(desk.vault.path, desk.vault.key)
    line = back_up(desk, save_meanwhile)
    assert everything(line.path, desk.vault.key) == counted
    assert everything(desk.vault.path, desk.vault.key) != counted


def test_generations_are_kept_and_the_others_go(desk, clock):
    for _ in range(16):
        clock.now += timedelta(days=1)
        back_up(desk)
    lines = backups_beside(desk.vault.path)
    assert len(lines) == len({line.made_at for line in lines}) < 9
    assert all(slots_path(line.path).exists() for line in lines)
    folder = backups.folder_beside(desk.vault.path)
    assert len(list(folder.iterdir())) == 2 * len(lines)


def test_a_backup_is_due_once_a_day(desk, clock):
    assert is_backup_due(desk)
    back_up(desk)
    assert not is_backup_due(desk)
    clock.now += timedelta(hours=21)
    assert is_backup_due(desk)


def test_a_cancelled_backup_leaves_nothing(desk):
    def cancel(*_told: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        back_up(desk, cancel)
    assert list(backups.folder_beside(desk.vault.path).iterdir()) == []


@pytest.mark.parametrize("make", ["copy_vault", "write_compact_copy"])
def test_a_copy_that_is_not_what_was_copied_is_not_kept(desk, tmp_path, monkeypatch, make):
    lost = backup.Contents({"household": 1}, None)
    monkeypatch.setattr(backup, "check_copy", lambda *_args: lost)
    monkeypatch.setattr(restore, "_counted", lambda *_args: lost.rows)
    module = {"copy_vault": backup, "write_compact_copy": restore}[make]
    vault, target = desk.vault, tmp_path / "x"
    told = {"copy_vault": target.with_name("x.part"), "write_compact_copy": target}
    with failing(BackupFailed, told[make]):
        getattr(module, make)(vault.path, vault.key, vault.slots, target, lambda *_: None)
    assert not target.exists()
    assert not target.with_name("x.part").exists()


def test_off_the_pc_goes_one_small_file(desk, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    with pytest.raises(RuleBroken):
        back_up_elsewhere(desk)
    with pytest.raises(RuleBroken):
        choose_backup_folder(desk, tmp_path / "missing")
    choose_backup_folder(desk, stick)
    line = back_up_elsewhere(desk)
    assert [path.name for path in stick.iterdir()] == ["centro.dapobackup"]
    assert line.size < desk.vault.path.stat().st_size / 2
    state = backup_state(desk)
    assert (state.folder, state.elsewhere) == (stick, line.made_at)


def test_a_compact_backup_restores_the_same_rows_on_a_bare_pc(desk, closed, tmp_path, clock):
    choose_backup_folder(desk, tmp_path)
    path = back_up_elsewhere(desk).path
    with desk.read() as session:
        households = len(session.scalars(select(Household)).all())
    desk.close()
    bare = tmp_path / "bare"
    bare.mkdir()
    shutil.copy(path, bare)
    again, contents = restore_backup(
        bare / path.name, closed.recovery_key, bare / "centro.dapo", clock=clock
    )
    assert (contents.centre, contents.households) == ("San Giuseppe", households)
    with again.read() as session:
        assert len(session.scalars(select(Household)).all()) == households
    again.close()
    open_vault(bare / "centro.dapo", PHRASE, clock).close()


def test_a_restored_vault_has_every_row_and_every_index_of_the_one_backed_up(desk, tmp_path):
    vault = desk.vault
    made = tmp_path / "y.dapobackup"
    restore.write_compact_copy(vault.path, vault.key, vault.slots, made, lambda *_: None)
    target = tmp_path / "y.dapo"
    restore.restore(recognise(made), vault.key, target, lambda *_: None)
    assert everything(target, vault.key) == everything(vault.path, vault.key)
    catalogue = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
    with (
        backup.connected(target, vault.key) as one,
        backup.connected(vault.path, vault.key, read_only=True) as other,
    ):
        assert one.execute(catalogue).fetchall() == other.execute(catalogue).fetchall()
        assert one.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_backup_of_a_working_vault_is_restored_over_it_and_the_old_one_put_aside(
    desk, closed, clock
):
    line = back_up(desk)
    with desk.work("later") as work:
        work.commit()
    with pytest.raises(VaultAlreadyOpen):
        restore_backup(line.path, PHRASE, closed.path, clock=clock)
    desk.close()
    again, contents = restore_backup(line.path, PHRASE, closed.path, clock=clock)
    assert contents.last_work is not None
    again.close()
    closed.open(clock).close()
    (aside,) = closed.path.parent.glob("centro (prima del *).dapo")
    Closed(aside, closed.recovery_key).open(clock).close()


def test_a_restore_heals_a_vault_that_no_longer_opens(desk, closed, clock):
    line = back_up(desk)
    desk.close()
    closed.path.write_bytes(os.urandom(closed.path.stat().st_size))
    closed.keys.unlink()
    restore_backup(line.path, closed.recovery_key, closed.path, clock=clock)[0].close()
    closed.open(clock).close()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.dapo", b""),
        ("a.dapo", b"short"),
        ("famiglie.xlsx", b"PK\x03\x04" * 3000),
        ("a.dapo", b"SQLite format 3\0" * 900),
    ],
)
def test_a_foreign_file_is_recognised_before_anything_is_touched(closed, tmp_path, name, content):
    chosen = tmp_path / name
    chosen.write_bytes(content)
    before = closed.path.read_bytes()
    with failing(NotABackup, chosen):
        restore_backup(chosen, closed.recovery_key, closed.path)
    assert closed.path.read_bytes() == before


def test_a_plain_copy_without_its_keys_says_so(desk, closed, tmp_path):
    line = back_up(desk)
    slots_path(line.path).unlink()
    with pytest.raises(KeysMissing):
        restore_backup(line.path, closed.recovery_key, tmp_path / "new.dapo")


def test_the_wrong_passphrase_restores_nothing(desk, tmp_path):
    line = back_up(desk)
    with pytest.raises(WrongPassphrase):
        restore_backup(line.path, "not the one it was", tmp_path / "new.dapo")
    assert not (tmp_path / "new.dapo").exists()


def test_a_vault_is_never_written_over_by_the_storage_itself(desk, tmp_path):
    line = back_up(desk)
    (tmp_path / "there.dapo").write_bytes(b"mine")
    with failing(VaultExists, tmp_path / "there.dapo"):
        restore.restore(
            recognise(line.path), desk.vault.key, tmp_path / "there.dapo", lambda *_: None
        )


def test_a_rehearsal_restores_counts_and_leaves_nothing(desk):
    line = back_up(desk)
    before = sorted(path.name for path in desk.vault.path.parent.iterdir())
    with desk.read() as session:
        households = len(session.scalars(select(Household)).all())
    assert rehearse_restore(desk, line.path).households == households
    assert sorted(path.name for path in desk.vault.path.parent.iterdir()) == before


def test_a_rehearsal_with_another_centres_backup_is_refused(desk, tmp_path):
    other = tmp_path / "other.dapo"
    command = CreateVault(other, "San Pio X", "Anna Neri", PHRASE)
    create_vault(command).desk.close()
    with pytest.raises(RuleBroken):
        rehearse_restore(desk, other)


def test_a_vault_of_an_earlier_version_is_backed_up_before_it_is_brought_up_to_date(tmp_path):
    released = ClosedVault(RELEASED / "0.1.0.dapo", RECOVERY_KEYS["0.1.0"])
    vault = released.copy_to(tmp_path)
    desk = vault.open()
    (path,) = backups.folder_beside(vault.path).glob("*.dapo")
    copy = everything(path, desk.vault.key)
    assert copy["alembic_version"] == ["('0001',)"]
    assert len(copy["household"]) == 45
    assert everything(vault.path, desk.vault.key)["alembic_version"] == [f"('{SCHEMA}',)"]
    back_up(desk)
    assert path.exists()
    desk.close()


def test_a_damaged_plain_copy_is_not_restored(desk, closed, tmp_path):
    line = back_up(desk)
    content = bytearray(line.path.read_bytes())
    content[20 * 4096 + 11] ^= 4
    line.path.write_bytes(content)
    with pytest.raises(VaultDamaged):
        restore_backup(line.path, closed.recovery_key, tmp_path / "new.dapo")
    assert not (tmp_path / "new.dapo").exists()


def test_a_cancelled_restore_leaves_the_vault_as_it_was(desk, closed, clock):
    line = back_up(desk)
    desk.close()

    def cancel(*_told: object) -> None:
        raise Cancelled

    before = closed.path.read_bytes()
    with pytest.raises(Cancelled):
        restore_backup(line.path, closed.recovery_key, closed.path, cancel, clock)
    assert closed.path.read_bytes() == before
    closed.open(clock).close()


def test_a_stick_taken_out_is_told_and_its_copy_is_not_seen(desk, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    assert backup_elsewhere(desk) is None
    choose_backup_folder(desk, stick)
    line = back_up_elsewhere(desk)
    assert backup_elsewhere(desk) == line
    shutil.rmtree(stick)
    assert backup_elsewhere(desk) is None
    with pytest.raises(RuleBroken) as caught:
        back_up_elsewhere(desk)
    assert caught.value.values["rule"] == "backup_folder_missing"


def test_the_copy_off_the_pc_is_due_after_a_week_where_its_stick_is(desk, clock, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    assert not is_backup_elsewhere_due(desk)
    choose_backup_folder(desk, stick)
    assert is_backup_elsewhere_due(desk)
    back_up_elsewhere(desk)
    assert not is_backup_elsewhere_due(desk)
    clock.now += timedelta(days=7)
    assert is_backup_elsewhere_due(desk)
    shutil.rmtree(stick)
    assert not is_backup_elsewhere_due(desk)


def test_a_copy_is_recognised_before_any_secret_is_typed(desk, tmp_path):
    line = back_up(desk)
    found = recognise_backup(line.path)
    assert (found.path, found.size) == (line.path, line.size)
    wrong = tmp_path / "foto.jpg"
    wrong.write_bytes(b"no backup at all")
    with failing(NotABackup, wrong):
        recognise_backup(wrong)


def test_a_vault_is_put_aside_under_the_name_that_was_told(desk, closed, clock):
    line = back_up(desk)
    desk.close()
    aside = aside_path(closed.path, clock.now)
    again, _ = restore_backup(line.path, PHRASE, closed.path, clock=clock, aside=aside)
    again.close()
    assert aside.exists()
    assert slots_path(aside).exists()


def test_a_file_still_being_read_when_it_is_closed_is_not_taken_for_an_older_one(
    desk, closed, clock
):
    with backup.connected(closed.path, desk.vault.key, read_only=True) as reading:
        reading.execute("SELECT COUNT(*) FROM household").fetchone()
        desk.close()
    closed.open(clock).close()


def test_other_files_in_the_folder_of_backups_are_left_alone(desk):
    line = back_up(desk)
    for name in ("altro 2026-01-01 10.00.00.dapo", "centro senza data.dapo"):
        line.path.with_name(name).write_bytes(b"mine")
    assert backups_beside(desk.vault.path) == (line,)


def test_a_copy_with_a_damaged_page_is_not_counted(desk):
    path = back_up(desk).path
    content = bytearray(path.read_bytes())
    content[-4096 + 100] ^= 1
    path.write_bytes(content)
    first = f"HMAC verification failed for page {len(content) // 4096}"
    with failing(VaultDamaged, path, first=first, pages=1):
        backup.check_copy(path, desk.vault.key)
