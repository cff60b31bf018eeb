"""The strip at the top of a page: where one is, and who is working."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import theme
from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.layouts import empty
from ui.widgets.picture import Picture
from ui.widgets.text import label


class PageHeader(QFrame):
    """A title, perhaps with the page it was reached from; facts in small type at the right."""

    back_requested = Signal()

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "header")
        self.setMinimumHeight(round(theme.scaled(55)))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL + 2, 0, Space.XL + 2, 0)
        row.setSpacing(Space.S)
        self._crumb = button("", "crumb", pressed=self.back_requested.emit)
        self._crumb.hide()
        self._arrow = Picture("chevron-right", "muted")
        self._arrow.hide()
        self._title = label(title, "title")
        row.addWidget(self._crumb)
        row.addWidget(self._arrow)
        row.addWidget(self._title, 1)
        self._facts = QHBoxLayout()
        self._facts.setSpacing(Space.XL)
        row.addLayout(self._facts)
        row.addSpacing(Space.XS)

    def set_title(self, title: str, crumb: str = "") -> None:
        """Show where one is; pressing `crumb` emits `back_requested`."""
        self._title.setText(title)
        self._crumb.setText(crumb)
        self._crumb.setAccessibleName(crumb)
        self._crumb.setVisible(bool(crumb))
        self._arrow.setVisible(bool(crumb))

    def set_operator(self, name: str, *facts: tuple[str, str]) -> None:
        """Show who is working, after other facts."""
        self.set_facts(*facts, ("circle-user", self.tr("Operatore: {name}").format(name=name)))

    def set_facts(self, *facts: tuple[str, str]) -> None:
        """Show (icon, words) at the right."""
        empty(self._facts)
        for icon, words in facts:
            self._facts.addWidget(_fact(icon, words))


def _fact(icon: str, words: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.M)
    row.addWidget(Picture(icon, "muted"), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(label(words, "caption"))
    return made
