"""Small files are replaced whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from models.storage.durable import sync_file, write_in_place_of


def test_a_file_is_replaced(tmp_path):
    path = tmp_path / "note"
    for content in (b"one", b"two"):
        write_in_place_of(path, content)
    assert path.read_bytes() == b"two"
    assert [each.name for each in tmp_path.iterdir()] == ["note"]


def test_when_the_disk_refuses_the_old_file_is_still_there_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "note"
    write_in_place_of(path, b"one")

    def refuse(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        write_in_place_of(path, b"two")
    assert path.read_bytes() == b"one"
    assert [each.name for each in tmp_path.iterdir()] == ["note"]


@pytest.fixture
def waits(monkeypatch):
    """What happens to the disk, in order: which of its things is waited for, and the renaming."""
    seen = []
    sync, replace = os.fsync, Path.replace

    def told_sync(handle: int) -> None:
        seen.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def told_replace(path: Path, target: Path) -> Path:
        seen.append("renamed")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", told_sync)
    monkeypatch.setattr(Path, "replace", told_replace)
    return seen


@pytest.mark.posix("Windows has no folder to wait for")
def test_the_disk_has_the_file_before_it_takes_its_place_and_the_folder_after(tmp_path, waits):
    write_in_place_of(tmp_path / "keys", b"new")
    assert waits == ["file", "renamed", "folder"]
    sync_file(tmp_path / "keys")
    assert waits[3:] == ["file"]


def test_a_note_that_may_be_lost_waits_for_nothing(tmp_path, waits):
    write_in_place_of(tmp_path / "note", b"new", lasting=False)
    assert waits == ["renamed"]
    assert (tmp_path / "note").read_bytes() == b"new"
