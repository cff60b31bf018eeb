"""Words about files whose time is over."""

from PySide6.QtCore import QCoreApplication

from models.records.retention import DueFile
from ui.labels import dates

translate = QCoreApplication.translate


def due_words(line: DueFile) -> str:
    """Why a file is to be erased or confirmed, in a sentence."""
    words = {
        "consent": translate("Retention", "Il consenso a tenere la scheda è stato ritirato."),
        "closed": translate("Retention", "La scheda è chiusa da tempo."),
        "unused": translate("Retention", "Nessun aiuto, bisogno, ISEE o consenso dal {day}."),
    }
    return words[line.cause].format(day=dates.long_date(line.last_used))


def cause_word(line: DueFile) -> str:
    """The same in a word or two, for a list."""
    words = {
        "consent": translate("Retention", "consenso ritirato"),
        "closed": translate("Retention", "chiusa da tempo"),
        "unused": translate("Retention", "nessun aiuto da tempo"),
    }
    return words[line.cause]
