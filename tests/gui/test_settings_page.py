"""Impostazioni: what is chosen is worn at once; lists go out, registers come in and go away."""

import dataclasses
from datetime import date, timedelta

import pytest

from app.services.household_file import household_file
from app.services.households import amend_household
from app.services.network import NetworkFailed, network_state
from app.services.search import search
from app.services.vaults import open_vault
from models.records.closing import AgreedWindows, NetworkState
from models.records.household import AmendHousehold
from tests.support.accessibility import unnamed_widgets
from tests.support.vaults import PHRASE, open_a_file
from ui.dialogs.import_wizard import ImportWizard
from ui.labels.failures import explain
from ui.pages.settings import lists_section, network_section
from ui.pages.settings_page import SettingsPage


@pytest.fixture
def page(qtbot, desk, settings):
    made = SettingsPage(desk, settings)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    return made


@pytest.fixture
def full_page(qtbot, full_desk, settings):
    made = SettingsPage(full_desk, settings)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    return made


def facts(section) -> dict[str, str]:
    """Words and figures of a list of facts."""
    lines = section._facts._lines
    read = {}
    for place in range(lines.count()):
        row = lines.itemAt(place).widget().layout()
        read[row.itemAt(0).widget().text()] = row.itemAt(1).widget().text()
    return read


@pytest.mark.parametrize(
    ("key", "value"),
    [("language", "en"), ("points", 14.0), ("look", "dark"), ("idle_minutes", 15.0)],
)
def test_a_choice_of_appearance_is_kept_at_once(page, settings, key, value):
    page.appearance.form.field(key).set_value(value)
    assert getattr(settings.now, key) == value


def test_showing_the_choices_in_force_changes_none(page, settings):
    settings.change(points=12.0, look="light")
    told = []
    settings.watch(lambda *both: told.append(both))
    page.reload()
    assert page.appearance.form.field("points").value() == 12.0
    assert told == []


def test_the_vault_is_told_in_figures(desk, page):
    open_a_file(desk)
    page.reload()
    told = facts(page.vault)
    assert (told["Centro"], told["Nuclei"], told["Persone"]) == ("San Giuseppe", "1", "4")
    assert page.vault._place.text() == str(desk.vault.path)


def test_the_passphrase_is_changed_and_the_old_one_opens_no_more(qtbot, desk, page):
    page.passphrase.begin()
    page.passphrase.old.set_value(PHRASE)
    page.passphrase.new.first.set_value("lago sasso vento carta neve")
    page.passphrase.new.again.set_value("lago sasso vento carta neve")
    with qtbot.waitSignal(page.told):
        page.passphrase.save()
    assert page.passphrase.new.value() == ""
    desk.close()
    open_vault(desk.vault.path, "lago sasso vento carta neve").close()


def test_a_wrong_old_passphrase_is_told_beside_it(qtbot, page):
    page.passphrase.begin()
    page.passphrase.old.set_value("un'altra frase qualunque")
    page.passphrase.new.first.set_value("lago sasso vento carta neve")
    page.passphrase.new.again.set_value("lago sasso vento carta neve")
    with qtbot.assertNotEmitted(page.told):
        page.passphrase.save()
    assert page.passphrase._old_box._below.text() == "Non è la frase di adesso"
    assert page.passphrase._save.isEnabled()


def test_a_list_goes_out_as_excel_or_csv(qtbot, desk, page, tmp_path):
    open_a_file(desk)
    for name in ("nuclei.xlsx", "nuclei.csv"):
        with qtbot.waitSignal(page.told) as told:
            page.lists.write(tmp_path / name, "households")
        assert told.args == [f"{name}: 1 riga scritta"]
        assert (tmp_path / name).stat().st_size > 100


def test_a_register_brought_in_can_be_taken_away_whole(qtbot, monkeypatch, full_desk, full_page):
    asked = []
    monkeypatch.setattr(lists_section, "confirm", lambda *words: asked.append(words) or True)
    (row,) = full_page.imports.table.rows()
    assert row.cells[0] == "san_giuseppe.xlsx"
    with qtbot.waitSignal(full_page.told):
        full_page.imports.table.link_pressed.emit(row.key, 4)
    assert "san_giuseppe.xlsx" in asked[0][1]
    assert search(full_desk, "ros") == ()


def test_a_register_worked_on_is_not_taken_away_and_says_why(monkeypatch, full_desk, full_page):
    told = []
    monkeypatch.setattr(lists_section, "confirm", lambda *_words: True)
    monkeypatch.setattr(lists_section, "tell", lambda _owner, *words: told.append(words))
    file = household_file(full_desk, search(full_desk, "ros")[0].household_id)
    amend_household(
        full_desk,
        AmendHousehold(
            file.household_id,
            file.revision,
            number="N9999",
            card=file.card,
            label=file.label,
            is_homeless=False,
            notes="",
        ),
    )
    (row,) = full_page.imports.table.rows()
    full_page.imports.ask_undo(row.key)
    assert "1 di questi nuclei" in told[0][1]
    assert search(full_desk, "ros")


def test_no_register_yet_says_so(page):
    assert page.imports.table.rows() == []


def test_asking_for_an_import_opens_its_wizard(page):
    page.open_with("import")
    wizard = page.findChild(ImportWizard)
    assert wizard.isVisible()
    wizard.close()


def test_a_window_of_days_is_kept_when_the_field_is_left(qtbot, desk, page):
    field = page.windows.form.field("food")
    assert field.value() == 15
    field.edit.setText("20")
    with qtbot.waitSignal(page.told) as told:
        field.edit.editingFinished.emit()
    assert told.args == ["Pacco alimentare: ogni 20 giorni"]
    assert dict(network_state(desk).windows)["food"] == 20


@pytest.mark.parametrize("typed", ["", "molti", "-1", "9999"])
def test_days_that_are_no_number_change_nothing(desk, page, typed):
    field = page.windows.form.field("food")
    field.edit.setText(typed)
    field.edit.editingFinished.emit()
    assert dict(network_state(desk).windows)["food"] == 15


def test_windows_decided_by_the_network_are_read_and_not_changed(desk, page):
    coming = AgreedWindows(desk.today() + timedelta(days=1), (("food", 30),))
    for agreed, said in (
        ((), "arriva con il primo scambio"),
        ((AgreedWindows(date(2000, 1, 1), (("food", 15),)), coming), "dall'inizio"),
        ((AgreedWindows(date(2026, 3, 1), (("food", 15),)), coming), "dal 1 marzo 2026"),
    ):
        state = NetworkState("San Pio", "", (), None, (("food", 15),), agreed=agreed)
        page.windows._show(state)
        assert said in page.windows._words.text()
        assert page.windows.form.isHidden()
        assert ("30 giorni" in page.windows._coming.text()) == bool(agreed)
    page.windows.reload()
    assert not page.windows.form.isHidden()


def test_the_network_is_joined_with_an_address_and_a_code(qtbot, monkeypatch, page):
    joined = NetworkState("San Giuseppe", "http://127.0.0.1:1", ("http://a", "http://b"), None, ())
    asked = []
    monkeypatch.setattr(
        network_section, "enrol", lambda _desk, url, code: asked.append((url, code)) or joined
    )
    page.network.form.set_values({"url": "http://127.0.0.1:1", "code": "AB12"})
    with qtbot.waitSignal(page.told):
        page.network.join.click()
    assert asked == [("http://127.0.0.1:1", "AB12")]
    assert facts(page.network)["Nella rete come"] == "San Giuseppe"
    assert not page.network.form.isVisible()


WAITING = NetworkState(
    "San Giuseppe", "http://a", ("http://b",), None, (), check_text="1234 5678 9012 3456"
)


def test_a_device_that_waits_shows_the_digits_to_read_aloud(qtbot, monkeypatch, page):
    monkeypatch.setattr(network_section, "enrol", lambda *_: WAITING)
    page.network.form.set_values({"url": "https://a", "code": "AB12"})
    with qtbot.waitSignal(page.told) as told:
        page.network.join.click()
    assert told.args == ["Il codice va bene: ora serve la conferma"]
    assert facts(page.network)["Cifre da leggere al telefono"] == "1234 5678 9012 3456"
    assert page.network.look.isVisibleTo(page.network)
    assert not page.network.join.isVisibleTo(page.network)

    answers = [WAITING, dataclasses.replace(WAITING, check_text="")]
    monkeypatch.setattr(network_section, "look_for_confirmation", lambda _: answers.pop(0))
    with qtbot.waitSignal(page.told) as told:
        page.network.look.click()
    assert told.args == ["Non ancora: chi cura la rete non ha confermato"]
    with qtbot.waitSignal(page.told) as told:
        page.network.look.click()
    assert told.args == ["Il centro è nella rete come San Giuseppe"]
    assert "In attesa di conferma" not in facts(page.network)
    assert not page.network.look.isVisibleTo(page.network)


def test_a_centre_joins_again_with_a_new_code(qtbot, monkeypatch, page):
    asked = []
    monkeypatch.setattr(
        network_section, "join_again", lambda _desk, url, code: asked.append((url, code)) or WAITING
    )
    page.network._show(dataclasses.replace(WAITING, check_text=""))
    page.network.again.click()
    assert page.network.form.isVisibleTo(page.network)
    page.network.form.set_values({"url": "http://a", "code": "CD34"})
    with qtbot.waitSignal(page.told):
        page.network.join.click()
    assert asked == [("http://a", "CD34")]
    assert facts(page.network)["Cifre da leggere al telefono"] == "1234 5678 9012 3456"


def test_a_register_that_does_not_answer_leaves_the_digits_there(qtbot, monkeypatch, page):
    def fail(_):
        raise NetworkFailed(reason="register_unreachable")

    page.network._show(WAITING)
    monkeypatch.setattr(network_section, "look_for_confirmation", fail)
    with qtbot.waitSignal(page.told) as told:
        page.network.look.click()
    assert told.args == ["Il registro della rete non risponde."]
    assert page.network.look.isEnabled()
    assert facts(page.network)["Cifre da leggere al telefono"] == "1234 5678 9012 3456"


def test_the_day_to_go_on_is_told_as_people_say_it():
    failure = NetworkFailed(reason="quota_spent", left=0, until=date(2026, 11, 23))
    assert "23 novembre 2026" in explain(failure).remedy


def test_a_code_refused_is_told_beside_it_with_a_code_to_read(monkeypatch, page):
    def refuse(*_arguments):
        raise NetworkFailed(reason="enrolment_refused")

    monkeypatch.setattr(network_section, "enrol", refuse)
    page.network.form.set_values({"url": "http://127.0.0.1:1", "code": "AB12"})
    page.network.join.click()
    assert "Codice da leggere al telefono" in page.network.form.box("code")._below.text()
    assert page.network.join.isEnabled()


def test_joining_without_an_address_is_told(page):
    page.network.join.click()
    assert page.network.form.box("url")._below.text() == "Qui serve qualcosa"


def test_all_of_it_can_be_read_aloud(page):
    page.passphrase.begin()
    assert unnamed_widgets(page) == []


def test_sections_not_asked_for_come_by_themselves(qtbot, desk, settings):
    page = SettingsPage(desk, settings)
    qtbot.addWidget(page)
    wanted = (
        "appearance",
        "imports",
        "lists",
        "about",
        "vault",
        "passphrase",
        "network",
        "windows",
    )
    qtbot.waitUntil(lambda: all(name in vars(page) for name in wanted))
    assert not page._waiting
