"""What each step of the first run is: a title, a sentence, its fields, and whether it is done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Space
from ui.widgets.text import label


class Step(QWidget):
    """One step; add widgets to `column`. `changed` tells that `is_ready` may answer otherwise."""

    changed = Signal()

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.M)
        self.column.addWidget(label(title, "name", wraps=True))
        if words:
            self.column.addWidget(label(words, "muted", wraps=True))

    def begin(self) -> None:
        """Put the cursor where writing begins."""

    def check(self) -> bool:
        """Say beside the fields what is wrong; True when one may go on."""
        return True
