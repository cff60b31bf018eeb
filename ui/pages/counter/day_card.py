"""The day at the side of the counter: how many were served, and who, the latest first."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from models.records.aid import DaySheet
from ui.labels.codes import aid_word
from ui.theme import Space
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_cells import Cell, Column, Row
from ui.widgets.text import label

translate = QCoreApplication.translate
_LONGEST = 200


class DayCard(Card):
    """Distribuzione di oggi."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Distribuzione di oggi"), "heading"), 1)
        self._served = label("0", "figure")
        self._of = label("", "muted")
        row.addWidget(self._served)
        row.addWidget(self._of)
        row.setSpacing(Space.XS + 2)
        self.body.addLayout(row)
        self._bar = QProgressBar(textVisible=False)
        self.add(self._bar)
        self.table = DataTable(
            self.tr("Aiuti dati oggi"),
            [
                Column(self.tr("Ora"), weight="muted"),
                Column(self.tr("Nucleo"), weight="strong", stretches=True),
                Column(self.tr("Aiuto")),
            ],
            empty=EmptyState("package", self.tr("Qui compaiono gli aiuti di oggi.")),
            shows_header=False,
        )
        self.add(self.table, 1)

    def show_day(self, sheet: DaySheet) -> None:
        """Show the day; the bar is measured on the busiest of the last days."""
        self._served.setText(str(sheet.households))
        words = self.tr("di {usual}").format(usual=sheet.usual) if sheet.usual else ""
        self._of.setText(words)
        self._bar.setVisible(bool(sheet.usual))
        self._bar.setRange(0, max(sheet.usual, sheet.households, 1))
        self._bar.setValue(sheet.households)
        told = self.tr("{served} nuclei serviti").format(served=sheet.households)
        self._bar.setAccessibleName(f"{told} {words}")
        self.table.set_rows(
            [
                Row(
                    line.household_id,
                    (
                        f"{line.recorded_at.astimezone():%H:%M}",
                        first_name(line.names),
                        Cell(_given(line.kind, line.quantity)),
                    ),
                )
                for line in sheet.lines[:_LONGEST]
            ]
        )


def short_word(kind: str) -> str:
    """The word said at the counter: a food parcel is "Pacco"."""
    return translate("DayCard", "Pacco") if kind == "food" else aid_word(kind)


def first_name(names: str) -> str:
    """The reference person alone, where there is little room."""
    return names.partition(" · ")[0]


def _given(kind: str, quantity: int) -> str:
    word = short_word(kind)
    return word if quantity == 1 else f"{word} × {quantity}"
