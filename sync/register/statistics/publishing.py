"""When a month's counts are published: once, and then they never change.

A count told twice, with one centre's late correction between, tells the correction. So a month
waits until every centre with a working device has returned it knowing what all others sent, which
is at its next closing, and nobody is joining; it is then kept as it was published. An administrator
may publish without waiting.
"""

from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import Connection, Engine, func, insert, literal, select

from sync.protocol.codec import decode, encode
from sync.protocol.messages import NetworkMonth
from sync.register import tables
from sync.register.audit import record
from sync.register.database import lock_counter, writing
from sync.register.statistics.counting import count_month

BY_ITSELF: Final = "register"
"""Who published a month that nobody was awaited for any more."""


class MonthUnknown(Exception):
    """No centre has returned this month."""


class MonthPublished(Exception):
    """The month is published and stays as it is."""


def months(connection: Connection) -> tuple[str, ...]:
    """The months that any centre has returned, newest first."""
    table = tables.centre_return
    found = select(table.c.month).distinct().order_by(table.c.month.desc())
    return tuple(connection.scalars(found))


def published_months(connection: Connection) -> tuple[str, ...]:
    """The months that everybody in the network may read, newest first."""
    table = tables.published_month
    return tuple(connection.scalars(select(table.c.month).order_by(table.c.month.desc())))


def monthly(connection: Connection, month: str) -> NetworkMonth:
    """The network's counts of a month: as published, or as they stand while centres are awaited.

    Raises:
        MonthUnknown: nobody has returned it.
    """
    published = find_published(connection, month)
    if published is not None:
        return published
    if month not in months(connection):
        raise MonthUnknown(month)
    return count_month(connection, month, awaited(connection, month))


def find_published(connection: Connection, month: str) -> NetworkMonth | None:
    """The counts as published; None when they are not."""
    table = tables.published_month
    body = connection.scalar(select(table.c.body).where(table.c.month == month))
    return None if body is None else decode(body, NetworkMonth)


def is_published(connection: Connection, month: str) -> bool:
    """Whether a month's counts are published."""
    table = tables.published_month
    found = select(table.c.month).where(table.c.month == month)
    return connection.scalar(found) is not None


def publish(engine: Engine, month: str, now: datetime, *, by: str) -> NetworkMonth:
    """Publish a month without waiting for those who have not returned it, for good.

    Raises:
        MonthUnknown: nobody has returned it.
        MonthPublished: it is published.
    """
    with writing(engine) as connection:
        lock_counter(connection)
        if is_published(connection, month):
            raise MonthPublished(month)
        if month not in months(connection):
            raise MonthUnknown(month)
        return _publish(connection, month, now, by)


def publish_when_settled(connection: Connection, month: str, now: datetime) -> None:
    """Publish a month when nobody is awaited; the counter's row must be locked.

    While a network begins, the first centre must not settle a month for all: one alone does not,
    nor do any while another holds an invitation or waits to be confirmed.
    """
    if is_published(connection, month) or awaited(connection, month):
        return
    returned = tables.centre_return.c.month == month
    count = connection.scalar(
        select(func.count()).select_from(tables.centre_return).where(returned)
    )
    if count and count > 1 and not _is_anyone_joining(connection, now):
        _publish(connection, month, now, BY_ITSELF)


def awaited(connection: Connection, month: str) -> tuple[str, ...]:
    """The names of the centres that have not returned a month knowing what all others sent.

    A centre whose devices are all shut out is not waited for.
    """
    table, device = tables.centre_return, tables.device
    rows = connection.execute(
        select(table.c.centre, table.c.version, table.c.arrived_at_water).where(
            table.c.month == month
        )
    ).all()
    working = select(device.c.centre).where(
        device.c.confirmed_at.is_not(None), device.c.revoked_at.is_(None)
    )
    expected = {row.centre for row in rows} | set(connection.scalars(working))
    settled = {
        row.centre
        for row in rows
        if all(
            row.version >= other.arrived_at_water for other in rows if other.centre != row.centre
        )
    }
    left = set(connection.scalars(select(device.c.centre))) - set(connection.scalars(working))
    names = select(tables.centre.c.name).where(tables.centre.c.id.in_(expected - settled - left))
    return tuple(sorted(connection.scalars(names)))


def _is_anyone_joining(connection: Connection, now: datetime) -> bool:
    invitation, device = tables.invitation, tables.device
    invited = select(literal(1)).where(
        invitation.c.device.is_(None), invitation.c.expires_at > int(now.timestamp())
    )
    waiting = select(literal(1)).where(
        device.c.confirmed_at.is_(None), device.c.revoked_at.is_(None)
    )
    return connection.scalar(invited.union_all(waiting).limit(1)) is not None


def _publish(connection: Connection, month: str, now: datetime, by: str) -> NetworkMonth:
    at = int(now.timestamp())
    counts = count_month(connection, month, awaited(connection, month))
    published = msgspec.structs.replace(counts, published_at=at, awaited=())
    connection.execute(
        insert(tables.published_month).values(
            month=month, published_at=at, published_by=by, body=encode(published)
        )
    )
    record(connection, "publish_month", now, by=by, rows=published.centres, detail=month)
    return published
