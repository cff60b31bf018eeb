"""What the unlock dialog and the first run share: brand at the left, and a signal once painted."""

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout
from typing_extensions import override

from ui.dialogs.brand_panel import BrandPanel
from ui.theme import Space
from ui.widgets.scroll import ScrollBody

_TITLE_BAR = 48
"""What the system puts above a window, at most."""


class FirstWindow(QDialog):
    """A window that stands alone before the main one; add widgets to `column`.

    As tall as what it holds, unless the screen is lower: then it scrolls. `appeared` is emitted
    once, after the first picture: heavy imports may begin.
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
        self._body = _WholeBody()
        self.column = self._body.column
        self.column.setContentsMargins(Space.XL * 2, Space.XL * 2, Space.XL * 2, Space.XL)
        self.column.setSpacing(Space.M)
        row.addWidget(self._body, 1)

    def leave_unattended(self) -> None:
        """The person went away: leave no secret in a field, and nothing open."""

    def fit(self) -> None:
        """Take the room that what it holds asks for, as far as the screen has it."""
        self._body.updateGeometry()
        wanted = self.sizeHint().expandedTo(self.minimumSize()).expandedTo(self.size())
        room = self.screen().availableGeometry().size() - QSize(0, _TITLE_BAR)
        self.resize(wanted.boundedTo(room))

    @override
    def setVisible(self, visible: bool) -> None:
        if visible and not self.isVisible():
            self.fit()
        super().setVisible(visible)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_appeared:
            self._has_appeared = True
            QTimer.singleShot(0, self, self.appeared.emit)


class _WholeBody(ScrollBody):
    """Asks for the room of all it holds, and never scrolls sideways."""

    @override
    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        width = self._inside.minimumSizeHint().width() + bar
        return QSize(width, super().minimumSizeHint().height())
