"""Takes what a device pushes: one transaction, once, with a signed receipt."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, literal, select

from sync.protocol.certificates import receipt_statement
from sync.protocol.messages import Push, Receipt
from sync.register import tables
from sync.register.audit import record
from sync.register.database import among, lock_counter, take_sequences
from sync.register.devices import Device
from sync.register.reconciling import check_push, keep_farewells
from sync.register.storing import storing

SIGNATURE_LENGTH: Final = 64


class PushDiffers(Exception):
    """The device already pushed other content under this sequence."""


class AddressTaken(Exception):
    """An aid address belongs to another centre."""


def store_push(
    connection: Connection,
    device: Device,
    push: Push,
    digest: bytes,
    *,
    signing_key: Ed25519PrivateKey,
    now: datetime,
) -> Receipt:
    """Store a push in the caller's transaction, or find that it already was.

    ``digest`` is the SHA-256 of the push's bytes as received.

    Raises:
        PushDiffers: same sequence, other digest.
        AddressTaken: it would write over another centre's aid.
        EpochDiffers, ReconcileFirst, PushLate: see ``check_push``.
    """
    lock_counter(connection)
    known = _find_receipt(connection, device.device, push.sequence)
    if known is not None:
        if known.digest != digest:
            raise PushDiffers
        return known
    check_push(connection, device, push)
    keep_farewells(connection, device.centre, push.farewells, now)
    last = _store(connection, device.centre, push, take_sequences(connection, push.rows))
    unsigned = Receipt(
        device=device.device,
        sequence=push.sequence,
        digest=digest,
        rows=push.rows,
        epoch=push.epoch,
        high_water=last,
        signature=bytes(SIGNATURE_LENGTH),
    )
    signature = signing_key.sign(receipt_statement(unsigned))
    receipt = msgspec.structs.replace(unsigned, signature=signature)
    _keep_receipt(connection, receipt, now)
    record(connection, "push", now, device=device.device, centre=device.centre, rows=push.rows)
    return receipt


def _store(connection: Connection, centre: int, push: Push, last: int) -> int:
    """Store all rows, numbered from ``last`` on; return the last number."""
    _check_owner(connection, centre, [row.address for row in push.aid])
    store = storing(connection)
    store.store_entries(centre, push.entries, last)
    last += len(push.entries)
    store.store_aid(centre, push.aid, last)
    last += len(push.aid)
    store.erase_entries(centre, push.erased_entries, last)
    last += len(push.erased_entries)
    store.erase_aid(centre, push.erased_aid, last)
    return last + len(push.erased_aid)


def _check_owner(connection: Connection, centre: int, addresses: Sequence[bytes]) -> None:
    if not addresses:
        return
    theirs = select(literal(1)).where(
        among(connection, tables.aid.c.address, addresses), tables.aid.c.centre != centre
    )
    if connection.execute(theirs.limit(1)).first() is not None:
        raise AddressTaken


def _find_receipt(connection: Connection, device: bytes, sequence: int) -> Receipt | None:
    row = connection.execute(
        select(tables.receipt).where(
            tables.receipt.c.device == device, tables.receipt.c.sequence == sequence
        )
    ).one_or_none()
    if row is None:
        return None
    return Receipt(
        device=row.device,
        sequence=row.sequence,
        digest=row.digest,
        rows=row.rows,
        epoch=row.epoch,
        high_water=row.high_water,
        signature=row.signature,
    )


def _keep_receipt(connection: Connection, receipt: Receipt, now: datetime) -> None:
    connection.execute(
        insert(tables.receipt).values(
            device=receipt.device,
            sequence=receipt.sequence,
            digest=receipt.digest,
            rows=receipt.rows,
            epoch=receipt.epoch,
            high_water=receipt.high_water,
            signature=receipt.signature,
            stored_at=int(now.timestamp()),
        )
    )
