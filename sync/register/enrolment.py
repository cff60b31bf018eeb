"""Invitations, devices and their certificates."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine, Row, insert, select, update

from sync.protocol.certificates import (
    CERTIFICATE_DAYS,
    DeviceCertificate,
    enrolment_statement,
    is_signed,
    issue_certificate,
)
from sync.protocol.messages import EnrolmentRequest
from sync.register import tables
from sync.register.audit import record

INVITATION_DAYS: Final = 7
DEVICE_ID_LENGTH: Final = 16
# Crockford's base 32: no letter that a reader on the telephone takes for a digit.
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _GROUP_LENGTH = 4, 4
_LOOK_ALIKES: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


class InvitationRefused(Exception):
    """A code is unknown, used or expired, or the device does not hold the key it shows."""


class DeviceUnknown(Exception):
    """No device has this id."""


@dataclass(frozen=True)
class Device:
    """A device as the register knows it."""

    device: bytes
    centre: int
    public_key: bytes
    is_revoked: bool


def invite(engine: Engine, centre_name: str, now: datetime) -> str:
    """Make a one-time code for a device of a centre, which is added to the network if new.

    Returns:
        Sixteen letters and digits in groups of four (80 bits), good for ``INVITATION_DAYS`` days.
    """
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP_LENGTH))
    with engine.begin() as connection:
        centre = _find_or_add_centre(connection, centre_name)
        connection.execute(
            insert(tables.invitation).values(
                code_digest=_digest(code),
                centre=centre,
                expires_at=int((now + timedelta(days=INVITATION_DAYS)).timestamp()),
            )
        )
        record(connection, "invite", now, centre=centre)
    return "-".join(code[at : at + _GROUP_LENGTH] for at in range(0, len(code), _GROUP_LENGTH))


def enrol(connection: Connection, request: EnrolmentRequest, now: datetime) -> Device:
    """Admit a device by its code; the same device asking again gets the same answer.

    Raises:
        InvitationRefused: see there; which of its reasons is not told.
    """
    statement = enrolment_statement(request.code, request.public_key)
    if not is_signed(statement, request.proof, request.public_key):
        raise InvitationRefused
    digest = _digest(request.code)
    invitation = connection.execute(
        select(tables.invitation).where(tables.invitation.c.code_digest == digest)
    ).one_or_none()
    if invitation is None:
        raise InvitationRefused
    if invitation.device is not None:
        return _same_device(connection, invitation.device, request.public_key)
    if now.timestamp() >= invitation.expires_at:
        raise InvitationRefused
    return _admit(connection, invitation, request.public_key, now)


def find_device(connection: Connection, device: bytes) -> Device:
    """Return a device; raises ``DeviceUnknown``."""
    row = connection.execute(
        select(tables.device).where(tables.device.c.id == device)
    ).one_or_none()
    if row is None:
        raise DeviceUnknown
    return Device(row.id, row.centre, row.public_key, row.revoked_at is not None)


def revoke_device(engine: Engine, device: bytes, now: datetime) -> None:
    """Shut a device out: at once here, at the key-holders when its certificate expires.

    Raises:
        DeviceUnknown: no such device.
    """
    with engine.begin() as connection:
        known = find_device(connection, device)
        connection.execute(
            update(tables.device)
            .where(tables.device.c.id == device, tables.device.c.revoked_at.is_(None))
            .values(revoked_at=int(now.timestamp()))
        )
        record(connection, "revoke", now, device=device, centre=known.centre)


def certify(device: Device, register_key: Ed25519PrivateKey, now: datetime) -> str:
    """Issue a device's certificate, good for ``CERTIFICATE_DAYS`` days from now."""
    certificate = DeviceCertificate(
        device=device.device,
        centre=device.centre,
        public_key=device.public_key,
        issued_at=int(now.timestamp()),
        expires_at=int((now + timedelta(days=CERTIFICATE_DAYS)).timestamp()),
    )
    return issue_certificate(certificate, register_key)


def list_centres(connection: Connection) -> Mapping[int, str]:
    """Return every centre's name under its number."""
    rows = connection.execute(select(tables.centre).order_by(tables.centre.c.id))
    return {row.id: row.name for row in rows}


def _digest(code: str) -> bytes:
    plain = code.upper().translate(_LOOK_ALIKES)
    return hashlib.sha256(plain.encode()).digest()


def _find_or_add_centre(connection: Connection, name: str) -> int:
    centre: int | None = connection.execute(
        select(tables.centre.c.id).where(tables.centre.c.name == name)
    ).scalar_one_or_none()
    if centre is None:
        centre = connection.execute(
            insert(tables.centre).values(name=name).returning(tables.centre.c.id)
        ).scalar_one()
    return centre


def _same_device(connection: Connection, device: bytes, public_key: bytes) -> Device:
    """An answer lost on the way is given again, to the holder of the same key only."""
    known = find_device(connection, device)
    if known.public_key != public_key or known.is_revoked:
        raise InvitationRefused
    return known


def _admit(
    connection: Connection, invitation: Row[Any], public_key: bytes, now: datetime
) -> Device:
    device = Device(
        device=secrets.token_bytes(DEVICE_ID_LENGTH),
        centre=invitation.centre,
        public_key=public_key,
        is_revoked=False,
    )
    connection.execute(
        insert(tables.device).values(
            id=device.device,
            centre=device.centre,
            public_key=public_key,
            enrolled_at=int(now.timestamp()),
        )
    )
    connection.execute(
        update(tables.invitation)
        .where(tables.invitation.c.code_digest == invitation.code_digest)
        .values(device=device.device)
    )
    record(connection, "enrol", now, device=device.device, centre=device.centre)
    return device
