"""Sheets to sign, the privacy of the centre, and the files whose time is over, on the screen."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.services.consents import give_consent
from app.services.desk import Desk
from app.services.documents import documents
from app.services.household_file import read_file
from app.services.past_figures import past_figures
from app.services.privacy import privacy_terms
from app.services.retention import due_files, keep_longer
from models.errors import DiskFull, RuleBroken
from tests.support.accessibility import unnamed_widgets
from tests.support.hostile_documents import paper
from tests.support.household_screen import rows, said
from tests.support.vaults import NOW, open_a_file
from ui.dialogs.document_viewer import DocumentViewer
from ui.dialogs.due_files import DueFilesDialog
from ui.dialogs.paper_preview import PaperPreview
from ui.jobs import ImmediateLanes, use_lanes
from ui.labels.retention import cause_word, due_words
from ui.pages.household.forms_card import FormsCard
from ui.pages.search_page import SearchPage
from ui.pages.settings.privacy_section import PrivacySection


def preview() -> PaperPreview:
    """The paper that is shown, closed again."""
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, PaperPreview)]
    (found,) = [each for each in shown if each.isVisible()]
    found.close()
    return found


def test_sheets_are_printed_in_the_language_chosen_and_it_is_remembered(screen, desk, family):
    tab = screen.open(family, "consents")
    card = tab.forms
    assert card.language.value() == "it"
    card.language.set_value("ar")
    card.paper.click()
    assert preview().windowTitle() == "Informativa e consensi"
    assert read_file(desk, family).form_language == "ar"
    other = open_a_file(desk, "Rossi")
    screen.open(other, "consents")
    assert card.language.value() == "it"
    screen.open(family, "consents")
    assert card.language.value() == "ar"


def test_a_signed_sheet_is_attached_seen_and_taken_away(
    screen, desk, family, tmp_path, monkeypatch
):
    scan = tmp_path / "foglio.pdf"
    scan.write_bytes(paper(1))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(scan), ""))
    tab = screen.open(family, "consents")
    tab.forms.signed.click()
    assert "Prima segna qui sotto che cosa ha firmato." in said(tab.forms)
    give_consent(desk, family, "file")
    screen.open(family, "consents")
    tab.forms.signed.click()
    assert screen.strip() == "Foglio firmato allegato ai consensi"
    (line,) = documents(desk, family).lines
    assert line.kind == "consent"
    assert not tab.cards["file"].signed.isHidden()
    assert tab.cards["register"].signed.isHidden()
    tab.cards["file"].signed.click()
    (viewer,) = screen.window.findChildren(DocumentViewer)
    viewer.remove_requested.emit()
    assert screen.strip() == "Documento tolto: foglio.pdf"
    assert tab.cards["file"].signed.isHidden()
    screen.undo()
    assert [line.document_id for line in read_file(desk, family).consents] == [line.document_id]


def test_a_file_that_is_no_scan_is_told_beside_the_button(screen, family, tmp_path, monkeypatch):
    tab = screen.open(family, "consents")
    tab.forms.take(tmp_path / "manca.pdf")
    assert "Questo file non c'è" in said(tab.forms)
    told: list[Exception] = []
    monkeypatch.setattr(
        "ui.pages.household.forms_card.messages.tell_failure", lambda _, error: told.append(error)
    )

    def full(*_told: object) -> None:
        raise DiskFull(path="/")

    monkeypatch.setattr("ui.pages.household.forms_card.take_file", full)
    tab.forms.take(tmp_path / "manca.pdf")
    assert isinstance(told[0], DiskFull)
    assert tab.forms.trouble.isHidden()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    tab.forms.choose_scan()


def test_without_a_file_nothing_is_printed(qtbot, desk, tmp_path):
    card = FormsCard(desk)
    qtbot.addWidget(card)
    card.print_forms()
    card.take(tmp_path)
    assert card.trouble.isHidden()


@pytest.fixture
def section(qtbot, desk):
    made = PrivacySection(desk)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    return made


def test_who_answers_for_the_data_is_written_once(section, desk):
    told: list[str] = []
    section.told.connect(told.append)
    assert section.form.values()["months_after_aid"] == 24
    section.form.set_values(
        {"controller": "Parrocchia San Pio X", "contact": "011 55", "months_after_closing": 6}
    )
    section.save.click()
    assert told == ["Privacy salvata: vale dal prossimo foglio stampato"]
    terms = privacy_terms(desk)
    assert (terms.controller, terms.contact, terms.officer) == (
        "Parrocchia San Pio X",
        "011 55",
        "",
    )
    assert (terms.months_after_aid, terms.months_after_closing) == (24, 6)
    assert unnamed_widgets(section) == []


def test_what_is_being_written_outlives_a_change_elsewhere_until_it_is_left(section):
    assert section.unsaved() is None
    section.form.field("officer").edit.setText("dott. Fer")
    section.reload()
    assert section.form.values()["officer"] == "dott. Fer"
    assert section.leave.isVisible()
    section.leave.click()
    assert section.form.values()["officer"] is None
    assert not section.leave.isVisible()
    assert section.unsaved() is None


def test_what_was_saved_is_no_longer_being_written(section):
    section.form.field("officer").edit.setText("dott. Ferri")
    section.save.click()
    assert section.unsaved() is None
    assert section.form.values()["officer"] == "dott. Ferri"


def test_what_is_missing_or_refused_is_told_at_its_field(section, desk, monkeypatch):
    section.form.set_values({"controller": ""})
    section.save.click()
    assert "Qui serve qualcosa" in said(section)
    assert privacy_terms(desk).controller == "San Giuseppe"
    section.form.set_values({"controller": "San Giuseppe"})
    failures = [RuleBroken(rule="name_missing"), DiskFull(path="/")]

    def refuse(*_told: object) -> None:
        raise failures.pop(0)

    told: list[Exception] = []
    monkeypatch.setattr("ui.pages.settings.privacy_section.set_privacy_terms", refuse)
    monkeypatch.setattr(
        "ui.pages.settings.privacy_section.messages.tell_failure",
        lambda _, error: told.append(error),
    )
    section.save.click()
    assert "Serve almeno un nome" in said(section)
    section.save.click()
    assert isinstance(told[0], DiskFull)
    assert section.save.isEnabled()


def test_blank_sheets_and_the_record_of_processing_are_one_press_away(section):
    section.language.set_value("uk")
    section.blank.click()
    assert preview()._file_name == "informativa e consensi uk.pdf"
    section.record.click()
    assert preview().windowTitle() == "Registro dei trattamenti"


def test_a_volunteer_reads_the_terms_and_prints_blank_sheets_only(qtbot, desk):
    section = PrivacySection(replace(desk, operator=replace(desk.operator, role="volunteer")))
    qtbot.addWidget(section)
    section.show()
    section.reload()
    assert not section.form.isEnabled()
    assert not section.save.isEnabled()
    assert not section.record.isEnabled()
    assert section.blank.isEnabled()
    assert "Lo fa il coordinatore." in said(section)


@pytest.fixture
def old_desk(template, tmp_path):
    """A desk at which two and a half years have passed since three families came."""
    closed = template.copy_to(tmp_path, "old.dapo")
    then = closed.open()
    for name in ("Rossi", "Neri", "Verdi"):
        open_a_file(then, name, number=name)
    then.close()
    later = closed.open(lambda: NOW + timedelta(days=900))
    yield later
    later.close()


@pytest.fixture
def page(qtbot, old_desk):
    made = SearchPage(old_desk)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    made.list_watched("retention")
    return made


def asking(page: SearchPage) -> DueFilesDialog:
    page.erase_all.click()
    found = page.window().findChildren(DueFilesDialog)
    return next(each for each in found if each.isVisible())


def test_all_files_that_are_due_are_erased_after_their_number_is_typed(page, old_desk):
    told: list[str] = []
    page.told.connect(told.append)
    dialog = asking(page)
    words = said(dialog)
    assert "Cancellare per sempre 3 schede" in words
    assert "Restano i conti del centro, senza persone" in words
    assert [row[2] for row in rows(dialog.table)] == ["nessun aiuto da tempo"] * 3
    assert unnamed_widgets(dialog) == []
    dialog.typed.set_value("2")
    dialog.confirm.click()
    assert "Non è il numero delle schede: 3" in said(dialog)
    assert len(due_files(old_desk)) == 3
    dialog.typed.set_value("3")
    dialog.confirm.click()
    assert due_files(old_desk) == ()
    assert told == ["Cancellate per sempre: 3 schede"]
    counted = {each.code: each.count for each in past_figures(old_desk, "")}
    assert counted["kept_households"] == 3
    assert page.erase_all.isHidden()


def test_a_file_kept_meanwhile_is_not_erased(page, old_desk):
    dialog = asking(page)
    kept = due_files(old_desk)[0].household_id
    keep_longer(old_desk, kept, old_desk.today() + timedelta(days=30), "followed")
    dialog.typed.set_value("3")
    dialog.confirm.click()
    assert dialog.erased == 2
    assert read_file(old_desk, kept).household_id == kept


class Held:
    """Keeps jobs until the test lets them run."""

    def __init__(self) -> None:
        self.bodies = []

    def submit(self, _lane, body) -> None:
        self.bodies.append(body)

    def close(self) -> None:
        """Nothing is ever under way."""


def test_erasing_is_interrupted_by_escape_and_the_rest_is_listed_again(page, old_desk):
    dialog = asking(page)
    dialog.typed.set_value("3")
    held = Held()
    use_lanes(held)
    dialog.confirm.click()
    assert dialog.progress.isVisible()
    assert not dialog.confirm.isEnabled()
    dialog.reject()
    assert dialog.isVisible()
    use_lanes(ImmediateLanes())
    held.bodies.pop()()
    assert "Interrotto: le schede qui sotto ci sono ancora." in said(dialog)
    assert len(due_files(old_desk)) == 3
    assert dialog.confirm.isEnabled()
    dialog.reject()
    assert dialog.isHidden()


def test_a_full_disk_is_told_and_what_is_left_is_listed(page, monkeypatch):
    dialog = asking(page)
    told: list[Exception] = []

    def full(_desk: Desk, _chosen: object, progress) -> int:
        progress("erase", 1, 3)
        raise DiskFull(path="/")

    monkeypatch.setattr("ui.dialogs.due_files.erase_due", full)
    monkeypatch.setattr("ui.dialogs.due_files.messages.tell_failure", lambda _, e: told.append(e))
    dialog.typed.set_value("3")
    dialog.confirm.click()
    assert isinstance(told[0], DiskFull)
    assert dialog.leave.isEnabled()
    dialog.leave.click()


def test_only_what_is_due_offers_to_erase_all(page, old_desk, qtbot):
    assert page.erase_all.isVisible()
    page.list_watched("silent")
    assert page.erase_all.isHidden()
    staff = replace(old_desk, operator=replace(old_desk.operator, role="staff"))
    other = SearchPage(staff)
    qtbot.addWidget(other)
    other.show()
    other.list_watched("retention")
    assert other.erase_all.isHidden()


def test_every_cause_has_words(old_desk):
    line = due_files(old_desk)[0]
    for cause in ("consent", "closed", "unused"):
        assert due_words(replace(line, cause=cause)).endswith(".")
        assert cause_word(replace(line, cause=cause))
