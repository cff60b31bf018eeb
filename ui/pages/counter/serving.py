"""The household at the counter: the answer in words, six tiles, and what little is asked."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from models.records.aid import RecordAid
from models.records.household import MemberLine
from ui.labels import eligibility
from ui.labels.codes import aid_icon, aid_word, relation_words
from ui.labels.hits import composition_line, number_line
from ui.pages.counter.asking import Asking
from ui.pages.counter.reading import KINDS, Served
from ui.theme import Space
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.digit_tiles import DigitTiles, Tile
from ui.widgets.fields import ChoiceField, NumberField
from ui.widgets.text import label

_NARROW = 76
_COLLECTOR_LETTERS = 18


class ServingCard(Card):
    """Who is served, whether it is due, and the tiles.

    Signals:
        given: a `RecordAid`, complete.
        withheld: the household and the kind that is not given.
        file_requested: open the whole file.
        put_down: nothing is being asked any more, the cursor may go back to the search.
    """

    given = Signal(object)
    withheld = Signal(object, str)
    file_requested = Signal()
    put_down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._served: Served | None = None
        self._name = label("", "name", wraps=True)
        self._who = label("", "muted", wraps=True)
        self.banner = Banner()
        self.tiles = DigitTiles([Tile(kind, aid_icon(kind), aid_word(kind)) for kind in KINDS])
        self.quantity = NumberField(1, 99)
        self.quantity.name(self.tr("Quantità"))
        self.quantity.setFixedWidth(_NARROW)
        self.collects = ChoiceField()
        self.collects.name(self.tr("Ritira"))
        narrow = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.collects.combo.setSizeAdjustPolicy(narrow)
        self.collects.combo.setMinimumContentsLength(_COLLECTOR_LETTERS)
        self.asking = Asking()
        self._next = label("", "caption")
        self._notes = label("", "muted", wraps=True)
        self._lay_out()
        self.tiles.tile_pressed.connect(self._pressed)
        self.asking.answered.connect(self._answered)
        self.asking.withheld.connect(self._withhold)
        self.asking.given_up.connect(self._give_up)

    def serve(self, served: Served, today: date) -> None:
        """Show a household, the likeliest tile lit."""
        self._served = served
        file = served.file
        self._name.setText(file.names)
        parts = (composition_line(file.composition), number_line(file.number, file.card))
        self._who.setText(" · ".join(part for part in parts if part))
        title, detail, tone = eligibility.answer(served.due["food"], today)
        self.banner.tell(title, detail, tone)
        self.tiles.light("food")
        self.quantity.set_value(1)
        self.collects.set_choices([(m.member_id, _collector(m)) for m in file.members])
        self.asking.hide()
        self._foot.show()
        self._next.setText(self.tr("Premi 1 e passa al prossimo"))
        self._notes.setText(file.notes)
        self._notes.setVisible(bool(file.notes))

    def press_digit(self, digit: int) -> bool:
        """Give what the tile of a digit stands for; False when no tile has it."""
        return self.tiles.press_digit(digit)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._who)
        top.addLayout(words, 1)
        onward = button(
            self.tr("Apri la scheda"),
            "link",
            "arrow-right",
            icon_last=True,
            pressed=self.file_requested.emit,
        )
        top.addWidget(onward, 0, Qt.AlignmentFlag.AlignTop)
        self.body.setSpacing(Space.L)
        self.body.addLayout(top)
        self.add(self.banner)
        self.add(self.tiles)
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(label(self.tr("Quantità"), "muted"))
        row.addWidget(self.quantity)
        row.addSpacing(Space.L)
        row.addWidget(label(self.tr("Ritira"), "muted"))
        row.addWidget(self.collects)
        row.addStretch(1)
        row.addWidget(self._next)
        self.add(self._foot)
        self.add(self.asking)
        self.add(self._notes)

    def _pressed(self, kind: str) -> None:
        served = self._served
        if served is None:
            return
        if self.quantity.value() is None:
            self.quantity.show_wrong(is_wrong=True)
            self.quantity.setFocus()
            return
        self.quantity.show_wrong(is_wrong=False)
        is_early = not served.due[kind].is_due
        if kind == "money" or is_early:
            self._foot.hide()
            self.asking.ask(
                kind,
                is_early=is_early,
                is_elsewhere=is_early and eligibility.is_elsewhere(served.due[kind]),
            )
            if is_early:
                title, detail, tone = eligibility.answer(served.due[kind], served.file.read_on)
                self.banner.tell(title, detail, tone)
            return
        self.given.emit(self._command(kind))

    def _answered(self, kind: str, answers: dict[str, Any]) -> None:
        self.given.emit(self._command(kind, **answers))

    def _withhold(self, kind: str) -> None:
        if self._served is not None:
            self.withheld.emit(self._served.file.household_id, kind)

    def _give_up(self) -> None:
        self.asking.hide()
        self._foot.show()
        self.tiles.light("food")
        self.put_down.emit()

    def _command(self, kind: str, **answers: Any) -> RecordAid:
        if self._served is None:
            raise RuntimeError(kind)
        is_money = kind == "money"
        return RecordAid(
            household_id=self._served.file.household_id,
            kind=kind,
            quantity=1 if is_money else self.quantity.value(),
            cents=answers.get("cents"),
            purpose=answers.get("purpose") or "",
            member_id=self.collects.value(),
            override_reason=answers.get("reason") or "",
        )


def _collector(member: MemberLine) -> str:
    """Who collects: the reference person by that word, the others by name."""
    words = relation_words()
    if member.relation == "reference":
        return words["reference"]
    relation = words.get(member.relation, "")
    return f"{member.name} ({relation})" if relation else member.name
