"""A household found, in a pill and a few small words."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from models.records.search import SearchHit
from ui.labels import dates
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
        told = words.format(when=when(there, today), centre=food.elsewhere_centre)
        return Mark(told, Tone.ELSEWHERE)
    if not food.is_due and here is not None:
        words = translate("Hits", "Pacco già dato {when}")
        return Mark(words.format(when=when(here, today)), Tone.ATTENTION)
    if hit.isee_expired:
        return Mark(translate("Hits", "ISEE scaduto"), Tone.ATTENTION)
    if hit.silent_days is not None and hit.silent_days >= SILENT_DAYS:
        words = translate("Hits", "In silenzio da {days} giorni")
        return Mark(words.format(days=hit.silent_days), Tone.NEUTRAL, "moon")
    return Mark(translate("Hits", "Può ritirare il pacco"), Tone.OK)


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
