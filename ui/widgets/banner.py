"""Answers and warnings across the width: a strong sentence, the reason, perhaps a button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import Space, Tone
from ui.widgets.buttons import button
from ui.widgets.picture import Picture
from ui.widgets.text import label, restyle

_ICONS = {
    Tone.OK: "circle-check",
    Tone.ATTENTION: "triangle-alert",
    Tone.STOP: "octagon-x",
    Tone.INFORMATION: "info",
    Tone.ELSEWHERE: "split",
    Tone.NEUTRAL: "message-circle",
}


class Banner(QFrame):
    """The answer in words ("Può ritirare il pacco") on the ground of its tone."""

    def __init__(
        self,
        title: str = "",
        detail: str = "",
        tone: Tone = Tone.INFORMATION,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._picture = Picture(_ICONS[tone], tone, 28)
        self._title = label("", "lead", wraps=True)
        self._detail = label("", wraps=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self._row.setSpacing(Space.M)
        self._row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        self._row.addLayout(words, 1)
        self.tell(title, detail, tone, icon)

    def tell(
        self, title: str, detail: str = "", tone: Tone = Tone.INFORMATION, icon: str = ""
    ) -> None:
        """Show another answer; an empty title or detail takes no room."""
        for part, text in ((self._title, title), (self._detail, detail)):
            part.setText(text)
            part.setVisible(bool(text))
            restyle(part, "tone", tone.value)
        restyle(self, "banner", tone.value)
        ink = "ink" if tone is Tone.NEUTRAL else tone.value
        self._picture.set_picture(icon or _ICONS[tone], ink)
        self.setAccessibleName(". ".join(part for part in (title, detail) if part))

    def add_button(self, text: str, pressed: Callable[[], object]) -> QPushButton:
        """A button at the right."""
        made = button(text, pressed=pressed)
        self._row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        return made


class DemoBanner(QFrame):
    """The coloured line that says that nothing here is about real people."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", Tone.ATTENTION.value)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL, 6, Space.XL, 6)
        row.setSpacing(Space.M)
        row.addWidget(Picture("flask-conical", Tone.ATTENTION))
        row.addWidget(label(self.tr("DATI DI PROVA"), "strong", tone=Tone.ATTENTION))
        words = self.tr("Persone inventate: si può toccare tutto, niente va alla rete vera.")
        row.addWidget(label(words, tone=Tone.ATTENTION, wraps=True), 1)
