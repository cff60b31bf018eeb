"""Above a file: another file that may be the same family, and the files already merged into it."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.merging import likely_doubles, merged_files, split_households, tell_apart
from models.errors import RuleBroken
from models.records.household import HouseholdFile, PossibleDouble
from models.records.merging import MergedFile
from ui import messages
from ui.jobs import Change, Query
from ui.labels import dates
from ui.labels.codes import word
from ui.labels.rules import rule_words
from ui.theme import Space, Tone
from ui.widgets.allowed import allow, is_allowed
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.layouts import empty
from ui.widgets.text import label


class DoublesBand(QWidget):
    """Takes no room when there is nothing to tell.

    Signals:
        saved: a sentence that says what was done; it can be undone.
        told: a sentence about something that was not done.
        merged: the identifier of the surviving file.
    """

    saved = Signal(str)
    told = Signal(str)
    merged = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._household_id: UUID | None = None
        self._double: PossibleDouble | None = None
        self.banner = Banner(icon="users")
        self.compare = self.banner.add_button(self.tr("Confronta…"), self._compare_double)
        allow(self.compare, desk, "merge_households")
        self.apart = self.banner.add_button(self.tr("Non sono loro"), self.say_apart)
        self.banner.hide()
        self._merged = QVBoxLayout()
        self._merged.setSpacing(Space.XS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        column.addLayout(self._merged)
        self.hide()

    def show_file(self, file: HouseholdFile) -> None:
        """Look for files that may be this household, and show those that were merged into it."""
        self._household_id = household_id = file.household_id
        self._show_doubles(())
        desk = self._desk
        asked = Query(self, lambda: merged_files(desk, household_id), slot="merged")
        asked.done(self._show_merged).run()
        if file.closed_on is None:
            asked_doubles = Query(self, lambda: likely_doubles(desk, household_id), slot="doubles")
            asked_doubles.done(self._show_doubles).run()

    def open_comparison(self, other_id: UUID) -> None:
        """Show this file and another side by side, to merge them."""
        from ui.dialogs.merge import MergeDialog  # seldom wanted

        if self._household_id is None:
            return
        dialog = MergeDialog(self._desk, self._household_id, other_id, self)
        dialog.accepted.connect(lambda: self._united(dialog.kept_id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def say_apart(self) -> None:
        """Remember that the file proposed is another family."""
        desk, mine, double = self._desk, self._household_id, self._double
        if mine is None or double is None:
            return
        other = double.household_id
        wanted = Change(self, lambda: tell_apart(desk, mine, other)).touching("household")
        wanted.done(lambda _: self.saved.emit(self.tr("Sono due famiglie: non lo chiedo più")))
        wanted.run()

    def split(self, merged: MergedFile) -> None:
        """Divide a merged file again."""
        desk, mine = self._desk, self._household_id
        if mine is None:
            return
        wanted = Change(self, lambda: split_households(desk, mine, merged.household_id))
        wanted.touching("household", "aid").failed(self._refused)
        wanted.done(lambda _: self.saved.emit(self.tr("Le schede sono di nuovo due"))).run()

    def _united(self, kept_id: UUID) -> None:
        self.merged.emit(kept_id)
        self.saved.emit(self.tr("Schede unite"))

    def _compare_double(self) -> None:
        if self._double is not None:
            self.open_comparison(self._double.household_id)

    def _show_doubles(self, found: tuple[PossibleDouble, ...]) -> None:
        self._double = double = found[0] if found else None
        self.banner.setVisible(double is not None)
        if double is not None:
            title = self.tr("Forse è la stessa famiglia della scheda {file}").format(
                file=" · ".join(filter(None, (double.number, double.names)))
            )
            reasons = ", ".join(word("reasons", code) for code in double.reasons)
            self.banner.tell(title, reasons, Tone.INFORMATION, "users")
        self._take_room()

    def _show_merged(self, files: tuple[MergedFile, ...]) -> None:
        empty(self._merged)
        for file in files:
            self._merged.addWidget(self._line(file))
        self._take_room()

    def _take_room(self) -> None:
        self.setVisible(self._double is not None or self._merged.count() > 0)

    def _line(self, file: MergedFile) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(Space.M, 0, Space.M, 0)
        words = self.tr("Qui dentro c'è anche la scheda {number}, unita il {day}").format(
            number=file.number or file.label or self.tr("senza numero"),
            day=dates.long_date(file.merged_on),
        )
        row.addWidget(label(words, "muted", wraps=True), 1)
        divide = button(
            self.tr("Dividi di nuovo"), "small", "split", pressed=partial(self.split, file)
        )
        allow(
            divide,
            self._desk,
            "split_households",
            needs="" if file.can_be_split else rule_words(RuleBroken(rule="merge_forgotten")),
        )
        divide.setVisible(is_allowed(self._desk, "split_households"))
        row.addWidget(divide)
        return made

    def _refused(self, error: Exception) -> None:
        if isinstance(error, RuleBroken):
            self.told.emit(rule_words(error))
        else:
            messages.tell_failure(self, error)
