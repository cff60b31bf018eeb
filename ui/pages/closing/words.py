"""How the closing speaks: months, days, phases, reasons, distances."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject

from models.records.closing import Overlap
from models.rules.partial_date import PartialDate
from ui.labels import codes, dates
from ui.theme import Tone
from ui.widgets.pill import Mark

translate = QCoreApplication.translate
CHECK, LEAVING, SENDING, FINDINGS, RECEIPT, STICK = range(6)
"""The steps, in their order; the last stands beside the third, for centres without a network."""


class _Counted(QObject):
    """Words that follow a number."""

    def days(self, count: int) -> str:
        return self.tr("%n giorni", "", count)


def month_words(month: str) -> str:
    """Such as "novembre 2026" for "2026-11"."""
    return dates.month_name(date.fromisoformat(f"{month}-01"))


def month_alone(month: str) -> str:
    """Such as "novembre" for "2026-11"."""
    return dates.month_name(date.fromisoformat(f"{month}-01"), with_year=False)


def short_date(known: PartialDate, today: date) -> str:
    """Such as "21 ott", "21 ott 2025" or "ott 2025", for narrow columns."""
    pattern = "d MMM" if known.day else "MMM"
    if known.year != today.year or not known.day:
        pattern += " yyyy"
    first = known.earliest
    return QLocale().toString(QDate(first.year, first.month, first.day), pattern)


def distance(overlap: Overlap) -> str:
    """Such as "13 giorni", "stesso giorno" or, without the days, "stesso mese" or "mesi vicini"."""
    is_exact = overlap.given_on.is_full and overlap.other_given_on.is_full
    if overlap.days == 0:
        if is_exact:
            return translate("Closing", "stesso giorno")
        return translate("Closing", "stesso mese")
    return _Counted().days(overlap.days) if is_exact else translate("Closing", "mesi vicini")


def reasons(found: Sequence[str]) -> str:
    """Why two households look like one, the strongest reason first."""
    return ", ".join(codes.word("reasons", reason) for reason in found)


def strength_mark(strength: str) -> Mark:
    """The pill of a match."""
    if strength == "certain":
        return Mark(translate("Closing", "certo"), Tone.ELSEWHERE, "link")
    return Mark(translate("Closing", "forse"), Tone.ATTENTION, "circle-question-mark")


def comparing() -> str:
    """The phase before all others, when the register or this file was put back from a copy."""
    return translate("Closing", "Confronto quello che sta nel registro con questo archivio")


def phases() -> dict[str, str]:
    """The phases of the exchange, in their order."""
    return {
        "prepare": translate("Closing", "Preparo le righe che partono"),
        "tokens": translate("Closing", "Chiedo i contrassegni ai custodi delle chiavi"),
        "seal": translate("Closing", "Sigillo le righe, una per una"),
        "push": translate("Closing", "Le consegno al registro della rete"),
        "pull_entries": translate("Closing", "Prendo quello che hanno lasciato gli altri centri"),
        "compare": translate("Closing", "Confronto, qui su questo computer"),
        "pull_aid": translate("Closing", "Leggo gli aiuti dati altrove alle stesse famiglie"),
    }
