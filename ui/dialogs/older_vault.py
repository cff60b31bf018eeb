"""The page for a file that is older than the one used last: a calm choice before any edit."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.errors import VaultSteppedBack
from ui.labels.backups import moment_words
from ui.messages import confirm
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import FactList
from ui.widgets.text import label


class OlderVaultPage(QWidget):
    """What was seen last and what is in the file, and three ways on.

    Signals:
        restore_requested: begin again from the latest copy.
        insisted: open it nonetheless, asked twice.
        left: do nothing.
    """

    restore_requested = Signal()
    insisted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self.banner = Banner(tone=Tone.ATTENTION, icon="history")
        column.addWidget(self.banner)
        self.facts = FactList()
        column.addWidget(self.facts)
        words = self.tr(
            "Succede quando si rimette un file vecchio, o quando il computer si è guastato. "
            "Non è stato cambiato niente."
        )
        column.addWidget(label(words, "muted", wraps=True))
        self.restore = button(
            self.tr("Riparti dall'ultima copia"),
            "primary",
            "history",
            pressed=self.restore_requested.emit,
        )
        self.restore.setDefault(True)
        column.addWidget(self.restore)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        self.insist = button(self.tr("Apri lo stesso…"), pressed=self._ask)
        self.leave = button(self.tr("Chiudi"), pressed=self.left.emit)
        row.addWidget(self.insist)
        row.addStretch(1)
        row.addWidget(self.leave)
        column.addLayout(row)
        column.addStretch(1)

    def show_step_back(self, error: VaultSteppedBack) -> None:
        """Show how far the file is behind."""
        if error.values.get("reason") == "pages":
            title = self.tr("Questo file è stato toccato mentre era chiuso")
        else:
            title = self.tr("Questo file è più vecchio di quello usato l'ultima volta")
        self.banner.tell(title, "", Tone.ATTENTION, "history")
        self.facts.set_facts(
            [
                (self.tr("Ultimo lavoro visto su questo computer"), _local(error, "seen_at")),
                (self.tr("Ultimo lavoro in questo file"), _local(error, "found_at")),
            ]
        )
        self.restore.setFocus()

    def _ask(self) -> None:
        words = self.tr(
            "Il lavoro fatto dopo non ci sarà, e alla prossima chiusura la rete lo noterà. "
            "Meglio chiedere prima al coordinatore."
        )
        if confirm(self, self.tr("Apro un file più vecchio?"), words, self.tr("Apri lo stesso")):
            self.insisted.emit()


def _local(error: VaultSteppedBack, name: str) -> str:
    moment = error.values.get(name)
    return moment_words(moment.astimezone() if isinstance(moment, datetime) else None)
