"""The counts that leave for the network's statistics, in few figures and, on asking, in full."""

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.statistics import own_figures, words_of
from models.records.returns import Figure
from models.rules.money import format_amount
from ui.jobs import Query
from ui.labels.codes import language
from ui.pages.closing.words import month_alone
from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.card import Card, FactList
from ui.widgets.data_table import DataTable
from ui.widgets.table_cells import Column, Row
from ui.widgets.text import label

translate = QCoreApplication.translate
_IN_FEW = ("households", "people")
_SIZE = (640, 560)


class NumbersCard(Card):
    """Two figures of the month, and a link to all of them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(translate("NumbersCard", "Numeri per la rete"), parent=parent)
        self._desk = desk
        self._month = ""
        self.figures: tuple[Figure, ...] = ()
        self.facts = FactList()
        self.add(self.facts)
        self.link = button(self.tr("Vedi tutti"), "small", pressed=self._open)
        self.link.setAccessibleName(self.tr("Vedi tutti i numeri"))
        self.add_beside_heading(self.link)

    def show_month(self, month: str) -> None:
        """Count a month and show it."""
        self._month = month
        Query(self, lambda: own_figures(self._desk, month)).done(self._show).run()

    def _show(self, figures: tuple[Figure, ...]) -> None:
        self.figures = figures
        by_code = {each.code: each for each in figures if each.table == "total"}
        self.facts.set_facts(
            [
                (words_of(each, language())[1], written(each))
                for each in map(by_code.get, _IN_FEW)
                if each
            ]
        )

    def _open(self) -> None:
        NumbersDialog(self.figures, self._month, self).open()


class NumbersDialog(QDialog):
    """Every count of the month that is not nought, as it leaves."""

    def __init__(
        self, figures: tuple[Figure, ...], month: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        title = self.tr("I numeri di {month}").format(month=month_alone(month))
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self.table = DataTable(
            title,
            [
                Column(self.tr("Tabella"), weight="muted"),
                Column(self.tr("Voce"), stretches=True),
                Column(self.tr("Che cosa"), weight="muted"),
                Column(self.tr("Quanti"), side="right"),
            ],
        )
        self.table.set_rows(
            [
                Row(each, (*words_of(each, language()), written(each)))
                for each in figures
                if each.count
            ]
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(label(title, "lead"))
        column.addWidget(label(_explanation(), "muted", wraps=True))
        column.addWidget(self.table, 1)
        column.addWidget(button(self.tr("Va bene"), "primary", pressed=self.accept))


def written(figure: Figure) -> str:
    """A count as it is read: euro with cents, a part of one with one decimal."""
    count = float(figure.count or 0)
    if figure.measure == "cents":
        return format_amount(int(count))
    return QLocale().toString(count, "f", 0 if count.is_integer() else 1)


def _explanation() -> str:
    return translate(
        "NumbersCard",
        "Solo totali, nessuna famiglia. Chi è seguito anche da altri centri conta in parte "
        "qui e in parte là: così la somma della rete è giusta. Chi non ha firmato non conta.",
    )
