"""The closing on a stick: join, prepare, read, carry; wrong files, full sticks, what is left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from app.services.closing import close_month, go_on_knowingly
from app.services.desk import Desk
from app.services.parcels import StickFull, make_parcel
from app.services.progress import Cancelled
from app.services.successors import owe_successor
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from tests.gui.test_closing_page import press, shown
from tests.integration.closing.conftest import Centre
from tests.support.accessibility import unnamed_widgets
from tests.support.network import LocalNetwork, local_network
from tests.support.vaults import ClosedVault
from ui.pages.closing import stick_step
from ui.pages.closing.stick_step import StickStep
from ui.pages.closing.words import FINDINGS, LEAVING, STICK
from ui.pages.closing_page import ClosingPage

MARIA = MemberDraft(surname="Rossi", given_name="Maria", sex="F", born=PartialDate(1960, 5, 7))
MONTH = "2026-10"


@pytest.fixture
def network(tmp_path: Path) -> Iterator[LocalNetwork]:
    with local_network(tmp_path, key_holders=1) as running:
        yield running


@pytest.fixture
def courier(network: LocalNetwork, template: ClosedVault, tmp_path: Path) -> Iterator[Desk]:
    desk = template.copy_to(tmp_path, "courier.dapo").open()
    network.welcome(desk, "San Pio")
    yield desk
    desk.close()


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is chosen whenever one is asked for."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    return folder


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


def at_the_stick(qtbot, desk: Desk) -> tuple[ClosingPage, StickStep]:
    page = shown(qtbot, desk)
    page.open_with(MONTH)
    page.reload()
    page.move_to(LEAVING)
    press(page, "Senza rete?")
    assert page.here == STICK
    step = page.step(STICK)
    assert isinstance(step, StickStep)
    return page, step


def test_a_centre_joins_and_closes_its_first_month_without_a_network(
    qtbot, desk: Desk, courier: Desk, network: LocalNetwork, stick: Path, monkeypatch
) -> None:
    Centre(desk).give(Centre(desk).register(MARIA), "food", "2026-10-10")
    Centre(courier).give(Centre(courier).register(MARIA), "food", "2026-10-12")
    close_month(courier, MONTH)
    page, step = at_the_stick(qtbot, desk)
    carrying_page, carrying = at_the_stick(qtbot, courier)

    def travel() -> None:
        choose(monkeypatch, max(stick.glob("*andata*"), key=lambda path: path.stat().st_mtime_ns))
        carrying.carry.click()
        choose(monkeypatch, max(stick.glob("*risposta*"), key=lambda path: path.stat().st_mtime_ns))
        step.read.click()

    assert "ancora in rete" in step._outward.text()
    assert not step.carry.isEnabled()
    step.prepare.click()
    assert not list(stick.iterdir()), "without a code nothing is written"
    step._code.set_values({"code": network.invite("Santa Teresa")})
    step.prepare.click()
    assert "richiesta d'ingresso" in step.state.text()
    travel()
    assert "In attesa di conferma" in step.state.text()
    network.confirm_waiting()

    for trip in range(1, 4):
        press(page, "Prepara il plico")
        assert f"plico {trip}" in step.state.text()
        travel()
    assert "La chiusura di ottobre è fatta" in step.banner.accessibleName()
    assert step.state.text() == "Nessun plico in viaggio."
    press(page, "Vai ai riscontri")
    assert page.here == FINDINGS
    assert not unnamed_widgets(page)
    assert "Fatto" in carrying.banner.accessibleName()
    assert carrying_page.here == STICK


def test_what_no_parcel_can_tell_is_told_before_anybody_carries_one(
    qtbot, desk: Desk, courier: Desk
) -> None:
    with courier.work("dismiss_operator", journal=False) as work:
        owe_successor(work.session)
        work.commit()
    go_on_knowingly(courier)
    _, step = at_the_stick(qtbot, courier)
    assert "Qualcuno è andato via" in step.left.text()
    assert "viene da una copia" in step.left.text()
    assert step.left.text().count("una volta") == 2
    _, step = at_the_stick(qtbot, desk)
    assert not step.left.isVisible()


def test_what_the_next_parcel_brings_is_told(
    qtbot, desk: Desk, network: LocalNetwork, courier: Desk, stick: Path, monkeypatch
) -> None:
    Centre(desk).register(MARIA)
    network.welcome(desk, "Santa Teresa")
    page, step = at_the_stick(qtbot, desk)
    _, carrying = at_the_stick(qtbot, courier)
    press(page, "Prepara il plico")
    (parcel,) = stick.iterdir()
    choose(monkeypatch, parcel)
    carrying.carry.click()
    choose(monkeypatch, next(stick.glob("*risposta*")))

    step.read.click()

    assert "serve un altro viaggio" in step.banner.accessibleName()
    assert step.left.text() == "1 persona nuova o cambiata parte col prossimo plico."
    assert step._findings.isVisibleTo(page)


def test_a_wrong_file_is_told_in_plain_words(
    qtbot, desk: Desk, network: LocalNetwork, tmp_path: Path, monkeypatch
) -> None:
    network.welcome(desk, "Santa Teresa")
    _, step = at_the_stick(qtbot, desk)
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff")
    choose(monkeypatch, photo)

    step.read.click()
    assert "non è un plico di DA.PO" in step.banner.accessibleName()
    step.carry.click()
    assert "PARCEL-NOT-A-PARCEL" in step.banner.accessibleName()


def test_choosing_nothing_does_nothing(qtbot, desk: Desk, network: LocalNetwork, monkeypatch):
    network.welcome(desk, "Santa Teresa")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    choose(monkeypatch, "")
    page, step = at_the_stick(qtbot, desk)

    for words in ("Prepara il plico", "Leggi la risposta", "Porta un plico"):
        press(page, words)

    assert "In attesa della risposta" not in step.state.text()
    assert not step.banner.isVisibleTo(page)


def test_a_full_stick_and_a_cancel_lose_nothing(
    qtbot, desk: Desk, network: LocalNetwork, stick: Path, monkeypatch
) -> None:
    network.welcome(desk, "Santa Teresa")
    page, step = at_the_stick(qtbot, desk)

    def full(*_: object) -> None:
        raise StickFull(path=str(stick), needed=1)

    monkeypatch.setattr(stick_step, "make_parcel", full)
    press(page, "Prepara il plico")
    assert "non c'è posto" in step.banner.accessibleName()

    def cancelled(*_: object) -> None:
        step._cancel()
        raise Cancelled

    monkeypatch.setattr(stick_step, "make_parcel", cancelled)
    press(page, "Prepara il plico")
    assert "Interrotto" in step.banner.accessibleName()
    assert not step.is_busy

    monkeypatch.setattr(stick_step, "make_parcel", make_parcel)
    press(page, "Prepara il plico")
    assert "plico 1" in step.state.text()
    assert page.step(STICK).findChildren(QPushButton)
