"""Temporary files lie in a folder of the program's own, and are wiped."""

import os
import stat
import tempfile
from pathlib import Path

import pytest

from app.bootstrap.scratch import Scratch


@pytest.fixture(autouse=True)
def _as_before(monkeypatch):
    for name in ("TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(name, os.environ.get(name, tempfile.gettempdir()))
    monkeypatch.setattr(tempfile, "tempdir", tempfile.gettempdir())


@pytest.fixture
def scratch(tmp_path):
    made = Scratch(tmp_path / "scratch")
    made.begin()
    yield made
    made.end()


@pytest.mark.usefixtures("scratch")
def test_every_temporary_file_lies_in_it(tmp_path):
    with tempfile.NamedTemporaryFile() as file:
        assert Path(file.name).parent.parent == tmp_path / "scratch"
    assert os.environ["TMPDIR"] == os.environ["TMP"] == tempfile.gettempdir()


@pytest.mark.posix("Windows folders of a person are hers by themselves")
@pytest.mark.usefixtures("scratch")
def test_nobody_else_looks_into_it():
    assert stat.S_IMODE(Path(tempfile.gettempdir()).stat().st_mode) == 0o700


def test_it_is_wiped_at_each_lock_and_goes_at_the_end(scratch, tmp_path):
    folder = Path(tempfile.gettempdir())
    (folder / "spool").write_bytes(b"Rossi")
    (folder / "more").mkdir()
    (folder / "more" / "spool").write_bytes(b"Rossi")
    (folder / "elsewhere").symlink_to(tmp_path)
    scratch.wipe()
    assert list(folder.iterdir()) == []
    assert tmp_path.exists()
    scratch.end()
    assert list((tmp_path / "scratch").iterdir()) == []
    scratch.wipe()


def test_what_a_crash_left_is_gone_at_the_next_start(tmp_path):
    left = tmp_path / "scratch" / "4711"
    left.mkdir(parents=True)
    (left / "spool").write_bytes(b"Rossi")
    (tmp_path / "scratch" / "4711.lock").write_bytes(b"{}")
    made = Scratch(tmp_path / "scratch")
    made.begin()
    assert not left.exists()
    made.end()


@pytest.mark.usefixtures("scratch")
def test_the_folder_of_another_window_stays(monkeypatch, tmp_path):
    kept = Path(tempfile.gettempdir())
    (kept / "spool").write_bytes(b"Rossi")
    monkeypatch.setattr("os.getpid", lambda: 4711)
    other = Scratch(tmp_path / "scratch")
    other.begin()
    assert (kept / "spool").exists()
    other.end()


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    made = Scratch(tmp_path / "file")
    made.begin()
    made.wipe()
    made.end()
