"""Compact backups: whatever is changed, moved or cut off in one is told for what it is."""

import random
import zlib
from collections.abc import Iterable, Iterator

import pytest

from models.errors import BackupDamaged, BackupFailed, NotABackup, WorldError
from models.storage import backup, compact, restore
from models.storage.compact import CHUNK, Finish, read_header
from models.storage.restore import recognise
from tests.integration.vault.conftest import failing
from tests.integration.vault.test_backups import closed, desk, full

__all__ = ["closed", "desk", "full"]


def test_every_change_to_a_compact_backup_is_noticed(desk, tmp_path):
    vault, made = desk.vault, tmp_path / "z.dapobackup"
    restore.write_compact_copy(vault.path, vault.key, vault.slots, made, lambda *_: None)
    whole = made.read_bytes()
    chance = random.Random(7)
    changes = [flip(whole, at, chance) for at in chance.sample(range(len(whole)), 80)]
    changes += [whole[:cut] for cut in chance.sample(range(len(whole)), 30)]
    changes += [whole + b"\0", whole + whole[-40:]]
    for changed in changes:
        made.write_bytes(changed)
        with pytest.raises(WorldError):
            restore.restore(recognise(made), vault.key, tmp_path / "no.dapo", lambda *_: None)
        assert not (tmp_path / "no.dapo").exists()


def flip(whole: bytes, at: int, chance: random.Random) -> bytes:
    return whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]


def test_chunks_cannot_change_places_or_end_early(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("models.storage.compact.CHUNK", 4096)
    vault, made = desk.vault, tmp_path / "z.dapobackup"
    restore.write_compact_copy(vault.path, vault.key, vault.slots, made, lambda *_: None)
    whole = made.read_bytes()
    head, chunks = taken_apart(whole)
    assert len(chunks) > 3
    last = len(chunks)
    for order, told in (
        ([chunks[1], chunks[0], *chunks[2:]], {"reason": "chunk", "number": 1}),
        (chunks[:-1], {"reason": "chunk", "number": last - 1}),
        (chunks[1:], {"reason": "chunk", "number": 1}),
        ([*chunks, chunks[-1]], {"reason": "chunk", "number": last}),
        ([*chunks[:-1], chunks[-1][:-1]], {"reason": "end"}),
        ([*chunks, b"\0"], {"reason": "length"}),
        ([], {"reason": "end"}),
    ):
        made.write_bytes(head + b"".join(order))
        with pytest.raises(BackupDamaged) as caught:
            restore.restore(recognise(made), vault.key, tmp_path / "no.dapo", lambda *_: None)
        assert caught.value.values == told


def taken_apart(whole: bytes) -> tuple[bytes, list[bytes]]:
    at = len(b"DAPO compact backup 1\n")
    at += 4 + int.from_bytes(whole[at : at + 4])
    head, chunks = whole[:at], []
    while at < len(whole):
        end = at + 4 + int.from_bytes(whole[at : at + 4])
        chunks.append(whole[at:end])
        at = end
    return head, chunks


def test_a_length_beyond_any_chunk_is_refused_without_reading_it(desk, tmp_path):
    vault, made = desk.vault, tmp_path / "z.dapobackup"
    restore.write_compact_copy(vault.path, vault.key, vault.slots, made, lambda *_: None)
    head, _ = taken_apart(made.read_bytes())
    made.write_bytes(head + (CHUNK * 8).to_bytes(4) + b"x")
    with pytest.raises(BackupDamaged) as caught:
        restore.restore(recognise(made), vault.key, tmp_path / "no.dapo", lambda *_: None)
    assert caught.value.values == {"reason": "length"}


def test_a_compact_file_that_ends_in_its_header_is_damaged(desk, tmp_path):
    vault, made = desk.vault, tmp_path / "z.dapobackup"
    restore.write_compact_copy(vault.path, vault.key, vault.slots, made, lambda *_: None)
    made.write_bytes(made.read_bytes()[:60])
    with pytest.raises(BackupDamaged) as caught:
        recognise(made)
    assert caught.value.values == {"reason": "header"}


def test_a_file_that_is_no_compact_backup_has_no_header(tmp_path):
    (tmp_path / "x").write_bytes(b"something else")
    with (tmp_path / "x").open("rb") as file, pytest.raises(NotABackup):
        read_header(file)


def test_a_compact_backup_without_its_finish_is_damaged(desk, tmp_path, monkeypatch):
    vault, made = desk.vault, tmp_path / "z.dapobackup"
    whole = compact._records
    monkeypatch.setattr(
        compact, "_records", lambda *told: (r for r in whole(*told) if not isinstance(r, Finish))
    )
    restore.write_compact_copy(vault.path, vault.key, vault.slots, made, lambda *_: None)
    with failing(BackupDamaged, made, reason="end"):
        restore.restore(recognise(made), vault.key, tmp_path / "no.dapo", lambda *_: None)


def test_what_is_restored_must_be_what_the_backup_holds(desk, tmp_path, monkeypatch):
    vault, made = desk.vault, tmp_path / "z.dapobackup"
    restore.write_compact_copy(vault.path, vault.key, vault.slots, made, lambda *_: None)
    lost = backup.Contents({"household": 1}, None)
    monkeypatch.setattr(restore, "check_copy", lambda *_args: lost)
    with failing(BackupFailed, tmp_path / "no.dapo"):
        restore.restore(recognise(made), vault.key, tmp_path / "no.dapo", lambda *_: None)
    assert not (tmp_path / "no.dapo").exists()


def test_a_compact_backup_that_ends_within_a_record_is_damaged(desk, tmp_path, monkeypatch):
    vault, made = desk.vault, tmp_path / "z.dapobackup"
    monkeypatch.setattr(compact, "_compress", cut_short)
    with pytest.raises(BackupDamaged) as caught:
        restore.write_compact_copy(vault.path, vault.key, vault.slots, made, lambda *_: None)
    assert caught.value.values["reason"] == "end"


def cut_short(packed: Iterable[bytes]) -> Iterator[bytes]:
    compressor = zlib.compressobj()
    yield compressor.compress(b"".join(len(one).to_bytes(4) + one for one in packed)[:-3])
    yield compressor.flush()
