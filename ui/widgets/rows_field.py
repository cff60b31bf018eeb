"""A field made of lines of one kind: codes of a person, telephones of a household."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.written import write, written


class RowEditor(QWidget):
    """One line: what it holds, or None while nothing is written in it."""

    changed = Signal()

    @abstractmethod
    def line(self) -> Any:
        """What is written, or None."""

    @abstractmethod
    def set_line(self, line: Any) -> None:
        """Show a line."""

    def problem(self) -> str:
        """What is wrong in it, in plain words."""
        return ""

    @abstractmethod
    def name(self, words: str) -> None:
        """Tell screen readers what its parts are."""


class RowsField(Field):
    """As many lines as needed; the value is a tuple of those that hold something."""

    def __init__(
        self, make: type[RowEditor], add_words: str, parent: QWidget | None = None
    ) -> None:
        """Make a field of `make` lines; `add_words` is the link that adds one."""
        super().__init__(parent)
        self._make = make
        self._name = ""
        self._lines: list[tuple[RowEditor, QWidget]] = []
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._add = button(add_words, "link", "plus", pressed=self._add_and_enter)
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addWidget(whole, 1)
        self.setFocusProxy(self._add)

    @override
    def value(self) -> Any:
        """The lines that hold something."""
        return tuple(line for editor, _ in self._lines if (line := editor.line()) is not None)

    @override
    def set_value(self, value: Sequence[Any] | None) -> None:
        """Show these lines, or an empty one."""
        for _, shown in self._lines:
            self._column.removeWidget(shown)
            shown.deleteLater()
        self._lines = []
        for line in value or (None,):
            editor = self._added()
            if line is not None:
                editor.set_line(line)

    @override
    def write(self, texts: Sequence[str]) -> None:
        """As many lines as were written; one that stood here before stays that very line."""
        if not self._lines:
            self._added()
        size = max(1, len(written(self._lines[0][0])))
        wanted = [list(texts[at : at + size]) for at in range(0, len(texts), size)]
        here = [(written(editor), editor.line()) for editor, _ in self._lines]
        self.set_value([next((line for told, line in here if told == one), None) for one in wanted])
        for (editor, _), one in zip(self._lines, wanted, strict=False):
            write(editor, one)

    @override
    def problem(self) -> str:
        """The first problem among its lines."""
        return next((told for editor, _ in self._lines if (told := editor.problem())), "")

    @override
    def name(self, words: str) -> None:
        """Name the parts of every line."""
        self._name = words
        for editor, _ in self._lines:
            editor.name(words)

    @override
    def show_wrong(self, *, is_wrong: bool) -> None:
        """Each line tells for itself."""

    def _added(self) -> RowEditor:
        editor = self._make()
        editor.name(self._name)
        editor.changed.connect(self.changed)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(editor, 1)
        takes_out = button(self.tr("Togli questa riga"), "icon", "x")
        takes_out.clicked.connect(lambda: self._take_out(editor, line))
        row.addWidget(takes_out, 0, Qt.AlignmentFlag.AlignTop)
        self._column.insertWidget(len(self._lines), line)
        self._lines.append((editor, line))
        self._lead()
        return editor

    def _add_and_enter(self) -> None:
        self._added().setFocus()
        self.changed.emit()

    def _take_out(self, editor: RowEditor, line: QWidget) -> None:
        self._lines.remove((editor, line))
        self._column.removeWidget(line)
        line.deleteLater()
        self._lead()
        self.changed.emit()

    def _lead(self) -> None:
        """The cursor enters the first line, or the link that adds one."""
        self.setFocusProxy(self._lines[0][0] if self._lines else self._add)
