"""Dati del nucleo: where they live, how to reach them, numbers, notes; closing the file."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.desk import Desk
from app.services.households import amend_household, close_household
from app.services.search import household_by_number
from models.records.draft import Written
from models.records.household import AddressLine, AmendHousehold, HouseholdFile, PhoneLine
from ui.jobs import Query
from ui.labels import dates
from ui.labels.codes import choices
from ui.pages.household.phone_rows import PhoneRow
from ui.pages.household.tab import Tab
from ui.theme import Space, Tone
from ui.widgets.allowed import allow, refusal
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import Card, columns
from ui.widgets.fields import CheckField, ChoiceField, LongTextField, TextField
from ui.widgets.form import FieldBox, Form, FormField
from ui.widgets.rows_field import RowsField
from ui.widgets.scroll import ScrollBody
from ui.widgets.text import label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DetailsTab(Tab):
    """One form for the household as a whole; what is typed stays until it is saved or left.

    Signals:
        merge_requested: the identifier of another file that is the same household.
    """

    merge_requested = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read: HouseholdFile | None = None
        self._is_written = False
        self._takes_newest = False
        self.form = Form(self._fields(), columns=4)
        self.form.changed.connect(self._note_writing)
        self._trouble = Banner()
        self._trouble.hide()
        self._save = button(self.tr("Salva"), "primary", "check", pressed=self.save)
        self._leave = button(self.tr("Lascia stare"), "link", pressed=self._forget)
        main = Card()
        main.add(self._trouble)
        main.add(self.form)
        foot = QHBoxLayout()
        foot.addWidget(self._save)
        foot.addWidget(self._leave)
        foot.addStretch(1)
        main.body.addLayout(foot)
        body = ScrollBody()
        body.column.setContentsMargins(0, 0, Space.XS, 0)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(Space.L)
        beside.addWidget(self._made_closing())
        beside.addWidget(self._made_merging())
        beside.addStretch(1)
        side_by_side = columns((main, 7), (side, 3))
        body.column.addLayout(side_by_side)
        body.column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(body)

    @override
    def show_rows(self) -> None:
        read = self._read
        if read is None or read.household_id != self.file.household_id or not self._is_written:
            self._forget()
        elif self._takes_newest or _details(read) == _details(self.file):
            # What is typed stays; it will be saved over the file as it is now.
            self._read = self.file
        self._closing.setVisible(self.file.closed_on is None)
        self._merging.setVisible(self.file.closed_on is None)

    @override
    def is_being_written(self) -> bool:
        return self._is_written

    @override
    def unsaved(self) -> tuple[str, Written] | None:
        return ("new", self.form.written()) if self._is_written else None

    @override
    def give_back(self, item: str, written: Written) -> None:
        self.form.write(written)

    def save(self) -> None:
        """Save the household's details."""
        if not (self._is_written and self._save.isEnabled() and self.form.check()):
            return
        file, values = self._read or self.file, self.form.values()
        command = AmendHousehold(
            household_id=file.household_id,
            revision=file.revision,
            number=values["number"] or "",
            card=values["card"] or "",
            label=values["label"] or "",
            is_homeless=values["is_homeless"],
            notes=values["notes"] or "",
            addresses=self._addresses(file, values["street"] or "", values["municipality"] or ""),
            phones=_known(values["phones"], file),
        )
        self._save.setEnabled(False)
        desk = self._desk
        self.change(lambda: amend_household(desk, command), self.tr("Dati del nucleo salvati"))

    def _addresses(
        self, file: HouseholdFile, street: str, municipality: str
    ) -> tuple[AddressLine, ...]:
        """Where they live now, as written, and where they lived before, untouched."""
        now = _home(file)
        before = tuple(line for line in file.addresses if line is not now)
        kept = now.address_id if now is not None else None
        return (AddressLine(street, municipality, address_id=kept), *before)

    @override
    def close_side(self) -> None:
        """After saving there is nothing left to save."""
        self._forget()

    @override
    def say(self, words: str, key: str = "") -> None:
        self._takes_newest = True
        self._fit()
        self._trouble.tell(words, "", Tone.ATTENTION)
        self._trouble.show()

    def _forget(self) -> None:
        if self._file is None:
            return
        file = self._read = self.file
        home = _home(file) or AddressLine("")
        self.form.set_values(
            {
                "street": home.street or None,
                "municipality": home.municipality or None,
                "is_homeless": file.is_homeless,
                "phones": file.phones,
                "number": file.number or None,
                "card": file.card or None,
                "label": file.label or None,
                "notes": file.notes or None,
            }
        )
        since = self.tr("Scheda aperta il {day}").format(day=dates.long_date(file.opened_on))
        self._since.setText(since)
        self._is_written = self._takes_newest = False
        self._trouble.hide()
        self._fit()

    def _note_writing(self, _key: str) -> None:
        self._is_written = True
        self._fit()

    def _fit(self) -> None:
        self._save.setEnabled(self._is_written)
        self._leave.setVisible(self._is_written)

    def _close_file(self) -> None:
        desk, household_id, reason = self._desk, self.file.household_id, self._reason.value()
        self.change(lambda: close_household(desk, household_id, reason), self.tr("Scheda chiusa"))

    def _made_closing(self) -> QWidget:
        self._reason = ChoiceField(choices("closing_reasons"))
        self._reason.name(self.tr("Perché si chiude la scheda"))
        self._closing = Card(self.tr("Chiudere la scheda"))
        self._since = label("", "muted")
        self._closing.add(self._since)
        words = self.tr(
            "Una scheda chiusa non si perde: si trova nella ricerca e si riapre quando serve."
        )
        self._closing.add(label(words, "muted", wraps=True))
        self._closing.add(self._reason)
        close = button(self.tr("Chiudi la scheda"), icon="lock", pressed=self._close_file)
        allow(close, self._desk, "close_household")
        self._closing.add(close)
        self._closing.add(refusal(self._desk, "close_household"))
        return self._closing

    def _made_merging(self) -> QWidget:
        self.other_number = TextField()
        words = self.tr("Numero dell'altra scheda")
        self.other_number.name(words)
        self._other_box = FieldBox(words, self.other_number)
        self._merging = Card(self.tr("È una scheda doppia?"))
        told = self.tr("Se la stessa famiglia ha due schede, qui si confrontano e si uniscono.")
        self._merging.add(label(told, "muted", wraps=True))
        self._merging.add(self._other_box)
        compare = button(self.tr("Confronta…"), icon="users", pressed=self._look_for_other)
        allow(compare, self._desk, "merge_households")
        self._merging.add(compare)
        self._merging.add(refusal(self._desk, "merge_households"))
        return self._merging

    def _look_for_other(self) -> None:
        typed, desk = self.other_number.value(), self._desk
        if typed:
            found = Query(self, lambda: household_by_number(desk, typed), slot="other")
            found.done(self._ask_to_merge).run()
        else:
            self._ask_to_merge(None)

    def _ask_to_merge(self, other_id: UUID | None) -> None:
        if other_id is None or other_id == self.file.household_id:
            words = self.tr("Serve il numero di un'altra scheda")
            if other_id is None and self.other_number.value():
                words = self.tr("Nessuna scheda, o più d'una, con questo numero")
            self._other_box.tell(words, is_wrong=True)
            self.other_number.setFocus()
            return
        self._other_box.tell("", is_wrong=False)
        self.merge_requested.emit(other_id)

    def _fields(self) -> list[FormField]:
        return [
            FormField("street", self.tr("Indirizzo"), TextField, 2),
            FormField("municipality", self.tr("Comune"), TextField),
            FormField(
                "is_homeless", self.tr("Dimora"), lambda: CheckField(self.tr("Senza dimora"))
            ),
            FormField(
                "phones",
                self.tr("Telefoni"),
                lambda: RowsField(PhoneRow, self.tr("Aggiungi un telefono")),
                2,
            ),
            FormField("number", self.tr("Numero della scheda"), TextField),
            FormField("card", self.tr("Tessera"), TextField),
            FormField(
                "label",
                self.tr("Come li chiamiamo"),
                TextField,
                2,
                hint=self.tr("un nome di casa, se quelli scritti non bastano"),
            ),
            FormField("notes", self.tr("Note"), lambda: LongTextField(3), 2),
        ]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        writing = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self._is_written:
            self._forget()
        elif event.key() in _ENTER and isinstance(writing, QPushButton):
            writing.click()
        elif event.key() in _ENTER and not isinstance(writing, QPlainTextEdit):
            self.save()
        else:
            super().keyPressEvent(event)


def _home(file: HouseholdFile) -> AddressLine | None:
    """Where they live now."""
    return next((line for line in file.addresses if line.until is None), None)


def _details(file: HouseholdFile) -> tuple[object, ...]:
    """What this form shows: while it stays the same, newer files are the same to the form."""
    names = (file.number, file.card, file.label, file.notes, file.is_homeless)
    return (*names, file.addresses, file.phones)


def _known(phones: tuple[PhoneLine, ...], file: HouseholdFile) -> tuple[PhoneLine, ...]:
    """Lines taken away meanwhile are new ones again."""
    kept = {line.phone_id for line in file.phones}
    return tuple(line if line.phone_id in kept else replace(line, phone_id=None) for line in phones)
