"""Who may ask the register: an enrolled device that is not revoked, each signed request once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from litestar import Request
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.status_codes import HTTP_401_UNAUTHORIZED, HTTP_403_FORBIDDEN
from sqlalchemy import Engine, delete, insert
from sqlalchemy.exc import IntegrityError

from sync.protocol.limits import NONCE_KEPT_SECONDS
from sync.protocol.messages import KeyHolderAddress
from sync.protocol.signing import utc_now
from sync.register import tables
from sync.register.database import reading
from sync.register.enrolment import Device, DeviceUnknown, find_device
from sync.serving.refusals import Refused
from sync.serving.signed_requests import ReceivedRequest, receive


@dataclass(frozen=True)
class Register:
    """Everything the register's answers depend on."""

    engine: Engine
    signing_key: Ed25519PrivateKey
    key_holders: tuple[KeyHolderAddress, ...] = ()
    public_url: str | None = None
    clock: Callable[[], datetime] = utc_now

    @property
    def public_key(self) -> bytes:
        """The 32 bytes that devices and key-holders pin."""
        return self.signing_key.public_key().public_bytes_raw()


async def admit_device(request: Request[Any, Any, Any], state: State) -> Device:
    """Check signature, device and nonce.

    Raises:
        Refused: 401 ``not_signed``, ``clock_differs`` or ``replayed``; 403 ``device_revoked``.
    """
    register: Register = state.register
    received = await receive(request, register.public_url)
    return await sync_to_thread(_admit, register, received)


def _admit(register: Register, received: ReceivedRequest) -> Device:
    now = register.clock()
    found: list[Device] = []

    def find_key(key_id: str) -> Ed25519PublicKey | None:
        try:
            with reading(register.engine) as connection:
                found.append(find_device(connection, bytes.fromhex(key_id)))
        except (ValueError, DeviceUnknown):
            return None
        return Ed25519PublicKey.from_public_bytes(found[0].public_key)

    signed = received.verify(find_key, now)
    if found[0].is_revoked:
        raise Refused(HTTP_403_FORBIDDEN, "device_revoked")
    _keep_nonce(register.engine, found[0].device, signed.nonce, now)
    return found[0]


def _keep_nonce(engine: Engine, device: bytes, nonce: str, now: datetime) -> None:
    instant = int(now.timestamp())
    try:
        with engine.begin() as connection:
            connection.execute(
                delete(tables.nonce).where(tables.nonce.c.seen_at < instant - NONCE_KEPT_SECONDS)
            )
            connection.execute(
                insert(tables.nonce).values(device=device, nonce=nonce, seen_at=instant)
            )
    except IntegrityError as error:
        raise Refused(HTTP_401_UNAUTHORIZED, "replayed") from error
