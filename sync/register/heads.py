"""Heads of chains: the register remembers each vault's, and tells its own log's.

Where a centre's file lies, the notes of what was last seen of it lie too: who puts both back
together is noticed by what stands here. And a register whose log went back is noticed by what the
centres were told of it.
"""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from sync.protocol.messages import Heads, LogHead, VaultHead
from sync.register import tables
from sync.register.audit import read_head
from sync.register.devices import Device


def told_vault_head(connection: Connection, device: Device) -> VaultHead | None:
    """Return what this device, or one it followed, told last of its vault."""
    columns = tables.vault_head.c
    row = connection.execute(
        select(columns.sequence, columns.digest, columns.told_at).where(
            columns.centre == device.centre, columns.account == device.account
        )
    ).one_or_none()
    return row and VaultHead(sequence=row.sequence, digest=row.digest, told_at=row.told_at)


def keep_vault_head(connection: Connection, device: Device, told: Heads, now: datetime) -> None:
    """Remember how far a vault has come that knows what was kept of it, or goes on knowingly."""
    kept = told_vault_head(connection, device)
    if kept is not None and kept.digest != told.before and not told.knowingly:
        return
    values = {
        "account": device.account,
        "sequence": told.sequence,
        "digest": told.digest,
        "told_at": int(now.timestamp()),
    }
    table = tables.vault_head
    changed = connection.execute(
        update(table).where(table.c.centre == device.centre).values(values)
    )
    if not changed.rowcount:
        connection.execute(insert(table).values(centre=device.centre, **values))


def tell_log_head(connection: Connection, length: int) -> LogHead:
    """Tell the end of the log, and the digest it had when it was so long."""
    head = read_head(connection)
    then = connection.scalar(select(tables.audit.c.digest).where(tables.audit.c.id == length))
    return LogHead(length=head.length, digest=head.digest, digest_then=then or b"")
