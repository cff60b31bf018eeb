"""What key-holders reported, or the register saw at them, until an administrator settles it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, Engine, insert, select, update

from sync.protocol.messages import Alarm
from sync.register import tables
from sync.register.audit import record
from sync.register.database import writing


class AlarmUnknown(Exception):
    """No unsettled alarm has this number."""


@dataclass(frozen=True)
class AlarmLine:
    """An alarm as administrators see it; times in UTC seconds, ``day`` as "2026-11-22"."""

    id: int
    key_holder: str
    kind: str
    device: bytes | None
    centre: int | None
    centre_name: str
    day: str
    questions: int
    at: int
    settled_at: int | None
    settled_by: str | None


@dataclass(frozen=True)
class KeysAmiss:
    """What the register itself sees at a key-holder: an alarm that none reports of itself.

    ``keys_foreign``: it shows keys that are not its own, or another key than the first one of an
    epoch. ``keys_lagging``: it has no key of an epoch that the others are about to use.
    """

    kind: Literal["keys_foreign", "keys_lagging"]
    day: str
    device: None = None
    centre: int = 0
    questions: int = 0


def note_alarm(
    connection: Connection, key_holder: str, alarm: Alarm | KeysAmiss, now: datetime
) -> None:
    """Keep an alarm; told again on the same day it only brings the count up to date.

    Raises:
        sqlalchemy.exc.IntegrityError: another process keeps the same one at this moment.
    """
    about = alarm.device or b""
    known = connection.execute(
        update(tables.alarm)
        .where(
            tables.alarm.c.key_holder == key_holder,
            tables.alarm.c.kind == alarm.kind,
            tables.alarm.c.device == about,
            tables.alarm.c.day == alarm.day,
        )
        .values(questions=alarm.questions)
    ).rowcount
    if known:
        return
    connection.execute(
        insert(tables.alarm).values(
            key_holder=key_holder,
            kind=alarm.kind,
            device=about,
            centre=alarm.centre,
            day=alarm.day,
            questions=alarm.questions,
            at=int(now.timestamp()),
        )
    )
    record(
        connection,
        f"alarm_{alarm.kind}",
        now,
        by=key_holder,
        device=alarm.device,
        centre=alarm.centre or None,
        rows=alarm.questions,
    )


def list_alarms(connection: Connection) -> tuple[AlarmLine, ...]:
    """Return every alarm, the unsettled and the latest first."""
    alarm = tables.alarm.c
    rows = connection.execute(
        select(tables.alarm, tables.centre.c.name)
        .outerjoin(tables.centre, tables.centre.c.id == alarm.centre)
        .order_by(alarm.settled_at.is_not(None), alarm.at.desc(), alarm.id.desc())
    )
    return tuple(
        AlarmLine(
            id=row.id,
            key_holder=row.key_holder,
            kind=row.kind,
            device=row.device or None,
            centre=row.centre or None,
            centre_name=row.name or "",
            day=row.day,
            questions=row.questions,
            at=row.at,
            settled_at=row.settled_at,
            settled_by=row.settled_by,
        )
        for row in rows
    )


def settle_alarm(engine: Engine, alarm_id: int, now: datetime, *, by: str) -> None:
    """Note that an administrator looked after an alarm; raises ``AlarmUnknown``."""
    with writing(engine) as connection:
        row = connection.execute(
            update(tables.alarm)
            .where(tables.alarm.c.id == alarm_id, tables.alarm.c.settled_at.is_(None))
            .values(settled_at=int(now.timestamp()), settled_by=by)
            .returning(tables.alarm.c.device, tables.alarm.c.centre)
        ).one_or_none()
        if row is None:
            raise AlarmUnknown(alarm_id)
        record(
            connection,
            "settle_alarm",
            now,
            by=by,
            device=row.device or None,
            centre=row.centre or None,
        )
