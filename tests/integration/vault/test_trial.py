"""Trial vaults: filled with invented people, or not made at all."""

import pytest

from app.services.overview import overview
from app.services.progress import Cancelled
from app.services.trial import free_path, make_trial
from app.services.vaults import open_vault
from models.errors import VaultExists
from models.records.vault import CreateVault

PHRASE = "gatto vulcano lampada ponte miele"


def command(folder):
    return CreateVault(folder / "prova.dapo", "Centro di prova", "Anna", PHRASE, is_trial=True)


def test_a_trial_vault_is_marked_and_full(tmp_path):
    desk = make_trial(command(tmp_path))
    assert desk.is_trial
    assert overview(desk).households > 20
    desk.close()
    again = open_vault(tmp_path / "prova.dapo", PHRASE)
    assert again.is_trial
    again.close()


def test_a_trial_given_up_half_way_leaves_nothing(tmp_path):
    def give_up(_phase, _done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        make_trial(command(tmp_path), give_up)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".lock"] == []


def test_a_trial_never_overwrites(tmp_path):
    (tmp_path / "prova.dapo").write_text("somebody's")
    with pytest.raises(VaultExists):
        make_trial(command(tmp_path))
    assert (tmp_path / "prova.dapo").read_text() == "somebody's"


def test_a_name_that_is_taken_gets_a_number(tmp_path):
    assert free_path(tmp_path, "prova").name == "prova.dapo"
    (tmp_path / "prova.dapo").touch()
    (tmp_path / "prova-2.dapo").touch()
    assert free_path(tmp_path, "prova").name == "prova-3.dapo"
