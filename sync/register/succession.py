"""A device hands over to another of its centre: the one is shut out as the other is let in.

A centre asks for it when somebody left who may know its device's key. Nobody confirms it: the
device that speaks for the centre says so itself, and what it was granted goes on to be counted
where it was.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from sync.protocol.certificates import is_signed
from sync.protocol.check_text import check_text
from sync.protocol.messages import Succession
from sync.protocol.succession import succession_statement, successor_name
from sync.register import tables
from sync.register.audit import record
from sync.register.devices import Device, find_device


class SuccessionRefused(Exception):
    """The next device does not hold the key it shows, or is known already."""


class HandedOver(Exception):
    """The device was shut out at this very moment, by another hand-over of its own."""


def succeed(
    connection: Connection,
    device: Device,
    asked: Succession,
    register_key: bytes,
    now: datetime,
) -> Device:
    """Shut a device out and let the one it names speak for its centre, in one transaction.

    Raises:
        SuccessionRefused, HandedOver: see there; nothing was changed.
    """
    statement = succession_statement(device.device, asked.public_key)
    name = successor_name(asked.public_key)
    columns = tables.device.c
    is_known = connection.scalar(select(columns.id).where(columns.id == name)) is not None
    if is_known or not is_signed(statement, asked.proof, asked.public_key):
        raise SuccessionRefused
    former = _shut_out(connection, device.device, now)
    _let_in(connection, former, asked.public_key, register_key, now)
    standing = tables.standing
    connection.execute(
        update(standing).where(standing.c.device == device.device).values(device=name)
    )
    by = f"device {device.device.hex()}"
    record(connection, "succeed", now, by=by, device=name, centre=device.centre)
    record(connection, "revoke", now, by=by, device=device.device, centre=device.centre)
    return find_device(connection, name)


def _shut_out(connection: Connection, device: bytes, now: datetime) -> Row[Any]:
    """Revoke a device; gives what passes to the next. Raises ``HandedOver``."""
    columns = tables.device.c
    former = connection.execute(
        update(tables.device)
        .where(columns.id == device, columns.revoked_at.is_(None))
        .values(revoked_at=int(now.timestamp()))
        .returning(
            columns.centre,
            columns.allowance,
            columns.account,
            columns.invited_by,
            columns.confirmed_by,
        )
    ).one_or_none()
    if former is None:
        raise HandedOver
    return former


def _let_in(
    connection: Connection, former: Row[Any], public_key: bytes, register_key: bytes, now: datetime
) -> None:
    instant = int(now.timestamp())
    connection.execute(
        insert(tables.device).values(
            **former._asdict(),
            id=successor_name(public_key),
            public_key=public_key,
            check_text=check_text(public_key, register_key),
            enrolled_at=instant,
            confirmed_at=instant,
        )
    )
