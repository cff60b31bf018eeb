"""A form is a table of fields: label over field, and under it what is wrong or was understood."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.theme import Space
from ui.widgets.fields import CheckField, Field
from ui.widgets.text import label, restyle


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of the table.

    `make` builds the editor (`TextField`, `lambda: DateField(tells_age=True)`, …); `span` is how
    many columns it takes; `is_required` refuses an empty value with a plain sentence; `hint`
    stands under it while there is nothing else to say.
    """

    key: str
    label: str
    make: Callable[[], Field]
    span: int = 1
    is_required: bool = False
    hint: str = ""


class FieldBox(QWidget):
    """A field with its label above and its sentence below."""

    def __init__(self, words: str, field: Field, hint: str = "") -> None:
        super().__init__()
        self.field = field
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        heading = label(words, "heading")
        heading.setBuddy(field)
        column.addWidget(heading)
        column.addWidget(field)
        self._below = label("", "caption", wraps=True)
        column.addWidget(self._below)
        column.addStretch(1)
        field.name(words)
        field.changed.connect(self._while_writing)
        field.left.connect(self.judge)
        self.tell("")

    def judge(self) -> bool:
        """Say what is wrong or what was understood; True when nothing is wrong."""
        problem = self.field.problem()
        self.tell(problem or self.field.read_back(), is_wrong=bool(problem))
        return not problem

    def tell(self, words: str, *, is_wrong: bool = False) -> None:
        """Put a sentence under the field."""
        shown = words or self._hint
        self._below.setText(shown)
        self._below.setVisible(bool(shown))
        restyle(self._below, "tone", "stop" if is_wrong else "")
        self.field.show_wrong(is_wrong=is_wrong)
        if proxy := self.field.focusProxy():
            proxy.setAccessibleDescription(shown)

    def _while_writing(self) -> None:
        if not self.field.problem():
            self.tell(self.field.read_back())


class Form(QWidget):
    """Fields by key. `changed` carries the key of the field that changed."""

    changed = Signal(str)

    def __init__(
        self, fields: Sequence[FormField], columns: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._table = {line.key: line for line in fields}
        self._boxes: dict[str, FieldBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.M)
        row = column = 0
        for line in fields:
            if column + line.span > columns:
                row, column = row + 1, 0
            grid.addWidget(self._made(line), row, column, 1, line.span)
            column += line.span
        for number in range(columns):
            grid.setColumnStretch(number, 1)

    def _made(self, line: FormField) -> FieldBox:
        field = line.make()
        words = line.label if not isinstance(field, CheckField) else ""
        box = FieldBox(words, field, line.hint)
        field.name(line.label)
        field.changed.connect(lambda key=line.key: self.changed.emit(key))
        self._boxes[line.key] = box
        return box

    def field(self, key: str) -> Field:
        """The editor of a field."""
        return self._boxes[key].field

    def box(self, key: str) -> FieldBox:
        """The field with its label and sentence, to hide it or put something beside it."""
        return self._boxes[key]

    def values(self) -> dict[str, Any]:
        """What all fields hold, by key; None where nothing usable is written."""
        return {key: box.field.value() for key, box in self._boxes.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values by key; fields not named are left alone."""
        for key, value in values.items():
            self._boxes[key].field.set_value(value)
            self._boxes[key].judge()

    def written(self) -> dict[str, list[str]]:
        """What stands in all fields, by key, understood or not."""
        return {key: box.field.written() for key, box in self._boxes.items()}

    def write(self, texts: Mapping[str, Sequence[str]]) -> None:
        """Put back what `written` told."""
        for key, box in self._boxes.items():
            if key in texts:
                box.field.write(texts[key])
                box.judge()

    def clear(self) -> None:
        """Empty every field."""
        self.set_values(dict.fromkeys(self._boxes))

    def tell(self, key: str, words: str, *, is_wrong: bool = True) -> None:
        """Put a sentence under a field, as after a service refused its value."""
        self._boxes[key].tell(words, is_wrong=is_wrong)

    def check(self) -> bool:
        """Judge every field and put the cursor in the first that is wrong; True when none is."""
        wrong = [key for key, box in self._boxes.items() if not self._is_right(key, box)]
        if wrong:
            self._boxes[wrong[0]].field.setFocus()
        return not wrong

    def _is_right(self, key: str, box: FieldBox) -> bool:
        if not box.judge():
            return False
        if self._table[key].is_required and box.field.value() in {None, ""}:
            box.tell(self.tr("Qui serve qualcosa"), is_wrong=True)
            return False
        return True
