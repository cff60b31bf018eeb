"""A household found, in a pill and a few small words."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from models.records.search import SearchHit
from ui.labels import dates
from ui.labels.centres import short_centre
from ui.labels.eligibility import when
from ui.theme import Tone
from ui.widgets.pill import Mark

translate = QCoreApplication.translate
SILENT_DAYS = 60


def hit_mark(hit: SearchHit, today: date) -> Mark:
    """The state of a household found, as a pill."""
    food = hit.food
    here, there = food.last_here, food.last_elsewhere
    if hit.is_closed:
        return Mark(translate("Hits", "Scheda chiusa"), Tone.NEUTRAL, "lock")
    if not food.is_due and there is not None and (here is None or there.latest > here.latest):
        words = translate("Hits", "Pacco {when} a {centre}")
        told = words.format(when=when(there, today), centre=short_centre(food.elsewhere_centre))
        return Mark(told, Tone.ELSEWHERE)
    if not food.is_due and here is not None:
        words = translate("Hits", "Pacco già dato {when}")
        return Mark(words.format(when=when(here, today)), Tone.ATTENTION)
    if hit.isee_until is not None and hit.isee_until < today:
        return _expired(hit.isee_until, today)
    if hit.silent_days is not None and hit.silent_days >= SILENT_DAYS:
        words = translate("Hits", "In silenzio da {days} giorni")
        return Mark(words.format(days=hit.silent_days), Tone.NEUTRAL, "moon")
    return Mark(translate("Hits", "Può ritirare il pacco"), Tone.OK)


def watched_mark(hit: SearchHit, code: str, today: date) -> Mark:
    """The pill of a household listed because of a line of "Da guardare"."""
    if code == "isee" and hit.isee_until is not None:
        words = translate("Hits", "ISEE fino al {day}")
        return Mark(words.format(day=_day(hit.isee_until, today)), Tone.ATTENTION)
    if code == "consent_register":
        return Mark(translate("Hits", "Consenso da chiedere"), Tone.ATTENTION)
    if code == "stp":
        return Mark(translate("Hits", "Tesserino in scadenza"), Tone.ATTENTION)
    return hit_mark(hit, today)


def _expired(until: date, today: date) -> Mark:
    words = translate("Hits", "ISEE scaduto il {day}")
    return Mark(words.format(day=_day(until, today)), Tone.ATTENTION)


def _day(day: date, today: date) -> str:
    return dates.day_and_month(day) if day.year == today.year else dates.long_date(day)


def hit_note(hit: SearchHit, today: date) -> str:
    """The small words under the pill: when it becomes possible, or the last time here."""
    food = hit.food
    if food.possible_from is not None:
        day = dates.day_and_month(food.possible_from)
        return translate("Hits", "possibile dal {day}").format(day=day)
    if food.last_here is None:
        return translate("Hits", "nessun pacco qui finora")
    words = translate("Hits", "ultimo pacco qui {when}")
    return words.format(when=when(food.last_here, today))
