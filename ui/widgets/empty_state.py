"""What an empty list says: what goes there, and the one button that puts it there."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.picture import Picture
from ui.widgets.text import label


class EmptyState(QWidget):
    """An icon, one sentence, at most one button."""

    def __init__(
        self,
        icon: str,
        text: str,
        action: str = "",
        pressed: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Picture(icon, "muted", 32), 0, centre)
        self._words = label(text, "muted", wraps=True)
        self._words.setAlignment(centre)
        column.addWidget(self._words)
        if action:
            column.addWidget(button(action, pressed=pressed), 0, centre)
        column.addStretch(2)

    def set_text(self, text: str) -> None:
        """Say something else ("Nessuno si chiama così")."""
        self._words.setText(text)
