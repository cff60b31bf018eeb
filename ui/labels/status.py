"""The words of the status line: the last exchange, the backup copy."""

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from models.records.backup import BackupState
from ui.labels import dates

translate = QCoreApplication.translate

OLD_AFTER_DAYS: Final = 14


def exchange_words(exchanged_on: date | None) -> str:
    """Such as "Ultimo scambio con la rete: 31 ottobre", or that there never was one."""
    if exchanged_on is None:
        return translate("Status", "Nessuno scambio con la rete finora")
    words = translate("Status", "Ultimo scambio con la rete: {day}")
    return words.format(day=dates.long_date(exchanged_on))


def copy_words(state: BackupState, today: date) -> str:
    """Such as "Ultima copia: oggi · sulla chiavetta: 12 giorni fa"."""
    here = state.here.made_at.date() if state.here else None
    elsewhere = state.elsewhere.date() if state.elsewhere else None
    words = translate("Status", "Ultima copia: {here} · sulla chiavetta: {elsewhere}")
    return words.format(here=ago(here, today), elsewhere=ago(elsewhere, today))


def ago(day: date | None, today: date) -> str:
    """Such as "oggi" or "12 giorni fa"; "mai" for what was never done."""
    return translate("Status", "mai") if day is None else dates.days_ago(day, today)


def is_copy_old(state: BackupState, today: date) -> bool:
    """Whether a fire or a theft would lose more than a fortnight's work."""
    return state.elsewhere is None or (today - state.elsewhere.date()).days > OLD_AFTER_DAYS
