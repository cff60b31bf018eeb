"""The wizard of the first run: five steps, one file made after the third."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QStackedWidget
from typing_extensions import override

from app.services.desk import Clock, Desk, utc_now
from app.services.trial import free_path, make_trial
from app.services.vaults import NewVault, create_vault
from app.settings import SettingsFile
from models.records.vault import CreateVault
from ui.dialogs.first_run.last_steps import BeginningStep, RecoveryStep
from ui.dialogs.first_run.steps import CentreStep, CoordinatorStep, LanguageStep
from ui.dialogs.first_window import FirstWindow
from ui.dialogs.paper_preview import show_paper
from ui.jobs import Change
from ui.messages import tell_failure
from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.step_bar import StepBar

_PHRASE, _SHEET, _BEGINNING = 2, 3, 4


class FirstRunWizard(FirstWindow):
    """Makes a centre.

    Signals:
        opened: (desk, with what to begin: "import", "empty" or "demo").
        other_file_requested: there is a file already, to be opened.
        restore_requested: there is a copy, to begin again from.
        locked: (desk, whether its sheet was typed back): the file was made and nobody is there.
    """

    opened = Signal(object, str)
    other_file_requested = Signal()
    restore_requested = Signal()
    locked = Signal(object, bool)

    def __init__(
        self, settings: SettingsFile, folder: Path | None = None, clock: Clock = utc_now
    ) -> None:
        """Ask from the beginning; the file is proposed in `folder`, or in Documents."""
        super().__init__(self.tr("Insieme, senza che nessuno venga contato due volte."))
        self._settings = settings
        self._clock = clock
        self._made: NewVault | None = None
        self.language = LanguageStep(settings)
        self.centre = CentreStep(folder or _documents())
        self.coordinator = CoordinatorStep()
        self.recovery = RecoveryStep(self._show_sheet)
        self.beginning = BeginningStep()
        self._steps = (
            self.language,
            self.centre,
            self.coordinator,
            self.recovery,
            self.beginning,
        )
        self._lay_out()
        self._go(0)

    def forward(self) -> None:
        """Go to the next step when this one is done."""
        here = self._stack.currentIndex()
        if not self._steps[here].check():
            return
        if here == _PHRASE:
            self._make()
        elif here == _BEGINNING:
            self._finish()
        else:
            self._go(here + 1)

    def backward(self) -> None:
        """Go back; a file that was made is not made twice."""
        self._go(self._stack.currentIndex() - 1)

    @override
    def leave_unattended(self) -> None:
        if not self._stack.isEnabled():
            return  # at work for a moment, with nothing secret in sight
        made, self._made = self._made, None
        self._forget()
        if made is not None:
            for dialog in self.findChildren(QDialog):
                dialog.done(QDialog.DialogCode.Rejected)
            self.locked.emit(made.desk, self._stack.currentIndex() == _BEGINNING)

    def _forget(self) -> None:
        """Leave no phrase in a field and no key on the screen."""
        self.recovery.forget()
        self.coordinator.phrase.clear()

    def _lay_out(self) -> None:
        names = [
            self.tr("Lingua"),
            self.tr("Centro"),
            self.tr("Frase"),
            self.tr("Foglio"),
            self.tr("Si comincia"),
        ]
        self._bar = StepBar(names)
        self._stack = QStackedWidget()
        for step in self._steps:
            self._stack.addWidget(step)
        self._busy = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self._busy.setAccessibleName(self.tr("Sto preparando"))
        self._busy.hide()
        self._back = button(self.tr("Indietro"), icon="arrow-left", pressed=self.backward)
        self._have = button(
            self.tr("Ho già un file di DA.PO"), "link", pressed=self.other_file_requested.emit
        )
        self._restore = button(
            self.tr("Riparti da una copia di sicurezza"),
            "link",
            pressed=self.restore_requested.emit,
        )
        self._next = button("", "primary", "arrow-right", icon_last=True, pressed=self.forward)
        self._next.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(Space.M)
        foot.addWidget(self._back)
        foot.addWidget(self._have)
        foot.addWidget(self._restore)
        foot.addStretch(1)
        foot.addWidget(self._next)
        self.column.addWidget(self._bar)
        self.column.addSpacing(Space.M)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(self._busy)
        self.column.addLayout(foot)
        self.resize(1000, 680)

    def _go(self, place: int) -> None:
        self._bar.set_here(place)
        self._stack.setCurrentIndex(place)
        self._back.setVisible(0 < place < _SHEET or place == _BEGINNING)
        self._have.setVisible(place == 0)
        self._restore.setVisible(place == 0)
        words = self.tr("Comincia") if place == _BEGINNING else self.tr("Avanti")
        self._next.setText(f" {words} ")
        self._next.setAccessibleName(words)
        self._steps[place].begin()

    def _make(self) -> None:
        command = self._command(self.centre.path(), self.centre.name.value())
        self._set_busy(is_busy=True)

        def body() -> NewVault:
            command.path.parent.mkdir(parents=True, exist_ok=True)
            return create_vault(command, self._clock)

        Change(self, body).done(self._show_key).failed(self._failed).run()

    def _show_key(self, made: NewVault) -> None:
        self._set_busy(is_busy=False)
        self._made = made
        self.recovery.show_key(made.recovery_key)
        self._go(_SHEET)

    def _show_sheet(self) -> None:
        from app.services.papers import recovery_sheet  # imports SQLAlchemy

        made = self._made
        if made is not None:
            language = self._settings.now.language
            show_paper(
                self,
                self.tr("Foglio di recupero"),
                self.tr("foglio-di-recupero.pdf"),
                lambda: recovery_sheet(made.desk, made.recovery_key, language),
            )

    def _finish(self) -> None:
        made = self._made
        if made is None:
            return
        if self.beginning.choice() != "demo":
            self._done(made.desk)
            return
        path = free_path(self.centre.path().parent, self.tr("prova"))
        command = self._command(path, self.tr("Centro di prova"), is_trial=True)
        self._set_busy(is_busy=True)

        def body() -> Desk:
            desk = make_trial(command, clock=self._clock)
            made.desk.close()
            return desk

        Change(self, body).done(self._done).failed(self._failed).run()

    def _done(self, desk: Desk) -> None:
        self._set_busy(is_busy=False)
        self._settings.remember_vault(self.centre.path())
        self._made = None
        self._forget()
        self.opened.emit(desk, self.beginning.choice())

    def _failed(self, error: Exception) -> None:
        self._set_busy(is_busy=False)
        tell_failure(self, error)

    def _command(self, path: Path, centre: str, *, is_trial: bool = False) -> CreateVault:
        phrase = self.coordinator.phrase.value()
        return CreateVault(path, centre, self.coordinator.name.value(), phrase, is_trial)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._busy.setVisible(is_busy)
        for part in (self._stack, self._back, self._next):
            part.setEnabled(not is_busy)

    @override
    def reject(self) -> None:
        """Close a file just made before the window goes."""
        if self._made is not None:
            self._made.desk.close()
            self._made = None
        super().reject()


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) / "DA.PO"
