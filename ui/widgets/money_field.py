"""The money field: typed freely, understood on leaving it, read back in full."""

from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.rules.money import AmountNotUnderstood, format_amount, parse_amount
from ui.widgets.fields import TextField


class MoneyField(TextField):
    """An amount of euro that is not negative; the value is whole cents or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("0,00", parent)
        self.left.connect(self._rewrite)

    @override
    def value(self) -> Any:
        """Cents, or None."""
        try:
            cents = parse_amount(self.edit.text())
        except AmountNotUnderstood:
            return None
        return cents if cents >= 0 else None

    @override
    def set_value(self, value: Any) -> None:
        """Show cents."""
        self.edit.setText("" if value is None else format_amount(value))

    @override
    def problem(self) -> str:
        """Says how an amount can be written."""
        if not self.edit.text().strip() or self.value() is not None:
            return ""
        return self.tr("Non capisco questa cifra: scrivi 60 oppure 1.234,50")

    @override
    def read_back(self) -> str:
        """The amount with its currency."""
        cents = self.value()
        return "" if cents is None else f"{format_amount(cents)} €"

    def _rewrite(self) -> None:
        cents = self.value()
        if cents is not None and self.edit.text() != format_amount(cents):
            self.edit.setText(format_amount(cents))
