"""The parts of the merge dialog: what is told differently, side by side, and who is whom."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from models.records.household import MemberLine
from models.records.merging import Choice, Difference
from models.rules.partial_date import PartialDate
from ui.labels import dates
from ui.labels.codes import relation_word
from ui.labels.households import age_words
from ui.theme import Space
from ui.widgets.fields import ChoiceField
from ui.widgets.layouts import empty
from ui.widgets.text import label

translate = QCoreApplication.translate


class DifferenceGrid(QWidget):
    """One line a difference: what it is, the surviving file's word, the other's; one is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 3)
        self._groups: dict[Choice, QButtonGroup] = {}

    def show_differences(self, found: Sequence[tuple[str, Difference]]) -> None:
        """Show these: (whose, difference); what was chosen before stays chosen."""
        before = self.taken()
        empty(self._grid)
        self._groups = {}
        for row, (whose, one) in enumerate(found):
            title = f"{field_words(one.field)} ({whose})" if whose else field_words(one.field)
            self._grid.addWidget(label(title, "muted", wraps=True), row, 0)
            group = QButtonGroup(self)
            for place, value in enumerate((one.kept, one.merged)):
                words = value_words(one.field, value)
                radio = QRadioButton(words)
                radio.setAccessibleName(f"{title}: {words}")
                radio.setChecked((place == 1) == (one.key in before))
                group.addButton(radio, place)
                self._grid.addWidget(radio, row, place + 1)
            self._groups[one.key] = group

    def taken(self) -> frozenset[Choice]:
        """The differences of which the other file's word was chosen."""
        return frozenset(key for key, group in self._groups.items() if group.checkedId() == 1)

    def choose(self, key: Choice, *, is_taken: bool) -> None:
        """Choose a side of one difference."""
        self._groups[key].button(1 if is_taken else 0).setChecked(True)


class PeopleGrid(QWidget):
    """Each person of the merged file, and who she is in the surviving one.

    Signals:
        changed: somebody else was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.fields: dict[UUID, ChoiceField] = {}

    def show_people(
        self,
        merged: Sequence[MemberLine],
        kept: Sequence[MemberLine],
        same: Sequence[tuple[UUID, UUID]],
        today: date,
    ) -> None:
        """Show who comes, with whom she probably is one already chosen."""
        empty(self._grid)
        self.fields = {}
        known = dict(same)
        choices = [
            (None, self.tr("si aggiunge: è un'altra persona")),
            *((one.member_id, self._same(one, today)) for one in kept),
        ]
        for row, member in enumerate(merged):
            words = person_words(member, today)
            self._grid.addWidget(label(words, wraps=True), row, 0)
            field = ChoiceField(choices)
            field.name(self.tr("Chi è {name}").format(name=member.name))
            field.set_value(known.get(member.member_id))
            field.changed.connect(self.changed)
            self._grid.addWidget(field, row, 1)
            self.fields[member.member_id] = field

    def same(self) -> tuple[tuple[UUID, UUID], ...]:
        """Who is one person: (of the merged file, of the surviving one)."""
        chosen = ((member_id, field.value()) for member_id, field in self.fields.items())
        return tuple((mine, other) for mine, other in chosen if other is not None)

    def _same(self, member: MemberLine, today: date) -> str:
        who = ", ".join(filter(None, (member.name, age_words(member, today))))
        return self.tr("è {who}").format(who=who)


def person_words(member: MemberLine, today: date) -> str:
    """Such as "Rossi Maria, moglie, 43"."""
    parts = (
        member.name,
        relation_word(member.relation, member.sex),
        age_words(member, today),
    )
    return ", ".join(filter(None, parts))


def field_words(field: str) -> str:
    """What a difference is about."""
    said = {
        "number": translate("Merge", "Numero della scheda"),
        "card": translate("Merge", "Tessera"),
        "label": translate("Merge", "Come li chiamiamo"),
        "address": translate("Merge", "Dove vivono adesso"),
        "surname": translate("Merge", "Cognome"),
        "given_name": translate("Merge", "Nome"),
        "nickname": translate("Merge", "Soprannome"),
        "sex": translate("Merge", "Sesso"),
        "born": translate("Merge", "Nascita"),
        "birth_place": translate("Merge", "Luogo di nascita"),
        "citizenship": translate("Merge", "Cittadinanza"),
        "left_on": translate("Merge", "Vive ancora qui?"),
    }
    return said[field]


def value_words(field: str, value: str) -> str:
    """A value as it is read: dates in words."""
    if field == "left_on":
        if not value:
            return translate("Merge", "sì")
        words = translate("Merge", "no, dal {day}")
        return words.format(day=dates.short_day(date.fromisoformat(value)))
    return dates.partial_date(PartialDate.from_iso(value)) if field == "born" else value
