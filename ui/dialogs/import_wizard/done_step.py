"""The last step: the import under way, then what it brought, and the way to take it back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.records.taking import ImportOutcome
from ui.dialogs.import_wizard.words import phase_words
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import Card, FactList
from ui.widgets.progress_panel import ProgressPanel


class DoneStep(QWidget):
    """Progress, then the outcome; `undo_requested` takes the import back."""

    undo_requested = Signal()
    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.progress = ProgressPanel()
        self.progress.cancel_requested.connect(self.cancel_requested)
        self.banner = Banner()
        self._facts = FactList()
        self._working = Card(self.tr("Importo"))
        self._working.add(self.progress)
        self._outcome = Card(self.tr("È entrato questo"))
        self._outcome.add(self._facts)
        self.undo = button(
            self.tr("Annulla importazione"), icon="undo-2", pressed=self.undo_requested.emit
        )
        self._outcome.body.addSpacing(Space.S)
        self._outcome.body.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        for widget in (self._working, self.banner, self._outcome):
            column.addWidget(widget)
        column.addStretch(1)

    def begin(self) -> None:
        """Show the work under way."""
        self._show(is_working=True)
        self.progress.begin(self.tr("Comincio…"))

    def show_step(self, phase: str, done: int, total: int) -> None:
        """Show how far it is."""
        self.progress.show_step(phase_words().get(phase, phase), done, total)

    def show_outcome(self, outcome: ImportOutcome) -> None:
        """Show what came in."""
        self._show(is_working=False)
        if outcome.batch_id is None:
            self.banner.tell(
                self.tr("In questo file non c'era niente di nuovo"),
                self.tr("Era già stato importato: non ho aggiunto doppioni."),
                Tone.INFORMATION,
            )
            self._outcome.hide()
            return
        self.banner.tell(
            self.tr("Importazione finita"),
            self.tr("Ogni scheda si trova già con la ricerca."),
            Tone.OK,
        )
        self._facts.set_facts(
            [
                (self.tr("nuclei nuovi"), str(outcome.households_added)),
                (self.tr("nuclei già seguiti, completati"), str(outcome.households_merged)),
                (self.tr("nuclei presi da un'esportazione prima"), str(outcome.households_known)),
                (self.tr("componenti"), str(outcome.members_added)),
                (self.tr("aiuti nuovi"), str(outcome.aid_added)),
                (self.tr("aiuti che c'erano già"), str(outcome.aid_known)),
            ]
        )

    def show_undone(self) -> None:
        """Say that everything is as before."""
        self.banner.tell(
            self.tr("Importazione annullata"),
            self.tr("Tutto è come prima. Il file è rimasto dov'era."),
            Tone.NEUTRAL,
        )
        self._outcome.hide()

    def _show(self, *, is_working: bool) -> None:
        self._working.setVisible(is_working)
        self.banner.setVisible(not is_working)
        self._outcome.setVisible(not is_working)
