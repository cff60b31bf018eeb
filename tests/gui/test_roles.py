"""The program as a volunteer and as staff walk it: nothing crashes, every refusal says why."""

from contextlib import suppress

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel

from app.services.aid import record_aid
from app.services.operators import add_operator
from app.services.vaults import open_vault
from models.records.aid import RecordAid
from models.rules.partial_date import PartialDate
from tests.gui.drivers import open_window
from tests.support.people import CARLA, DINA
from tests.support.vaults import now, open_a_file
from ui.labels.people import why_not
from ui.widgets.allowed import allow, refusal
from ui.widgets.buttons import button


@pytest.fixture(scope="module")
def staffed(template, tmp_path_factory):
    """A centre with a volunteer, somebody in the office, and a household helped last month."""
    closed = template.copy_to(tmp_path_factory.mktemp("staffed"))
    desk = closed.open()
    household = open_a_file(desk)
    record_aid(desk, RecordAid(household, "food", given_on=PartialDate(2026, 10, 5)))
    for person in (DINA, CARLA):
        add_operator(desk, person)
    desk.close()
    return closed, household


@pytest.fixture
def seat(qtbot, dressed, settings, staffed, tmp_path):
    """Opens the window as one of them."""
    closed, household = staffed
    opened = []

    def sit(person):
        copy = closed.copy_to(tmp_path)
        desk = open_vault(copy.path, person.passphrase, now)
        window = open_window(dressed, desk, settings)
        qtbot.addWidget(window)
        window.resize(QSize(1366, 768))
        opened.append(desk)
        return desk, window, household

    yield sit
    for desk in opened:
        desk.close()


def walk(qtbot, window, household):
    """Every page, every tab of a file, every step of a closing."""
    for key, argument in (
        ("search", None),
        ("counter", household),
        ("new_household", "Rossi"),
        ("closing", "2026-10"),
        ("settings", None),
    ):
        window.go(key, argument)
        yield key, window.page(key)
    qtbot.waitUntil(lambda: not window.page("settings")._waiting)
    yield "settings", window.page("settings")
    for step in (0, 1, 3, 4):
        window.go("closing", "2026-10")
        window.page("closing").move_to(step)
        yield f"closing {step}", window.page("closing")
    for tab in ("summary", "members", "aid", "needs", "economy", "consents", "details"):
        with suppress(KeyError):
            window.go("household", (household, tab))
            yield f"household {tab}", window.page("household")


@pytest.mark.parametrize("person", [DINA, CARLA])
def test_every_button_that_does_not_answer_to_a_role_says_why(qtbot, seat, person):
    desk, window, household = seat(person)
    roles = {why_not("close_month"), why_not("add_operator")}
    refused = set()
    for where, page in walk(qtbot, window, household):
        assert not [one for one in window.findChildren(QDialog) if one.isVisible()], where
        for one in page.findChildren(QAbstractButton):
            if not one.isEnabled() and one.toolTip() in roles:
                assert one.accessibleDescription() == one.toolTip()
                refused.add(one.accessibleName())
    if desk.operator.role == "volunteer":
        assert {"Porta dentro un registro…", "Nuclei…", "Copia sulla chiavetta"} <= refused
        assert {"Chiudi la scheda", "Stampa i riscontri"} <= refused
    else:
        assert {"Porta dentro un registro…", "Nuclei…", "Chiudi la scheda"}.isdisjoint(refused)
    assert {"Nuovo foglio di recupero…", "Scegli chiavetta o cartella…"} <= refused


def test_a_volunteer_reads_on_the_closing_that_the_office_closes(seat):
    _desk, window, _household = seat(DINA)
    window.go("closing", "2026-10")
    page = window.page("closing")
    assert page.refused.isVisible()
    assert "segreteria" in page.refused.accessibleName()
    page.move_to(1)
    assert not page.step(1)._forward.isEnabled()


def test_the_office_closes_months(seat):
    _desk, window, _household = seat(CARLA)
    window.go("closing", "2026-10")
    page = window.page("closing")
    assert page.refused.isHidden()
    page.move_to(1)
    assert page.step(1)._forward.isEnabled()


def test_a_volunteer_sees_days_and_isee_and_cannot_change_them(seat):
    _desk, window, household = seat(DINA)
    window.go("settings")
    page = window.page("settings")
    assert page.windows.form.isHidden()
    assert not page.windows.agreed.isHidden()
    assert "Lo fa il coordinatore" in page.windows._words.text()
    window.go("household", (household, "economy"))
    tab = window.page("household").tab("economy")
    tab.open_item("new")
    assert not tab.is_being_written()
    told = [one.text() for one in tab.findChildren(QLabel) if one.isVisibleTo(tab)]
    assert why_not("record_isee") in told


def test_an_import_asked_for_by_a_volunteer_is_refused_with_the_reason(qtbot, seat):
    _desk, window, _household = seat(DINA)
    page = window.page("settings")
    with qtbot.waitSignal(page.told) as told:
        page.open_with("import")
    assert told.args == [why_not("import_register")]
    assert not [one for one in page.findChildren(QDialog) if one.isVisible()]


def test_what_the_network_tells_is_kept_at_a_volunteer_s_desk_too(seat):
    desk, _window, _household = seat(DINA)
    desk.require("keep_told")


def test_a_button_waits_for_what_must_be_done_first_and_says_it(qtbot, desk):
    made = button("Copia")
    qtbot.addWidget(made)
    assert allow(made, desk, "back_up_elsewhere", needs="Prima scegli")
    assert not made.isEnabled()
    assert made.toolTip() == "Prima scegli"
    assert allow(made, desk, "back_up_elsewhere")
    assert made.isEnabled()
    assert made.toolTip() == ""
    words = refusal(desk, "back_up_elsewhere")
    qtbot.addWidget(words)
    assert words.isHidden()
