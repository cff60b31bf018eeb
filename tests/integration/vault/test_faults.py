"""Short runs of the faults that `dev.py bench faults` makes by the thousand; what they found."""

import shutil

import pytest

from app.services.backups import back_up, folder_beside
from app.services.restoring import restore_backup
from models.errors import DiskFull, VaultDamaged
from models.storage import switching
from models.storage.backup import check_copy
from models.storage.durable import part_of
from models.storage.engine import telling_facts
from models.storage.instance_lock import InstanceLock
from models.storage.key_slots import slots_path
from models.storage.restore import write_compact_copy
from models.storage.witness import PAGE
from tests.support.faults.disk import can_fault
from tests.support.faults.drills import drill
from tests.support.faults.flips import flip_bits
from tests.support.faults.killed_vaults import fill_disks, kill
from tests.support.faults.looking import litter, numbers
from tests.support.faults.power_cuts import cut_power
from tests.support.faults.rollbacks import put_old_back
from tests.support.vaults import open_a_file

can_lay_faults = pytest.mark.skipif(not can_fault(), reason="needs Linux and a C compiler")


@can_lay_faults
@pytest.mark.parametrize(("kind", "kills"), [("saves", 4), ("restores", 3), ("leavings", 3)])
def test_what_was_told_as_done_outlives_kills_at_any_change_of_the_disk(kind, kills):
    told = kill(kind, kills)
    assert told.wrong == []
    assert told.kills == kills


@can_lay_faults
@pytest.mark.parametrize("kind", ["saves", "backups"])
def test_what_was_told_as_done_outlives_power_cuts(kind):
    told = cut_power(kind, 6)
    assert told.wrong == []
    assert told.images == 6


@can_lay_faults
def test_a_vault_that_does_not_wait_for_the_disk_loses_in_the_same_power_cuts():
    assert cut_power("saves", 6, synchronous="NORMAL").wrong


@can_lay_faults
@pytest.mark.parametrize(("deed", "stride"), [("save", 8), ("backup", 40), ("export xlsx", 2)])
def test_a_full_disk_is_told_and_leaves_nothing_half_and_the_deed_is_done_once_there_is_room(
    deed, stride
):
    refused, wrong = fill_disks(deed, stride)
    assert wrong == []
    assert refused > 0


def test_flipped_bits_are_told_in_every_file(tmp_path):
    told = flip_bits(tmp_path, 60)
    assert [wrong for damaged in told.values() for wrong in damaged.wrong] == []
    assert all(damaged.told for damaged in told.values())


def test_old_files_put_back_are_told_before_anything_is_written(tmp_path):
    told = put_old_back(tmp_path, 9)
    assert [wrong for damaged in told.values() for wrong in damaged.wrong] == []
    assert [damaged.told for damaged in told.values()] == [1] * 9


def test_a_drill_on_a_bare_folder_restores_the_same_rows(tmp_path):
    assert drill(tmp_path, 2) == []


def test_a_page_half_written_when_the_power_went_is_taken_from_the_log(closed, tmp_path):
    desk = closed.open()
    open_a_file(desk)
    for ending in ("", ".keys", "-wal"):
        shutil.copy(f"{closed.path}{ending}", tmp_path / f"cut.dapo{ending}")
    desk.close()
    cut = tmp_path / "cut.dapo"
    log, torn = cut.with_name("cut.dapo-wal").read_bytes(), bytearray(cut.read_bytes())
    # The log: 32 bytes, then frames of 24 bytes, the page's number first, and the page.
    logged = {int.from_bytes(log[at : at + 4]) for at in range(32, len(log), 24 + PAGE)}
    at = (max(page for page in logged if page * PAGE <= len(torn)) - 1) * PAGE
    torn[at + 100 : at + 600] = bytes(500)
    cut.write_bytes(torn)
    assert _still_opens(type(closed)(cut, closed.recovery_key))


def _still_opens(vault) -> bool:
    desk = vault.open()
    found = len(numbers(desk))
    desk.close()
    return found == 1


@pytest.mark.parametrize("page", [20, 40, 60])
def test_a_damaged_page_is_never_copied_into_a_backup(desk, closed, tmp_path, page):
    vault = desk.vault
    key, slots = vault.key, vault.slots
    desk.close()
    damaged = tmp_path / "damaged.dapo"
    content = bytearray(closed.path.read_bytes())
    content[page * PAGE + 100] ^= 1
    damaged.write_bytes(content)
    with pytest.raises(VaultDamaged):
        check_copy(damaged, key)
    with pytest.raises(VaultDamaged):
        write_compact_copy(damaged, key, slots, tmp_path / "x.dapobackup", lambda *_: None)
    assert list(tmp_path.glob("x.dapobackup*")) == []


def test_a_restore_cut_once_it_is_decided_is_finished_by_the_next_opening(
    closed, clock, monkeypatch
):
    desk = closed.open(clock)
    copy = back_up(desk).path
    open_a_file(desk)
    desk.close()

    def cut(_target: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(switching, "_finish", cut)
        with pytest.raises(KeyboardInterrupt):
            restore_backup(copy, closed.recovery_key, closed.path, clock=clock)
    assert switching.is_decided(closed.path)
    desk, _ = restore_backup(copy, closed.recovery_key, closed.path, clock=clock)
    assert numbers(desk) == set()
    desk.close()
    shutil.copy(closed.path, switching.made_path(closed.path))
    assert switching.is_decided(closed.path)
    desk = closed.open(clock)
    assert not switching.is_decided(closed.path)
    desk.close()


def test_who_opens_after_another_has_finished_a_restore_finds_nothing_to_finish(closed):
    switching.finish(closed.path)
    InstanceLock(closed.path).acquire().release()


def test_an_opening_removes_what_cut_work_left(closed, clock):
    desk = closed.open(clock)
    back_up(desk)
    desk.close()
    folder = folder_beside(closed.path)
    (folder / "prova-x").mkdir()
    made = switching.made_path(closed.path)
    left = [
        folder / "centro 2026-01-01 10.00.00.dapo.part",
        folder / "centro 2026-01-01 10.00.00.dapo.keys",
        part_of(slots_path(closed.path)),
        closed.path.with_name("centro (prima del 2026-01-01 10.00.00).dapo.part"),
        made,
        slots_path(made),
    ]
    for path in left:
        path.touch()
    closed.open(clock).close()
    assert litter(closed.path.parent) == []
    assert not any(path.exists() for path in left)
    assert len(list(folder.glob("*.dapo"))) == 1


def test_an_error_of_sqlite_that_has_words_only_is_told_as_the_fact_it_is(tmp_path):
    import sqlcipher3.dbapi2 as sqlcipher

    with pytest.raises(DiskFull), telling_facts(tmp_path / "x"):
        raise sqlcipher.OperationalError("database or disk is full")
