"""The witness: a vault that stepped back in time is told before anything is written."""

import random
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.services.vaults import notes_folder, open_with_recovery_key
from models.entities import AuditEntry
from models.errors import VaultDamaged, VaultSteppedBack, WorldError
from models.storage import opening
from models.storage.key_slots import Opened, new_keys, new_slots
from models.storage.vault import Vault
from models.storage.witness import PAGE, Head, Witness, digest_of_pages, seen_path
from tests.integration.vault.conftest import Clock, Closed, failing

FILES = ("", ".keys", ".seen")


def work(closed: Closed, clock: Clock, times: int = 1) -> None:
    desk = closed.open(clock)
    for _ in range(times):
        with desk.work("test") as unit:
            unit.commit()
    desk.close()


def keep(closed: Closed, folder: Path, *endings: str) -> None:
    folder.mkdir(exist_ok=True)
    for ending in endings:
        shutil.copy(f"{closed.path}{ending}", folder / f"{closed.path.name}{ending}")


def put_back(closed: Closed, folder: Path, *endings: str) -> None:
    for ending in endings:
        shutil.copy(folder / f"{closed.path.name}{ending}", f"{closed.path}{ending}")


def test_a_vault_used_every_day_opens_every_day(closed, clock):
    for _ in range(5):
        work(closed, clock, 3)
        clock.now += timedelta(days=1)


def test_an_old_file_put_back_is_told_with_both_dates(closed, clock, tmp_path):
    work(closed, clock)
    keep(closed, tmp_path / "old", "")
    monday = clock.now
    clock.now += timedelta(days=3)
    work(closed, clock, 5)
    put_back(closed, tmp_path / "old", "")
    told = {"reason": "older", "seen_at": clock.now, "found_at": monday}
    with failing(VaultSteppedBack, closed.path, **told):
        closed.open(clock)
    assert monday < clock.now


def test_pages_that_make_no_sense_together_are_told_without_a_day(
    closed, clock, tmp_path, monkeypatch
):
    def fail(_):
        raise VaultDamaged

    work(closed, clock)
    keep(closed, tmp_path / "old", "")
    work(closed, clock)
    put_back(closed, tmp_path / "old", "")
    monkeypatch.setattr(opening, "contents_of", fail)
    with pytest.raises(VaultSteppedBack) as caught:
        closed.open(clock)
    assert (caught.value.values["reason"], caught.value.values["found_at"]) == ("pages", None)


def test_nothing_is_written_to_a_vault_that_stepped_back(closed, clock, tmp_path):
    work(closed, clock)
    keep(closed, tmp_path / "old", "")
    work(closed, clock)
    put_back(closed, tmp_path / "old", "")
    before = closed.path.read_bytes()
    for _ in range(2):
        with pytest.raises(VaultSteppedBack):
            closed.open(clock)
    assert closed.path.read_bytes() == before


def test_the_whole_folder_put_back_is_told_by_the_note_in_the_persons_own_folder(
    closed, clock, tmp_path
):
    work(closed, clock)
    keep(closed, tmp_path / "old", *FILES)
    work(closed, clock)
    put_back(closed, tmp_path / "old", *FILES)
    with pytest.raises(VaultSteppedBack):
        closed.open(clock)


def test_it_can_be_opened_knowingly_and_is_the_one_seen_from_then_on(closed, clock, tmp_path):
    work(closed, clock)
    keep(closed, tmp_path / "old", "")
    work(closed, clock, 4)
    put_back(closed, tmp_path / "old", "")
    desk = open_with_recovery_key(closed.path, closed.recovery_key, clock, knowingly=True)
    with desk.read() as session:
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
        assert (last.action, last.detail) == ("open_with_recovery_key", "knowingly")
    desk.close()
    work(closed, clock)


def test_a_vault_killed_while_open_opens_again(closed, clock, tmp_path):
    desk = closed.open(clock)
    with desk.work("test") as unit:
        unit.commit()
    copy = tmp_path / "killed"
    keep(closed, copy, *FILES, "-wal")
    desk.close()
    for ending in (*FILES, "-wal"):
        shutil.copy(copy / f"{closed.path.name}{ending}", tmp_path / f"k.dapo{ending}")
    killed = Closed(tmp_path / "k.dapo", closed.recovery_key)
    again = killed.open(clock)
    with again.read() as session:
        assert session.scalar(select(func.count()).where(AuditEntry.action == "test")) == 1
    again.close()


def test_a_log_lost_after_a_kill_is_told(closed, clock, tmp_path):
    desk = closed.open(clock)
    opened_at = clock.now
    for _ in range(3):
        clock.now += timedelta(hours=1)
        with desk.work("test") as unit:
            unit.commit()
    keep(closed, tmp_path / "killed", *FILES)
    desk.close()
    for ending in FILES:
        shutil.copy(
            tmp_path / "killed" / f"{closed.path.name}{ending}", tmp_path / f"k.dapo{ending}"
        )
    killed = Closed(tmp_path / "k.dapo", closed.recovery_key)
    told = {"reason": "older", "seen_at": clock.now, "found_at": opened_at}
    with failing(VaultSteppedBack, killed.path, **told):
        killed.open(clock)


def test_another_history_of_the_same_vault_is_told(closed, clock, tmp_path):
    work(closed, clock)
    keep(closed, tmp_path / "fork", "", ".keys")
    fork = Closed(tmp_path / "fork" / closed.path.name, closed.recovery_key)
    forked_at = clock.now = clock.now + timedelta(hours=1)
    work(fork, clock, 8)
    clock.now += timedelta(hours=1)
    # What is noted while it is open has no digest of pages, as after a kill.
    desk = closed.open(clock)
    with desk.work("test") as unit:
        unit.commit()
    keep(closed, tmp_path / "seen", ".seen")
    desk.close()
    shutil.copy(tmp_path / "seen" / seen_path(closed.path).name, seen_path(fork.path))
    for note in notes_folder().glob("*.seen"):
        note.unlink()
    told = {"reason": "other", "seen_at": clock.now, "found_at": forked_at}
    with failing(VaultSteppedBack, fork.path, **told):
        fork.open(clock)


def test_every_old_page_put_back_into_a_closed_vault_is_told(closed, clock):
    work(closed, clock, 3)
    old = closed.path.read_bytes()
    work(closed, clock, 3)
    new = closed.path.read_bytes()
    changed = [
        at
        for at in range(0, min(len(old), len(new)), PAGE)
        if old[at : at + PAGE] != new[at : at + PAGE]
    ]
    assert changed
    for at in changed:
        closed.path.write_bytes(new[:at] + old[at : at + PAGE] + new[at + PAGE :])
        with pytest.raises((VaultSteppedBack, VaultDamaged)):
            closed.open(clock)
    closed.path.write_bytes(new)
    work(closed, clock)


def test_every_flipped_byte_of_a_closed_vault_is_told(closed, clock):
    work(closed, clock)
    whole = closed.path.read_bytes()
    chance = random.Random(20261122)
    for at in chance.sample(range(len(whole)), 60):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << chance.randrange(8)
        closed.path.write_bytes(flipped)
        with pytest.raises(WorldError):
            closed.open(clock)
    closed.path.write_bytes(whole)
    work(closed, clock)


@pytest.mark.parametrize("pages", [1, 7])
def test_a_truncated_vault_is_told(closed, clock, pages):
    work(closed, clock)
    whole = closed.path.read_bytes()
    closed.path.write_bytes(whole[: -pages * PAGE])
    with pytest.raises(WorldError):
        closed.open(clock)


def test_a_log_put_beside_a_closed_vault_is_told_and_not_played_into_it(closed, clock, tmp_path):
    desk = closed.open(clock)
    with desk.work("test") as unit:
        unit.commit()
    keep(closed, tmp_path / "log", "-wal")
    desk.close()
    put_back(closed, tmp_path / "log", "-wal")
    before = closed.path.read_bytes()
    with pytest.raises(VaultSteppedBack):
        closed.open(clock)
    assert closed.path.read_bytes() == before


@pytest.mark.parametrize("note", [b"", b"not a note", b'{"a":1}\n', b"\xff" * 200])
def test_a_note_that_cannot_be_read_stops_nobody(closed, clock, note):
    work(closed, clock)
    for old in notes_folder().glob("*.seen"):
        old.unlink()
    seen_path(closed.path).write_bytes(note)
    work(closed, clock)


def test_a_note_of_another_vault_says_nothing_about_this_one(closed, clock, tmp_path):
    work(closed, clock, 9)
    keep(closed, tmp_path / "theirs", ".seen")
    note = (tmp_path / "theirs" / seen_path(closed.path).name).read_bytes()
    for old in notes_folder().glob("*.seen"):
        old.unlink()
    seen_path(closed.path).write_bytes(note.replace(b'"file_id":"', b'"file_id":"0'))
    work(closed, clock)


def test_a_folder_for_notes_that_cannot_be_made_stops_nobody(closed, clock, monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setattr("app.services.vaults.notes_folder", lambda: blocked / "seen")
    work(closed, clock, 2)
    work(closed, clock)


def test_the_digest_of_pages_moves_with_any_page_and_with_the_length(tmp_path):
    path = tmp_path / "pages"
    content = bytearray(random.Random(1).randbytes(PAGE * 9))
    path.write_bytes(content)
    whole = digest_of_pages(path)
    path.write_bytes(content[:-PAGE])
    assert digest_of_pages(path) != whole
    for page in range(9):
        other = bytearray(content)
        other[(page + 1) * PAGE - 1] ^= 1
        path.write_bytes(other)
        assert digest_of_pages(path) != whole


def test_a_plain_database_is_still_no_vault(tmp_path):
    sqlite3.connect(tmp_path / "x.dapo").execute("CREATE TABLE t (a)").connection.close()
    with pytest.raises(WorldError):
        open_with_recovery_key(tmp_path / "x.dapo", "0000-0000")


def test_without_a_folder_of_ones_own_only_the_note_beside_the_vault_counts(tmp_path):
    witness = Witness(tmp_path / "x.dapo", uuid4())
    assert witness.seen() is None
    witness.note(Head(3, bytes(32)), datetime(2026, 1, 1, tzinfo=UTC))
    assert witness.seen().head == Head(3, bytes(32))
    witness.forget()
    assert witness.seen() is None


def test_a_vault_without_work_yet_leaves_no_note(tmp_path):
    keys, path = new_keys(), tmp_path / "bare.dapo"
    slots = new_slots(uuid4()).with_recovery_key(bytes(20), keys, uuid4())
    Vault.create(path, keys, slots).close()
    vault, _ = Vault.open(path, lambda _slots: Opened(uuid4(), *keys))
    vault.close()
    assert not seen_path(path).exists()


def test_a_vault_taken_away_while_it_is_open_is_closed_all_the_same(closed, clock):
    desk = closed.open(clock)
    for ending in ("", "-wal", "-shm"):
        closed.path.with_name(closed.path.name + ending).unlink(missing_ok=True)
    desk.close()
    assert not closed.path.exists()
