"""A page body that scrolls when the window is small, and never sideways."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Space


class ScrollBody(QScrollArea):
    """Add widgets to `column`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside = QWidget()
        inside.setProperty("plain", "true")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(Space.XL + 2, Space.XL - 2, Space.XL + 2, Space.L)
        self.column.setSpacing(Space.L)
        self.setWidget(inside)
