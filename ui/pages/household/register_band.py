"""Whether a household stands at the network's register, and the way to take it out at once."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.closing import register_standing, send_withdrawals
from app.services.desk import Desk
from models.records.closing import RegisterStanding
from ui.jobs import Change, Query
from ui.labels import dates
from ui.labels.failures import explain
from ui.theme import Tone
from ui.widgets.allowed import allow
from ui.widgets.banner import Banner
from ui.widgets.progress_panel import ProgressPanel

_CAN_LEAVE_NOW = frozenset({"must_leave", "leaving"})


class RegisterBand(QWidget):
    """The sentence above the consents, and "Manda ora al registro" where something must leave.

    Signals:
        sent: the register has confirmed that whoever had to leave has left.
    """

    sent = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._household_id: UUID | None = None
        self._job: Change[int] | None = None
        self.banner = Banner()
        self.send = self.banner.add_button(self.tr("Manda ora al registro"), self._send)
        self.progress = ProgressPanel()
        self.progress.cancel_requested.connect(self._cancel)
        lane = QVBoxLayout(self)
        lane.setContentsMargins(0, 0, 0, 0)
        lane.addWidget(self.banner)
        lane.addWidget(self.progress)
        self.progress.hide()
        allow(self.send, desk, "send_withdrawals")
        self.send.hide()

    def show_household(self, household_id: UUID) -> None:
        """Ask how it is with this household, and tell it."""
        self._household_id = household_id
        Query(self, lambda: register_standing(self._desk, household_id)).done(self._tell).run()

    def _tell(self, standing: RegisterStanding) -> None:
        title, detail, tone = self._words(standing)
        self.banner.tell(title, detail, tone)
        self.send.setVisible(standing.code in _CAN_LEAVE_NOW and self._job is None)

    def _words(self, standing: RegisterStanding) -> tuple[str, str, Tone]:
        left_on = dates.partial_date(standing.left_on) if standing.left_on else ""
        words = {
            "will_stand": (
                self.tr("Alla chiusura del mese gli aiuti partono, senza nomi."),
                "",
                Tone.OK,
            ),
            "stands": (
                self.tr("È nel registro della rete, senza nomi."),
                self.tr("Se il consenso viene ritirato, esce."),
                Tone.OK,
            ),
            "must_leave": (
                self.tr("È ancora nel registro della rete, ma non può più starci."),
                self.tr("Esce alla prossima chiusura del mese, oppure subito."),
                Tone.ATTENTION,
            ),
            "leaving": (
                self.tr("Sta uscendo dal registro della rete: manca la conferma."),
                self.tr("Arriva alla prossima chiusura del mese, oppure subito."),
                Tone.ATTENTION,
            ),
            "held_back": (
                self.tr("Chiedi di nuovo il consenso per la rete."),
                self.tr(
                    "Era già uscito dal registro quando questo archivio è stato rimesso da una "
                    "copia: per questo non parte più niente."
                ),
                Tone.ATTENTION,
            ),
            "left": (
                self.tr("Uscito dal registro della rete: {day}.").format(day=left_on),
                self.tr("Gli altri centri non vedono più niente di questo nucleo."),
                Tone.INFORMATION,
            ),
            "never_stood": (
                self.tr("Senza il consenso per la rete, niente di questo nucleo esce da qui."),
                self.tr("Gli aiuti si danno lo stesso."),
                Tone.INFORMATION,
            ),
        }
        return words[standing.code]

    def _send(self) -> None:
        if self._job is not None:
            return
        desk = self._desk
        self.send.hide()
        self.progress.show()
        self.progress.begin(self.tr("Parlo con il registro della rete…"))
        self._job = Change.long(self, lambda progress: send_withdrawals(desk, progress))
        self._job.touching("closing").progress(self._step).done(self._sent)
        self._job.failed(self._fail).cancelled(self._rest)
        self._job.run()

    def _step(self, _phase: str, done: int, total: int) -> None:
        self.progress.show_step(self.tr("Parlo con il registro della rete…"), done, total)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _sent(self, _households: int) -> None:
        self._rest()
        self.sent.emit()

    def _fail(self, error: Exception) -> None:
        told = explain(error)
        self._rest()
        words = f"{told.safety} {told.remedy}\n{told.code_line}"
        self.banner.tell(told.what, words, Tone.ATTENTION)

    def _rest(self) -> None:
        self._job = None
        self.progress.hide()
        if self._household_id is not None:
            self.show_household(self._household_id)
