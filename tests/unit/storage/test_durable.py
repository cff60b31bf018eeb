"""Small files are replaced whole or not at all."""

import os

import pytest

from models.storage.durable import write_in_place_of


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
