"""What the unlock dialog and the first run share: brand at the left, and a signal once painted."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from ui.dialogs.brand_panel import BrandPanel
from ui.theme import Space


class FirstWindow(QDialog):
    """A window that stands alone before the main one; add widgets to `column`.

    `appeared` is emitted once, after the first picture: heavy imports may begin.
    """

    appeared = Signal()

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.setWindowTitle("DA.PO")
        self._has_appeared = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(BrandPanel(sentence))
        self.column = QVBoxLayout()
        self.column.setContentsMargins(Space.XL * 2, Space.XL * 2, Space.XL * 2, Space.XL)
        self.column.setSpacing(Space.M)
        row.addLayout(self.column, 1)

    def leave_unattended(self) -> None:
        """The person went away: leave no secret in a field, and nothing open."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_appeared:
            self._has_appeared = True
            QTimer.singleShot(0, self, self.appeared.emit)
