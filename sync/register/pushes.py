"""Takes what a device pushes: one transaction, once, with a signed receipt."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Table, and_, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sync.protocol.certificates import receipt_statement
from sync.protocol.messages import AidRow, EntryRow, Push, Receipt
from sync.register import tables
from sync.register.audit import record
from sync.register.database import read_epoch, take_sequences
from sync.register.enrolment import Device

# Both spell ON CONFLICT alike; their classes share no ancestor that knows it.
_INSERTS: Final[Mapping[str, Callable[[Table], sqlite.Insert]]] = {
    "sqlite": sqlite.insert,
    "postgresql": cast("Callable[[Table], sqlite.Insert]", postgresql.insert),
}


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
    """
    known = _find_receipt(connection, device.device, push.sequence)
    if known is not None:
        if known.digest != digest:
            raise PushDiffers
        return known
    last = take_sequences(connection, push.rows)
    last = _store_entries(connection, device.centre, push.entries, last)
    last = _store_aid(connection, device.centre, push.aid, last)
    last = _erase(connection, tables.entry, "tag", device.centre, push.erased_entries, last)
    last = _erase(connection, tables.aid, "address", device.centre, push.erased_aid, last)
    statement = receipt_statement(device.device, push.sequence, digest, last)
    receipt = Receipt(
        device=device.device,
        sequence=push.sequence,
        digest=digest,
        rows=push.rows,
        epoch=read_epoch(connection),
        high_water=last,
        signature=signing_key.sign(statement),
    )
    _keep_receipt(connection, receipt, now)
    record(connection, "push", now, device=device.device, centre=device.centre, rows=push.rows)
    return receipt


def _store_entries(connection: Connection, centre: int, rows: Sequence[EntryRow], last: int) -> int:
    if not rows:
        return last
    statement = _INSERTS[connection.dialect.name](tables.entry)
    new = statement.excluded
    _write_many(
        connection,
        statement.on_conflict_do_update(
            index_elements=["tag", "centre"],
            set_={
                "sequence": new.sequence,
                "index": new.index,
                "sealed": new.sealed,
                "is_erased": new.is_erased,
            },
        ),
        ("sequence", "centre", "index", "tag", "sealed", "is_erased"),
        [
            (sequence, centre, row.index, row.tag, row.sealed, False)
            for sequence, row in enumerate(rows, last + 1)
        ],
    )
    return last + len(rows)


def _write_many(
    connection: Connection,
    statement: sqlite.Insert,
    columns: Sequence[str],
    rows: list[tuple[Any, ...]],
) -> None:
    """Hand rows to the driver as they are: preparing each value costs more than storing it."""
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(columns))
    if compiled.positional:
        connection.exec_driver_sql(compiled.string, rows)
    else:
        connection.execute(statement, [dict(zip(columns, row, strict=True)) for row in rows])


def _store_aid(connection: Connection, centre: int, rows: Sequence[AidRow], last: int) -> int:
    if not rows:
        return last
    _check_owner(connection, centre, [row.address for row in rows])
    statement = _INSERTS[connection.dialect.name](tables.aid)
    new = statement.excluded
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["address"],
            set_={
                "sequence": new.sequence,
                "version": new.version,
                "sealed": new.sealed,
                "is_erased": new.is_erased,
            },
            where=and_(tables.aid.c.centre == new.centre, tables.aid.c.version < new.version),
        ),
        [
            {
                "address": row.address,
                "centre": centre,
                "sequence": sequence,
                "version": row.version,
                "sealed": row.sealed,
                "is_erased": False,
            }
            for sequence, row in enumerate(rows, last + 1)
        ],
    )
    return last + len(rows)


def _check_owner(connection: Connection, centre: int, addresses: Sequence[bytes]) -> None:
    foreign = connection.execute(
        select(func.count())
        .select_from(tables.aid)
        .where(tables.aid.c.address.in_(addresses), tables.aid.c.centre != centre)
    ).scalar_one()
    if foreign:
        raise AddressTaken


def _erase(
    connection: Connection,
    table: Table,
    name: str,
    centre: int,
    erased: Sequence[bytes],
    last: int,
) -> int:
    """Empty the centre's own rows and move them to the end, where others will find them.

    An unknown name is passed over: erasing twice is erasing.
    """
    if not erased:
        return last
    connection.execute(
        update(table)
        .where(table.c[name] == bindparam("erased"), table.c.centre == centre)
        .values(sealed=b"", is_erased=True, sequence=bindparam("next")),
        [{"erased": each, "next": sequence} for sequence, each in enumerate(erased, last + 1)],
    )
    return last + len(erased)


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
        epoch=read_epoch(connection),
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
            high_water=receipt.high_water,
            signature=receipt.signature,
            stored_at=int(now.timestamp()),
        )
    )
