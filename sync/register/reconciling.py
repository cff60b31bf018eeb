"""A register or a vault put back from an old copy: how both come to hold the same again.

A register that went back takes a new epoch, and withholds each centre's rows from the others until
that centre has compared them with its vault: what it erased since the copy must not be seen again.
That it went back is told by its administrator (``dapo-register restored``) or proved by a receipt
that it signed itself and does not know.

A centre speaks through one device. Another one, enrolled later for the same centre, compares its
vault's rows first, and then the one before it is shut out.
"""

from datetime import datetime
from secrets import token_bytes
from typing import Final

from sqlalchemy import Connection, func, insert, literal, select, update

from sync.protocol.certificates import is_signed, receipt_statement
from sync.protocol.messages import OwnRow, OwnRowsPage, OwnRowsQuery, Push, Receipt
from sync.register import tables
from sync.register.audit import record
from sync.register.database import EPOCH_LENGTH, read_epoch
from sync.register.devices import Device

OWN_ROWS_A_PAGE: Final = 20_000


class ReceiptNotOurs(Exception):
    """A receipt shown as proof was not signed by this register."""


class EpochDiffers(Exception):
    """Something was meant for a register of another epoch than this one has now."""

    code: Final = "epoch_differs"


class PushLate(Exception):
    """A push not seen before comes after later ones: it was given up, and travelled too long."""

    code: Final = "push_late"


class ReconcileFirst(Exception):
    """Another device spoke for this centre last: compare the rows before pushing any."""

    code: Final = "reconcile_first"


def begin_epoch(connection: Connection, now: datetime, *, by: str = "") -> bytes:
    """Give the register a new epoch, for its database was put back from a copy."""
    ended, epoch = read_epoch(connection), token_bytes(EPOCH_LENGTH)
    last_push = connection.scalar(select(func.max(tables.receipt.c.stored_at))) or 0
    connection.execute(update(tables.register).values(epoch=epoch))
    connection.execute(
        insert(tables.past_epoch).values(
            epoch=ended, ended_at=int(now.timestamp()), went_back_to=last_push
        )
    )
    record(connection, "restored", now, by=by)
    return epoch


def prove_restore(
    connection: Connection, device: Device, receipt: Receipt, public_key: bytes, now: datetime
) -> None:
    """Take a new epoch if the receipt shows that this register forgot what it had confirmed.

    Raises:
        ReceiptNotOurs: the signature is not by ``public_key``, the register's own.
    """
    if not is_signed(receipt_statement(receipt), receipt.signature, public_key):
        raise ReceiptNotOurs
    known = connection.scalar(
        select(tables.receipt.c.digest).where(
            tables.receipt.c.device == receipt.device,
            tables.receipt.c.sequence == receipt.sequence,
        )
    )
    is_past = connection.scalar(
        select(tables.past_epoch.c.epoch).where(tables.past_epoch.c.epoch == receipt.epoch)
    )
    if known != receipt.digest and is_past is None:
        begin_epoch(connection, now, by=f"receipt of centre {device.centre}")


def went_back_to(connection: Connection) -> int:
    """Return when the copy in use had its last push; 0 if the register was never put back."""
    latest = (
        select(tables.past_epoch.c.went_back_to)
        .order_by(tables.past_epoch.c.ended_at.desc())
        .limit(1)
    )
    return connection.scalar(latest) or 0


def last_sequence(connection: Connection, device: bytes) -> int:
    """Return the highest sequence a device has a receipt for, 0 if none."""
    highest = select(func.max(tables.receipt.c.sequence)).where(tables.receipt.c.device == device)
    return connection.scalar(highest) or 0


def withheld_centres(connection: Connection) -> tuple[int, ...]:
    """Return the centres whose rows nobody else may see now; mostly none."""
    standing, register = tables.standing.c, tables.register.c
    chosen = select(standing.centre).where(
        (standing.epoch.is_(None)) | (standing.epoch != select(register.epoch).scalar_subquery())
    )
    return tuple(connection.scalars(chosen.order_by(standing.centre)))


def must_reconcile(connection: Connection, device: Device) -> bool:
    """Tell whether the centre's rows have yet to be compared with this device's vault."""
    standing = _standing(connection, device.centre)
    return standing is not None and standing != (device.device, read_epoch(connection))


def check_push(connection: Connection, device: Device, push: Push) -> None:
    """Let a new push pass that is meant for this register, from who speaks for its centre.

    Raises:
        EpochDiffers: it was made for another epoch.
        PushLate: its sequence is not after all others of the device.
        ReconcileFirst: another device spoke for the centre last.
    """
    current = read_epoch(connection)
    if push.epoch != current:
        raise EpochDiffers
    if push.sequence <= last_sequence(connection, device.device):
        raise PushLate
    standing = _standing(connection, device.centre)
    if standing is None:
        _set_standing(connection, device, current)
    elif standing[0] != device.device:
        raise ReconcileFirst


def reconcile(
    connection: Connection, device: Device, epoch: bytes, now: datetime, *, is_done: bool
) -> None:
    """Note that a centre begins to compare its rows, or that they are what its vault wants.

    Raises:
        EpochDiffers: the register has gone back once more meanwhile.
        ReconcileFirst: it ends what this device did not begin.
    """
    if epoch != read_epoch(connection):
        raise EpochDiffers
    standing = _standing(connection, device.centre)
    before = standing[0] if standing else device.device
    if is_done and before != device.device:
        raise ReconcileFirst
    if before != device.device:
        _shut_out(connection, before, device, now)
    _set_standing(connection, device, epoch if is_done else None)
    action = "reconciled" if is_done else "reconcile"
    record(connection, action, now, device=device.device, centre=device.centre)


def list_own_rows(connection: Connection, centre: int, query: OwnRowsQuery) -> OwnRowsPage:
    """Return a page of the centre's own rows, in the order of their names."""
    entry, aid, farewell = tables.entry.c, tables.aid.c, tables.farewell.c
    # Literals in place of columns: every part answers name, version, whether erased.
    name, chosen = {
        "entries": (
            entry.tag,
            select(entry.tag, literal(0), entry.is_erased).where(
                entry.centre == centre, entry.is_erased.is_(False)
            ),
        ),
        "aid": (
            aid.address,
            select(aid.address, aid.version, aid.is_erased).where(aid.centre == centre),
        ),
        "farewells": (
            farewell.address,
            select(farewell.address, literal(0), literal(1)).where(farewell.centre == centre),
        ),
    }[query.part]
    if query.after:
        chosen = chosen.where(name > query.after)
    found = connection.execute(chosen.order_by(name).limit(OWN_ROWS_A_PAGE)).all()
    rows = tuple(OwnRow(bytes(name), version, bool(erased)) for name, version, erased in found)
    return OwnRowsPage(rows=rows, is_last=len(rows) < OWN_ROWS_A_PAGE)


def keep_farewells(
    connection: Connection, centre: int, addresses: tuple[bytes, ...], now: datetime
) -> None:
    """Remember households that left for good; a farewell said twice is said once."""
    if not addresses:
        return
    columns = tables.farewell.c
    known = set(
        connection.scalars(
            select(columns.address).where(columns.centre == centre, columns.address.in_(addresses))
        )
    )
    said_at = int(now.timestamp())
    new = [
        {"centre": centre, "address": address, "said_at": said_at}
        for address in dict.fromkeys(addresses)
        if address not in known
    ]
    if new:
        connection.execute(insert(tables.farewell), new)


def _standing(connection: Connection, centre: int) -> tuple[bytes, bytes | None] | None:
    columns = tables.standing.c
    row = connection.execute(
        select(columns.device, columns.epoch).where(columns.centre == centre)
    ).one_or_none()
    return None if row is None else (row.device, row.epoch)


def _set_standing(connection: Connection, device: Device, epoch: bytes | None) -> None:
    values = {"device": device.device, "epoch": epoch}
    changed = connection.execute(
        update(tables.standing).where(tables.standing.c.centre == device.centre).values(values)
    )
    if not changed.rowcount:
        connection.execute(insert(tables.standing).values(centre=device.centre, **values))


def _shut_out(connection: Connection, before: bytes, device: Device, now: datetime) -> None:
    connection.execute(
        update(tables.device)
        .where(tables.device.c.id == before, tables.device.c.revoked_at.is_(None))
        .values(revoked_at=int(now.timestamp()))
    )
    record(
        connection,
        "revoke",
        now,
        by=f"device {device.device.hex()}",
        device=before,
        centre=device.centre,
    )
