"""Whether aid is due, in words: an answer at the top, the reason under it. Nothing blames."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from models.records.aid import Eligibility
from models.rules.partial_date import PartialDate
from ui.labels import dates
from ui.labels.centres import short_centre
from ui.theme import Tone

translate = QCoreApplication.translate


def answer(eligibility: Eligibility, today: date) -> tuple[str, str, Tone]:
    """The answer, its reason, and the tone of both."""
    if eligibility.is_due:
        return _due(eligibility.kind), _latest(eligibility, today), Tone.OK
    there = is_elsewhere(eligibility)
    title = _received(eligibility, today, is_elsewhere=there)
    detail = ""
    if eligibility.possible_from is not None:
        told = translate("Eligibility", "Di nuovo possibile dal {day}. Se serve adesso, si dà.")
        detail = told.format(day=_day(eligibility.possible_from, today))
    return title, detail, Tone.ELSEWHERE if there else Tone.ATTENTION


def is_elsewhere(eligibility: Eligibility) -> bool:
    """Whether the latest of its kind was given by another centre."""
    here, there = eligibility.last_here, eligibility.last_elsewhere
    return there is not None and (here is None or there.latest > here.latest)


def when(known: PartialDate, today: date) -> str:
    """Such as "il 21 ottobre", "a ottobre 2026", "nel 2025"."""
    if known.is_full:
        told = translate("Eligibility", "il {day}")
        return told.format(day=_day(known.earliest, today))
    if known.month is not None:
        told = translate("Eligibility", "a {month}")
        return told.format(month=dates.month_name(known.earliest))
    return translate("Eligibility", "nel {year}").format(year=known.year)


def _due(kind: str) -> str:
    words = {
        "food": translate("Eligibility", "Può ritirare il pacco"),
        "clothing": translate("Eligibility", "Può scegliere il vestiario"),
        "money": translate("Eligibility", "Può ricevere un contributo"),
    }
    return words.get(kind) or translate("Eligibility", "Può riceverlo")


def _received(eligibility: Eligibility, today: date, *, is_elsewhere: bool) -> str:
    last = eligibility.last_elsewhere if is_elsewhere else eligibility.last_here
    told = (
        translate("Eligibility", "Già ricevuto {when} a {centre}")
        if is_elsewhere
        else translate("Eligibility", "Già ricevuto qui {when}")
    )
    said = when(last, today) if last is not None else ""
    return told.format(when=said, centre=short_centre(eligibility.elsewhere_centre))


def _latest(eligibility: Eligibility, today: date) -> str:
    parts = []
    if (here := eligibility.last_here) is not None:
        told = translate("Eligibility", "Ultimo qui {when}").format(when=when(here, today))
        ago = f", {dates.days_ago(here.earliest, today)}" if here.is_full else ""
        parts.append(f"{told}{ago}.")
    if (there := eligibility.last_elsewhere) is not None:
        told = translate("Eligibility", "Altrove {when}, a {centre}.")
        parts.append(
            told.format(when=when(there, today), centre=short_centre(eligibility.elsewhere_centre))
        )
    return " ".join(parts) or translate("Eligibility", "È il primo di questo genere.")


def _day(day: date, today: date) -> str:
    return dates.day_and_month(day) if day.year == today.year else dates.long_date(day)
