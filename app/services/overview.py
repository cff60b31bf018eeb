"""The first screen's cards: what to look at, what was opened last, how the month goes."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.services.backups import backup_state
from app.services.desk import Desk
from app.services.merging.likely import files_alike
from app.services.names import names_of
from app.services.past_figures import figures_kept
from app.services.retention import count_due, due_files
from app.services.search import hits_of
from models.records.search import Expiring, MonthFigures, Opened, Overview, SearchHit
from models.repositories import overview as counts
from models.rules.permissions import may

if TYPE_CHECKING:
    from models.storage.session import VaultSession

SOON_DAYS = 60
"""ISEE certificates, cards and documents that expire within so many days are told."""
SILENT_DAYS = 60
OPENED_SHOWN = 6
LISTED = 500


def overview(desk: Desk) -> Overview:
    """Everything the first screen says, as of today."""
    today = desk.today()
    with desk.read() as session:
        exchanged = counts.last_exchange(session)
        return Overview(
            today=today,
            expiring=(*_expiring(session, today), *_to_decide(desk)),
            last_opened=_last_opened(session, today),
            month=_month_figures(session, _month(today)),
            month_to_close=_month_to_close(session, today),
            last_exchange=_moment(exchanged).astimezone().date() if exchanged else None,
            households=counts.households_open(session),
            backup=backup_state(desk),
        )


def households_of(desk: Desk, code: str, limit: int = LISTED) -> tuple[SearchHit, ...]:
    """The households that a line of the overview counts, the most urgent first.

    `code` is that of an `Expiring`: isee, stp, document, consent_register, silent, alike,
    retention.
    """
    if code == "alike":
        return hits_of(desk, files_alike(desk)[:limit])
    if code == "retention":
        return hits_of(desk, [line.household_id for line in due_files(desk)][:limit])
    today = desk.today()
    first, last = _soon(today)
    if code == "silent":
        first = _silent_from(today)
    with desk.read() as session:
        ids = counts.households_of(session, code, first, last, limit)
    return hits_of(desk, ids)


def _month_figures(session: "VaultSession", month: str) -> MonthFigures:
    """The month so far; who was erased since counts as before, but for being followed elsewhere."""
    aid, households, elsewhere = counts.month_figures(session, month)
    for figure in figures_kept(session, month):
        count = int(figure.count or 0)
        if (figure.table, figure.measure) == ("aid", "times"):
            aid += count
        elif (figure.table, figure.code) == ("total", "households"):
            households += count
    return MonthFigures(month, aid, households, elsewhere)


def _soon(today: date) -> tuple[str, str]:
    return today.isoformat(), (today + timedelta(days=SOON_DAYS)).isoformat()


def _silent_from(today: date) -> str:
    return (today - timedelta(days=SILENT_DAYS)).isoformat()


def _expiring(session: "VaultSession", today: date) -> tuple[Expiring, ...]:
    first, last = _soon(today)
    isee, *isee_days = counts.isee_expiring(session, first, last)
    cards, *card_days = counts.cards_expiring(session, first, last)
    documents, *document_days = counts.documents_expiring(session, first, last)
    found = (
        Expiring("isee", isee, *map(_day, isee_days)),
        Expiring("stp", cards, *map(_day, card_days)),
        Expiring("document", documents, *map(_day, document_days)),
        Expiring("consent_register", counts.without_register_consent(session), None),
        Expiring("silent", counts.silent_since(session, _silent_from(today)), None),
    )
    return tuple(line for line in found if line.count)


def _to_decide(desk: Desk) -> tuple[Expiring, ...]:
    """Files that may be one household, and files whose time is over, for who decides on them."""
    role = desk.operator.role
    alike = len(files_alike(desk)) if may(role, "merge_households") else 0
    due = count_due(desk) if may(role, "keep_longer") else 0
    found = (Expiring("alike", alike, None), Expiring("retention", due, None))
    return tuple(line for line in found if line.count)


def _last_opened(session: "VaultSession", today: date) -> tuple[Opened, ...]:
    rows = counts.last_opened(session, OPENED_SHOWN)
    names = names_of(session, [row.id for row in rows], today)
    return tuple(
        Opened(row.id, names[row.id], row.number, _moment(row.last_opened_at)) for row in rows
    )


def _month_to_close(session: "VaultSession", today: date) -> str | None:
    """The latest month that has ended and waits; then the present one; None when none waits."""
    present = _month(today)
    waiting = counts.months_waiting(session, present)
    ended = [month for month in waiting if month < present]
    return max(ended, default=present if waiting else None)


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text and len(text) >= 10 else None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def latest_month_with_aid(desk: Desk) -> str:
    """The latest month with aid that has begun, or the present one when there is no aid."""
    present = _month(desk.today())
    with desk.read() as session:
        given = counts.months_with_aid(session)
    return max((month for month in given if month <= present), default=present)
