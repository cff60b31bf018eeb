"""Consensi: three purposes, what each means in plain words, given and withdrawn with a date."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from app.services.consents import give_consent, withdraw_consent
from app.services.desk import Desk
from models.records.household import ConsentLine
from models.rules.partial_date import PartialDate
from ui import theme
from ui.labels import dates
from ui.labels.codes import word
from ui.pages.household.forms_card import FormsCard
from ui.pages.household.register_band import RegisterBand
from ui.pages.household.rights_card import RightsCard
from ui.pages.household.tab import Tab
from ui.theme import Role, Space, Tone
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldBox
from ui.widgets.pill import Mark, Pill
from ui.widgets.scroll import ScrollBody
from ui.widgets.text import label

if TYPE_CHECKING:
    from uuid import UUID

PURPOSES = ("file", "register", "referral")
_LEAST_BUTTON = 140


class ConsentCard(Card):
    """One purpose.

    Signals:
        given: signed on this `PartialDate`.
        withdrawn: no longer wanted from this date on.
        signed_asked: show the signed sheet, a document's id.
    """

    given = Signal(object)
    withdrawn = Signal(object)
    signed_asked = Signal(object)

    def __init__(self, purpose: str, meaning: str, desk: Desk) -> None:
        super().__init__()
        self._today = desk.today
        self._state = Pill()
        name = word("purposes", purpose)
        top = QHBoxLayout()
        top.setSpacing(Space.M)
        top.addWidget(label(name, "lead"))
        top.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        self._document_id: UUID | None = None
        self.signed = button(self.tr("Vedi il foglio firmato"), "small", pressed=self._ask_signed)
        self.signed.setAccessibleName(self.tr("{purpose}: foglio firmato").format(purpose=name))
        top.addWidget(self.signed, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch(1)
        self._past = label("", "caption", wraps=True)
        words = QVBoxLayout()
        words.addLayout(top)
        words.addWidget(label(meaning, "muted", wraps=True))
        words.addWidget(self._past)
        words.addStretch(1)
        self.day = DateField(desk.today)
        self._day_box = FieldBox(self.tr("Da quando"), self.day)
        self.give = button(self.tr("Ha firmato"), icon="check", pressed=self._give)
        self.give.setAccessibleName(self.tr("{purpose}: ha firmato").format(purpose=name))
        self.withdraw = button(self.tr("Lo ritira"), icon="undo-2", pressed=self._withdraw)
        self.withdraw.setAccessibleName(self.tr("{purpose}: lo ritira").format(purpose=name))
        self.day.name(self.tr("{purpose}: da quando").format(purpose=name))
        self._day_box.setFixedWidth(220)
        for made in (self.give, self.withdraw):
            # One under the other in three cards: their edges agree.
            made.setMinimumWidth(round(theme.scaled(_LEAST_BUTTON)))
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addLayout(words, 1)
        row.addWidget(self._day_box, 0, Qt.AlignmentFlag.AlignTop)
        for made in (self.give, self.withdraw):
            lane = QVBoxLayout()
            # Level with the field, which has its name above.
            lane.addSpacing(theme.line_height(Role.CAPTION) + Space.XS)
            lane.addWidget(made)
            lane.addStretch(1)
            row.addLayout(lane)
        self.body.addLayout(row)

    def show_lines(self, lines: list[ConsentLine]) -> None:
        """Show the consents of this purpose, the one in force and those withdrawn."""
        in_force = next((line for line in lines if line.withdrawn_on is None), None)
        if in_force is None:
            self._state.set_mark(Mark(self.tr("non c'è"), Tone.NEUTRAL, "circle-x"))
        else:
            told = self.tr("dato")
            if in_force.given_on is not None:
                day = dates.partial_date(in_force.given_on)
                told = self.tr("dato · {day}").format(day=day)
            self._state.set_mark(Mark(told, Tone.OK))
        self._document_id = in_force.document_id if in_force else None
        self.signed.setVisible(self._document_id is not None)
        self.give.setVisible(in_force is None)
        self.withdraw.setVisible(in_force is not None)
        past = [self._past_words(line, line.withdrawn_on) for line in lines if line.withdrawn_on]
        self._past.setText(" · ".join(past))
        self._past.setVisible(bool(past))
        self.day.set_value(self._today())
        self._day_box.judge()

    def _past_words(self, line: ConsentLine, withdrawn_on: date) -> str:
        end = dates.long_date(withdrawn_on)
        if line.given_on is None:
            return self.tr("ritirato il {end}").format(end=end)
        start = dates.partial_date(line.given_on)
        return self.tr("dato: {start}, ritirato: {end}").format(start=start, end=end)

    def _ask_signed(self) -> None:
        self.signed_asked.emit(self._document_id)

    def _give(self) -> None:
        if self._day_box.judge():
            self.given.emit(self.day.value())

    def _withdraw(self) -> None:
        if self._day_box.judge():
            self.withdrawn.emit(self.day.value())

    def refuse(self, words: str) -> None:
        """Say under the date why it was not saved."""
        self._day_box.tell(words, is_wrong=True)


class ConsentsTab(Tab):
    """The register, the sheets to sign, one card a purpose, and the person's rights below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        body = ScrollBody()
        body.column.setContentsMargins(0, 0, 0, 0)
        body.column.setSpacing(Space.M)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(body)
        self.register = RegisterBand(desk)
        body.column.addWidget(self.register)
        self.forms = FormsCard(desk)
        self.forms.kept.connect(self.saved)
        body.column.addWidget(self.forms)
        self.cards: dict[str, ConsentCard] = {}
        for purpose, meaning in zip(PURPOSES, self._meanings(), strict=True):
            card = ConsentCard(purpose, meaning, desk)
            card.given.connect(lambda day, key=purpose: self._give(key, day))
            card.withdrawn.connect(lambda day, key=purpose: self._withdraw(key, day))
            card.signed_asked.connect(self.forms.open_signed)
            self.cards[purpose] = card
            body.column.addWidget(card)
        self.rights = RightsCard(desk)
        self.rights.told.connect(self.told)
        self.rights.kept.connect(self.saved)
        body.column.addWidget(self.rights)
        body.column.addStretch(1)
        self._touched = PURPOSES[0]

    @override
    def show_rows(self) -> None:
        file = self.file
        for purpose, card in self.cards.items():
            card.show_lines([line for line in file.consents if line.purpose == purpose])
        self.forms.show_file(file)
        self.register.show_household(file.household_id)
        self.rights.show_file(file)

    def _meanings(self) -> tuple[str, str, str]:
        return (
            self.tr(
                "Il centro tiene questa scheda: nomi, bisogni, aiuti dati. "
                "Resta su questo computer, chiusa con la frase."
            ),
            self.tr(
                "Gli altri centri della rete possono accorgersi di seguire lo stesso nucleo e "
                "vedere gli aiuti già dati. Partono codici cifrati, mai nomi o indirizzi: "
                "restano dati personali, protetti."
            ),
            self.tr(
                "Il centro può presentare il nucleo a un altro ente, parlando di lui per nome."
            ),
        )

    def _give(self, purpose: str, day: PartialDate | None) -> None:
        desk, household_id = self._desk, self.file.household_id
        self._touched = purpose
        words = self.tr("Consenso segnato: {purpose}").format(purpose=word("purposes", purpose))
        self.change(lambda: give_consent(desk, household_id, purpose, day), words)

    def _withdraw(self, purpose: str, day: PartialDate | None) -> None:
        desk, household_id = self._desk, self.file.household_id
        self._touched = purpose
        on = day.earliest if day is not None else None
        words = self.tr("Consenso ritirato: {purpose}").format(purpose=word("purposes", purpose))
        self.change(lambda: withdraw_consent(desk, household_id, purpose, on), words)

    @override
    def say(self, words: str, key: str = "") -> None:
        """What is wrong stands under the date of the purpose touched."""
        self.cards[self._touched].refuse(words)
