"""Step 3: the exchange, phase by phase; it can be stopped, and goes on from there."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.closing import close_month, go_on_knowingly
from app.services.desk import Desk
from app.services.progress import Progress
from models.records.closing import ClosingReceipt
from ui import theme
from ui.jobs import Change
from ui.labels.failures import explain
from ui.pages.closing.step import Step
from ui.pages.closing.words import LEAVING, comparing, month_words, phases
from ui.theme import Space, Tone
from ui.widgets.allowed import allow
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import Card, columns, rule
from ui.widgets.picture import Picture
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import label, restyle

_NEEDS_SETTINGS = frozenset({"NOT-ENROLLED", "ANSWER-NOT-UNDERSTOOD"})
_OLDER = "VAULT-BEHIND"


class SendingStep(Step):
    """Sends and receives; `sent` carries the receipt."""

    sent = Signal(object)
    busy_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Change[ClosingReceipt] | None = None
        self.progress = ProgressPanel()
        self.progress.cancel_requested.connect(self._cancel)
        self.banner = Banner()
        self.banner.hide()
        self._lines = {phase: _PhaseLine(words) for phase, words in phases().items()}
        self._title = label("", "lead")
        card = Card()
        card.body.setSpacing(Space.XS)
        card.add(self._title)
        card.add(self.progress)
        card.add(rule())
        for line in self._lines.values():
            card.add(line)
        card.body.addStretch(1)
        left = QWidget()
        lane = QVBoxLayout(left)
        lane.setContentsMargins(0, 0, 0, 0)
        lane.setSpacing(Space.L)
        lane.addWidget(self.banner)
        lane.addWidget(card, 1)
        self.body.addLayout(columns((left, 7), (self._side(), 3)), 1)
        self._again = button(self.tr("Riprendi"), "primary", "refresh-cw", pressed=self.start)
        self._settings = button(
            self.tr("Vai a Impostazioni"),
            icon="settings",
            pressed=lambda: self.page_requested.emit("settings", None),
        )
        self._knowingly = button(
            self.tr("Vai avanti con questo archivio"), pressed=self.go_on_knowingly
        )
        allow(self._knowingly, desk, "go_on_knowingly")
        self.add_foot(self._settings, self._knowingly, back=LEAVING, forward=self._again)
        self._rest()

    @override
    def first_focus(self) -> QWidget:
        return self._again if self._again.isVisibleTo(self) else self

    def start(self) -> None:
        """Begin the exchange, or go on from where it was cut."""
        if self._job is not None:
            return
        self._title.setText(self.tr("Chiudo {month}").format(month=month_words(self.month)))
        for line in self._lines.values():
            line.show_state("waiting")
        self.banner.hide()
        self.progress.show()
        self.progress.begin(self.tr("Comincio…"))
        self._allow(again=False)
        body = _closing(self._desk, self.month)
        self._job = Change.long(self, body).touching("closing", "aid")
        self._job.progress(self._step).done(self._done).failed(self._fail)
        self._job.cancelled(self._stopped)
        self.busy_changed.emit()
        self._job.run()

    def go_on_knowingly(self) -> None:
        """This file is older than the one used after it, and it is the one to go on with."""
        Change(self, lambda: go_on_knowingly(self._desk)).touching("closing").done(
            lambda _done: self.start()
        ).failed(self._fail).run()

    @property
    def is_busy(self) -> bool:
        """Whether the exchange is under way."""
        return self._job is not None

    def _side(self) -> QWidget:
        side = QWidget()
        lane = QVBoxLayout(side)
        lane.setContentsMargins(0, 0, 0, 0)
        lane.addWidget(
            Banner(
                self.tr("Si può interrompere"),
                self.tr(
                    "Se manca internet, o il computer si spegne, niente va perso: "
                    "si riprende da dove si era rimasti, e niente parte due volte."
                ),
                icon="shield-check",
            )
        )
        lane.addStretch(1)
        return side

    def _step(self, phase: str, done: int, total: int) -> None:
        if phase == "own_rows":
            self.progress.show_step(comparing(), done, total)
        if phase not in self._lines:
            return
        order = list(self._lines)
        for name, line in self._lines.items():
            behind = order.index(name) < order.index(phase)
            state = "here" if name == phase else "done" if behind else "waiting"
            line.show_state(state)
        self.progress.show_step(phases()[phase], done, total)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _done(self, receipt: ClosingReceipt) -> None:
        for line in self._lines.values():
            line.show_state("done")
        self._rest()
        self.sent.emit(receipt)

    def _stopped(self) -> None:
        self._rest()
        self._tell(
            self.tr("Interrotto, come hai chiesto"),
            self.tr("Non si è perso niente. Quando vuoi, riprendi: si riparte da qui."),
            Tone.NEUTRAL,
        )

    def _fail(self, error: Exception) -> None:
        told = explain(error)
        self._rest()
        self._tell(told.what, f"{told.safety} {told.remedy}\n{told.code_line}", Tone.ATTENTION)
        self._settings.setVisible(told.code in _NEEDS_SETTINGS)
        self._knowingly.setVisible(told.code == _OLDER)

    def _tell(self, title: str, words: str, tone: Tone) -> None:
        self.banner.tell(title, words, tone)
        self.banner.show()
        self._again.setFocus()

    def _rest(self) -> None:
        self._job = None
        self.progress.hide()
        self._allow(again=True)
        self.busy_changed.emit()

    def _allow(self, *, again: bool) -> None:
        self._again.setVisible(again)
        self._settings.setVisible(False)
        self._knowingly.setVisible(False)
        for number in range(self._foot.count()):
            item = self._foot.itemAt(number)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setEnabled(again)


class _PhaseLine(QWidget):
    """A phase in words, with a sign of whether it is behind, under way or to come."""

    _SIGNS: ClassVar[dict[str, tuple[str, str]]] = {
        "waiting": ("clock", "muted"),
        "here": ("arrow-right", "brand"),
        "done": ("circle-check", "ok"),
    }

    def __init__(self, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(Space.M)
        self._sign = Picture("clock", "muted", 18)
        self._words = label(words, "muted", wraps=True)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        self.setMinimumHeight(theme.line_height() + Space.S)

    def show_state(self, state: str) -> None:
        """Show "waiting", "here" or "done"."""
        self._sign.set_picture(*self._SIGNS[state])
        restyle(self._words, "role", {"waiting": "muted", "here": "strong"}.get(state, "body"))


def _closing(desk: Desk, month: str) -> Callable[[Progress], ClosingReceipt]:
    return lambda progress: close_month(desk, month, progress)
