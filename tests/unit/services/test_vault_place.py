"""Folders that are copied to the internet, disks that are lost together."""

from pathlib import Path

import pytest

from app.services import vault_place
from app.services.vault_place import is_on_same_disk, warn_of_place


@pytest.mark.parametrize(
    "mark", [".dropbox.cache", ".stfolder", ".sync_0a1b.db", ".nextcloudsync.log"]
)
def test_a_synced_folder_is_known_by_what_its_program_leaves_there(tmp_path, mark):
    (tmp_path / mark).write_bytes(b"")
    vault = tmp_path / "centro" / "schede" / "san-giuseppe.dapo"
    assert warn_of_place(vault) == "synced_folder"


@pytest.mark.parametrize(
    "folder", ["Il mio Drive", "OneDrive - Parrocchia", "Library/CloudStorage", "Proton Drive"]
)
def test_a_synced_folder_is_known_by_its_name(tmp_path, folder):
    assert warn_of_place(tmp_path / folder / "san-giuseppe.dapo") == "synced_folder"


@pytest.mark.linux("file systems of Linux")
@pytest.mark.parametrize(
    ("kind", "danger"),
    [("fuse.rclone", "synced_folder"), ("fuse.gvfsd-fuse", "network_share"), ("ext4", None)],
)
def test_the_kind_of_file_system_tells(monkeypatch, tmp_path, kind, danger):
    monkeypatch.setattr(vault_place, "_file_system", lambda *_told: kind)
    assert warn_of_place(tmp_path / "san-giuseppe.dapo") == danger


def test_a_folder_that_may_not_be_read_warns_of_nothing(monkeypatch, tmp_path):
    def shut(*_told: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "glob", shut)
    assert warn_of_place(tmp_path / "san-giuseppe.dapo") is None


def test_two_folders_of_one_disk_are_lost_together(tmp_path):
    (tmp_path / "copie").mkdir()
    assert is_on_same_disk(tmp_path / "copie", tmp_path)


def test_a_stick_that_was_taken_out_is_another_disk(tmp_path):
    assert not is_on_same_disk(tmp_path / "KINGSTON", tmp_path)


@pytest.mark.linux("disks and partitions of Linux")
def test_two_partitions_of_one_disk_are_one_and_another_disk_is_not(monkeypatch, tmp_path):
    blocks = tmp_path / "block"
    for disk, part in (("sda", "sda1"), ("sda", "sda2"), ("sdb", "sdb1")):
        (blocks / disk / part).mkdir(parents=True)
        (blocks / disk / part / "partition").write_bytes(b"1")
        (tmp_path / part).symlink_to(blocks / disk / part)
    (blocks / "zram0").mkdir()
    (tmp_path / "zram0").symlink_to(blocks / "zram0")
    monkeypatch.setattr(vault_place, "_block", lambda device: tmp_path / device)
    disks = [vault_place._disk_of(part) for part in ("sda1", "sda2", "sdb1", "zram0", "gone")]
    assert disks == ["sda", "sda", "sdb", "zram0", "gone"]
