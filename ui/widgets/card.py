"""A card: a heading, perhaps a link beside it, and what it holds; and lists of facts inside it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.theme import Role, Space, Tone
from ui.widgets.buttons import button
from ui.widgets.layouts import empty
from ui.widgets.text import label


class Card(QFrame):
    """A white sheet with rounded corners; add widgets to `body`."""

    def __init__(
        self, heading: str = "", *, flush: bool = False, parent: QWidget | None = None
    ) -> None:
        """Make a card; `flush` lets a table or a list reach its edges."""
        super().__init__(parent)
        self.setProperty("frame", "card")
        outer = QVBoxLayout(self)
        outer.setSpacing(Space.S)
        side = 1 if flush else Space.L
        outer.setContentsMargins(side, Space.M, side, side if flush else Space.L)
        self._top = QHBoxLayout()
        self._top.setSpacing(Space.M)
        inset = Space.M if flush else 0
        self._top.setContentsMargins(inset, 0, inset, 0)
        self.heading = label(heading, "heading")
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._top.addWidget(self.heading, 1)
        if heading:
            outer.addLayout(self._top)
        elif flush:
            outer.setContentsMargins(1, 1, 1, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.S)
        outer.addLayout(self.body, 1)
        outer.addStretch(0)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below what is there."""
        self.body.addWidget(widget, stretch)

    def add_link(self, text: str, pressed: Callable[[], object]) -> None:
        """A small link at the right of the heading."""
        self._top.addWidget(button(text, "small", pressed=pressed))

    def add_beside_heading(self, widget: QWidget) -> None:
        """Any widget at the right of the heading."""
        self._top.addWidget(widget)


class FactList(QWidget):
    """Words at the left and a figure at the right, one fact a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)

    def set_facts(self, facts: list[tuple[str, str] | tuple[str, str, Tone]]) -> None:
        """Show these facts: (words, figure) or (words, figure, tone)."""
        empty(self._lines)
        for words, figure, *tone in facts:
            self._lines.addWidget(self._line(words, figure, tone[0] if tone else None))

    @staticmethod
    def _line(words: str, figure: str, tone: Tone | None) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(words, wraps=True), 1)
        value = label(figure, "strong", tone=tone)
        value.setFont(theme.font(Role.STRONG, tabular=True))
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        row.addWidget(value)
        return line


class FigureTile(Card):
    """A large figure over the words that say what it counts."""

    def __init__(self, words: str, tone: Tone | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.setSpacing(Space.XS)
        self._figure: QLabel = label("–", "figure", tone=tone)
        self._words = words
        self.add(self._figure)
        below = label(words, "muted", wraps=True)
        below.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.add(below)

    def set_figure(self, figure: str) -> None:
        """Show a figure, already written as it should be read."""
        self._figure.setText(figure)
        self._figure.setAccessibleName(f"{figure} {self._words}")


def rule(parent: QWidget | None = None) -> QFrame:
    """A thin line between two parts."""
    line = QFrame(parent)
    line.setProperty("frame", "rule")
    return line


def columns(*widgets: tuple[QWidget, int]) -> QHBoxLayout:
    """Widgets side by side, each with its stretch, all starting at the top."""
    row = QHBoxLayout()
    row.setSpacing(Space.L)
    for widget, stretch in widgets:
        row.addWidget(widget, stretch)
    return row
