"""Two files of one family side by side: what differs is chosen, then one takes the other in."""

from uuid import UUID

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.merging import compare, differences_of, merge_households
from models.errors import ChangedMeanwhile, RuleBroken
from models.records.household import HouseholdFile
from models.records.merging import Comparison, Difference, MergeHouseholds
from ui import messages, theme
from ui.dialogs.merge_rows import DifferenceGrid, PeopleGrid
from ui.jobs import Change, Query
from ui.labels.rules import rule_words
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.data_table import DataTable
from ui.widgets.fields import ChoiceField
from ui.widgets.form import FieldBox
from ui.widgets.scroll import ScrollBody
from ui.widgets.table_cells import Column, Row
from ui.widgets.text import label

_WIDE, _TALL = 820, 660


class MergeDialog(QDialog):
    """Accepted once they are merged; `kept_id` is then the surviving file's identifier."""

    def __init__(self, desk: Desk, one_id: UUID, other_id: UUID, owner: QWidget) -> None:
        super().__init__(owner.window())
        self._desk = desk
        self.kept_id = one_id
        self._found: Comparison | None = None
        self.setWindowTitle("DA.PO")
        room = owner.window().size()
        self.resize(QSize(_scaled(_WIDE), _scaled(_TALL)).boundedTo(room))
        self.trouble = Banner(tone=Tone.ATTENTION)
        self.trouble.hide()
        self.stays = ChoiceField()
        self.stays.changed.connect(self._swap)
        self.what = label("", wraps=True)
        self.counts = self._made_counts()
        self.people = PeopleGrid()
        self.people.changed.connect(self._show_differences)
        self.differences = DifferenceGrid()
        self._lay_out()
        self._compare(one_id, other_id)

    def merge(self) -> None:
        """Merge as chosen."""
        found = self._found
        if found is None:
            return
        command = MergeHouseholds(
            found.kept.household_id,
            found.merged.household_id,
            found.kept.revision,
            found.merged.revision,
            self.people.same(),
            self.differences.taken(),
        )
        self.confirm.setEnabled(False)
        wanted = Change(self, lambda: merge_households(self._desk, command))
        wanted.touching("household", "aid").done(lambda _: self.accept())
        wanted.failed(self._refused).run()

    def _compare(self, kept_id: UUID, merged_id: UUID) -> None:
        desk = self._desk
        Query(self, lambda: compare(desk, kept_id, merged_id)).done(self._show).failed(
            self._refused
        ).run()

    def _swap(self) -> None:
        """Let the other file survive."""
        found, chosen = self._found, self.stays.value()
        if found is not None and chosen == found.merged.household_id:
            self._compare(chosen, found.kept.household_id)

    def _show(self, found: Comparison) -> None:
        self._found = None
        both = sorted((found.kept, found.merged), key=lambda file: file.household_id)
        self.stays.set_choices([(file.household_id, _file_words(file)) for file in both])
        self.stays.set_value(found.kept.household_id)
        self._found, self.kept_id = found, found.kept.household_id
        words = self.tr(
            "Tutto quello che c'è nella scheda {other} passa nella scheda {stays}, e il suo numero "
            "porta lì. Niente va perso: se poi ti accorgi che erano due famiglie, si dividono di "
            "nuovo."
        )
        self.what.setText(words.format(other=_number(found.merged), stays=_number(found.kept)))
        self._show_counts(found)
        merged, kept = found.merged.everybody, found.kept.everybody
        self.people.show_people(merged, kept, found.same, self._desk.today())
        self.differences.show_differences([])
        self._show_differences()
        self.confirm.setEnabled(True)

    def _show_differences(self) -> None:
        if self._found is None:
            return
        there = {member.member_id: member for member in self._found.merged.everybody}
        here = {member.member_id: member for member in self._found.kept.everybody}
        found: list[tuple[str, Difference]] = [
            ("", one) for one in self._found.differences if one.field != "number"
        ]
        for other, mine in self.people.same():
            name = here[mine].given_name or here[mine].name
            found += [(name, one) for one in differences_of(here[mine], there[other])]
        self.differences.show_differences(found)
        self._no_differences.setVisible(not found)

    def _show_counts(self, found: Comparison) -> None:
        mine, theirs = found.kept, found.merged
        lines = (
            (self.tr("Persone"), len(mine.everybody), len(theirs.everybody)),
            (self.tr("Aiuti dati qui"), mine.aid_count, theirs.aid_count),
            (self.tr("Bisogni"), len(mine.needs), len(theirs.needs)),
            (self.tr("Consensi"), len(mine.consents), len(theirs.consents)),
            (self.tr("ISEE"), len(mine.isee), len(theirs.isee)),
            (self.tr("Documenti e note riservate"), *found.documents),
        )
        self.counts.set_rows(
            [
                Row(words, (words, str(here), str(there)))
                for words, here, there in lines
                if here or there
            ]
        )

    def _refused(self, error: Exception) -> None:
        self.confirm.setEnabled(self._found is not None)
        if isinstance(error, RuleBroken):
            self.trouble.tell(rule_words(error), "", Tone.ATTENTION)
            self.trouble.show()
        elif isinstance(error, ChangedMeanwhile) and self._found is not None:
            self.trouble.tell(
                self.tr("Nel frattempo una scheda è cambiata: guarda di nuovo."), "", Tone.ATTENTION
            )
            self.trouble.show()
            self._compare(self._found.kept.household_id, self._found.merged.household_id)
        else:
            messages.tell_failure(self, error)

    def _made_counts(self) -> DataTable:
        return DataTable(
            self.tr("Che cosa c'è nelle due schede"),
            [
                Column(self.tr("Che cosa c'è"), stretches=True),
                Column(self.tr("Scheda che resta"), side="right", least_width=150),
                Column(self.tr("Scheda che si unisce"), side="right", least_width=170),
            ],
            grows=True,
        )

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        outer.setSpacing(Space.M)
        outer.addWidget(label(self.tr("Due schede, una famiglia"), "name", wraps=True))
        outer.addWidget(self.trouble)
        words = self.tr("Quale scheda resta")
        self.stays.name(words)
        outer.addWidget(FieldBox(words, self.stays))
        outer.addWidget(self.what)
        body = ScrollBody()
        body.column.setContentsMargins(0, 0, Space.S, 0)
        body.column.setSpacing(Space.M)
        body.column.addWidget(self.counts)
        body.column.addWidget(label(self.tr("Chi è chi"), "strong"))
        body.column.addWidget(self.people)
        body.column.addWidget(label(self.tr("Che cosa vale, dove dicono cose diverse"), "strong"))
        self._no_differences = label(self.tr("Dicono le stesse cose."), "muted")
        body.column.addWidget(self._no_differences)
        body.column.addWidget(self.differences)
        body.column.addStretch(1)
        outer.addWidget(body, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.leave = button(self.tr("Lascia stare"), pressed=self.reject)
        self.confirm = button(self.tr("Unisci le schede"), "primary", "users", pressed=self.merge)
        self.confirm.setAutoDefault(False)
        self.confirm.setEnabled(False)
        foot.addWidget(self.leave)
        foot.addWidget(self.confirm)
        outer.addLayout(foot)


def _scaled(size: int) -> int:
    return round(theme.scaled(size))


def _number(file: HouseholdFile) -> str:
    return file.number or file.names


def _file_words(file: HouseholdFile) -> str:
    return " · ".join(filter(None, (file.number, file.names)))
