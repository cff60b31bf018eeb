"""The line at the foot: what is saved, how safe the copy is, how old the last exchange is."""

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import theme
from ui.theme import Space, Tone
from ui.widgets.picture import Picture
from ui.widgets.text import label, restyle


class StatusLine(QFrame):
    """When the last change was saved, the backup copy, the last exchange with the network."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "status")
        self.setMinimumHeight(round(theme.scaled(34)))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL + 2, 0, Space.XL + 2, 0)
        row.setSpacing(Space.XS)
        self._tick = Picture("check", "muted", 16)
        self._saved = label("", "caption")
        self._copy = label("", "caption")
        self._exchange = label("", "caption")
        row.addWidget(self._tick)
        row.addWidget(self._saved)
        row.addSpacing(Space.L)
        row.addWidget(self._copy)
        row.addStretch(1)
        row.addWidget(self._exchange)
        self._tick.hide()

    def set_saved(self, at: datetime | None) -> None:
        """Tell when the last change reached the disk, in local time."""
        self._tick.setVisible(at is not None)
        if at is None:
            self._saved.clear()
            return
        self._saved.setText(self.tr("Salvato alle {hour}").format(hour=f"{at:%H:%M}"))

    def set_copy(self, words: str, tone: Tone | None = None) -> None:
        """Tell about the backup ("Ultima copia: oggi · sulla chiavetta: ieri")."""
        self._copy.setText(words)
        restyle(self._copy, "tone", tone.value if tone else "")

    def set_exchange(self, words: str) -> None:
        """Tell about the last exchange ("Ultimo scambio con la rete: 31 ottobre · 412 nuclei")."""
        self._exchange.setText(words)
