"""All files whose time is over, erased at once: how many, what stays, and a number to type."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.desk import Desk
from app.services.progress import Progress
from app.services.retention import due_files, erase_due
from models.records.retention import DueFile
from models.rules.generations import gone_by
from ui import messages, theme
from ui.jobs import Change, Query
from ui.labels import dates
from ui.labels.retention import cause_word
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.data_table import DataTable
from ui.widgets.fields import TextField
from ui.widgets.form import FieldBox
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.table_cells import Cell, Column, Row
from ui.widgets.text import label

_WIDE, _TALL = 780, 660


class DueFilesDialog(QDialog):
    """The list that somebody read is what is erased; a file kept longer meanwhile is left."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner.window())
        self._desk = desk
        self._lines: tuple[DueFile, ...] = ()
        self._job: Change[int] | None = None
        self.erased = 0
        self.setWindowTitle("DA.PO")
        self.resize(round(theme.scaled(_WIDE)), round(theme.scaled(_TALL)))
        self.heading = label("", "name", wraps=True)
        self.warning = Banner()
        self.warning.tell(self.tr("Non si può annullare."), "", Tone.ATTENTION, "trash-2")
        self.table = DataTable(
            self.tr("Schede scadute"),
            [
                Column(self.tr("Nucleo"), weight="strong", stretches=True),
                Column(self.tr("Scheda")),
                Column(self.tr("Perché"), weight="muted"),
                Column(self.tr("Scaduta il"), weight="muted"),
            ],
        )
        self.typed = TextField()
        self.typed_box = FieldBox(self.tr("Per confermare scrivi quante sono"), self.typed)
        self.progress = ProgressPanel()
        self.progress.cancel_requested.connect(self._cancel)
        self.progress.hide()
        self.leave = button(self.tr("Lascia stare"), pressed=self.reject)
        self.leave.setDefault(True)
        self.confirm = button(self.tr("Cancella tutte"), icon="trash-2", pressed=self.erase)
        self.confirm.setAutoDefault(False)
        self._lay_out()
        self._read()

    def erase(self) -> None:
        """Erase what is listed, if the number is typed."""
        if (self.typed.value() or "") != str(len(self._lines)):
            words = self.tr("Non è il numero delle schede: {number}")
            self.typed_box.tell(words.format(number=len(self._lines)), is_wrong=True)
            self.typed.setFocus()
            return
        desk, chosen = self._desk, {line.household_id for line in self._lines}
        self._show_busy(is_busy=True)
        self.progress.begin(self.tr("Cancello le schede…"))

        def body(progress: Progress) -> int:
            return erase_due(desk, chosen, progress)

        self._job = Change.long(self, body).touching("household", "aid")
        self._job.progress(self._step).done(self._done).cancelled(self._stopped)
        self._job.failed(self._failed).run()

    @override
    def reject(self) -> None:
        """Leave; while files are being erased that means: stop first."""
        if self._job is None:
            super().reject()
        else:
            self._cancel()

    def _read(self) -> None:
        Query(self, lambda: due_files(self._desk)).done(self._show).run()

    def _show(self, lines: tuple[DueFile, ...]) -> None:
        self._lines = lines
        count = len(lines)
        self.heading.setText(self.tr("Cancellare per sempre %n schede", "", count))
        self.confirm.setEnabled(bool(lines))
        self.table.set_rows([self._row(line) for line in lines])

    def _row(self, line: DueFile) -> Row:
        since = dates.long_date(line.since)
        return Row(line.household_id, (Cell(line.names), line.number, cause_word(line), since))

    def _step(self, _phase: str, done: int, total: int) -> None:
        self.progress.show_step(self.tr("Cancello le schede…"), done, total)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _done(self, erased: int) -> None:
        self._job = None
        self.erased = erased
        self.accept()

    def _stopped(self) -> None:
        """What was erased stays erased; the rest is listed again."""
        self._rest()
        self.warning.tell(
            self.tr("Interrotto: le schede qui sotto ci sono ancora."),
            self.tr("Quelle già cancellate non tornano."),
            Tone.ATTENTION,
        )

    def _failed(self, error: Exception) -> None:
        self._rest()
        messages.tell_failure(self, error)

    def _rest(self) -> None:
        self._job = None
        self._show_busy(is_busy=False)
        self.typed.set_value(None)
        self._read()

    def _show_busy(self, *, is_busy: bool) -> None:
        self.progress.setVisible(is_busy)
        for part in (self.confirm, self.leave, self.typed):
            part.setEnabled(not is_busy)

    def _what_stays(self) -> str:
        until = gone_by(self._desk.today())
        return self.tr(
            "Spariscono nomi, codici, indirizzi, note, documenti e aiuti. Restano i conti del "
            "centro, senza persone, e nel registro delle attività che la scheda è stata aperta, "
            "senza il nome. Dal registro della rete escono alla prossima chiusura del mese. Nelle "
            "copie di sicurezza di questo computer restano fino al {day}. Per conservarne una "
            "ancora, apri la sua scheda in Consensi."
        ).format(day=dates.long_date(until))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(self.heading)
        column.addWidget(self.warning)
        column.addWidget(self.table, 1)
        column.addWidget(label(self._what_stays(), wraps=True))
        column.addWidget(self.typed_box)
        column.addWidget(self.progress)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.confirm)
        column.addLayout(foot)
