"""A file whose time is over: why, and the way to keep it longer with a reason."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.retention import due_file, keep_longer
from models.errors import RuleBroken
from models.records.retention import DueFile
from models.rules.days import months_later
from models.rules.permissions import may
from ui import messages
from ui.jobs import Change, Query
from ui.labels.codes import choices
from ui.labels.retention import due_words
from ui.labels.rules import rule_words
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField
from ui.widgets.form import FieldBox

_USUAL_MONTHS = 12


class DueBand(QWidget):
    """Shown only while the file is due, to who may decide.

    Signals:
        kept: it is kept longer.
    """

    kept = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._household_id: UUID | None = None
        self.banner = Banner(tone=Tone.ATTENTION)
        self.why = ChoiceField(choices("keeping_reasons"))
        self.until = DateField(desk.today)
        self._until_box = FieldBox(self.tr("Fino a quando"), self.until)
        self.why.name(self.tr("Perché serve ancora"))
        self.until.name(self.tr("Fino a quando"))
        self.keep = button(self.tr("Conserva ancora"), icon="check", pressed=self._keep)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(FieldBox(self.tr("Perché serve ancora"), self.why), 2)
        row.addWidget(self._until_box, 1)
        row.addWidget(self.keep)
        lane = QVBoxLayout(self)
        lane.setContentsMargins(0, 0, 0, 0)
        lane.addWidget(self.banner)
        lane.addLayout(row)
        self.hide()

    def show_household(self, household_id: UUID) -> None:
        """Ask whether the time of this file is over."""
        if may(self._desk.operator.role, "keep_longer"):
            self._household_id = household_id
            Query(self, lambda: due_file(self._desk, household_id)).done(self._tell).run()

    def _tell(self, line: DueFile | None) -> None:
        self.setVisible(line is not None)
        if line is None:
            return
        title = self.tr("Da cancellare o confermare")
        self.banner.tell(title, due_words(line), Tone.ATTENTION, "clock")
        self.until.set_value(months_later(self._desk.today(), _USUAL_MONTHS))
        self._until_box.judge()

    def _keep(self) -> None:
        day, household_id = self.until.value(), self._household_id
        if household_id is None or day is None or not self._until_box.judge():
            return
        desk, reason = self._desk, self.why.value()
        wanted = Change(self, lambda: keep_longer(desk, household_id, day.latest, reason))
        wanted.touching("household").done(lambda _: self.kept.emit()).failed(self._refused).run()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, RuleBroken):
            self._until_box.tell(rule_words(error), is_wrong=True)
        else:
            messages.tell_failure(self, error)
