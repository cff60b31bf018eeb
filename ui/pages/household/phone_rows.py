"""A line with one telephone number and whose it is."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from models.records.household import PhoneLine
from ui.theme import Space
from ui.widgets.fields import TextField
from ui.widgets.rows_field import RowEditor


class PhoneRow(RowEditor):
    """The number is kept as written."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: PhoneLine | None = None
        self.number = TextField()
        self.whose = TextField(self.tr("di chi"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.number, 3)
        row.addWidget(self.whose, 2)
        self.setFocusProxy(self.number)
        for field in (self.number, self.whose):
            field.changed.connect(self.changed)

    @override
    def line(self) -> Any:
        number = self.number.value()
        if number is None:
            return None
        kept = self._kept.phone_id if self._kept else None
        return PhoneLine(number, whose=self.whose.value() or "", phone_id=kept)

    @override
    def set_line(self, line: Any) -> None:
        self._kept = line
        self.number.set_value(line.written)
        self.whose.set_value(line.whose)

    @override
    def name(self, words: str) -> None:
        self.number.name(words)
        self.whose.name(self.tr("Di chi è il numero"))
