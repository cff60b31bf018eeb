"""The first run: from nothing to a centre whose file can be recovered."""

import pytest

from app.services.overview import overview
from app.services.vaults import open_with_recovery_key
from app.settings import SettingsFile
from tests.gui.drivers import to_the_sheet
from tests.support.accessibility import unnamed_widgets
from tests.support.vaults import now
from ui.dialogs.first_run import wizard as wizards
from ui.dialogs.first_run.wizard import FirstRunWizard
from ui.dialogs.paper_preview import PaperPreview


@pytest.fixture
def settings(tmp_path):
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def wizard(qtbot, settings, tmp_path):
    made = FirstRunWizard(settings, tmp_path / "centro", now)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.reject()


def type_back(wizard: FirstRunWizard, key: str) -> None:
    wizard.recovery.typed.set_value(" ".join(key.lower().split("-")[-2:]))
    wizard.forward()


def test_a_centre_is_made_and_its_key_opens_it(qtbot, wizard, settings):
    key = to_the_sheet(wizard)
    type_back(wizard, key)
    wizard.beginning.choose("empty")
    with qtbot.waitSignal(wizard.opened) as opened:
        wizard.forward()
    desk, first = opened.args
    assert (desk.centre, desk.operator.name, first) == (
        "San Giuseppe / Milano",
        "Carla Neri",
        "empty",
    )
    path = desk.vault.path
    assert path.name == "san-giuseppe-milano.dapo"
    assert settings.now.vaults == (str(path),)
    desk.close()
    open_with_recovery_key(path, key).close()
    assert "".join(wizard.recovery._groups) == wizard.coordinator.phrase.value() == ""


def test_the_sheet_must_be_typed_back(wizard):
    to_the_sheet(wizard)
    wizard.recovery.typed.set_value("AAAA BBBB")
    wizard.forward()
    assert "guarda gli ultimi due" in wizard.recovery._box._below.text()
    assert wizard._stack.currentWidget() is wizard.recovery


def test_the_sheet_can_be_seen_and_printed(wizard):
    to_the_sheet(wizard)
    wizard.recovery.print.click()
    preview = wizard.findChild(PaperPreview)
    assert preview is not None
    assert preview._paper.pdf.startswith(b"%PDF")
    preview.close()


def test_invented_people_live_in_a_file_of_their_own(qtbot, wizard):
    type_back(wizard, to_the_sheet(wizard))
    wizard.beginning.choose("demo")
    with qtbot.waitSignal(wizard.opened) as opened:
        wizard.forward()
    desk = opened.args[0]
    assert desk.is_trial
    assert desk.vault.path.name == "prova.dapo"
    assert wizard.centre.path().exists()
    assert overview(desk).households > 20
    desk.close()


@pytest.mark.parametrize("missing", ["centre", "name", "phrase"])
def test_what_is_missing_is_said_beside_the_field(wizard, missing):
    wizard.forward()
    if missing != "centre":
        wizard.centre.name.set_value("San Giuseppe")
    wizard.forward()
    if missing == "phrase":
        wizard.coordinator.name.set_value("Carla")
    wizard.forward()
    told = {
        "centre": wizard.centre._box,
        "name": wizard.coordinator._box,
        "phrase": wizard.coordinator.phrase._first_box,
    }[missing]
    assert told._below.property("tone") == "stop"
    assert not wizard.centre.path().exists()


def test_a_name_that_is_taken_is_told_before_anything_is_written(wizard, tmp_path):
    wizard.forward()
    wizard.centre.use_folder(tmp_path)
    (tmp_path / "san-pio.dapo").write_text("somebody's")
    wizard.centre.name.set_value("San Pio")
    wizard.forward()
    assert "c'è già" in wizard.centre._box._below.text()


def test_a_dangerous_place_is_warned_of(wizard, tmp_path):
    wizard.centre.use_folder(tmp_path / "OneDrive")
    assert not wizard.centre.warning.isHidden()
    wizard.centre.use_folder(tmp_path)
    assert wizard.centre.warning.isHidden()


def test_the_choices_of_the_first_step_are_kept_at_once(wizard, settings):
    wizard.language.language.set_value("en")
    wizard.language.letters.set_value(14.0)
    assert (settings.now.language, settings.now.points) == ("en", 14.0)


def test_a_file_that_cannot_be_made_is_told_and_nothing_is_left(wizard, monkeypatch, tmp_path):
    told = []
    monkeypatch.setattr(wizards, "tell_failure", lambda _owner, error: told.append(error))
    (tmp_path / "centro").write_text("a file where the folder should be")
    to_the_sheet(wizard)
    assert len(told) == 1
    assert wizard._stack.currentWidget() is wizard.coordinator
    assert wizard._stack.isEnabled()


def test_giving_up_closes_the_file_that_was_made(wizard):
    key = to_the_sheet(wizard)
    wizard.reject()
    open_with_recovery_key(wizard.centre.path(), key).close()


def test_every_step_can_be_read_aloud(wizard):
    assert unnamed_widgets(wizard) == []
    key = to_the_sheet(wizard)
    assert unnamed_widgets(wizard) == []
    type_back(wizard, key)
    assert unnamed_widgets(wizard) == []
