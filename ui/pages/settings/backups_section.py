"""Copies: those beside the file, the one off this PC, and trying whether they would restore."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from app.services.backups import (
    back_up,
    back_up_elsewhere,
    backup_elsewhere,
    backup_state,
    backups_beside,
    choose_backup_folder,
    rehearse_restore,
)
from app.services.desk import Desk
from app.services.progress import Progress
from app.services.vault_place import is_on_same_disk
from models.records.backup import BackupContents, BackupLine, BackupState
from ui.jobs import Change, Query, news
from ui.labels.backups import (
    contents_facts,
    copying_words,
    elsewhere_failure,
    moment_words,
    rehearsing_words,
    size_words,
)
from ui.labels.status import ago, is_copy_old
from ui.pages.settings.section import Section
from ui.theme import Tone
from ui.widgets.allowed import allow
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import FactList
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.table_cells import Cell, Column, Row
from ui.widgets.text import label

_LISTED = 6


class _Counted(QObject):
    """Words that follow a number; plural forms are gathered from `tr` of an object only."""

    def older(self, count: int) -> str:
        return self.tr("E altre %n più vecchie, nella cartella accanto al file.", "", count)


class BackupsSection(Section):
    """The list, a copy now, the copy on a stick, and the rehearsal of a restore."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Copie di sicurezza"))
        self._desk = desk
        self._job: Query[Any] | None = None
        words = self.tr(
            "Una al giorno si fa da sola, accanto al file. Contro un furto o un guasto serve anche "
            "quella sulla chiavetta, tenuta lontano da qui."
        )
        self.add(label(words, "muted", wraps=True))
        self._facts = FactList()
        self.add(self._facts)
        self.table = self._made_table()
        self.add(self.table)
        self._older = label("", "caption", wraps=True)
        self.add(self._older)
        self.same_disk = Banner(tone=Tone.ATTENTION)
        self.same_disk.tell(
            self.tr("La cartella scelta sta sullo stesso disco del file"),
            self.tr(
                "Se il computer si rompe o viene rubato si perdono tutti e due: "
                "scegli una chiavetta o un altro disco."
            ),
            Tone.ATTENTION,
        )
        self.same_disk.hide()
        self.add(self.same_disk)
        self.banner = Banner()
        self.banner.hide()
        self.add(self.banner)
        self.found = FactList()
        self.found.hide()
        self.add(self.found)
        self.progress = ProgressPanel()
        self.progress.cancel_requested.connect(self._cancel)
        self.progress.hide()
        self.add(self.progress)
        self.copy = button(self.tr("Fai una copia ora"), icon="save", pressed=self.back_up)
        self.stick = button(self.tr("Copia sulla chiavetta"), icon="usb", pressed=self.to_stick)
        self.choose = button(
            self.tr("Scegli chiavetta o cartella…"), "link", "folder-open", pressed=self._ask_folder
        )
        self.rehearse = button(
            self.tr("Prova di ripristino"), "link", "shield-check", pressed=self._rehearse_newest
        )
        self.add_buttons(self.copy, self.stick)
        self.add_buttons(self.choose, self.rehearse)
        self._lines: dict[Path, BackupLine] = {}
        self._has_folder = False

    @override
    def reload(self) -> None:
        """Read which copies there are."""
        desk = self._desk
        Query(
            self,
            lambda: (
                backup_state(desk),
                backups_beside(desk.vault.path),
                backup_elsewhere(desk),
                _is_beside(desk),
            ),
        ).done(lambda read: self._show(*read)).run()

    def back_up(self) -> None:
        """Make a copy beside the file."""
        self._run(lambda told: back_up(self._desk, told), copying_words(), self._copied)

    def to_stick(self) -> None:
        """Make the copy off this PC."""
        self._run(lambda told: back_up_elsewhere(self._desk, told), copying_words(), self._copied)

    def try_out(self, backup: Path) -> None:
        """Restore a copy for trial."""
        self._run(
            lambda told: rehearse_restore(self._desk, backup, told),
            rehearsing_words(),
            lambda found: self._rehearsed(backup, found),
        )

    def use_folder(self, folder: Path) -> None:
        """Copies off the PC go there from now on."""
        self.banner.hide()
        Change(self, lambda: choose_backup_folder(self._desk, folder)).touching("backup").done(
            lambda _answer: self.told.emit(self.tr("Scelta. Ora fai la copia sulla chiavetta."))
        ).failed(self._failed).run()

    def _run(
        self,
        body: Callable[[Progress], Any],
        words: str,
        done: Callable[[Any], object],
    ) -> None:
        if self._job is not None:
            return
        self.banner.hide()
        self.found.hide()
        self.progress.begin(words)
        self.progress.show()
        self._allow()
        self._job = Query.long(self, body)
        self._job.progress(lambda _phase, n, total: self.progress.show_step(words, n, total))
        self._job.done(lambda answer: self._ended(lambda: done(answer)))
        self._job.failed(lambda error: self._ended(lambda: self._failed(error)))
        self._job.cancelled(lambda: self._ended(self._stopped))
        self._job.run()

    def _ended(self, tell: Callable[[], object]) -> None:
        self._job = None
        self.progress.hide()
        self._allow()
        tell()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _stopped(self) -> None:
        self.told.emit(self.tr("Interrotto: le copie di prima ci sono ancora."))

    def _copied(self, line: BackupLine) -> None:
        words = f"{moment_words(line.made_at)} · {size_words(line.size)}"
        self.banner.tell(self.tr("Copia fatta e controllata"), words, Tone.OK)
        self.banner.show()
        news().announce(frozenset({"backup"}), self)

    def _rehearsed(self, backup: Path, found: BackupContents) -> None:
        line = self._lines.get(backup)
        words = self.tr("L'ho rimessa per prova e ricontata, poi l'ho tolta. Copia del {moment}.")
        moment = moment_words(line.made_at if line else None)
        self.banner.tell(self.tr("Questa copia funziona"), words.format(moment=moment), Tone.OK)
        self.banner.show()
        self.found.set_facts([*contents_facts(found)])
        self.found.show()

    def _failed(self, error: Exception) -> None:
        self.banner.tell(*elsewhere_failure(error), Tone.ATTENTION)
        self.banner.show()

    def _show(
        self,
        state: BackupState,
        here: tuple[BackupLine, ...],
        elsewhere: BackupLine | None,
        is_beside: bool,
    ) -> None:
        self.same_disk.setVisible(is_beside)
        today = self._desk.today()
        made_here = state.here.made_at.date() if state.here else None
        made_elsewhere = state.elsewhere.date() if state.elsewhere else None
        tone = (Tone.ATTENTION,) if is_copy_old(state, today) else ()
        folder = str(state.folder) if state.folder else self.tr("non ancora scelta")
        self._facts.set_facts(
            [
                (self.tr("Ultima su questo computer"), ago(made_here, today)),
                (self.tr("Ultima sulla chiavetta"), ago(made_elsewhere, today), *tone),
                (self.tr("Chiavetta o cartella"), folder),
            ]
        )
        lines = [*([elsewhere] if elsewhere else []), *here[:_LISTED]]
        self._lines = {line.path: line for line in lines}
        self.table.set_rows([self._row(line, elsewhere) for line in lines])
        older = len(here) - _LISTED
        self._older.setVisible(older > 0)
        self._older.setText(_Counted().older(older) if older > 0 else "")
        self._has_folder = state.folder is not None
        self._allow()

    def _row(self, line: BackupLine, elsewhere: BackupLine | None) -> Row:
        place = self.tr("chiavetta") if line is elsewhere else self.tr("qui")
        cells = (moment_words(line.made_at), place, size_words(line.size))
        return Row(line.path, (*cells, Cell(self.tr("Prova"), is_link=True)))

    def _made_table(self) -> DataTable:
        table = DataTable(
            self.tr("Copie di sicurezza"),
            [
                Column(self.tr("Quando"), weight="strong", stretches=True),
                Column(self.tr("Dove")),
                Column(self.tr("Grandezza"), side="right"),
                Column(""),
            ],
            empty=EmptyState("shield-check", self.tr("Ancora nessuna copia.")),
            grows=True,
        )
        table.link_pressed.connect(lambda key, _column: self.try_out(key))
        table.row_opened.connect(self.try_out)
        return table

    def _allow(self) -> None:
        """What can be pressed now, and why the rest cannot."""
        is_free = self._job is None
        self.copy.setEnabled(is_free)
        self.table.setEnabled(is_free)
        self.rehearse.setEnabled(is_free and bool(self._lines))
        allow(self.choose, self._desk, "choose_backup_folder", is_ready=is_free)
        needs = "" if self._has_folder else self.tr("Prima scegli la chiavetta o la cartella.")
        allow(self.stick, self._desk, "back_up_elsewhere", is_ready=is_free, needs=needs)

    def _rehearse_newest(self) -> None:
        self.try_out(max(self._lines.values(), key=lambda line: line.made_at).path)

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Dove metto la copia? Scegli la chiavetta"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.use_folder(Path(name)))
        dialog.open()


def _is_beside(desk: Desk) -> bool:
    """Whether the copies that should lie elsewhere are lost together with the file."""
    folder = backup_state(desk).folder
    return folder is not None and is_on_same_disk(folder, desk.vault.path.parent)
