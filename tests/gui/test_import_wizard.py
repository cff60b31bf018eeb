"""The import wizard: a file, its columns, its words, a rehearsal, one undoable batch."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.services.imports.reading import read_workbook
from app.services.imports.take import batches
from app.services.search import search
from models.records.imports import Role, SheetKind, Workbook
from models.rules.partial_date import PartialDate
from resources import resource_path
from tests.support.accessibility import unnamed_widgets
from ui.dialogs.import_wizard import ImportWizard, wizard
from ui.dialogs.import_wizard.wizard import COLUMNS, DONE, FILE, TRIAL, WORDS
from ui.dialogs.import_wizard.words import notice_words

REGISTERS = resource_path("demo")
_KEPT: dict[Path, Workbook] = {}
MESSY = """numero;cognome e nome;nato il;data;cosa;importo
1;Rossi Carmela;5/3/1948;3/10/2026;pacco viveri;
2;Bianchi Ugo;boh;4/10/2026;gommone;
;;;5/10/2026;pacco viveri;
3;Verdi Ada;1/2/1990;6/10/2026;bolletta;abc
"""


@pytest.fixture
def dialog(qtbot, desk, monkeypatch: pytest.MonkeyPatch) -> ImportWizard:
    """A wizard on an empty vault; a file read once is not parsed again."""

    def read_once(path: Path) -> Workbook:
        if path not in _KEPT:
            _KEPT[path] = read_workbook(path)
        return _KEPT[path]

    monkeypatch.setattr(wizard, "read_workbook", read_once)
    made = ImportWizard(desk)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def messy(tmp_path) -> Path:
    """A register with things in it that nobody can take as they are."""
    path = tmp_path / "registro.csv"
    path.write_text(MESSY, "utf-8")
    return path


def choose(field, value) -> None:
    """Choose as a person does, by the list."""
    field.set_value(value)
    field.combo.activated.emit(field.combo.currentIndex())


def rehearsed(dialog: ImportWizard, path: Path) -> None:
    dialog.open_file(path)
    while dialog.here < TRIAL:
        dialog.go_on()


def test_a_whole_register_comes_in_and_is_found_by_searching(qtbot, dialog, desk):
    rehearsed(dialog, REGISTERS / "san_giuseppe.xlsx")
    dialog.trial.consent.yes.setChecked(True)
    dialog.trial.consent.when.set_value(PartialDate(2026, 1))
    dialog.go_on()
    assert dialog.here == DONE
    assert "Importazione finita" in dialog.finish.banner.accessibleName()
    (batch,) = batches(desk)
    assert batch.outcome.households_added == 45
    assert search(desk, "atia")
    with qtbot.waitSignal(dialog.page_requested) as asked:
        dialog.forward.click()
    assert asked.args[0] == "search"


def test_an_import_is_taken_back_in_one_press(dialog, desk):
    rehearsed(dialog, REGISTERS / "san_giuseppe.xlsx")
    dialog.trial.consent.no.setChecked(True)
    dialog.go_on()
    dialog.finish.undo.click()
    assert "annullata" in dialog.finish.banner.accessibleName()
    assert batches(desk)[0].undone_at is not None
    assert search(desk, "atia") == ()


def test_the_question_about_consent_must_be_answered(dialog, desk):
    rehearsed(dialog, REGISTERS / "san_giuseppe.xlsx")
    dialog.go_on()
    assert dialog.here == TRIAL
    assert dialog.trial.consent._problem.isVisibleTo(dialog)
    dialog.trial.consent.yes.setChecked(True)
    dialog.trial.consent.when.edit.setText("martedì")
    dialog.go_on()
    assert dialog.here == TRIAL
    assert batches(desk) == ()


def test_an_import_that_is_stopped_leaves_nothing(dialog, desk):
    rehearsed(dialog, REGISTERS / "san_giuseppe.xlsx")
    dialog.trial.consent.no.setChecked(True)
    dialog.finish.progress.show_step = lambda *_: dialog.reject()
    dialog.go_on()
    assert dialog.here == TRIAL
    assert dialog.isVisible()
    assert batches(desk) == ()


def test_the_same_file_again_is_recognised_and_adds_nothing(dialog, desk):
    for _ in range(2):
        rehearsed(dialog, REGISTERS / "san_giuseppe.xlsx")
        dialog.trial.consent.no.setChecked(True)
        dialog.go_on()
    assert "niente di nuovo" in dialog.finish.banner.accessibleName()
    assert len(batches(desk)) == 1
    dialog.open_file(REGISTERS / "san_giuseppe.xlsx")
    assert dialog.columns.banner.isVisibleTo(dialog)
    dialog.columns.forgotten.emit()
    assert not dialog.columns.banner.isVisibleTo(dialog)


def test_a_column_read_wrongly_is_corrected_and_shows_both_ways(dialog, messy):
    dialog.open_file(messy)
    assert dialog.here == COLUMNS
    step = dialog.columns
    step.table.sheet.selectRow(2)
    values = {row.cells[0]: row.cells[1] for row in step.card.table.rows()}
    assert values["5/3/1948"].text == "5 marzo 1948"
    assert values["boh"].mark.text == "non lo capisco"
    choose(step.card.choice("role"), Role.NOTE)
    assert dialog._read.mapping.sheets[0].columns[2].role is Role.NOTE
    assert step.table.current_key() == 2
    assert {row.cells[1].text for row in step.card.table.rows()} >= {"5/3/1948", "boh"}


def test_a_sheet_may_be_left_out_or_have_its_titles_elsewhere(dialog, messy):
    dialog.open_file(messy)
    form = dialog.columns.form
    choose(form.field("header"), 2)
    assert dialog._read.mapping.sheets[0].header_rows == (2,)
    choose(form.field("aid"), "clothing")
    assert dialog._read.mapping.sheets[0].default_kind == "clothing"
    choose(form.field("kind"), SheetKind.IGNORE)
    assert dialog.columns.table.rows() == []
    dialog.go_on()
    assert dialog.here == TRIAL
    assert not dialog.forward.isEnabled()
    dialog.go_back()
    assert dialog.here == COLUMNS


def test_a_word_nobody_knows_is_pointed_out_and_given_a_kind(dialog, messy):
    dialog.open_file(messy)
    dialog.go_on()
    assert dialog.here == WORDS
    unknown = len([row for row in dialog.words.table.rows() if row.cells[2].mark])
    assert unknown
    word = dialog.words.table.current_key()
    choose(dialog.words.form.field("kind"), "furniture")
    kinds = {entry.word: entry.kind for entry in dialog._read.mapping.aid_words}
    assert kinds[word] == "furniture"
    assert len([row for row in dialog.words.table.rows() if row.cells[2].mark]) == unknown - 1


def test_rows_not_taken_as_they_were_are_listed_filtered_and_saved(
    dialog, messy, tmp_path, monkeypatch
):
    rehearsed(dialog, messy)
    trial = dialog.trial
    every = len(trial.table.rows())
    assert every >= 2
    code = next(code for code in (trial.filter.combo.itemData(1),) if code)
    choose(trial.filter, code)
    assert 0 < len(trial.table.rows()) <= every
    assert all(row.cells[3] == notice_words(code) for row in trial.table.rows())
    target = tmp_path / "elenco.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    trial._export()
    assert notice_words(code) in target.read_text("utf-8-sig")


def test_columns_are_saved_to_a_file_and_used_again(dialog, messy, tmp_path, monkeypatch):
    kept = tmp_path / "colonne.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(kept), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(kept), ""))
    dialog.open_file(messy)
    dialog.columns.table.sheet.selectRow(2)
    choose(dialog.columns.card.choice("role"), Role.NOTE)
    dialog.columns._keep()
    dialog.columns.forgotten.emit()
    assert dialog._read.mapping.sheets[0].columns[2].role is Role.BIRTH_DATE
    dialog.columns._fetch()
    assert dialog._read.mapping.sheets[0].columns[2].role is Role.NOTE


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "vuoto"),
        (b"%PDF-1.7 not a table", "non è un foglio di calcolo"),
        (None, "non c'è più"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_plain_words(dialog, tmp_path, content, told):
    path = tmp_path / "registro.xlsx"
    if content is not None:
        path.write_bytes(content)
    dialog.open_file(path)
    assert dialog.here == FILE
    words = dialog.file.banner.accessibleName()
    assert told in words
    assert "Non è stato importato niente" in words
    assert "FILE-NOT-UNDERSTOOD" in words


def test_a_file_dropped_or_chosen_is_opened(dialog, messy, monkeypatch):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(messy))])
    dropped = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.file._zone.dropEvent(dropped)
    assert dialog.here == COLUMNS
    dialog.go_back()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(messy), ""))
    QTest.keyClick(dialog.file.first_focus(), Qt.Key.Key_Space)
    assert dialog.here == COLUMNS


def test_every_step_can_be_read_aloud(dialog, messy):
    assert unnamed_widgets(dialog) == []
    dialog.open_file(messy)
    while dialog.here < TRIAL:
        assert unnamed_widgets(dialog) == []
        dialog.go_on()
    assert unnamed_widgets(dialog) == []
    dialog.trial.consent.yes.setChecked(True)
    assert unnamed_widgets(dialog) == []
    dialog.go_on()
    assert unnamed_widgets(dialog) == []
