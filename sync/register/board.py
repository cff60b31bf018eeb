"""The board: announcements of the coordinator to the centres."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy import Connection, Engine, insert, select, update

from sync.protocol.messages import Announcement
from sync.register import tables
from sync.register.audit import record
from sync.register.database import writing

LONGEST_TITLE: Final = 120
LONGEST_TEXT: Final = 2000
MOST_TOLD: Final = 50


class AnnouncementInvalid(Exception):
    """Words or days that cannot be announced; ``args`` holds the code of the reason.

    ``no_title``, ``too_long``, ``ends_before_it_begins``, ``already_past``.
    """


class AnnouncementUnknown(Exception):
    """No announcement has this number, or it was taken down before."""


@dataclass(frozen=True)
class Notice:
    """An announcement on the board; ``text`` is plain, lines apart."""

    title: str
    text: str
    shown_from: date
    shown_until: date
    number: int = 0
    made_at: datetime | None = None
    made_by: str = ""


def list_notices(connection: Connection) -> tuple[Notice, ...]:
    """What was not taken down, what is shown last first."""
    table = tables.announcement
    rows = connection.execute(
        select(table)
        .where(table.c.withdrawn_at.is_(None))
        .order_by(table.c.shown_from.desc(), table.c.id.desc())
    )
    return tuple(
        Notice(
            title=row.title,
            text=row.text,
            shown_from=date.fromisoformat(row.shown_from),
            shown_until=date.fromisoformat(row.shown_until),
            number=row.id,
            made_at=datetime.fromtimestamp(row.made_at, UTC),
            made_by=row.made_by,
        )
        for row in rows
    )


def told_announcements(connection: Connection, today: date) -> tuple[Announcement, ...]:
    """What centres are told: all that is not over, also what is shown later, at most fifty."""
    return tuple(
        Announcement(
            announcement=each.number,
            title=each.title,
            text=each.text,
            shown_from=each.shown_from.isoformat(),
            shown_until=each.shown_until.isoformat(),
        )
        for each in list_notices(connection)
        if each.shown_until >= today
    )[:MOST_TOLD]


def post_notice(engine: Engine, notice: Notice, now: datetime, *, by: str) -> int:
    """Put an announcement on the board and return its number; raises ``AnnouncementInvalid``."""
    _check(notice, now.date())
    with writing(engine) as connection:
        number: int = connection.execute(
            insert(tables.announcement)
            .values(
                title=notice.title,
                text=notice.text,
                shown_from=notice.shown_from.isoformat(),
                shown_until=notice.shown_until.isoformat(),
                made_at=int(now.timestamp()),
                made_by=by,
            )
            .returning(tables.announcement.c.id)
        ).scalar_one()
        record(connection, "post_announcement", now, by=by, detail=str(number))
    return number


def withdraw_notice(engine: Engine, number: int, now: datetime, *, by: str) -> None:
    """Take an announcement down; raises ``AnnouncementUnknown``."""
    table = tables.announcement
    with writing(engine) as connection:
        withdrawn = connection.execute(
            update(table)
            .where(table.c.id == number, table.c.withdrawn_at.is_(None))
            .values(withdrawn_at=int(now.timestamp()))
        )
        if withdrawn.rowcount == 0:
            raise AnnouncementUnknown
        record(connection, "withdraw_announcement", now, by=by, detail=str(number))


def _check(notice: Notice, today: date) -> None:
    reasons = {
        "no_title": not notice.title,
        "too_long": len(notice.title) > LONGEST_TITLE or len(notice.text) > LONGEST_TEXT,
        "ends_before_it_begins": notice.shown_until < notice.shown_from,
        "already_past": notice.shown_until < today,
    }
    for reason, is_so in reasons.items():
        if is_so:
            raise AnnouncementInvalid(reason)
