"""The words of the status line: the last exchange, the backup copy."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from ui.labels import dates

translate = QCoreApplication.translate


def exchange_words(exchanged_on: date | None) -> str:
    """Such as "Ultimo scambio con la rete: 31 ottobre", or that there never was one."""
    if exchanged_on is None:
        return translate("Status", "Nessuno scambio con la rete finora")
    words = translate("Status", "Ultimo scambio con la rete: {day}")
    return words.format(day=dates.long_date(exchanged_on))


def copy_words(copied_at: datetime | None, today: date) -> str:
    """Such as "Copia di sicurezza: ieri"; empty when there is none yet."""
    if copied_at is None:
        return ""
    words = translate("Status", "Copia di sicurezza: {ago}")
    return words.format(ago=dates.days_ago(copied_at.astimezone().date(), today))
