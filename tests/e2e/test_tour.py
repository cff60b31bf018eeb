"""The program itself, started as a person starts it, on a machine without a display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.passphrases import true_passphrases
from tests.support.vaults import PHRASE, make_vault, open_a_file

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def start(*arguments: object, phrase: str = PHRASE) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "DAPO_PASSPHRASE": phrase}
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_the_tour_leaves_a_picture_of_every_screen_and_ends_well(tmp_path):
    with true_passphrases():
        closed = make_vault(tmp_path)
    desk = closed.open()
    open_a_file(desk)
    desk.close()
    done = start("--vault", closed.path, "--tour", tmp_path / "pictures")
    assert done.returncode == 0, done.stderr
    pictures = sorted((tmp_path / "pictures").glob("*.png"))
    assert len(pictures) >= 13
    assert all(picture.stat().st_size > 5_000 for picture in pictures)


def test_a_tour_without_a_vault_says_what_is_missing(tmp_path):
    done = start("--tour", tmp_path)
    assert done.returncode == 2
    assert "--vault" in done.stderr


def test_a_tour_with_a_wrong_passphrase_ends_badly(tmp_path):
    with true_passphrases():
        closed = make_vault(tmp_path)
    done = start("--vault", closed.path, "--tour", tmp_path / "pictures", phrase="un'altra")
    assert done.returncode == 1
    assert done.stderr.strip().endswith("wrong_passphrase()")
    assert "Traceback" not in done.stderr
