"""What a thief reads on the disk of somebody who worked a day and whose PC crashed: nothing."""

import gzip
import zipfile
import zlib

import pytest

from tests.support.disk_of_a_day import work_a_day
from tests.support.passphrases import true_passphrases
from tests.support.sentinels import leaks
from tests.support.vaults import make_vault

WORD = "Zqwamoltisu"


@pytest.mark.posix("SIGKILL and folders of Linux")
def test_nothing_written_stands_outside_the_vault_and_what_was_saved(tmp_path):
    (tmp_path / "made").mkdir()
    disk = tmp_path / "disk"
    with true_passphrases():
        template = make_vault(tmp_path / "made")
    day = work_a_day(template, disk, households=1)
    assert day.steps[-2:] == ["killed", ""], (day.steps, day.complaints)
    assert day.ended == -9
    assert day.leaks == []
    assert len(day.sentinels) > 30
    # What the person saved does hold them: the search finds what there is.
    saved = " ".join(leaks(disk, disk / "nowhere"))
    for name in ("nuclei.xlsx", "nuclei.csv", "da portare.csv", "riassunto.pdf"):
        assert name in saved


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "latin-1"])
def test_a_word_that_leaks_is_found_in_every_encoding(tmp_path, encoding):
    (tmp_path / "log").write_bytes(f"Aperta {WORD}".encode(encoding))
    assert leaks(tmp_path, tmp_path / "chosen") == [f"log: {WORD.lower()}"]


def test_a_word_that_leaks_is_found_in_whatever_is_packed_and_in_names(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", gzip.compress(WORD.encode()))
    (tmp_path / "b.gz").write_bytes(gzip.compress(WORD.encode()))
    (tmp_path / "c.pdf").write_bytes(b"%PDF stream\n" + zlib.compress(WORD.encode()))
    (tmp_path / f"{WORD}.txt").write_bytes(b"")
    assert len(leaks(tmp_path, tmp_path / "chosen")) == 4


def test_what_is_no_archive_is_searched_as_it_stands(tmp_path):
    (tmp_path / "a").write_bytes(b"PK\3\4 no archive\x78\x9c")
    (tmp_path / "b").write_bytes(b"\x1f\x8b no archive")
    (tmp_path / "c").symlink_to(tmp_path / "gone")
    assert leaks(tmp_path, tmp_path / "chosen") == []
