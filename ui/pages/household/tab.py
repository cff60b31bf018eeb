"""What every tab of a household file is, and the form that opens beside a list."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from app.services.desk import Desk
from models.errors import ChangedMeanwhile, RuleBroken
from models.records.draft import Written
from models.records.household import HouseholdFile
from ui import messages, theme
from ui.jobs import Change
from ui.labels.rules import rule_words
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.form import Form, FormField
from ui.widgets.scroll import ScrollBody
from ui.widgets.text import label

_SIDE_WIDTH = 400
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SideForm(Card):
    """A form beside a list: Enter saves, Esc leaves it, what is wrong is told in place.

    Signals:
        save_requested: every field is right.
        cancelled: the person does not want to go on.
    """

    save_requested = Signal()
    cancelled = Signal()

    def __init__(self, fields: Sequence[FormField], columns: int = 2) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(round(theme.scaled(_SIDE_WIDTH)))
        self._title = label("", "lead", wraps=True)
        self.answer = Banner()
        self._trouble = Banner()
        self.form = Form(fields, columns)
        scroll = ScrollBody()
        scroll.column.setContentsMargins(0, 0, Space.XS, 0)
        scroll.column.addWidget(self.answer)
        scroll.column.addWidget(self.form)
        self.more = FlowLayout()
        scroll.column.addLayout(self.more)
        scroll.column.addStretch(1)
        scroll.column.setSpacing(Space.M)
        self.add(self._title)
        self.add(self._trouble)
        self.add(scroll, 1)
        self.foot = QHBoxLayout()
        self._save = button(self.tr("Salva"), "primary", "check", pressed=self.save)
        self.foot.addWidget(self._save)
        self.foot.addWidget(button(self.tr("Lascia stare"), "link", pressed=self.cancelled.emit))
        self.foot.addStretch(1)
        self.body.addLayout(self.foot)
        self._is_written = False
        self.about = ""
        self.form.changed.connect(self._note_writing)
        self.hide()

    def open(
        self, title: str, values: Mapping[str, Any], first: str, about: object = "new"
    ) -> None:
        """Show these values, with the cursor in the field `first`.

        `about` is what the form is for: "new", the identifier of what is amended, or nothing when
        a form that was closed half written cannot be opened again.
        """
        self.about = str(about)
        self._title.setText(title)
        self.answer.hide()
        self._trouble.hide()
        self.form.set_values(values)
        self._is_written = False
        self.set_busy(is_busy=False)
        self.show()
        self.form.field(first).setFocus()

    def save(self) -> None:
        """Ask to save, if nothing is wrong and nothing is being saved."""
        if self._save.isEnabled() and self.form.check():
            self.save_requested.emit()

    def close_form(self) -> None:
        """Forget what is written and go out of sight."""
        self._is_written = False
        self.hide()

    def is_being_written(self) -> bool:
        """Whether something typed here is not saved."""
        return self._is_written and not self.isHidden()

    def set_busy(self, *, is_busy: bool) -> None:
        """While it is being saved, it cannot be saved twice."""
        self._save.setEnabled(not is_busy)

    def refuse(self, words: str, key: str = "") -> None:
        """Say why it was not saved: under a field, or at the top."""
        self.set_busy(is_busy=False)
        if key:
            self.form.tell(key, words)
            self.form.field(key).setFocus()
            return
        self._trouble.tell(words, "", Tone.ATTENTION)
        self._trouble.show()

    def _note_writing(self, _key: str) -> None:
        self._is_written = True

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.setMinimumWidth(round(theme.scaled(_SIDE_WIDTH)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        writing = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in _ENTER and isinstance(writing, QPushButton):
            writing.click()
        elif event.key() in _ENTER:
            self.save()
        else:
            super().keyPressEvent(event)


class Tab(QWidget):
    """A tab: shows its part of the file and changes it.

    Signals:
        saved: a sentence that says what was done; it can be undone.
        told: a sentence about something that was not done.
        tab_requested: another tab by its key, and what to open there (or None).
        file_is_old: the file shown is no longer the one that is kept.
    """

    saved = Signal(str)
    told = Signal(str)
    tab_requested = Signal(str, object)
    file_is_old = Signal()

    rule_fields: ClassVar[Mapping[str, str]] = {}
    """By rule, the field of the side form under which its sentence stands."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._file: HouseholdFile | None = None
        self.side: SideForm | None = None

    @property
    def file(self) -> HouseholdFile:
        """The file shown; a tab does nothing before there is one."""
        if self._file is None:
            raise LookupError("no file is shown")
        return self._file

    def show_file(self, file: HouseholdFile) -> None:
        """Show a file; a form left open stays only if it is about the same household."""
        is_other = self._file is None or self._file.household_id != file.household_id
        self._file = file
        if is_other:
            self.close_side()
        self.show_rows()

    def shows(self, file: HouseholdFile) -> bool:
        """Whether this very reading of the file is shown already."""
        return self._file is file

    def show_rows(self) -> None:
        """Show what the file says, without touching the form."""

    def open_item(self, item: object) -> None:
        """Called when another tab asked for this one, with what to open."""

    def is_being_written(self) -> bool:
        """Whether something typed here is not saved."""
        return self.side is not None and self.side.is_being_written()

    def unsaved(self) -> tuple[str, Written] | None:
        """What the form written here is about, and what stands in it; None when nothing is."""
        if self.side is None or not self.side.is_being_written() or not self.side.about:
            return None
        return self.side.about, self.side.form.written()

    def give_back(self, item: str, written: Written) -> None:
        """Open the form about `item` with what stood in it."""
        self.open_item(item if item == "new" else UUID(item))
        if self.side is not None and not self.side.isHidden() and self.side.about == item:
            self.side.form.write(written)

    def close_side(self) -> None:
        """Put the form away."""
        if self.side is not None:
            self.side.close_form()

    def change(
        self, body: Callable[[], object], sentence: str, kinds: Collection[str] = ("household",)
    ) -> None:
        """Change the household, then say `sentence` and put the form away."""
        if self.side is not None:
            self.side.set_busy(is_busy=True)
        wanted = Change(self, body).touching(*kinds).done(lambda _answer: self._done(sentence))
        wanted.failed(self._refused).run()

    def _done(self, sentence: str) -> None:
        self.close_side()
        self.saved.emit(sentence)

    def _refused(self, error: Exception) -> None:
        if self.side is not None:
            self.side.set_busy(is_busy=False)
        if isinstance(error, RuleBroken):
            self.say(rule_words(error), self.rule_fields.get(str(error.values.get("rule")), ""))
        elif isinstance(error, ChangedMeanwhile):
            self.say(
                self.tr(
                    "Nel frattempo la scheda è cambiata: ora vedi i dati nuovi. "
                    "Quello che hai scritto è ancora qui: rileggilo e salva di nuovo."
                )
            )
            self.file_is_old.emit()
        else:
            messages.tell_failure(self, error)

    def say(self, words: str, key: str = "") -> None:
        """Say why something was not saved: in the form, or in the strip when none is open."""
        if self.side is not None and not self.side.isHidden():
            self.side.refuse(words, key)
        else:
            self.told.emit(words)


class ListTab(Tab):
    """A list in a card, and a form that opens at its right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(Space.L)

    def made_form(self) -> SideForm:
        """Make the form of this list."""
        raise NotImplementedError

    def ready_form(self) -> SideForm:
        """The form at the right, made the first time it is wanted."""
        if self.side is None:
            self.side = self.made_form()
            self.side.save_requested.connect(self.save)
            self.side.cancelled.connect(self.close_side)
            self.row.addWidget(self.side)
        return self.side

    def save(self) -> None:
        """Save what the form says."""
        raise NotImplementedError
