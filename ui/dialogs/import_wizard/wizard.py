"""The import wizard: five steps, nothing kept until the last one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.desk import Desk
from app.services.exports import export_notices
from app.services.imports.drafting import draft
from app.services.imports.kept_mappings import keep_mapping, kept_mappings
from app.services.imports.mappings import find_mapping, lay_over, load_mapping, save_mapping
from app.services.imports.reading import read_workbook
from app.services.imports.rehearsal import rehearse
from app.services.imports.take import take, undo_import
from app.services.imports.understanding import understand
from app.services.progress import Progress
from models.errors import DiskFailed
from models.records.imports import ImportDraft, Mapping, Workbook
from models.records.taking import ConsentAnswer, ImportOutcome
from ui import messages
from ui.dialogs.import_wizard.columns_step import ColumnsStep
from ui.dialogs.import_wizard.done_step import DoneStep
from ui.dialogs.import_wizard.file_step import FileStep
from ui.dialogs.import_wizard.trial_step import Trial, TrialStep
from ui.dialogs.import_wizard.words_step import WordsStep
from ui.jobs import Change, Query
from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.step_bar import StepBar

FILE, COLUMNS, WORDS, TRIAL, DONE = range(5)
_SIZE = (1160, 720)
_MARGIN = 40


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as it was read and understood."""

    workbook: Workbook
    mapping: Mapping
    is_recognised: bool


class ImportWizard(QDialog):
    """Brings in a register; `page_requested` asks the window for a page when it is done."""

    page_requested = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._read: _Read | None = None
        self._draft: ImportDraft | None = None
        self._outcome = ImportOutcome(None)
        self._job: Change[ImportOutcome] | None = None
        self.setWindowTitle(self.tr("Importa un registro"))
        self._bar = StepBar(
            [
                self.tr("File"),
                self.tr("Colonne"),
                self.tr("Parole"),
                self.tr("Prova"),
                self.tr("Fatto"),
            ]
        )
        self.file = FileStep()
        self.columns = ColumnsStep(desk.today())
        self.words = WordsStep()
        self.trial = TrialStep(desk.today())
        self.finish = DoneStep()
        self._stack = QStackedWidget()
        for step in (self.file, self.columns, self.words, self.trial, self.finish):
            self._stack.addWidget(step)
        self.back = button(self.tr("Indietro"), icon="arrow-left", pressed=self.go_back)
        self.close_button = button(self.tr("Chiudi"), pressed=self.reject)
        self.forward = button("", "primary", "arrow-right", pressed=self.go_on, icon_last=True)
        self._lay_out()
        self._connect()
        self._show(FILE)

    @property
    def here(self) -> int:
        """The step shown, counted from 0."""
        return self._stack.currentIndex()

    def open_file(self, path: Path) -> None:
        """Read a file, and show how it is understood."""
        self.file.wait(path.name)
        desk = self._desk
        Query(self, lambda: _read(desk, path), slot="file").done(self._opened).failed(
            self.file.show_problem
        ).run()

    def go_on(self) -> None:
        """Go to the next step; from the rehearsal, import."""
        if self.here == COLUMNS and self._read is not None:
            self.words.show_mapping(self._read.mapping)
            self._show(WORDS if self._read.mapping.aid_words else TRIAL)
        elif self.here == WORDS:
            self._show(TRIAL)
        elif self.here == TRIAL:
            self._take()
        elif self.here == DONE:
            self.page_requested.emit("search", None)
            self.accept()

    def go_back(self) -> None:
        """Go to the step before."""
        has_words = self._read is not None and bool(self._read.mapping.aid_words)
        self._show(COLUMNS if self.here == TRIAL and not has_words else self.here - 1)

    @override
    def reject(self) -> None:
        """Close; an import under way is stopped first, and nothing of it stays."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.L)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.M)
        foot.addWidget(self.back)
        foot.addWidget(self.close_button)
        foot.addStretch(1)
        foot.addWidget(self.forward)
        column.addLayout(foot)
        room = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], room.width() - _MARGIN), min(_SIZE[1], room.height() - _MARGIN))

    def _connect(self) -> None:
        self.file.chosen.connect(self.open_file)
        self.file.cancelled.connect(lambda: Query(self, lambda: None, slot="file").run())
        self.columns.mapped.connect(self._mapped)
        self.columns.forgotten.connect(self._forget)
        self.columns.kept.connect(self._keep_columns)
        self.columns.fetched.connect(self._fetch_columns)
        self.words.mapped.connect(self._mapped)
        self.trial.exported.connect(self._export)
        self.finish.undo_requested.connect(self._undo)
        self.finish.cancel_requested.connect(self._cancel)

    def _show(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self._bar.set_here(step)
        words = {
            TRIAL: self.tr("Importa"),
            DONE: self.tr("Vai a Cerca"),
        }.get(step, self.tr("Avanti"))
        _rename(self.forward, words)
        self.back.setVisible(step not in {FILE, DONE})
        self.forward.setVisible(step != FILE)
        self.forward.setEnabled(step != TRIAL or self._draft is not None)
        if step == TRIAL:
            self._rehearse()
        first = {
            FILE: self.file.first_focus,
            COLUMNS: self.columns.first_focus,
            WORDS: self.words.first_focus,
            TRIAL: self.trial.first_focus,
        }.get(step)
        (first() if first is not None else self.forward).setFocus()

    def _opened(self, read: _Read) -> None:
        self.file.rest()
        self._read = read
        self.columns.show_mapping(read.workbook, read.mapping, is_recognised=read.is_recognised)
        self._show(COLUMNS)

    def _mapped(self, mapping: Mapping) -> None:
        if self._read is not None:
            self._read = _Read(self._read.workbook, mapping, self._read.is_recognised)

    def _forget(self) -> None:
        if self._read is None:
            return
        workbook, today = self._read.workbook, self._desk.today()
        Query(self, lambda: _Read(workbook, understand(workbook, today), is_recognised=False)).done(
            self._opened
        ).run()

    def _keep_columns(self, path: Path) -> None:
        if self._read is not None:
            text = save_mapping(self._read.mapping)
            Query(self, lambda: _write(path, text)).run()

    def _fetch_columns(self, path: Path) -> None:
        if self._read is None:
            return
        workbook, today = self._read.workbook, self._desk.today()

        def fetch() -> _Read:
            saved = load_mapping(path.read_text("utf-8", errors="replace"))
            mapping = lay_over(saved, understand(workbook, today), workbook)
            return _Read(workbook, mapping, is_recognised=True)

        Query(self, fetch).done(self._opened).run()

    def _rehearse(self) -> None:
        if self._read is None:
            return
        read, desk = self._read, self._desk
        self._draft = None
        self.forward.setEnabled(False)

        def prepare() -> tuple[ImportDraft, Trial]:
            made = draft(read.workbook, read.mapping, desk.today())
            return made, Trial.of(made, rehearse(desk, made))

        Query(self, prepare, slot="draft").done(self._rehearsed).run()

    def _rehearsed(self, found: tuple[ImportDraft, Trial]) -> None:
        self._draft, trial = found
        self.trial.show_trial(trial)
        self.forward.setEnabled(bool(self._draft.households))

    def _export(self, path: Path, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        Change(self, lambda: export_notices(self._desk, path, titles, rows)).run()

    def _take(self) -> None:
        consent = self.trial.consent.answer()
        if consent is None or self._draft is None or self._read is None:
            return
        self._show(DONE)
        self.finish.begin()
        self.forward.hide()
        body = _Taking(self._desk, self._draft, consent, self._read)
        self._job = Change.long(self, body).touching("import", "household", "aid")
        self._job.progress(self.finish.show_step).done(self._taken).cancelled(self._stopped)
        self._job.failed(self._failed).run()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _taken(self, outcome: ImportOutcome) -> None:
        self._job = None
        self._outcome = outcome
        self.finish.show_outcome(outcome)
        self.forward.show()
        self.forward.setFocus()

    def _stopped(self) -> None:
        self._job = None
        self._show(TRIAL)

    def _failed(self, error: Exception) -> None:
        self._stopped()
        messages.tell_failure(self, error)

    def _undo(self) -> None:
        batch = self._outcome.batch_id
        if batch is not None:
            Change(self, lambda: undo_import(self._desk, batch)).touching(
                "import", "household", "aid"
            ).done(lambda _: self.finish.show_undone()).run()


@dataclass(frozen=True, slots=True)
class _Taking:
    """The work of an import: take the draft, then remember how the register is read."""

    desk: Desk
    draft: ImportDraft
    consent: ConsentAnswer
    read: _Read

    def __call__(self, progress: Progress) -> ImportOutcome:
        name = self.read.workbook.file_name
        outcome = take(self.desk, self.draft, self.consent, progress, file_name=name)
        keep_mapping(self.desk, self.read.mapping)
        return outcome


def _read(desk: Desk, path: Path) -> _Read:
    workbook = read_workbook(path)
    mapping, is_recognised = find_mapping(kept_mappings(desk), workbook, desk.today())
    return _Read(workbook, mapping, is_recognised)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise DiskFailed(path=str(path)) from error


def _rename(made: QPushButton, words: str) -> None:
    made.setText(f" {words} ")
    made.setAccessibleName(words)
