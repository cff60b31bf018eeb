"""The date field: typed freely, understood on leaving it, read back in full."""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from models.rules.partial_date import DateNotUnderstood, PartialDate, parse_partial_date
from ui.labels import dates
from ui.widgets.buttons import button
from ui.widgets.fields import TextField


class DateField(TextField):
    """A day, a month, a year or about a year; the value is a `PartialDate` or None."""

    def __init__(
        self,
        today: Callable[[], date] = date.today,
        *,
        expects: Literal["past", "any"] = "past",
        needs_day: bool = False,
        tells_age: bool = False,
        has_calendar: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make a date field.

        Args:
            today: the clock.
            expects: "past" for births and facts, "any" for expiries.
            needs_day: only a full day will do.
            tells_age: the read-back says the age too.
            has_calendar: off where there is no room for its button.
            parent: owner.
        """
        super().__init__(self.tr("gg/mm/aaaa"), parent)
        self._today = today
        self._expects: Literal["past", "any"] = expects
        self._needs_day = needs_day
        self._tells_age = tells_age
        self._calendar: QDialog | None = None
        if has_calendar:
            opens = button(self.tr("Scegli dal calendario"), "icon", "calendar-days")
            opens.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            opens.clicked.connect(self._open_calendar)
            self._row.addWidget(opens)
            self._row.setSpacing(2)
        self.left.connect(self._rewrite)

    @override
    def value(self) -> Any:
        """The date understood, or None."""
        try:
            known = parse_partial_date(self.edit.text(), self._today(), expects=self._expects)
        except DateNotUnderstood:
            return None
        return None if self._needs_day and not known.is_full else known

    @override
    def set_value(self, value: Any) -> None:
        """Show a `PartialDate`, a `date`, or nothing."""
        if isinstance(value, date):
            value = PartialDate.from_date(value)
        self.edit.setText("" if value is None else _typed(value))

    @override
    def problem(self) -> str:
        """Says how a date can be written."""
        if not self.edit.text().strip() or self.value() is not None:
            return ""
        if self._needs_day:
            return self.tr("Non capisco questa data: serve il giorno, come 5/3/2026 oppure oggi")
        return self.tr("Non capisco questa data: scrivi 5/3/1948, 3/1948, 1948 o circa 1948")

    @override
    def read_back(self) -> str:
        """The date in full and, if asked, the age."""
        known = self.value()
        if known is None:
            return ""
        text = dates.partial_date(known)
        return f"{text}, {dates.age(known, self._today())}" if self._tells_age else text

    def _rewrite(self) -> None:
        known = self.value()
        if known is not None and self.edit.text() != _typed(known):
            self.edit.setText(_typed(known))

    def _open_calendar(self) -> None:
        dialog = QDialog(self, Qt.WindowType.Popup)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(1, 1, 1, 1)
        month = QCalendarWidget()
        month.setAccessibleName(self.tr("Calendario"))
        month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        known = self.value()
        shown = known.earliest if known is not None else self._today()
        month.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        month.activated.connect(self._take)
        month.clicked.connect(self._take)
        column.addWidget(month)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar = dialog
        dialog.open()
        month.setFocus()

    def _take(self, day: QDate) -> None:
        self.set_value(PartialDate(day.year(), day.month(), day.day()))
        if self._calendar is not None:
            self._calendar.close()
            self._calendar = None
        self.left.emit()


def _typed(known: PartialDate) -> str:
    """The writing that reads back as the same date."""
    if known.day is not None:
        text = f"{known.day:02d}/{known.month:02d}/{known.year}"
    elif known.month is not None:
        text = f"{known.month:02d}/{known.year}"
    else:
        text = str(known.year)
    return f"circa {text}" if known.is_approximate else text
