"""Nuovo nucleo: one screen, opened from a search; what looks the same stands beside it."""

from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from app.services.desk import Desk
from app.services.households import possible_doubles, register_household
from app.services.undo import undo_last
from models.errors import RuleBroken
from models.records.draft import Draft
from models.records.household import IseeLine, MemberDraft, RegisterHousehold
from ui import messages, theme
from ui.jobs import Change, Query
from ui.labels.rules import rule_words
from ui.pages.household.code_field import CodeField
from ui.pages.household.doubles_panel import DoublesPanel
from ui.pages.household.newcomers import Newcomers
from ui.pages.household.typed_text import first_fields
from ui.pages.page import Page
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, ChoiceField, Field, TextField
from ui.widgets.form import FieldBox, Form, FormField
from ui.widgets.money_field import MoneyField
from ui.widgets.scroll import ScrollBody
from ui.widgets.text import label

_HEAD = "head"
_SIDE_WIDTH, _SLIM_SIDE = 284, 236
_SLIM_BELOW = 1080
_PERSONAL = frozenset({"surname", "given_name", "nickname", "born", "code", "phone"})


class NewHouseholdPage(Page):
    """Opened with the text that was searched for; a nickname alone is enough."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(scrolls=False)
        self._desk = desk
        self._text = ""
        self._is_written = False
        self.header.set_title(self.tr("Nuovo nucleo"), self.tr("Cerca"))
        self.header.set_operator(desk.operator.name)
        self.header.back_requested.connect(lambda: self.page_requested.emit("search", None))
        self.form = Form(self._fields(), columns=4)
        self.consents = {
            "file": CheckField(self.tr("Tenere la scheda")),
            "register": CheckField(self.tr("Registro della rete")),
        }
        self.isee = FieldBox(self.tr("ISEE ordinario"), MoneyField())
        self.newcomers = Newcomers(desk)
        self.doubles = DoublesPanel()
        self._unfinished = Banner()
        self._unfinished.add_button(self.tr("Ricomincia"), self.start_again)
        self._unfinished.hide()
        self.save_button = button(self.tr("Apri la scheda"), "primary", "check", pressed=self.save)
        self.save_button.setToolTip("Ctrl+Enter")
        self._lay_out()
        self._connect()

    @override
    def open_with(self, argument: object) -> None:
        """Take the text searched for; what was being written before is kept until thrown away."""
        self._text = argument if isinstance(argument, str) else ""
        if self._is_written:
            self._unfinished.tell(
                self.tr("Ritrovi il nucleo che stavi scrivendo."),
                self.tr("Finiscilo, oppure ricomincia da quello che hai cercato."),
                Tone.INFORMATION,
            )
            self._unfinished.show()
        else:
            self.start_again()

    @override
    def unsaved(self) -> tuple[Draft, ...]:
        if not self._is_written:
            return ()
        fields = {key: field.written() for key, field in self._loose_fields().items()}
        lines = {"newcomers": self.newcomers.written()}
        return (Draft("new_household", written={**self.form.written(), **fields, **lines}),)

    @override
    def give_back(self, draft: Draft) -> None:
        self.start_again()
        self.form.write(draft.written)
        for key, field in self._loose_fields().items():
            field.write(draft.written.get(key, ()))
        self.newcomers.write(draft.written.get("newcomers", ()))

    @override
    def first_focus(self) -> QWidget:
        field = self.form.field("surname")
        return self.form.field("given_name") if field.value() else field

    def start_again(self) -> None:
        """Forget what is written and begin from the text searched for."""
        self._unfinished.hide()
        self.form.clear()
        for field in (*self.consents.values(), self.isee.field):
            field.set_value(None)
        self.isee.judge()
        self.newcomers.clear()
        self.doubles.clear()
        self.form.set_values(first_fields(self._text))
        self._is_written = False
        self.first_focus().setFocus()

    def _loose_fields(self) -> dict[str, Field]:
        """Those that stand outside the form."""
        return {
            "isee": self.isee.field,
            **{f"consent {key}": field for key, field in self.consents.items()},
        }

    def save(self) -> None:
        """Open the file, unless something written cannot be understood."""
        if not self.save_button.isEnabled() or not (
            self.form.check() and self.newcomers.judge() and self.isee.judge()
        ):
            return
        desk, command = self._desk, self._command()
        self.save_button.setEnabled(False)
        opening = Change(self, lambda: register_household(desk, command)).touching("household")
        opening.done(self._opened).failed(self._refused).run()

    def _command(self) -> RegisterHousehold:
        values, cents = self.form.values(), self.isee.field.value()
        return RegisterHousehold(
            members=(self._head(), *self.newcomers.drafts()),
            number=values["number"] or "",
            street=values["street"] or "",
            municipality=values["municipality"] or "",
            phone=values["phone"] or "",
            is_homeless=values["is_homeless"],
            consents=tuple(key for key, field in self.consents.items() if field.value()),
            isee=IseeLine("ordinary", cents, None, None) if cents is not None else None,
        )

    def _head(self) -> MemberDraft:
        values = self.form.values()
        return MemberDraft(
            surname=values["surname"] or "",
            given_name=values["given_name"] or "",
            nickname=values["nickname"] or "",
            sex=values["sex"],
            born=values["born"],
            citizenship=values["citizenship"] or "",
            codes=(values["code"],) if values["code"] else (),
        )

    def _opened(self, household_id: UUID) -> None:
        self.save_button.setEnabled(True)
        undo = Change(self, lambda: undo_last(self._desk)).touching("household", "aid")
        self._text = ""
        self.start_again()
        self.undo_offered.emit(self.tr("Scheda aperta"), undo)
        self.page_requested.emit("household", household_id)

    def _refused(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, RuleBroken):
            self.form.tell("surname", rule_words(error))
            self.form.field("surname").setFocus()
        else:
            messages.tell_failure(self, error)

    def _form_changed(self, key: str) -> None:
        self._is_written = True
        if key == "surname":
            self.newcomers.set_surname(self.form.field("surname").value() or "")
        if key == "code":
            self._take_from_code()
        if key in _PERSONAL:
            phone = self.form.field("phone").value() or ""
            self._look_for_doubles(_HEAD, self._head(), phone)

    def _note_writing(self) -> None:
        self._is_written = True

    def _take_from_code(self) -> None:
        """A codice fiscale tells birth and sex: they are filled in where nothing is written."""
        field = self.form.field("code")
        told = field.told(self._desk.today()) if isinstance(field, CodeField) else None
        if told is None:
            return
        known = {"born": told.born, "sex": told.sex}
        blank = {key: value for key, value in known.items() if not self.form.field(key).value()}
        self.form.set_values(blank)

    def _line_changed(self, place: int) -> None:
        self._is_written = True
        line = self.newcomers.lines[place]
        draft = line.draft(self.form.field("surname").value() or "")
        if line.given_name.value() and (line.surname.value() or draft.born is not None):
            self._look_for_doubles(place, draft)
        else:
            self.doubles.show_for(place, ())

    def _look_for_doubles(self, person: str | int, draft: MemberDraft, phone: str = "") -> None:
        desk = self._desk
        asked = Query(self, lambda: possible_doubles(desk, draft, phone), slot=("doubles", person))
        asked.done(lambda found: self.doubles.show_for(person, found)).run()

    def _connect(self) -> None:
        self.form.changed.connect(self._form_changed)
        for field in (*self.consents.values(), self.isee.field):
            field.changed.connect(self._note_writing)
        self.newcomers.changed.connect(self._line_changed)
        self.doubles.opened.connect(lambda key: self.page_requested.emit("household", key))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)

    def _lay_out(self) -> None:
        main, side = _lane(), _lane()
        # Large type on a small screen: what does not fit is still reached.
        main.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._side = side
        self._fit()
        main.column.addWidget(self._unfinished)
        people = Card(self.tr("Chi vive con l'intestatario"))
        people.add_link(self.tr("Aggiungi componente"), self.newcomers.enter_free_line)
        people.add(self.newcomers)
        consents = Card(self.tr("Consensi firmati oggi"))
        for field in self.consents.values():
            consents.add(field)
        hint = self.tr("Senza quello per la rete, niente di questo nucleo esce da qui.")
        consents.add(label(hint, "caption", wraps=True))
        consents.add(self.isee)
        head = Card(self.tr("L'intestatario e la casa"))
        head.add(self.form)
        for lane, cards in ((main, (head, people)), (side, (self.doubles, consents))):
            for card in cards:
                lane.column.addWidget(card)
            lane.column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(main, 1)
        row.addWidget(side)
        self.body.addLayout(row, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.M)
        foot.addWidget(self.save_button)
        foot.addWidget(button(self.tr("Lascia stare"), "link", pressed=self._leave))
        hint = self.tr("Basta un nome o un soprannome: il resto si completa quando si può.")
        foot.addWidget(label(hint, "muted", wraps=True), 1)
        self.body.addLayout(foot)

    def _fit(self) -> None:
        wanted = _SIDE_WIDTH if self.width() >= theme.scaled(_SLIM_BELOW) else _SLIM_SIDE
        self._side.setFixedWidth(round(theme.scaled(wanted)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _leave(self) -> None:
        self._text = ""
        self.start_again()
        self.page_requested.emit("search", None)

    def _fields(self) -> list[FormField]:
        today = self._desk.today
        sexes = [("", "–"), ("F", self.tr("donna")), ("M", self.tr("uomo"))]
        return [
            FormField("surname", self.tr("Cognome"), TextField),
            FormField("given_name", self.tr("Nome"), TextField),
            FormField(
                "born",
                self.tr("Nascita"),
                lambda: DateField(today, tells_age=True, has_calendar=False),
            ),
            FormField("sex", self.tr("Sesso"), lambda: ChoiceField(sexes)),
            FormField("code", self.tr("Codice fiscale o altro"), CodeField),
            FormField("citizenship", self.tr("Cittadinanza"), TextField),
            FormField("nickname", self.tr("Soprannome"), TextField),
            FormField("phone", self.tr("Telefono"), TextField),
            FormField("street", self.tr("Indirizzo"), TextField),
            FormField("municipality", self.tr("Comune"), TextField),
            FormField(
                "is_homeless", self.tr("Dimora"), lambda: CheckField(self.tr("Senza dimora"))
            ),
            FormField("number", self.tr("Numero della scheda"), TextField),
        ]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field; on a button it presses it."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        writing = QApplication.focusWidget()
        if isinstance(writing, QPushButton):
            writing.click()
        else:
            self.focusNextChild()


def _lane() -> ScrollBody:
    lane = ScrollBody()
    lane.column.setContentsMargins(0, 0, Space.XS, 0)
    lane.column.setSpacing(Space.M)
    return lane
