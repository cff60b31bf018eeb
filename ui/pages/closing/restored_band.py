"""What happened when the register, or this centre's file, was put back from an older copy."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.services.closing import held_back, receipts, reconciliations
from app.services.desk import Desk
from models.records.closing import ClosingReceipt, HeldBack, Reconciled
from ui.jobs import Query
from ui.labels.dates import long_date
from ui.theme import Tone
from ui.widgets.banner import Banner

_MOST_NAMES = 5


@dataclass(frozen=True)
class _Found:
    receipts: Sequence[ClosingReceipt]
    compared: Sequence[Reconciled]
    held: Sequence[HeldBack]


class RestoredBand(Banner):
    """A sentence or two, shown only in the month in which it happened."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self.hide()

    def show_month(self, month: str) -> None:
        """Tell what was compared in the course of this month's closing, if anything was."""
        desk = self._desk
        self.hide()
        Query(self, lambda: _Found(receipts(desk), reconciliations(desk), held_back(desk))).done(
            lambda found: self._tell(found, month)
        ).run()

    def _tell(self, found: _Found, month: str) -> None:
        receipt = next((each for each in found.receipts if each.month == month), None)
        if receipt is None or receipt.done_at is None:
            return
        latest = next((each for each in found.compared if each.at >= receipt.begun_at), None)
        if latest is None:
            return
        words = [self._what_was_done(latest)]
        if latest.held_back and found.held:
            names = ", ".join(line.names for line in found.held[:_MOST_NAMES])
            more = len(found.held) - _MOST_NAMES
            if more > 0:
                names += self.tr(" e altri %n", "", more)
            words.append(
                self.tr(
                    "Erano usciti dal registro dopo quella copia, e restano fuori finché non "
                    "firmano di nuovo: {names}."
                ).format(names=names)
            )
        self.tell(self._what_happened(latest), " ".join(words), Tone.INFORMATION, "history")
        self.show()

    def _what_happened(self, latest: Reconciled) -> str:
        if latest.reason == "register_restored":
            if latest.went_back_to is None:
                return self.tr("Il registro della rete è tornato indietro a una copia più vecchia.")
            day = long_date(latest.went_back_to.astimezone().date())
            words = self.tr("Il registro della rete è tornato a una copia del {day}.")
            return words.format(day=day)
        if latest.reason == "vault_restored":
            return self.tr("Questo archivio è più vecchio di quello dell'ultima chiusura.")
        if latest.reason == "joined_again":
            return self.tr("Questo computer parla ora per il centro al posto di quello di prima.")
        return self.tr("Ho confrontato il registro della rete con questo archivio.")

    def _what_was_done(self, latest: Reconciled) -> str:
        if not latest.missing and not latest.erased:
            return self.tr("Non mancava niente e non c'era niente di troppo.")
        done = []
        if latest.missing:
            done.append(self.tr("Ho rimandato quello che mancava (%n righe).", "", latest.missing))
        if latest.erased:
            done.append(
                self.tr("Ho tolto quello che non deve più starci (%n righe).", "", latest.erased)
            )
        return " ".join(done)
