"""Beside a new file: the households that look like the one being typed, and why."""

from collections.abc import Hashable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.records.household import PossibleDouble
from ui.labels.codes import word
from ui.theme import Space, Tone
from ui.widgets.buttons import button
from ui.widgets.card import Card, rule
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import empty
from ui.widgets.pill import Pill
from ui.widgets.text import label

_SHOWN = 3


class DoublesPanel(Card):
    """Never in the way: it tells, and leads to the file.

    Signals:
        opened: the identifier of a household that the person wants to see.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[Hashable, Sequence[PossibleDouble]] = {}
        self._title = label("", "lead", wraps=True)
        self._hint = label("", "muted", wraps=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.M)
        self.add(self._title)
        self.add(self._hint)
        self.body.addLayout(self._lines)
        self._show()

    def show_for(self, person: Hashable, found: Sequence[PossibleDouble]) -> None:
        """Show what looks like one of the people being typed."""
        if self._found.get(person, ()) != found:
            self._found[person] = found
            self._show()

    def clear(self) -> None:
        """Forget everything."""
        self._found = {}
        self._show()

    def shown(self) -> list[PossibleDouble]:
        """Strong ones first, each household once."""
        every = [double for found in self._found.values() for double in found]
        once: dict[object, PossibleDouble] = {}
        for double in sorted(every, key=lambda one: not one.is_strong):
            once.setdefault(double.household_id, double)
        return list(once.values())[:_SHOWN]

    def _show(self) -> None:
        empty(self._lines)
        doubles = self.shown()
        self._title.setText(self.tr("Forse c'è già") if doubles else self.tr("C'è già?"))
        self._hint.setText(
            self.tr("Se sono loro, vai alla loro scheda. Altrimenti vai avanti.")
            if doubles
            else self.tr("Mentre scrivi, qui compaiono i nuclei che somigliano a questo.")
        )
        for double in doubles:
            self._lines.addWidget(rule())
            self._lines.addWidget(self._line(double))

    def _line(self, double: PossibleDouble) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        names = ElidedLabel("strong")
        names.setText(double.names)
        column.addWidget(names)
        if double.is_strong:
            column.addWidget(Pill(self.tr("molto simile"), Tone.ATTENTION, "users"))
        reasons = ", ".join(word("reasons", code) for code in double.reasons)
        column.addWidget(label(reasons, "caption", wraps=True))
        foot = QHBoxLayout()
        if double.number:
            number = self.tr("scheda {number}").format(number=double.number)
            foot.addWidget(label(number, "caption"))
        foot.addStretch(1)
        leads = button(
            self.tr("Vedi la scheda"),
            "small",
            pressed=partial(self.opened.emit, double.household_id),
        )
        leads.setAccessibleName(self.tr("Vedi la scheda di {names}").format(names=double.names))
        foot.addWidget(leads)
        column.addLayout(foot)
        return made
