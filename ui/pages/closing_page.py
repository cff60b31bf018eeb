"""The closing of a month: check, see what leaves, send, see what came back, keep the receipt."""

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from app.services.closing import closing_months
from app.services.desk import Desk
from models.records.closing import ClosingMonths
from ui.jobs import Query
from ui.pages.closing.check_step import CheckStep
from ui.pages.closing.findings_step import FindingsStep
from ui.pages.closing.leaving_step import LeavingStep
from ui.pages.closing.receipt_step import ReceiptStep
from ui.pages.closing.sending_step import SendingStep
from ui.pages.closing.words import CHECK, FINDINGS, SENDING, month_words
from ui.pages.page import Page
from ui.widgets.fields import ChoiceField
from ui.widgets.step_bar import StepBar


class ClosingPage(Page):
    """Five steps about one month; a month that is closed opens at what came back."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"household", "aid", "import", "network", "closing"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(scrolls=False)
        self._desk = desk
        self._months = ClosingMonths((), frozenset(), "")
        self._month = ""
        self._asked = ""
        self._bar = StepBar(
            [
                self.tr("Controlla"),
                self.tr("Cosa parte"),
                self.tr("Invia"),
                self.tr("Riscontri"),
                self.tr("Ricevuta"),
            ]
        )
        self.sending = SendingStep(desk)
        self.steps = (
            CheckStep(desk),
            LeavingStep(desk),
            self.sending,
            FindingsStep(desk),
            ReceiptStep(desk),
        )
        self._stack = QStackedWidget()
        for step in self.steps:
            self._stack.addWidget(step)
            step.page_requested.connect(self._pass_on)
            step.undo_offered.connect(self.undo_offered)
            step.moved.connect(self.move_to)
        self.sending.sent.connect(lambda _receipt: self.move_to(FINDINGS))
        self.month_choice = self._made_choice()
        self.sending.busy_changed.connect(
            lambda: self.month_choice.setDisabled(self.sending.is_busy)
        )
        self.body.addWidget(self._bar)
        self.body.addWidget(self._stack, 1)
        self.header.set_title(self.tr("Chiusura del mese"))

    @override
    def open_with(self, argument: object) -> None:
        """Open a month ("2026-11")."""
        if not self.sending.is_busy:
            self._asked = str(argument)

    @override
    def reload(self) -> None:
        Query(self, lambda: closing_months(self._desk)).done(self._show_months).run()

    @override
    def first_focus(self) -> QWidget | None:
        return self.steps[self.here].first_focus()

    @property
    def here(self) -> int:
        """The step shown, counted from 0."""
        return self._stack.currentIndex()

    def move_to(self, step: int) -> None:
        """Show a step of the month; the third one begins the exchange at once."""
        self._stack.setCurrentIndex(step)
        self._bar.set_here(step)
        self.steps[step].show_month(self._month)
        if step == SENDING:
            self.sending.start()
        if (first := self.steps[step].first_focus()) is not None:
            first.setFocus()

    def _made_choice(self) -> ChoiceField:
        choice = ChoiceField()
        choice.name(self.tr("Il mese"))
        choice.setMinimumWidth(210)
        choice.combo.activated.connect(lambda _place: self._choose(choice.value()))
        layout = self.header.layout()
        if layout is not None:
            layout.addWidget(choice)
        return choice

    def _show_months(self, found: ClosingMonths) -> None:
        self._months = found
        known = self._asked or self._month
        self._asked = ""
        month = known if known in found.months else found.proposed
        choices = [(each, self._choice_words(each)) for each in found.months]
        self.month_choice.set_choices(choices)
        self.month_choice.set_value(month)
        if month != self._month:
            self._choose(month)
        elif self.here != SENDING:
            self.steps[self.here].show_month(month)

    def _choice_words(self, month: str) -> str:
        words = month_words(month)
        return self.tr("{month}, chiuso").format(month=words) if self._is_closed(month) else words

    def _is_closed(self, month: str) -> bool:
        return month in self._months.closed

    def _choose(self, month: str) -> None:
        self._month = month
        title = self.tr("Chiusura di {month}").format(month=month_words(month))
        self.header.set_title(title)
        self.move_to(FINDINGS if self._is_closed(month) else CHECK)

    def _pass_on(self, key: str, argument: object) -> None:
        if key == "closing":
            self._choose(str(argument))
            self.month_choice.set_value(self._month)
        else:
            self.page_requested.emit(key, argument)
