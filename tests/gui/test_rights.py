"""Rights of the person: a copy of everything, and erasure that asks to type a number."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.services.erasing import erase_member
from app.services.households import read_file
from app.services.overview import households_of, overview
from app.services.retention import due_files
from models.errors import DiskFull, NotFound
from tests.support.household_screen import HouseholdScreen, said
from tests.support.vaults import NOW, open_a_file
from ui.dialogs.erasure import ErasureDialog
from ui.dialogs.paper_preview import PaperPreview
from ui.pages.household.rights_card import RightsCard


def dialog(screen) -> ErasureDialog:
    screen.page.tab("consents").rights.open_erasure()
    return next(each for each in screen.window.findChildren(ErasureDialog) if each.isVisible())


def opened(screen, family) -> RightsCard:
    screen.open(family, "consents")
    return screen.page.tab("consents").rights


def test_the_copy_is_shown_on_paper_and_saved_as_a_file(screen, family, tmp_path, monkeypatch):
    card = opened(screen, family)
    card.copy.click()
    preview = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, PaperPreview)
    )
    preview.close()
    path = tmp_path / "copia.json"
    proposed: list[str] = []

    def choose(_owner: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(name)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    card.save.click()
    assert proposed == ["copia dei dati 0217.json"]
    assert json.loads(path.read_bytes())["household"]["number"] == "0217"
    assert screen.strip() == "Copia dei dati salvata"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    card.save.click()


def test_a_household_is_erased_only_when_its_number_is_typed(screen, desk, family):
    opened(screen, family)
    asking = dialog(screen)
    words = said(asking)
    assert "Non si può annullare." in words
    assert "fino al 1 maggio 2027" in words
    assert "Per confermare scrivi 0217" in words
    asking.typed.set_value("217")
    asking.confirm.click()
    assert "Non è quello che serve: scrivi 0217" in said(asking)
    assert read_file(desk, family).number == "0217"
    asking.typed.set_value(" 0217 ")
    asking.confirm.click()
    with pytest.raises(NotFound):
        read_file(desk, family)
    assert not isinstance(screen.here, type(screen.page))


def test_one_person_is_erased_and_the_file_stays(screen, desk, family):
    opened(screen, family)
    son = read_file(desk, family).members[2]
    asking = dialog(screen)
    asking.who.set_value(son.member_id)
    asking.why.set_value("mistake")
    asking.typed.set_value("0217")
    asking.confirm.click()
    file = read_file(desk, family)
    assert son.member_id not in [line.member_id for line in file.members]
    assert file.composition.people == 4
    assert screen.strip() == "Cancellato per sempre"


def test_the_last_person_is_not_erased_alone_and_it_is_said(screen, desk, family):
    for line in read_file(desk, family).members[1:]:
        erase_member(desk, family, line.member_id, "requested")
    opened(screen, family)
    asking = dialog(screen)
    asking.who.set_value(read_file(desk, family).members[0].member_id)
    asking.typed.set_value("0217")
    asking.confirm.click()
    assert "È l'ultima persona del nucleo" in said(asking)
    assert asking.confirm.isEnabled()
    asking.leave.click()


def test_a_full_disk_is_told_and_it_can_be_tried_again(screen, family, monkeypatch):
    opened(screen, family)
    asking = dialog(screen)

    def full(*_told: object) -> None:
        raise DiskFull(path="/")

    told: list[Exception] = []
    monkeypatch.setattr("ui.dialogs.erasure.erase_household", full)
    monkeypatch.setattr(
        "ui.dialogs.erasure.messages.tell_failure", lambda _owner, error: told.append(error)
    )
    asking.typed.set_value("0217")
    asking.confirm.click()
    assert isinstance(told[0], DiskFull)
    assert asking.confirm.isEnabled()
    asking.leave.click()


def test_a_file_without_a_number_asks_for_a_word(qtbot, desk, family):
    file = replace(read_file(desk, family), number="")
    card = RightsCard(desk)
    qtbot.addWidget(card)
    asking = ErasureDialog(desk, file, card)
    assert asking.asked == "CANCELLA"


def test_a_volunteer_sees_who_does_it(qtbot, desk):
    card = RightsCard(replace(desk, operator=replace(desk.operator, role="volunteer")))
    qtbot.addWidget(card)
    card.show()
    assert card.copy.isHidden()
    assert card.erase.isHidden()
    assert "Lo fanno la segreteria o il coordinatore." in said(card)
    for button in (card.print_copy, card.save_copy, card.open_erasure):
        button()


@pytest.fixture
def old_desk(template, tmp_path):
    """A desk at which two and a half years have passed since a family came."""
    closed = template.copy_to(tmp_path, "old.dapo")
    then = closed.open()
    open_a_file(then)
    then.close()
    later = closed.open(lambda: NOW + timedelta(days=900))
    yield later
    later.close()


def test_a_file_past_its_time_is_listed_and_kept_longer_with_a_reason(dressed, qtbot, old_desk):
    (line,) = due_files(old_desk)
    assert overview(old_desk).expiring[-1].code == "retention"
    assert [hit.household_id for hit in households_of(old_desk, "retention")] == [line.household_id]
    screen = HouseholdScreen(dressed, old_desk)
    qtbot.addWidget(screen.window)
    card = opened(screen, line.household_id)
    assert card.due.isVisible()
    assert "Nessun aiuto, bisogno, ISEE o consenso dal 22 novembre 2026." in said(card.due)
    card.due.until.set_value(old_desk.today())
    card.due.keep.click()
    assert "Un giorno da domani" in said(card.due)
    card.due.until.set_value(old_desk.today() + timedelta(days=30))
    card.due.keep.click()
    assert screen.strip() == "La scheda si conserva ancora"
    assert card.due.isHidden()
    assert due_files(old_desk) == ()
    screen.undo()
    assert len(due_files(old_desk)) == 1
    screen.window.close()


def test_who_may_not_decide_is_not_asked(old_desk):
    staff = replace(old_desk, operator=replace(old_desk.operator, role="staff"))
    assert "retention" not in [line.code for line in overview(staff).expiring]
