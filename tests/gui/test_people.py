"""Who works here, on the screens: authorised, changed, seen off; and a new recovery sheet."""

from datetime import date

import pytest

from app.services import leaving
from app.services import operators as services
from app.services.leaving import left_undone
from app.services.operators import add_operator, operators
from app.services.vaults import open_vault, open_with_recovery_key
from models.errors import DiskFull, NotAllowed, RuleBroken, WrongPassphrase
from models.records.vault import LeftUndone
from models.repositories.settings import set_setting
from models.rules.permissions import may
from tests.support.accessibility import unnamed_widgets
from tests.support.people import CARLA, DINA
from tests.support.vaults import PHRASE
from ui.dialogs.dismissal import DismissalDialog
from ui.dialogs.person import PersonDialog
from ui.dialogs.recovery_sheet import RecoverySheetDialog
from ui.labels.failures import explain
from ui.labels.people import role_words, undone_words, who_may
from ui.labels.rules import rule_words
from ui.pages.settings.people_section import PeopleSection
from ui.pages.settings.vault_section import PassphraseSection

NEW_PHRASE = "lago sasso vento carta neve"


@pytest.fixture
def section(qtbot, desk):
    made = PeopleSection(desk)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    return made


def entry_of(desk, name):
    return next(one for one in operators(desk) if one.operator.name == name)


def dialog_for(qtbot, desk, entry=None):
    made = PersonDialog(desk, entry, None)
    qtbot.addWidget(made)
    made.show()
    return made


def write_phrase(dialog, phrase=NEW_PHRASE):
    dialog.phrase.first.set_value(phrase)
    dialog.phrase.again.set_value(phrase)


def test_the_coordinator_sees_everybody_with_role_day_and_clearance(section, desk):
    add_operator(desk, DINA)
    section.reload()
    dina, anna = (row.cells for row in section.table.rows())
    assert dina[:3] == ("Dina Belli", "volontario", "01/03/2026")
    assert anna[1] == "coordinatore"
    assert anna[3].mark.text == "sì"
    assert unnamed_widgets(section) == []


def test_others_see_who_they_are_and_why_the_rest_is_not_there(qtbot, desk):
    add_operator(desk, DINA)
    desk.close()
    hers = open_vault(desk.vault.path, DINA.passphrase)
    section = PeopleSection(hers)
    qtbot.addWidget(section)
    section.reload()
    words = " ".join(one.text() for one in section.findChildren(type(section.heading)))
    assert "Dina Belli" in words
    assert "Lo fa il coordinatore" in words
    hers.close()


def test_a_person_is_authorised_and_comes_in_with_her_phrase(qtbot, section, desk):
    section.add_person()
    dialog = section.window().findChild(PersonDialog)
    dialog.form.set_values(
        {"name": "Bruno Verdi", "role": "staff", "authorised_on": date(2026, 2, 1)}
    )
    write_phrase(dialog)
    with qtbot.waitSignal(dialog.accepted):
        dialog._save.click()
    assert entry_of(desk, "Bruno Verdi").operator.role == "staff"
    desk.close()
    open_vault(desk.vault.path, NEW_PHRASE).close()


def test_five_words_are_suggested_and_their_strength_told(qtbot, desk):
    dialog = dialog_for(qtbot, desk)
    dialog.phrase.suggest()
    assert len(dialog.phrase.value().split()) == 5
    assert "Buona" in dialog.phrase._first_box._below.text()


@pytest.mark.parametrize(
    ("name", "words"),
    [("", "Qui serve qualcosa"), ("volontaria 3", "C'è già una persona con questo nome.")],
)
def test_a_name_missing_or_taken_is_told_beside_it(qtbot, desk, name, words):
    dialog = dialog_for(qtbot, desk)
    dialog.form.field("name").set_value(name or None)
    write_phrase(dialog)
    dialog._save.click()
    assert dialog.form.box("name")._below.text() == words
    assert dialog._save.isEnabled()


def test_a_phrase_too_short_is_told_before_anything_is_done(qtbot, desk):
    dialog = dialog_for(qtbot, desk)
    dialog.form.field("name").set_value("Bruno Verdi")
    write_phrase(dialog, "corta")
    dialog._save.click()
    assert "almeno otto" in dialog.phrase._first_box._below.text()
    assert len(operators(desk)) == 1


def test_role_day_and_clearance_are_changed_together(qtbot, section, desk):
    add_operator(desk, DINA)
    section.reload()
    section.open_person(entry_of(desk, "Dina Belli").operator.operator_id)
    dialog = section.window().findChild(PersonDialog)
    dialog.form.set_values({"role": "staff", "has_clearance": True})
    with qtbot.waitSignal(dialog.accepted):
        dialog._save.click()
    changed = entry_of(desk, "Dina Belli")
    assert (changed.operator.role, changed.has_clearance) == ("staff", True)


def test_the_last_coordinator_stays_one_and_is_told_why(qtbot, desk):
    dialog = dialog_for(qtbot, desk, entry_of(desk, "volontaria 3"))
    dialog.form.set_values({"role": "volunteer"})
    dialog._save.click()
    assert "È l'unico coordinatore" in dialog.form.box("role")._below.text()
    assert not dialog.findChildren(DismissalDialog)


def test_who_forgot_her_phrase_is_given_another(qtbot, desk):
    add_operator(desk, DINA)
    dialog = dialog_for(qtbot, desk, entry_of(desk, "Dina Belli"))
    assert unnamed_widgets(dialog) == []
    dialog._forgot.click()
    assert dialog.phrase.isVisible()
    write_phrase(dialog)
    with qtbot.waitSignal(dialog.accepted):
        dialog._forgot.click()
    desk.close()
    open_vault(desk.vault.path, NEW_PHRASE).close()


def test_who_has_no_clearance_cannot_give_it_and_reads_why(qtbot, desk):
    add_operator(desk, DINA)
    other = services.AddOperator(
        "Elena Rossi", "coordinator", date(2026, 3, 1), "elena chiude il mese"
    )
    add_operator(desk, other)
    desk.close()
    hers = open_vault(desk.vault.path, other.passphrase)
    dialog = dialog_for(qtbot, hers, entry_of(hers, "Dina Belli"))
    assert not dialog.form.field("has_clearance").isEnabled()
    assert "già le note riservate" in dialog.form.box("has_clearance")._below.text()
    hers.close()


def test_somebody_seen_off_enters_no_more_and_the_list_says_so(qtbot, section, desk):
    add_operator(desk, DINA)
    section.reload()
    entry = entry_of(desk, "Dina Belli")
    person = dialog_for(qtbot, desk, entry)
    person.leaving.click()
    dialog = DismissalDialog(desk, entry, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.leave.hasFocus() or not dialog.isActiveWindow()
    with qtbot.waitSignal(dialog.accepted):
        dialog.act.click()
    assert not left_undone(desk).key
    section.reload()
    assert section.table.rows()[-1].cells[1].text == "non più qui"
    section.open_person(section.table.rows()[-1].key)
    desk.close()
    with pytest.raises(WrongPassphrase):
        open_vault(desk.vault.path, DINA.passphrase)
    open_vault(desk.vault.path, PHRASE).close()


def test_what_the_network_has_not_heard_of_a_leaving_is_said(qtbot, monkeypatch, section, desk):
    add_operator(desk, DINA)
    with desk.work("enrol", journal=False) as work:
        set_setting(work.session, "network", {"device": "", "enrolled_on": "2026-11-01"})
        work.commit()
    monkeypatch.setattr("app.services.leaving._tell_register", lambda _desk: None)
    dialog = DismissalDialog(desk, entry_of(desk, "Dina Belli"), None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.act.click()
    assert "non entra più" in dialog.banner.accessibleName()
    assert "lo saprà alla prossima chiusura" in dialog.banner.accessibleName()
    assert not dialog.act.isVisible()
    assert unnamed_widgets(dialog) == []
    section.reload()
    assert section.unfinished.isVisible()
    assert "lo saprà alla prossima chiusura" in section.unfinished.accessibleName()
    assert left_undone(desk) == LeftUndone(key=False, reserved_key=False, register=True)


def test_what_is_left_of_a_leaving_is_a_sentence_each():
    said = undone_words(LeftUndone(key=True, reserved_key=True, register=True))
    assert len(said) == 3
    assert undone_words(LeftUndone(key=False, reserved_key=False, register=False)) == ()


def test_a_leaving_that_was_cut_is_offered_again_and_finished(qtbot, monkeypatch, section, desk):
    add_operator(desk, DINA)
    dialog = DismissalDialog(desk, entry_of(desk, "Dina Belli"), None)
    qtbot.addWidget(dialog)
    dialog.show()

    def full(*_told):
        raise DiskFull(path="x")

    monkeypatch.setattr(desk.vault, "replace_key", full)
    dialog.act.click()
    assert "disco" in dialog.banner.accessibleName()
    assert left_undone(desk).key
    section.reload()
    assert section.unfinished.isVisible()
    monkeypatch.undo()
    with qtbot.waitSignal(dialog.accepted):
        dialog.act.click()
    section.reload()
    assert not section.unfinished.isVisible()


def test_a_leaving_can_be_stopped_and_finished_from_the_banner(qtbot, monkeypatch, section, desk):
    add_operator(desk, DINA)
    dialog = DismissalDialog(desk, entry_of(desk, "Dina Belli"), None)
    qtbot.addWidget(dialog)
    dialog.show()
    renew = leaving.renew_key

    def stopped(desk, told):
        dialog._cancel()
        renew(desk, told)

    monkeypatch.setattr(leaving, "renew_key", stopped)
    dialog.act.click()
    assert "Interrotto" in dialog.banner.accessibleName()
    monkeypatch.undo()
    section.finish_key()
    rest = section.window().findChild(DismissalDialog)
    with qtbot.waitSignal(rest.accepted):
        rest.act.click()
    assert not left_undone(desk).key


def test_a_new_sheet_is_worth_something_only_once_typed_back(qtbot, desk, template):
    dialog = RecoverySheetDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    key = dialog._key
    assert unnamed_widgets(dialog) == []
    dialog.step.typed.set_value("0000-0000")
    dialog.keep.click()
    assert "Non sono quelli" in dialog.step._box._below.text()
    dialog.step.typed.set_value("".join(key.split("-")[-2:]))
    with qtbot.waitSignal(dialog.accepted):
        dialog.keep.click()
    assert dialog._key == ""
    desk.close()
    open_with_recovery_key(desk.vault.path, key).close()
    with pytest.raises(WrongPassphrase):
        open_with_recovery_key(desk.vault.path, template.recovery_key)


def test_leaving_the_new_sheet_keeps_the_old_one(qtbot, desk, template):
    section = PassphraseSection(desk)
    qtbot.addWidget(section)
    section.ask_sheet()
    dialog = section.window().findChild(RecoverySheetDialog)
    dialog.reject()
    desk.close()
    open_with_recovery_key(desk.vault.path, template.recovery_key).close()


def test_the_new_sheet_is_shown_as_paper(qtbot, monkeypatch, desk):
    shown = []
    monkeypatch.setattr(
        "ui.dialogs.recovery_sheet.show_paper", lambda _owner, *told: shown.append(told)
    )
    dialog = RecoverySheetDialog(desk)
    qtbot.addWidget(dialog)
    dialog.step.print.click()
    assert shown[0][1] == "foglio-di-recupero.pdf"
    assert shown[0][2]().startswith(b"%PDF")


def test_every_rule_and_refusal_about_people_and_copies_has_words():
    rules = (
        "name_missing",
        "operator_exists",
        "no_role",
        "passphrase_too_short",
        "last_coordinator",
        "oneself",
        "slot_of_earlier_version",
        "last_clearance",
        "no_backup_folder",
        "not_a_folder",
        "backup_folder_missing",
        "backup_of_another_vault",
    )
    said = {rule_words(RuleBroken(rule=rule)) for rule in rules}
    assert len(said) == len(rules)
    assert not any("controlla e riprova" in words or "{" in words for words in said)
    named = rule_words(RuleBroken(rule="slot_of_earlier_version", names="Anna, Bruno"))
    assert "Anna, Bruno" in named
    assert explain(RuleBroken(rule="oneself")).what.startswith("Non si può togliere")


@pytest.mark.parametrize("needed", ["staff", "coordinator", "clearance", "?"])
def test_a_refusal_says_to_whom_to_turn(needed):
    told = explain(NotAllowed(action="x", role="volunteer", needed=needed))
    assert told.remedy == who_may(needed)
    assert "coordinatore" in told.remedy


def test_a_role_nobody_knows_is_shown_as_it_is_written():
    assert role_words("king") == "king"
    assert not may("king", "open_file")


def test_staff_is_a_role_too(desk):
    add_operator(desk, CARLA)
    assert entry_of(desk, "Carla Neri").operator.role == "staff"
