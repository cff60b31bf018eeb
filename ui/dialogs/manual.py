"""The short manual: one page of text, its headings at the left, and a field to find a word."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QTextBlock, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from resources import resource_path
from ui import theme
from ui.labels.codes import language
from ui.labels.failure_words import failure_words
from ui.theme import Space
from ui.widgets.search_box import SearchBox

_WIDE, _HIGH = 940, 660
_INDEX = 230
_CODES = "{codes}"


class ManualWindow(QDialog):
    """Stands beside the work: it can stay open while one does what it says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Guida"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDE, _HIGH)
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("Guida"))
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.document().setDocumentMargin(Space.XL)
        self.text.setMarkdown(manual_text())
        self.box = SearchBox(self.tr("Trova nella guida"), self.tr("Trova nella guida"))
        self.box.edit.returnPressed.connect(self.find_next)
        self.index = QListWidget()
        self.index.setAccessibleName(self.tr("Argomenti"))
        self.index.setSpacing(Space.XS)
        self.index.setFrameShape(QFrame.Shape.NoFrame)
        self.index.setFixedWidth(round(theme.scaled(_INDEX)))
        self._headings = self._found_headings()
        self.index.addItems([block.text() for block in self._headings])
        self.index.currentRowChanged.connect(self._go_to)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.box)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(self.index)
        row.addWidget(self.text, 1)
        column.addLayout(row, 1)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._begin_finding)
        self.text.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter in a dialog presses a button; here it finds.
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return
        super().keyPressEvent(event)

    def find_next(self) -> bool:
        """Mark the next place of the words, from the top again after the last; False if none."""
        words = self.box.text()
        if not words or self.text.find(words):
            return bool(words)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        return self.text.find(words)

    def _begin_finding(self) -> None:
        self.box.setFocus()
        self.box.edit.selectAll()

    def _found_headings(self) -> list[QTextBlock]:
        found = []
        block = self.text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() == 2:
                found.append(block)
            block = block.next()
        return found

    def _go_to(self, place: int) -> None:
        # From the end upwards: the heading then stands at the top of the view.
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setTextCursor(QTextCursor(self._headings[place]))
        top = self.text.cursorRect().top()
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + top - Space.M)


def manual_text() -> str:
    """The manual in the language in use, as Markdown, with the table of the failures' codes."""
    text = resource_path(f"manual/{language()}.md").read_text("utf-8")
    return text.replace(_CODES, _code_rows())


def _code_rows() -> str:
    rows = [
        f"| {code.replace('_', '-').upper()} | {what} {remedy} |"
        for code, (what, remedy) in failure_words().items()
        if code != "unexpected"
    ]
    return "\n".join(rows)
