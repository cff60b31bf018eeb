"""From a copy to working again, on a bare PC too: which copy, the sheet, a wait, what was found."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.desk import Desk, utc_now
from app.services.progress import Progress
from app.services.restoring import aside_path, recognise_backup, restore_backup
from models.errors import WrongPassphrase
from models.records.backup import BackupContents, BackupLine
from ui.dialogs.first_window import FirstWindow
from ui.jobs import Change, Query
from ui.labels.backups import contents_facts, moment_words, rehearsing_words, size_words
from ui.labels.failures import explain
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import FactList
from ui.widgets.form import FieldBox
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import label

_CHOOSING, _WORKING, _FOUND = range(3)


class RestoreDialog(FirstWindow):
    """Restores a copy and opens it.

    Signals:
        opened: the desk, once the person has read what was found.
        left: the person goes back without restoring.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(self, target: Path | None = None, backup: Path | None = None) -> None:
        """Restore to `target`, or to Documents under the copy's own name; propose `backup`."""
        super().__init__(self.tr("Una copia e il foglio di recupero bastano per ripartire."))
        self._target = target
        self._backup: BackupLine | None = None
        self._aside: Path | None = None
        self._desk: Desk | None = None
        self._job: Change[tuple[Desk, BackupContents]] | None = None
        self.column.addWidget(label(self.tr("Riparti da una copia di sicurezza"), "name"))
        self.ways = QStackedWidget()
        for way in (self._choosing_way(), self._working_way(), self._found_way()):
            self.ways.addWidget(way)
        self.column.addWidget(self.ways, 1)
        self._foot()
        self.resize(960, 600)
        self._go(_CHOOSING)
        if backup is not None:
            self.choose(backup)

    def choose(self, path: Path) -> None:
        """Recognise a copy; one that cannot be used is told before anything is typed."""
        Query(self, lambda: recognise_backup(path)).done(self._recognised).failed(
            self._not_recognised
        ).run()

    def restore(self) -> None:
        """Restore it, with what was typed."""
        secret, backup = self.secret.value(), self._backup
        if backup is None:
            self.pick.setFocus()
            return
        if not secret:
            words = self.tr("Scrivi la chiave del foglio di recupero, o la tua frase segreta")
            self._box.tell(words, is_wrong=True)
            self.secret.setFocus()
            return
        self._job = Change.long(self, _restoring(backup.path, secret, self._place(), self._aside))
        self._job.progress(
            lambda _phase, done, total: self.progress.show_step(rehearsing_words(), done, total)
        )
        self._job.done(self._restored).failed(self._failed).cancelled(self._stopped)
        self.progress.begin(rehearsing_words())
        self._go(_WORKING)
        self._job.run()

    @override
    def leave_unattended(self) -> None:
        self.secret.set_value(None)
        desk, self._desk = self._desk, None
        if desk is not None:
            desk.close()
            self.left.emit()

    @override
    def reject(self) -> None:
        """Stop what is under way; close what was opened."""
        if self._job is not None:
            self._job.cancel()
            return
        desk, self._desk = self._desk, None
        if desk is not None:
            desk.close()
        super().reject()

    def _choosing_way(self) -> QWidget:
        way, column = _column()
        words = self.tr(
            "Scegli il file della copia: dalla chiavetta quello che finisce in .dapobackup, "
            "dalla cartella «copie» uno che finisce in .dapo."
        )
        column.addWidget(label(words, "muted", wraps=True))
        self.pick = button(self.tr("Scegli la copia…"), icon="folder-open", pressed=self._ask_file)
        row = QHBoxLayout()
        row.addWidget(self.pick)
        row.addStretch(1)
        column.addLayout(row)
        self.banner = Banner()
        self.banner.hide()
        column.addWidget(self.banner)
        self.secret = PassphraseField()
        self._box = FieldBox(
            self.tr("Chiave del foglio di recupero, o la tua frase segreta"),
            self.secret,
            self.tr("Quelle che valevano quando la copia è stata fatta."),
        )
        self.secret.edit.returnPressed.connect(self.restore)
        self._box.hide()
        column.addWidget(self._box)
        self._where = label("", "caption", wraps=True)
        column.addWidget(self._where)
        column.addStretch(1)
        return way

    def _working_way(self) -> QWidget:
        way, column = _column()
        self.progress = ProgressPanel()
        self.progress.cancel_requested.connect(self._cancel)
        column.addWidget(self.progress)
        column.addStretch(1)
        return way

    def _found_way(self) -> QWidget:
        way, column = _column()
        self.outcome = Banner(tone=Tone.OK)
        column.addWidget(self.outcome)
        self.facts = FactList()
        column.addWidget(self.facts)
        words = self.tr(
            "Guarda se è quello che ti aspetti. Valgono le frasi segrete di quando la copia è "
            "stata fatta; chi ha dimenticato la sua la cambia in Impostazioni, con il foglio."
        )
        column.addWidget(label(words, "muted", wraps=True))
        column.addStretch(1)
        return way

    def _foot(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(Space.M)
        self.back = button(self.tr("Indietro"), icon="arrow-left", pressed=self.left.emit)
        self.act = button(self.tr("Ripristina"), "primary", "history", pressed=self.restore)
        self.enter = button(
            self.tr("Entra"), "primary", "arrow-right", icon_last=True, pressed=self._enter
        )
        self.act.setDefault(True)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.act)
        foot.addWidget(self.enter)
        self.column.addLayout(foot)

    def _go(self, way: int) -> None:
        self.ways.setCurrentIndex(way)
        self.back.setVisible(way == _CHOOSING)
        self.act.setVisible(way == _CHOOSING)
        self.act.setEnabled(self._backup is not None)
        self.enter.setVisible(way == _FOUND)
        if way == _FOUND:
            self.enter.setDefault(True)
            self.enter.setFocus()
        elif way == _CHOOSING:
            (self.secret if self._backup else self.pick).setFocus()

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.tr("La copia di sicurezza"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        names = [self.tr("Copie di DA.PO (*.dapobackup *.dapo)"), self.tr("Tutti i file (*)")]
        dialog.setNameFilters(names)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.choose(Path(name)))
        dialog.open()

    def _recognised(self, line: BackupLine) -> None:
        self._backup = line
        words = self.tr("{file}, scritta il {moment}, {size}").format(
            file=line.path.name, moment=moment_words(line.made_at), size=size_words(line.size)
        )
        self.banner.tell(self.tr("È una copia di DA.PO"), words, Tone.OK)
        self.banner.show()
        self._box.show()
        self._box.tell("")
        self._tell_place()
        self._go(_CHOOSING)

    def _not_recognised(self, error: Exception) -> None:
        self._backup = None
        told = explain(error)
        self.banner.tell(told.what, f"{told.remedy} {told.code_line}", Tone.ATTENTION)
        self.banner.show()
        self._box.hide()
        self._where.clear()
        self._go(_CHOOSING)

    def _tell_place(self) -> None:
        """Where the file will be, and the name of the one that is put aside for it."""
        target = self._place()
        self._aside = aside_path(target, utc_now()) if target.exists() else None
        words = self.tr("Il file andrà in {place}.").format(place=target)
        if self._aside is not None:
            put_aside = self.tr(
                "Lì c'è già un file: non si perde, viene messo da parte con il nome «{name}»."
            )
            words += " " + put_aside.format(name=self._aside.name)
        self._where.setText(words)

    def _place(self) -> Path:
        if self._target is not None or self._backup is None:
            return self._target or Path()
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents)) / "DA.PO"
        return folder / f"{self._backup.path.stem}.dapo"

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _stopped(self) -> None:
        self._job = None
        self._go(_CHOOSING)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._go(_CHOOSING)
        told = explain(error)
        words = f"{told.what} {told.remedy}"
        if not isinstance(error, WrongPassphrase):
            words += f"\n{told.code_line}"
        self._box.tell(words, is_wrong=True)
        self.secret.edit.selectAll()

    def _restored(self, answer: tuple[Desk, BackupContents]) -> None:
        self._job = None
        self.secret.set_value(None)
        self._desk, found = answer
        aside = ""
        if self._aside is not None:
            words = self.tr("Il file di prima è lì accanto: «{name}».")
            aside = words.format(name=self._aside.name)
        self.outcome.tell(self.tr("Ecco il centro, com'era nella copia"), aside, Tone.OK)
        self.facts.set_facts([*contents_facts(found)])
        self._go(_FOUND)

    def _enter(self) -> None:
        desk, self._desk = self._desk, None
        if desk is not None:
            self.opened.emit(desk)


def _restoring(
    backup: Path, secret: str, target: Path, aside: Path | None
) -> Callable[[Progress], tuple[Desk, BackupContents]]:
    def body(told: Progress) -> tuple[Desk, BackupContents]:
        target.parent.mkdir(parents=True, exist_ok=True)
        return restore_backup(backup, secret, target, told, aside=aside)

    return body


def _column() -> tuple[QWidget, QVBoxLayout]:
    way = QWidget()
    column = QVBoxLayout(way)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.M)
    return way, column
