"""A vault to try things in: invented people, marked as such, gone when its making is cancelled."""

from pathlib import Path

import pytest

from app.services.overview import overview
from app.services.progress import Cancelled
from app.services.trial import free_path, make_trial
from app.services.vaults import prepare, vault_info
from models.records.vault import CreateVault
from tests.support.vaults import PHRASE, now


def command(folder: Path) -> CreateVault:
    return CreateVault(folder / "prova.dapo", "Centro di prova", "Prova", PHRASE, is_trial=True)


def test_a_trial_vault_is_full_of_invented_people_and_says_so(tmp_path: Path) -> None:
    prepare()
    desk = make_trial(command(tmp_path), clock=now)
    assert desk.is_trial
    assert vault_info(desk).households > 40
    assert overview(desk) is not None
    desk.close()


def test_a_trial_cancelled_leaves_no_file(tmp_path: Path) -> None:
    def cancel(phase: str, _done: int, _total: int, /) -> None:
        if phase == "households":
            raise Cancelled

    with pytest.raises(Cancelled):
        make_trial(command(tmp_path), cancel, now)
    left = {path.name for path in tmp_path.iterdir()}
    assert left <= {"prova.dapo.lock"}


def test_a_name_already_taken_is_numbered(tmp_path: Path) -> None:
    assert free_path(tmp_path, "prova") == tmp_path / "prova.dapo"
    for taken in ("prova.dapo", "prova-2.dapo"):
        (tmp_path / taken).touch()
    assert free_path(tmp_path, "prova") == tmp_path / "prova-3.dapo"
