"""Fields of a form: each knows its value, what is wrong in plain words, and its read-back."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.widgets.text import restyle
from ui.widgets.written import write, written

_LEAST_CHOICE = 90


class Field(QWidget):
    """What every field can do; `changed` is emitted when its value may be another one."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._editor: QWidget = self

    def value(self) -> Any:
        """The value; None when nothing is written or what is written is not understood."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value; None empties the field."""
        raise NotImplementedError

    def problem(self) -> str:
        """What is wrong, in plain words; empty when all is well."""
        return ""

    def read_back(self) -> str:
        """What was understood, in full; empty when there is nothing to say."""
        return ""

    def written(self) -> list[str]:
        """What stands in its editors, understood or not."""
        return written(self)

    def write(self, texts: Sequence[str]) -> None:
        """Put back what `written` told."""
        write(self, texts)

    def name(self, words: str) -> None:
        """Tell screen readers what the field is."""
        self._editor.setAccessibleName(words)

    def show_wrong(self, *, is_wrong: bool) -> None:
        """Mark the field as wrong or right."""
        restyle(self._editor, "wrong", "true" if is_wrong else "false")

    def _hold(self, editor: QWidget) -> None:
        self._editor = editor
        self._row.addWidget(editor, 1)
        self.setFocusProxy(editor)


class TextField(Field):
    """One line of free text; None when empty."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(placeholder)
        self.edit.textChanged.connect(self.changed)
        self.edit.editingFinished.connect(self.left)
        self._hold(self.edit)

    @override
    def value(self) -> Any:
        """The text without spaces around it, or None."""
        return self.edit.text().strip() or None

    @override
    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.edit.setText("" if value is None else str(value))
        self.edit.setCursorPosition(0)


class NumberField(TextField):
    """A whole number from `least` to `most`."""

    def __init__(self, least: int = 0, most: int = 999_999, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._least = least
        self._most = most

    @override
    def value(self) -> Any:
        """The number, or None."""
        text = self.edit.text().strip()
        if not (text.isdecimal() and text.isascii()):
            return None
        number = int(text)
        return number if self._least <= number <= self._most else None

    @override
    def problem(self) -> str:
        """Says which numbers are accepted."""
        if not self.edit.text().strip() or self.value() is not None:
            return ""
        return self.tr("Un numero intero da {least} a {most}").format(
            least=self._least, most=self._most
        )


class ChoiceField(Field):
    """One of a few; the value is its code, the screen shows its word."""

    def __init__(
        self, choices: Sequence[tuple[Any, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.combo = QComboBox()
        self.combo.setMinimumWidth(_LEAST_CHOICE)
        self.set_choices(choices)
        self.combo.currentIndexChanged.connect(self.changed)
        self._hold(self.combo)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these: (code, word)."""
        self.combo.clear()
        for code, word in choices:
            self.combo.addItem(word, code)

    @override
    def value(self) -> Any:
        """The code chosen, or None."""
        return self.combo.currentData()

    @override
    def set_value(self, value: Any) -> None:
        """Choose a code; the first choice when it is not offered."""
        # Not `findData`: it tells identifiers apart that are equal.
        codes = [self.combo.itemData(place) for place in range(self.combo.count())]
        self.combo.setCurrentIndex(codes.index(value) if value in codes else 0)


class CheckField(Field):
    """Yes or no, with its words beside the box."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(words)
        self.box.toggled.connect(self.changed)
        self._hold(self.box)

    @override
    def value(self) -> Any:
        """True or False."""
        return self.box.isChecked()

    @override
    def set_value(self, value: Any) -> None:
        """Tick or untick."""
        self.box.setChecked(bool(value))


class LongTextField(Field):
    """Several lines of free text; None when empty. Tab leaves it."""

    def __init__(self, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(theme.line_height() * lines + 24)
        self.edit.textChanged.connect(self.changed)
        self._hold(self.edit)

    @override
    def value(self) -> Any:
        """The text, or None."""
        return self.edit.toPlainText().strip() or None

    @override
    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.edit.setPlainText("" if value is None else str(value))
