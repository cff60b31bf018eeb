"""The one question of an import: have these families signed, and when."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton

from models.records.taking import ConsentAnswer
from ui.theme import Space
from ui.widgets.card import Card
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldBox
from ui.widgets.text import label


class ConsentCard(Card):
    """Two answers, neither chosen beforehand, and the day of the signature."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(self.tr("Una domanda sola"))
        self.add(
            label(
                self.tr("Queste famiglie hanno firmato il consenso per il registro della rete?"),
                "strong",
                wraps=True,
            )
        )
        self.yes = QRadioButton(self.tr("Sì, hanno firmato"))
        self.no = QRadioButton(self.tr("No, o non lo so"))
        self._group = QButtonGroup(self)
        answers = QHBoxLayout()
        answers.setSpacing(Space.L)
        self.body.addLayout(answers)
        for choice in (self.yes, self.no):
            choice.setAccessibleName(choice.text())
            self._group.addButton(choice)
            answers.addWidget(choice)
            choice.toggled.connect(lambda _on: self._chosen())
        self.when = DateField(today, expects="past")
        self._box = FieldBox(self.tr("Quando? Va bene anche solo il mese o l'anno"), self.when)
        self.add(self._box)
        self._problem = label("", "caption", tone=None, wraps=True)
        self._problem.setProperty("tone", "stop")
        self.add(self._problem)
        self._stays = label(
            self.tr("Per ora restano qui. Si può segnare la firma più tardi, scheda per scheda."),
            "caption",
            wraps=True,
        )
        self.add(self._stays)
        self._chosen()

    def answer(self) -> ConsentAnswer | None:
        """The answer; None, and words under the question, while it is missing."""
        if self._group.checkedButton() is None:
            self._problem.setText(self.tr("Rispondi prima a questa domanda."))
            self._problem.show()
            self.yes.setFocus()
            return None
        if self.no.isChecked():
            return ConsentAnswer(given=False)
        if not self._box.judge():
            self.when.setFocus()
            return None
        return ConsentAnswer(given=True, on=self.when.value())

    def _chosen(self) -> None:
        self._problem.hide()
        self._box.setVisible(self.yes.isChecked())
        self._stays.setVisible(self.no.isChecked())
