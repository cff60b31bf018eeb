"""The devices of the network: waiting, confirmed or revoked, with what they were granted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine, Row, select, update

from sync.protocol.certificates import (
    CERTIFICATE_DAYS,
    DeviceCertificate,
    issue_certificate,
    revocations_statement,
)
from sync.protocol.messages import RevocationList
from sync.register import tables
from sync.register.administrators import count_administrators
from sync.register.audit import COMMAND_LINE, record
from sync.register.database import writing

DeviceState = Literal["waiting", "confirmed", "revoked"]
_SEEN_AGAIN_SECONDS: Final = 3_600


class DeviceUnknown(Exception):
    """No device has this id."""


class DeviceNotWaiting(Exception):
    """The device is confirmed or revoked already."""


class ConfirmerInvited(Exception):
    """Who invited a device must not be who confirms it, where there are two administrators."""


@dataclass(frozen=True)
class Device:
    """A device as the register's routes need it."""

    device: bytes
    centre: int
    public_key: bytes
    state: DeviceState
    allowance: int
    last_seen_at: int | None
    account: bytes


@dataclass(frozen=True)
class DeviceLine:
    """A device as administrators see it; times in UTC seconds, None where it did not happen."""

    device: bytes
    centre: int
    centre_name: str
    state: DeviceState
    check_text: str
    enrolled_at: int
    invited_by: str
    confirmed_at: int | None
    confirmed_by: str | None
    revoked_at: int | None
    last_seen_at: int | None
    allowance: int


def find_device(connection: Connection, device: bytes) -> Device:
    """Return a device; raises ``DeviceUnknown``."""
    row = _row(connection, device)
    return Device(
        row.id,
        row.centre,
        row.public_key,
        _state(row),
        row.allowance,
        row.last_seen_at,
        row.account,
    )


def list_devices(connection: Connection) -> tuple[DeviceLine, ...]:
    """Return every device, by centre and time of enrolment."""
    chosen = (
        select(tables.device, tables.centre.c.name.label("centre_name"))
        .join(tables.centre, tables.centre.c.id == tables.device.c.centre)
        .order_by(tables.centre.c.name, tables.device.c.enrolled_at, tables.device.c.id)
    )
    return tuple(_line(row) for row in connection.execute(chosen))


def confirm_device(engine: Engine, device: bytes, now: datetime, *, by: str = COMMAND_LINE) -> None:
    """Let a waiting device speak for its centre: its check text was read aloud and agrees.

    Raises:
        DeviceUnknown: no such device.
        DeviceNotWaiting: it is confirmed or revoked.
        ConfirmerInvited: the same administrator invited it, and there is another one.
    """
    with writing(engine) as connection:
        row = _row(connection, device)
        if _state(row) != "waiting":
            raise DeviceNotWaiting(device.hex())
        if row.invited_by == by and count_administrators(connection) > 1:
            raise ConfirmerInvited(by)
        _change(connection, device, confirmed_at=int(now.timestamp()), confirmed_by=by)
        record(connection, "confirm", now, by=by, device=device, centre=row.centre)


def revoke_device(engine: Engine, device: bytes, now: datetime, *, by: str = COMMAND_LINE) -> None:
    """Shut a device out: at once here, within a minute at the key-holders; twice is once.

    Raises:
        DeviceUnknown: no such device.
    """
    with writing(engine) as connection:
        row = _row(connection, device)
        if row.revoked_at is None:
            _change(connection, device, revoked_at=int(now.timestamp()))
            record(connection, "revoke", now, by=by, device=device, centre=row.centre)


def grant_allowance(
    engine: Engine, device: bytes, questions: int, now: datetime, *, by: str = COMMAND_LINE
) -> None:
    """Grant a device more questions; they count from its next certificate, hence next closing.

    Raises:
        DeviceUnknown: no such device.
    """
    with writing(engine) as connection:
        row = _row(connection, device)
        _change(connection, device, allowance=row.allowance + questions)
        record(connection, "allow", now, by=by, device=device, centre=row.centre, rows=questions)


def note_seen(connection: Connection, device: Device, now: datetime) -> None:
    """Note that a device asked, once an hour: a page shows it, nothing else depends on it."""
    instant = int(now.timestamp())
    if device.last_seen_at is None or instant - device.last_seen_at >= _SEEN_AGAIN_SECONDS:
        _change(connection, device.device, last_seen_at=instant)


def certify(device: Device, register_key: Ed25519PrivateKey, now: datetime) -> str:
    """Issue a device's certificate, good for ``CERTIFICATE_DAYS`` days from now."""
    certificate = DeviceCertificate(
        device=device.device,
        centre=device.centre,
        public_key=device.public_key,
        issued_at=int(now.timestamp()),
        expires_at=int((now + timedelta(days=CERTIFICATE_DAYS)).timestamp()),
        allowance=device.allowance,
        account=device.account,
    )
    return issue_certificate(certificate, register_key)


def list_revocations(
    connection: Connection, register_key: Ed25519PrivateKey, now: datetime
) -> RevocationList:
    """Return, signed, the devices shut out so lately that a certificate of theirs may still run."""
    # A day more: the key-holder's clock may be behind.
    since = int((now - timedelta(days=CERTIFICATE_DAYS + 1)).timestamp())
    devices = tuple(
        connection.execute(
            select(tables.device.c.id)
            .where(tables.device.c.revoked_at > since)
            .order_by(tables.device.c.revoked_at)
        ).scalars()
    )
    issued_at = int(now.timestamp())
    signature = register_key.sign(revocations_statement(issued_at, devices))
    return RevocationList(issued_at=issued_at, devices=devices, signature=signature)


def _row(connection: Connection, device: bytes) -> Row[Any]:
    row = connection.execute(
        select(tables.device).where(tables.device.c.id == device)
    ).one_or_none()
    if row is None:
        raise DeviceUnknown(device.hex())
    return row


def _state(row: Row[Any]) -> DeviceState:
    if row.revoked_at is not None:
        return "revoked"
    return "waiting" if row.confirmed_at is None else "confirmed"


def _line(row: Row[Any]) -> DeviceLine:
    return DeviceLine(
        device=row.id,
        centre=row.centre,
        centre_name=row.centre_name,
        state=_state(row),
        check_text=row.check_text,
        enrolled_at=row.enrolled_at,
        invited_by=row.invited_by,
        confirmed_at=row.confirmed_at,
        confirmed_by=row.confirmed_by,
        revoked_at=row.revoked_at,
        last_seen_at=row.last_seen_at,
        allowance=row.allowance,
    )


def _change(connection: Connection, device: bytes, **values: object) -> None:
    connection.execute(update(tables.device).where(tables.device.c.id == device).values(**values))
