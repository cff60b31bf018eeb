"""Diritti: what an assisted person may ask for, one button each."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from app.services.access_copy import access_copy_paper, save_access_copy
from app.services.desk import Desk
from models.records.household import HouseholdFile
from models.rules.permissions import may
from ui.dialogs.erasure import ErasureDialog
from ui.dialogs.paper_preview import show_paper
from ui.jobs import Change
from ui.labels.codes import language
from ui.pages.household.due_band import DueBand
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.text import label


class RightsCard(Card):
    """The copy of everything that is kept, on paper and as a file, and erasure.

    Signals:
        told: a sentence about something done.
        kept: the same, of something that can be undone.
    """

    told = Signal(str)
    kept = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Diritti della persona"))
        self._desk = desk
        self._file: HouseholdFile | None = None
        words = self.tr(
            "Chi è assistito può chiedere una copia di tutto quello che teniamo, farlo correggere "
            "o farlo cancellare. Si risponde entro un mese."
        )
        self.add(label(words, "muted", wraps=True))
        self.due = DueBand(desk)
        self.due.kept.connect(lambda: self.kept.emit(self.tr("La scheda si conserva ancora")))
        self.add(self.due)
        row = FlowLayout()
        self.copy = button(self.tr("Copia dei dati"), icon="file-check", pressed=self.print_copy)
        self.save = button(
            self.tr("Copia dei dati in un file"), icon="download", pressed=self.save_copy
        )
        self.erase = button(
            self.tr("Cancella per sempre…"), icon="trash-2", pressed=self.open_erasure
        )
        for made, action in (
            (self.copy, "print_access_copy"),
            (self.save, "print_access_copy"),
            (self.erase, "erase_household"),
        ):
            made.setVisible(may(desk.operator.role, action))
            row.addWidget(made)
        self.body.addLayout(row)
        if not may(desk.operator.role, "print_access_copy"):
            self.add(label(self.tr("Lo fanno la segreteria o il coordinatore."), wraps=True))

    def show_file(self, file: HouseholdFile) -> None:
        """Take the file that the buttons are about."""
        self._file = file
        self.due.show_household(file.household_id)

    def print_copy(self) -> None:
        """Show the copy on paper, to be saved or printed."""
        if self._file is None:
            return
        desk, household_id, spoken = self._desk, self._file.household_id, language()
        name = self.tr("copia dei dati {number}.pdf").format(number=self._file.number)
        show_paper(
            self,
            self.tr("Copia dei dati"),
            name.replace(" .pdf", ".pdf"),
            lambda: access_copy_paper(desk, household_id, spoken),
        )

    def save_copy(self) -> None:
        """Save the copy as a file that another program can read."""
        if self._file is None:
            return
        desk, household_id = self._desk, self._file.household_id
        name = self.tr("copia dei dati {number}.json").format(number=self._file.number)
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Dove salvo la copia?"), name.replace(" .json", ".json"), "JSON (*.json)"
        )
        if chosen:
            saved = Change(self, lambda: save_access_copy(desk, household_id, Path(chosen)))
            saved.done(lambda _: self.told.emit(self.tr("Copia dei dati salvata"))).run()

    def open_erasure(self) -> None:
        """Say what erasing means, and ask."""
        if self._file is not None:
            dialog = ErasureDialog(self._desk, self._file, self)
            dialog.accepted.connect(lambda: self.told.emit(self.tr("Cancellato per sempre")))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
