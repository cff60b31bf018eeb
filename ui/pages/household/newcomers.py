"""The people who come with the head of a new household: one line each, one always free."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget
from typing_extensions import override

from app.services.desk import Desk
from models.records.household import MemberDraft
from ui import theme
from ui.labels.codes import relation_words
from ui.theme import Space
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.text import label, restyle

translate = QCoreApplication.translate

_WIDTHS = (158, 84, 84, 122, 92, 74)
_STRETCHED = (1, 2)


class Newcomer:
    """The fields of one person, and the words at the end of her line."""

    def __init__(self, place: int, desk: Desk, names: tuple[str, ...]) -> None:
        """Make the fields of the line number `place`, read aloud with these names."""
        relations = [(code, words) for code, words in relation_words().items()]
        self.relation = ChoiceField(relations[1:])
        self.relation.set_value("spouse" if place == 0 else "child")
        self.surname = TextField()
        self.given_name = TextField()
        self.born = DateField(desk.today, tells_age=True, has_calendar=False)
        self.sex = ChoiceField([("", "–"), ("F", "F"), ("M", "M")])
        self.told: QLabel = label("", "caption")
        self.fields = (self.relation, self.surname, self.given_name, self.born, self.sex)
        for field, name in zip(self.fields, names, strict=True):
            field.name(f"{name}, {place + 1}")
        self.born.left.connect(self.judge)

    def is_blank(self) -> bool:
        """Whether nobody is written in this line."""
        written = (self.surname, self.given_name, self.born)
        return not any(field.edit.text().strip() for field in written)

    def draft(self, head_surname: str) -> MemberDraft:
        """The person; without a surname of her own she has the one of the head."""
        return MemberDraft(
            relation=self.relation.value(),
            surname=self.surname.value() or head_surname,
            given_name=self.given_name.value() or "",
            sex=self.sex.value(),
            born=self.born.value(),
        )

    def judge(self) -> bool:
        """Say the age, or what is wrong with the date."""
        problem = self.born.problem()
        words = self.born.read_back()
        age = words.rpartition(", ")[2] if words else ""
        self.told.setText(translate("Newcomers", "data?") if problem else age)
        self.told.setToolTip(problem or words)
        restyle(self.told, "tone", "stop" if problem else "")
        self.born.show_wrong(is_wrong=bool(problem))
        self.born.edit.setAccessibleDescription(problem or words)
        return not problem


class Newcomers(QWidget):
    """Lines of people; as soon as the last one is written in, a new one is there.

    Signals:
        changed: the number of the line in which something changed.
    """

    changed = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._surname = ""
        self.lines: list[Newcomer] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(Space.S)
        self._names = (
            self.tr("Relazione"),
            self.tr("Cognome"),
            self.tr("Nome"),
            self.tr("Nascita"),
            self.tr("Sesso"),
        )
        for column, words in enumerate(self._names):
            self._grid.addWidget(label(words, "heading"), 0, column)
        for column in _STRETCHED:
            self._grid.setColumnStretch(column, 1)
        self._add()

    def drafts(self) -> tuple[MemberDraft, ...]:
        """The people written, in the order of the screen."""
        return tuple(line.draft(self._surname) for line in self.lines if not line.is_blank())

    def written(self) -> list[str]:
        """What stands in all lines but the free one, one field after the other."""
        lines = (line for line in self.lines if not line.is_blank())
        return [text for line in lines for field in line.fields for text in field.written()]

    def write(self, texts: Sequence[str]) -> None:
        """Put back what `written` told, into lines that are free."""
        for at in range(0, len(texts), len(self._names)):
            line = self.lines[-1]
            for field, text in zip(line.fields, texts[at:], strict=False):
                field.write([text])
            line.judge()

    def set_surname(self, surname: str) -> None:
        """The head's surname stands, in grey, where none is written."""
        self._surname = surname
        for line in self.lines:
            line.surname.edit.setPlaceholderText(surname)

    def judge(self) -> bool:
        """Judge every line, with the cursor in the first that is wrong."""
        wrong = [line for line in self.lines if not line.judge()]
        if wrong:
            wrong[0].born.setFocus()
        return not wrong

    def enter_free_line(self) -> None:
        """Put the cursor in the line that waits for a person."""
        self.lines[-1].relation.setFocus()

    def clear(self) -> None:
        """One free line, as at the beginning."""
        for line in self.lines:
            for widget in (*line.fields, line.told):
                self._grid.removeWidget(widget)
                widget.deleteLater()
        self.lines = []
        self._surname = ""
        self._add()

    def _add(self) -> None:
        place = len(self.lines)
        line = Newcomer(place, self._desk, self._names)
        line.surname.edit.setPlaceholderText(self._surname)
        for column, widget in enumerate((*line.fields, line.told)):
            self._grid.addWidget(widget, place + 1, column)
        for field in line.fields:
            field.changed.connect(lambda: self._changed(place))
        self.lines.append(line)
        self._fit(line)
        order = [field for each in self.lines for field in each.fields]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _fit(self, line: Newcomer) -> None:
        """Names take the room there is; the rest is as wide as what it holds."""
        for column, widget in enumerate((*line.fields, line.told)):
            width = round(theme.scaled(_WIDTHS[column]))
            widget.setMinimumWidth(width)
            if column not in _STRETCHED:
                widget.setMaximumWidth(width)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            for line in self.lines:
                self._fit(line)

    def _changed(self, place: int) -> None:
        if not self.lines[-1].is_blank():
            self._add()
        self.changed.emit(place)
