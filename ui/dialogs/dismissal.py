"""Somebody works here no more: what happens is said first, then done, or finished if cut."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.desk import Desk
from app.services.leaving import dismiss_operator, finish_leaving
from app.services.operators import operators
from app.services.progress import Progress
from models.records.vault import LeftUndone, OperatorEntry
from ui import theme
from ui.jobs import Change, news
from ui.labels.failures import explain
from ui.labels.people import undone_words
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import label

_WIDE = 560


class DismissalDialog(QDialog):
    """Sees a person off; without a person it finishes what an earlier dismissal left undone."""

    def __init__(self, desk: Desk, entry: OperatorEntry | None, parent: QWidget | None) -> None:
        """Ask about `entry`, or about a key still to be changed."""
        super().__init__(parent)
        self._desk = desk
        self._entry = entry
        self._job: Change[LeftUndone] | None = None
        title = self.tr("Cambio la chiave del file")
        if entry is not None:
            title = self.tr("{name} non lavora più qui?").format(name=entry.operator.name)
        self.setWindowTitle("DA.PO")
        self.setMinimumWidth(round(theme.scaled(_WIDE)))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL * 2, Space.XL, Space.XL * 2, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(label(title, "name", wraps=True))
        for words in self._sentences():
            column.addWidget(label(words, wraps=True))
        self.banner = Banner(tone=Tone.ATTENTION)
        self.banner.hide()
        column.addWidget(self.banner)
        self.progress = ProgressPanel()
        self.progress.cancel_requested.connect(self._cancel)
        self.progress.hide()
        column.addWidget(self.progress)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, Space.M, 0, 0)
        foot.addStretch(1)
        leave = self.tr("Lascia stare") if entry else self.tr("Più tardi")
        self.leave = button(leave, pressed=self.reject)
        act = self.tr("Non lavora più qui") if entry else self.tr("Finisci ora")
        self.act = button(act, "danger" if entry else "primary", pressed=self.begin)
        foot.addWidget(self.leave)
        foot.addWidget(self.act)
        column.addLayout(foot)
        (self.leave if entry else self.act).setFocus()

    def begin(self) -> None:
        """Do it, or go on from where it stopped."""
        self.banner.hide()
        self._show_working(is_working=True)
        self.progress.begin(self._phase("new_key"))
        self._job = Change.long(self, self._body()).touching("operator", "backup")
        self._job.progress(self._step).done(self._done).failed(self._failed)
        self._job.cancelled(self._stopped).run()

    @override
    def reject(self) -> None:
        """Not while it is being done: Cancel stops it."""
        if self._job is None:
            super().reject()

    def _sentences(self) -> list[str]:
        key = self.tr(
            "Il file viene cifrato da capo con una chiave nuova: quella che la persona conosceva "
            "non apre più niente, neanche le copie su questo computer."
        )
        if self._entry is None:
            words = self.tr(
                "Qualcuno è andato via e non tutto è finito: adesso si cambiano le chiavi "
                "che conosceva, e lo si dice alla rete."
            )
            return [words, self.tr("Ci vuole un momento. Si può interrompere e riprendere.")]
        return [
            self.tr("Da adesso la sua frase segreta e il suo foglio di recupero non aprono più."),
            key,
            self.tr(
                "Se leggeva le note riservate, anche quelle hanno una chiave nuova; se il centro "
                "è in rete, da adesso la rete ascolta solo questo computer con la chiave nuova."
            ),
            self.tr(
                "Quello che ha scritto resta, con il suo nome. Le copie vecchie sulla chiavetta "
                "si aprono ancora con la sua frase: rifalle, o tienile sotto chiave."
            ),
        ]

    def _body(self) -> Callable[[Progress], LeftUndone]:
        desk, entry = self._desk, self._entry

        def body(told: Progress) -> LeftUndone:
            if entry is not None and entry in operators(desk):
                return dismiss_operator(desk, entry.operator.operator_id, told)
            return finish_leaving(desk, told)

        return body

    def _phase(self, phase: str) -> str:
        if phase == "backup":
            return self.tr("Faccio una copia con la chiave nuova…")
        if phase == "new_reserved_key":
            return self.tr("Cifro da capo le note e i documenti riservati…")
        if phase == "register":
            return self.tr("Lo dico alla rete…")
        return self.tr("Cifro il file con la chiave nuova…")

    def _step(self, phase: str, done: int, total: int) -> None:
        self.progress.show_step(self._phase(phase), done, total)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _done(self, undone: LeftUndone) -> None:
        self._job = None
        words = undone_words(undone)
        if not words:
            self.accept()
            return
        self._end(self.tr("La persona non entra più"), " ".join(words))
        self.act.setVisible(False)

    def _stopped(self) -> None:
        words = self.tr("La persona non entra più. La chiave si cambia al prossimo ingresso.")
        self._end(self.tr("Interrotto"), words)

    def _failed(self, error: Exception) -> None:
        told = explain(error)
        self._end(told.what, f"{told.remedy} {told.code_line}")

    def _end(self, what: str, remedy: str) -> None:
        self._job = None
        self._show_working(is_working=False)
        # She may be out already, though the key is not changed yet.
        news().announce(frozenset({"operator"}), self)
        self.leave.setText(self.tr("Chiudi"))
        self.leave.setAccessibleName(self.tr("Chiudi"))
        self.banner.tell(what, remedy, Tone.ATTENTION)
        self.banner.show()

    def _show_working(self, *, is_working: bool) -> None:
        self.progress.setVisible(is_working)
        self.act.setEnabled(not is_working)
        self.leave.setEnabled(not is_working)
