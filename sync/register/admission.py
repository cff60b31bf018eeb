"""Who may ask the register: confirmed devices and pinned key-holders, each signed request once."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from litestar import Request
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.status_codes import HTTP_401_UNAUTHORIZED, HTTP_403_FORBIDDEN
from sqlalchemy import Engine

from sync.protocol.certificates import CertificateRefused, read_certificate
from sync.protocol.messages import KeyHolderAddress
from sync.protocol.signing import CERTIFICATE_HEADER, utc_now
from sync.register.database import reading
from sync.register.devices import Device, DeviceUnknown, certify, find_device
from sync.register.nonces import Nonces
from sync.serving.refusals import Refused
from sync.serving.signed_requests import ReceivedRequest, receive

OF_DEVICES: Final = {
    401: ("parcel_expired",),
    403: ("device_revoked", "device_waiting"),
}
"""Codes by which every route for devices may refuse, beside those about signatures."""
REQUESTS_A_MINUTE = 600
"""Of one device, over all processes: a first load of a large centre stays below half of it."""
_NONCE_OWNER_LENGTH = 16


@dataclass(frozen=True)
class Register:
    """Everything the register's answers depend on."""

    engine: Engine
    signing_key: Ed25519PrivateKey
    key_holders: tuple[KeyHolderAddress, ...] = ()
    public_url: str | None = None
    clock: Callable[[], datetime] = utc_now
    requests_a_minute: int = REQUESTS_A_MINUTE
    nonces: Nonces = field(init=False)

    def __post_init__(self) -> None:
        """Open the nonces of the database."""
        object.__setattr__(self, "nonces", Nonces(self.engine, self.requests_a_minute))

    @property
    def public_key(self) -> bytes:
        """The 32 bytes that devices and key-holders pin."""
        return self.signing_key.public_key().public_bytes_raw()


async def admit_device(request: Request[Any, Any, Any], state: State) -> Device:
    """Check signature, device and nonce.

    Raises:
        Refused: 401 ``not_signed``, ``clock_differs`` or ``replayed``; 403 ``device_revoked`` or
            ``device_waiting``; 429 ``too_many_requests``.
    """
    register: Register = state.register
    received = await receive(request, register.public_url)
    return await sync_to_thread(_admit, register, received)


async def admit_key_holder(request: Request[Any, Any, Any], state: State) -> KeyHolderAddress:
    """Check that one of the network's key-holders signed, with its pinned identity key.

    Raises:
        Refused: 401 ``not_signed``, ``clock_differs`` or ``replayed``; 429 ``too_many_requests``.
    """
    register: Register = state.register
    received = await receive(request, register.public_url)
    return await sync_to_thread(_admit_key_holder, register, received)


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
    (device,) = found
    if device.state == "revoked":
        raise Refused(HTTP_403_FORBIDDEN, "device_revoked")
    # A letter from a parcel may come again: it is counted, and its answer is the same.
    nonce = secrets.token_urlsafe() if signed.is_carried else signed.nonce
    register.nonces.take(device.device, nonce, now, device)
    if device.state == "waiting":
        raise Refused(HTTP_403_FORBIDDEN, "device_waiting")
    if signed.is_carried:
        _check_life(register, device, received, now)
    return device


def _check_life(
    register: Register, device: Device, received: ReceivedRequest, now: datetime
) -> None:
    """A parcel lives as long as the certificate it was made with; the first of a device has none.

    Raises:
        Refused: 401 ``parcel_expired`` with a fresh certificate for the next parcel.
    """
    shown = received.plain.headers.get(CERTIFICATE_HEADER)
    if shown is None:
        return
    try:
        shown_to = read_certificate(
            shown, register.signing_key.public_key(), int(now.timestamp())
        ).device
    except CertificateRefused:
        shown_to = b""
    if shown_to != device.device:
        fresh = certify(device, register.signing_key, now)
        raise Refused(HTTP_401_UNAUTHORIZED, "parcel_expired", certificate=fresh)


def _admit_key_holder(register: Register, received: ReceivedRequest) -> KeyHolderAddress:
    pinned = {holder.identity_key.hex(): holder for holder in register.key_holders}

    def find_key(key_id: str) -> Ed25519PublicKey | None:
        holder = pinned.get(key_id)
        return Ed25519PublicKey.from_public_bytes(holder.identity_key) if holder else None

    now = register.clock()
    signed = received.verify(find_key, now)
    holder = pinned[signed.key_id]
    register.nonces.take(holder.identity_key[:_NONCE_OWNER_LENGTH], signed.nonce, now)
    return holder
