"""Riservato: notes told in confidence; their text is on the screen only while it is looked at."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.clearance import has_clearance
from app.services.desk import Desk
from app.services.reserved_notes import (
    amend_reserved_note,
    count_reserved_notes,
    read_reserved_notes,
    remove_reserved_note,
    write_reserved_note,
)
from models.records.documents import NoteLine
from models.records.household import HouseholdFile
from ui.jobs import Change, Query
from ui.labels import dates
from ui.pages.household.tab import ListTab, SideForm
from ui.theme import Space
from ui.widgets.allowed import is_allowed
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.fields import LongTextField
from ui.widgets.form import FormField
from ui.widgets.layouts import empty
from ui.widgets.picture import Picture
from ui.widgets.scroll import ScrollBody
from ui.widgets.text import label

_LINES = 12


class ReservedTab(ListTab):
    """Locked until it is asked for; locked again when one goes elsewhere."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._amended: UUID | None = None
        self._is_open = False
        self._may_read = has_clearance(desk) and is_allowed(desk, "read_reserved_notes")
        card = Card(self.tr("Riservato"))
        if self._may_read:
            card.add_link(self.tr("Scrivi una nota"), self._open_new)
        card.add(self._made_lock())
        self._body = ScrollBody()
        self._body.column.setContentsMargins(0, 0, Space.XS, 0)
        self._body.column.setSpacing(Space.M)
        self._body.hide()
        card.add(self._body, 1)
        self.row.addWidget(card, 1)

    @override
    def show_file(self, file: HouseholdFile) -> None:
        if self._file is not None and self._file.household_id != file.household_id:
            self.lock()
        super().show_file(file)

    @override
    def show_rows(self) -> None:
        desk, household_id = self._desk, self.file.household_id
        counted = Query(self, lambda: count_reserved_notes(desk, household_id), slot="count")
        counted.done(self._tell_count).run()
        if self._is_open:
            self.reveal()

    def reveal(self) -> None:
        """Read the notes; that is written in the activity log."""
        desk, household_id = self._desk, self.file.household_id
        Change(self, lambda: read_reserved_notes(desk, household_id)).done(self._show).run()

    def lock(self) -> None:
        """Take the texts off the screen."""
        self._is_open = False
        self._clear()
        self._body.hide()
        self._lock.show()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self.is_being_written():
            self.close_side()
            self.lock()

    @override
    def close_side(self) -> None:
        if self.side is not None:
            self.side.form.set_values({"text": None})
        super().close_side()

    @override
    def open_item(self, item: object) -> None:
        """Item "new" opens the form for a new note; an identifier that of one, without its text."""
        if self._may_read and isinstance(item, UUID):
            self._open_amended(item)
        elif self._may_read:
            self._open_new()

    @override
    def save(self) -> None:
        desk, household_id, amended = self._desk, self.file.household_id, self._amended
        text = self._form.values()["text"] or ""
        self._is_open = True
        if amended is None:
            self.change(
                lambda: write_reserved_note(desk, household_id, text), self.tr("Nota scritta")
            )
        else:
            self.change(
                lambda: amend_reserved_note(desk, household_id, amended, text),
                self.tr("Nota corretta"),
            )

    def _made_lock(self) -> QWidget:
        self._lock = QWidget()
        column = QVBoxLayout(self._lock)
        column.setSpacing(Space.M)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._count = label("", "lead", wraps=True)
        self._count.setAlignment(middle)
        why = label(self._why(), "muted", wraps=True)
        why.setAlignment(middle)
        self._reveal = button(self.tr("Mostra"), icon="eye", pressed=self.reveal)
        column.addStretch(1)
        column.addWidget(Picture("lock", "muted", 32), 0, middle)
        column.addWidget(self._count)
        column.addWidget(why)
        column.addWidget(self._reveal, 0, middle)
        column.addStretch(2)
        return self._lock

    def _why(self) -> str:
        if self._may_read:
            return self.tr(
                "Chi le apre resta scritto nel registro delle attività. "
                "Il testo sparisce quando cambi pagina o si blocca."
            )
        return self.tr(
            "Le legge solo chi ne ha il permesso dal coordinatore: sono chiuse con un'altra chiave."
        )

    def _tell_count(self, count: int) -> None:
        words = self.tr("%n note riservate", "", count)
        self._count.setText(words if count else self.tr("Nessuna nota riservata"))
        self._reveal.setVisible(self._may_read and count > 0)

    def _show(self, lines: tuple[NoteLine, ...]) -> None:
        if not self.isVisible():
            return
        self._clear()
        self._is_open = bool(lines)
        for line in lines:
            self._body.column.addWidget(self._note(line))
        self._body.column.addStretch(1)
        self._body.setVisible(self._is_open)
        self._lock.setHidden(self._is_open)

    def _note(self, line: NoteLine) -> QWidget:
        made = Card()
        made.add(label(line.text, wraps=True))
        foot = QHBoxLayout()
        foot.addWidget(label(self._when(line), "caption"))
        foot.addStretch(1)
        foot.addWidget(button(self.tr("Modifica"), "small", pressed=lambda: self._open_note(line)))
        remove = button(self.tr("Togli"), "small", pressed=lambda: self._take_away(line.note_id))
        foot.addWidget(remove)
        made.body.addLayout(foot)
        return made

    def _when(self, line: NoteLine) -> str:
        day = dates.long_date(line.written_at.astimezone().date())
        words = self.tr("{day}, {operator}").format(day=day, operator=line.operator)
        if line.amended_at is None:
            return words
        amended = dates.long_date(line.amended_at.astimezone().date())
        return self.tr("{written} · corretta il {day}").format(written=words, day=amended)

    def _open_new(self) -> None:
        if not self.is_being_written():
            self._amended = None
            self.ready_form().open(self.tr("Nuova nota riservata"), {"text": None}, "text")

    def _open_note(self, line: NoteLine) -> None:
        if not self.is_being_written():
            self._open_amended(line.note_id, line.text)

    def _open_amended(self, note_id: UUID, text: str | None = None) -> None:
        self._amended = note_id
        words = self.tr("Correggi la nota")
        self.ready_form().open(words, {"text": text}, "text", note_id)

    def _take_away(self, note_id: UUID) -> None:
        desk, household_id = self._desk, self.file.household_id
        self.change(
            lambda: remove_reserved_note(desk, household_id, note_id), self.tr("Nota tolta")
        )

    def _clear(self) -> None:
        empty(self._body.column)

    @override
    def made_form(self) -> SideForm:
        side = SideForm(
            [FormField("text", self.tr("Nota"), lambda: LongTextField(_LINES), 2)], columns=2
        )
        self._form = side.form
        return side
