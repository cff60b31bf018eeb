"""The closing of a month: check, see what leaves, send, see what came back, keep the receipt."""

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from app.services.closing import closing_months
from app.services.desk import Desk
from models.records.closing import ClosingMonths
from ui.jobs import Query
from ui.labels.people import why_not
from ui.pages.closing.check_step import CheckStep
from ui.pages.closing.findings_step import FindingsStep
from ui.pages.closing.leaving_step import LeavingStep
from ui.pages.closing.receipt_step import ReceiptStep
from ui.pages.closing.sending_step import SendingStep
from ui.pages.closing.step import Step
from ui.pages.closing.stick_step import StickStep
from ui.pages.closing.words import CHECK, FINDINGS, SENDING, STICK, month_words
from ui.pages.page import Page
from ui.widgets.allowed import is_allowed
from ui.widgets.banner import Banner
from ui.widgets.fields import ChoiceField
from ui.widgets.step_bar import StepBar

_STEPS = (CheckStep, LeavingStep, SendingStep, FindingsStep, ReceiptStep, StickStep)


class ClosingPage(Page):
    """Five steps about one month; a month that is closed opens at what came back.

    A sixth stands beside the third: the exchange by way of a stick.
    """

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
        self._steps: dict[int, Step] = {}
        self._here = CHECK
        self._stack = QStackedWidget()
        self.month_choice = self._made_choice()
        self.body.addWidget(self._bar)
        self.refused = Banner(
            self.tr("Qui puoi guardare, non chiudere"), why_not("close_month"), icon="info"
        )
        self.refused.setHidden(is_allowed(desk, "close_month"))
        self.body.addWidget(self.refused)
        self.body.addWidget(self._stack, 1)
        self.header.set_title(self.tr("Chiusura del mese"))
        self.header.set_operator(desk.operator.name)

    @override
    def open_with(self, argument: object) -> None:
        """Open a month ("2026-11")."""
        if not self._is_busy():
            self._asked = str(argument)

    @override
    def reload(self) -> None:
        Query(self, lambda: closing_months(self._desk)).done(self._show_months).run()

    @override
    def first_focus(self) -> QWidget | None:
        return self.step(self.here).first_focus() if self._month else None

    @override
    def make_ahead(self) -> None:
        self.step(CHECK)

    @property
    def here(self) -> int:
        """The step shown, counted from 0."""
        return self._here

    def step(self, number: int) -> Step:
        """A step, made at its first visit."""
        if number not in self._steps:
            made: Step = _STEPS[number](self._desk)
            made.page_requested.connect(self._pass_on)
            made.undo_offered.connect(self.undo_offered)
            made.moved.connect(self.move_to)
            if isinstance(made, SendingStep):
                made.sent.connect(lambda _receipt: self.move_to(FINDINGS))
            if isinstance(made, SendingStep | StickStep):
                made.busy_changed.connect(lambda: self.month_choice.setDisabled(self._is_busy()))
            self._steps[number] = made
            self._stack.addWidget(made)
        return self._steps[number]

    def move_to(self, step: int) -> None:
        """Show a step of the month; the third one begins the exchange at once."""
        shown = self.step(step)
        self._here = step
        self._stack.setCurrentWidget(shown)
        self._bar.set_here(SENDING if step == STICK else step)
        shown.show_month(self._month)
        if isinstance(shown, SendingStep):
            shown.start()
        if (first := shown.first_focus()) is not None:
            first.setFocus()

    def _is_busy(self) -> bool:
        exchanges = (self._steps.get(SENDING), self._steps.get(STICK))
        return any(isinstance(step, SendingStep | StickStep) and step.is_busy for step in exchanges)

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
            self.step(self.here).show_month(month)

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
