"""The one line that is asked before some aid: how much and what for, or why so soon."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.labels.codes import aid_word
from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.fields import TextField
from ui.widgets.form import Form, FormField
from ui.widgets.money_field import MoneyField
from ui.widgets.text import label


class Asking(QWidget):
    """Amount and purpose for money, a short reason when it is early; a reason may be left out.

    Signals:
        answered: the kind and {"cents", "purpose", "reason"}.
        withheld: the kind that is not given, because another centre has just given it.
        given_up: Escape or "Lascia stare".
    """

    answered = Signal(str, object)
    withheld = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self.form = Form(
            [
                FormField("cents", self.tr("Importo in euro"), MoneyField),
                FormField("purpose", self.tr("Per che cosa"), TextField),
                FormField(
                    "reason",
                    self.tr("Perché si dà lo stesso"),
                    TextField,
                    span=2,
                    hint=self.tr("Bastano due parole, o niente: Invio segna l'aiuto."),
                ),
            ]
        )
        self._give = button("", "primary", "check", pressed=self.answer)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(label(self.tr("Invio segna · Esc lascia stare"), "caption"), 1)
        self._leave = button(self.tr("Lascia stare"), "link", pressed=self.given_up.emit)
        self.withhold = button(self.tr("Non dare"), pressed=lambda: self.withheld.emit(self._kind))
        row.addWidget(self._leave)
        row.addWidget(self.withhold)
        row.addWidget(self._give)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.form)
        column.addLayout(row)
        for key in ("cents", "purpose", "reason"):
            if (editor := self.form.field(key).focusProxy()) is not None:
                editor.installEventFilter(self)
        self.hide()

    def ask(self, kind: str, *, is_early: bool, is_elsewhere: bool = False) -> None:
        """Ask what is needed for a kind of aid, the cursor in the first field.

        When another centre has just given it, not giving it is an answer too, and is noted.
        """
        self._kind = kind
        is_money = kind == "money"
        self.form.clear()
        for key in ("cents", "purpose"):
            self.form.box(key).setVisible(is_money)
        self.form.box("reason").setVisible(is_early)
        self.withhold.setVisible(is_elsewhere)
        self._leave.setVisible(not is_elsewhere)
        words = self.tr("Segna: {thing}").format(thing=aid_word(kind))
        self._give.setText(f" {words} ")
        self._give.setAccessibleName(words)
        self.show()
        self.form.field("cents" if is_money else "reason").setFocus()

    def answer(self) -> None:
        """Hand over what was written, if it can be understood."""
        if not self.form.check():
            return
        values = self.form.values()
        if self._kind == "money" and not values["cents"]:
            self.form.tell("cents", self.tr("Scrivi quanto, come 60 oppure 12,50"))
            self.form.field("cents").setFocus()
            return
        self.answered.emit(self._kind, values)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.answer()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.given_up.emit()
                return True
        return super().eventFilter(watched, event)
