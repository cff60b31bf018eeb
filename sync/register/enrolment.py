"""Invitations, and devices that join with them and wait to be confirmed."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from sync.protocol.certificates import enrolment_statement, is_signed
from sync.protocol.check_text import check_text
from sync.protocol.messages import EnrolmentRequest
from sync.register import tables
from sync.register.audit import COMMAND_LINE, record
from sync.register.database import writing
from sync.register.devices import Device, find_device

INVITATION_DAYS: Final = 7
DEVICE_ID_LENGTH: Final = 16
# Crockford's base 32: no letter that a reader on the telephone takes for a digit.
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _GROUP_LENGTH = 4, 4
_LOOK_ALIKES: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


class InvitationRefused(Exception):
    """A code is unknown, used or expired, or the device does not hold the key it shows."""


class InvitationUnknown(Exception):
    """No open invitation has this number."""


@dataclass(frozen=True)
class Invitation:
    """A code that nobody used yet, without the code; ``expires_at`` in UTC seconds."""

    id: int
    centre: int
    centre_name: str
    invited_by: str
    allowance: int
    expires_at: int


def invite(
    engine: Engine,
    centre_name: str,
    now: datetime,
    *,
    by: str = COMMAND_LINE,
    allowance: int = 0,
) -> str:
    """Make a one-time code for a device of a centre, which is added to the network if new.

    Args:
        engine: the register's database.
        centre_name: as the network knows the centre.
        now: the clock, aware.
        by: the administrator who invites.
        allowance: questions that the device may put to each key-holder for its first load,
            beyond what every device may: some ``QUESTIONS_A_PERSON`` for each person.

    Returns:
        Sixteen letters and digits in groups of four (80 bits), good for ``INVITATION_DAYS`` days.
    """
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP_LENGTH))
    with writing(engine) as connection:
        centre = _find_or_add_centre(connection, centre_name)
        connection.execute(
            insert(tables.invitation).values(
                code_digest=_digest(code),
                centre=centre,
                invited_by=by,
                allowance=allowance,
                expires_at=int((now + timedelta(days=INVITATION_DAYS)).timestamp()),
            )
        )
        record(connection, "invite", now, by=by, centre=centre, rows=allowance)
    return "-".join(code[at : at + _GROUP_LENGTH] for at in range(0, len(code), _GROUP_LENGTH))


def list_invitations(connection: Connection, now: datetime) -> tuple[Invitation, ...]:
    """Return the invitations that a device may still use, the next to expire first."""
    invitation, centre = tables.invitation.c, tables.centre.c
    rows = connection.execute(
        select(
            invitation.id,
            invitation.centre,
            centre.name,
            invitation.invited_by,
            invitation.allowance,
            invitation.expires_at,
        )
        .join(tables.centre, centre.id == invitation.centre)
        .where(invitation.device.is_(None), invitation.expires_at > int(now.timestamp()))
        .order_by(invitation.expires_at, invitation.id)
    )
    return tuple(Invitation(*row) for row in rows)


def withdraw_invitation(engine: Engine, invitation_id: int, now: datetime, *, by: str) -> None:
    """Make a code worthless; raises ``InvitationUnknown`` where none is open."""
    with writing(engine) as connection:
        centre: int | None = connection.execute(
            delete(tables.invitation)
            .where(tables.invitation.c.id == invitation_id, tables.invitation.c.device.is_(None))
            .returning(tables.invitation.c.centre)
        ).scalar_one_or_none()
        if centre is None:
            raise InvitationUnknown(invitation_id)
        record(connection, "withdraw_invitation", now, by=by, centre=centre)


def enrol(
    connection: Connection, request: EnrolmentRequest, register_key: bytes, now: datetime
) -> Device:
    """Take in a device by its code, to wait until it is confirmed.

    The same device asking again gets the same answer.

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
    return _take_in(
        connection,
        invitation,
        request.public_key,
        check_text(request.public_key, register_key),
        now,
    )


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
    if known.public_key != public_key or known.state == "revoked":
        raise InvitationRefused
    return known


def _take_in(
    connection: Connection,
    invitation: Row[Any],
    public_key: bytes,
    shown: str,
    now: datetime,
) -> Device:
    device = secrets.token_bytes(DEVICE_ID_LENGTH)
    connection.execute(
        insert(tables.device).values(
            id=device,
            centre=invitation.centre,
            public_key=public_key,
            check_text=shown,
            allowance=invitation.allowance,
            account=device,
            enrolled_at=int(now.timestamp()),
            invited_by=invitation.invited_by,
        )
    )
    used = connection.execute(
        update(tables.invitation)
        .where(tables.invitation.c.id == invitation.id, tables.invitation.c.device.is_(None))
        .values(device=device)
    )
    if used.rowcount != 1:  # another device showed the code at the same moment
        raise InvitationRefused
    record(connection, "enrol", now, device=device, centre=invitation.centre)
    return find_device(connection, device)
