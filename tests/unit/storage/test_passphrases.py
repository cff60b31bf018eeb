"""Passphrases suggested and judged; places judged."""

import math
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from app.services.passphrases import passphrase_strength, suggest_passphrase
from app.services.vault_place import _file_system, warn_of_place
from resources import resource_path

WORDS = resource_path("codes/words_it.txt").read_text("utf-8").split()


def test_the_list_holds_enough_distinct_plain_words_for_fifty_bits():
    assert len(set(WORDS)) == len(WORDS) >= 1296
    assert all(4 <= len(word) <= 8 and word.isascii() and word.islower() for word in WORDS)
    assert 5 * math.log2(len(WORDS)) > 51


def test_a_suggestion_is_five_words_and_never_the_same():
    suggested = {suggest_passphrase() for _ in range(50)}
    assert len(suggested) == 50
    assert all(set(text.split()) <= set(WORDS) for text in suggested)
    assert all(len(text.split()) == 5 for text in suggested)


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("", "weak"),
        ("password1", "weak"),
        ("giuseppe1954", "weak"),
        ("12345678901234567890", "weak"),
        ("casa casa casa casa casa casa", "weak"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "weak"),
        ("gatto vulcano lampada ponte", "fair"),
        ("gatto vulcano lampada ponte miele", "strong"),
        ("Xk9#fP2qLmW7!", "strong"),
    ],
)
def test_strength_follows_distinct_words_and_letters(text, strength):
    assert passphrase_strength(text) == strength


@pytest.mark.parametrize(
    ("path", "danger"),
    [
        ("/home/anna/OneDrive - Caritas/centro.dapo", "synced_folder"),
        ("/home/anna/Dropbox/centro.dapo", "synced_folder"),
        ("//server/dati/centro.dapo", "network_share"),
        ("/media/anna/STICK/centro.dapo", "removable"),
        ("/home/anna/Documenti/centro.dapo", None),
    ],
)
def test_a_dangerous_place_is_named(path, danger):
    assert warn_of_place(Path(path)) == danger


def test_the_synced_folder_told_by_windows_is_known_whatever_its_name(monkeypatch, tmp_path):
    monkeypatch.setenv("OneDrive", str(tmp_path))
    assert warn_of_place(tmp_path / "centro.dapo") == "synced_folder"


def test_a_share_mounted_on_linux_is_known_by_its_file_system(monkeypatch, tmp_path):
    monkeypatch.setattr("app.services.vault_place._file_system", lambda *_told: "cifs")
    assert warn_of_place(tmp_path / "centro.dapo") == "network_share"


def test_the_longest_mount_point_above_a_place_decides():
    mounts = "/dev/sda1 / ext4 rw 0 0\n//nas/dati /mnt/la\\040nas cifs rw 0 0\n"
    assert _file_system(PurePosixPath("/mnt/la nas/centro.dapo"), mounts) == "cifs"
    assert _file_system(PurePosixPath("/home/centro.dapo"), mounts) == "ext4"


def test_the_unlock_dialog_does_not_wait_for_the_tables():
    code = (
        "import sys, app.services.vaults as vaults\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        "vaults.prepare()\n"
        "assert 'sqlalchemy' in sys.modules\n"
    )
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True, timeout=60)
