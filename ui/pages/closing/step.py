"""What each step of the closing is: a body that scrolls when it must, and buttons that stay."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.scroll import ScrollBody


class Step(QWidget):
    """One step; the page tells it which month it is about.

    Signals:
        page_requested, undo_offered: as those of `Page`.
        moved: the step asked for, by its number.
    """

    page_requested = Signal(str, object)
    undo_offered = Signal(str, object)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.month = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        scroll = ScrollBody()
        self.body = scroll.column
        self.body.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(Space.M)
        column.addLayout(self._foot)

    def show_month(self, month: str) -> None:
        """Show what the step has to say of a month ("2026-11")."""
        self.month = month

    def first_focus(self) -> QWidget | None:
        """Where the cursor stands when the step opens."""
        return None

    def add_foot(
        self, *others: QPushButton, back: int | None = None, forward: QPushButton | None = None
    ) -> None:
        """Put the buttons below: the way back, others, and the way on at the right."""
        if back is not None:
            words = self.tr("Indietro")
            self._foot.addWidget(
                button(words, icon="arrow-left", pressed=lambda: self.moved.emit(back))
            )
        for other in others:
            self._foot.addWidget(other)
        self._foot.addStretch(1)
        if forward is not None:
            self._foot.addWidget(forward)
