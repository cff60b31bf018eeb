"""The key-holders' keys: seen at each of them, kept, told to the centres, one for everybody.

A public key once seen for a key epoch is the only one for that epoch: a key-holder that later
shows another is not believed, here or at a centre. So none can give one centre a key of its own.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

import httpx
import msgspec
from sqlalchemy import Connection, Engine, delete, insert, select

from sync.protocol.certificates import is_signed, key_set_statement
from sync.protocol.codec import MalformedMessage, decode, decode_json, encode
from sync.protocol.messages import HeldKey, KeyHolderAddress, KeySet
from sync.register import tables
from sync.register.database import reading

SEEN_EVERY_SECONDS: Final = 60.0
_TIMEOUT: Final = httpx.Timeout(5.0)
_MAX_ANSWER_BYTES: Final = 64 * 1024

logger = logging.getLogger(__name__)


class KeySetRefused(Exception):
    """A key set is not signed by its key-holder, or changes a key; ``args`` holds the address."""


def see_key_sets(
    engine: Engine,
    key_holders: Sequence[KeyHolderAddress],
    clock: Callable[[], datetime],
    transport: httpx.BaseTransport | None = None,
) -> None:
    """Ask every key-holder for its keys and keep them; a failure is logged and changes nothing.

    Args:
        engine: the register's database.
        key_holders: as configured: addresses and identity keys.
        clock: the register's.
        transport: in place of the network, for tests.
    """
    with httpx.Client(transport=transport, timeout=_TIMEOUT, follow_redirects=False) as http:
        for holder in key_holders:
            try:
                keep_key_set(engine, holder, _fetch(http, holder), clock())
            except (httpx.HTTPError, httpx.InvalidURL, MalformedMessage) as error:
                logger.warning("no keys from key-holder %s: %s", holder.url, type(error).__name__)
            except KeySetRefused:
                logger.error("key-holder %s shows keys that are not its own", holder.url)  # noqa: TRY400 - no fault of ours to trace
    with reading(engine) as connection:
        _warn_of_missing(told_key_holders(connection, key_holders))


def keep_key_set(engine: Engine, holder: KeyHolderAddress, key_set: KeySet, now: datetime) -> None:
    """Keep what a key-holder told of its keys.

    Raises:
        KeySetRefused: the signature is another's, or a key is not the one seen before.
    """
    if not is_signed(key_set_statement(key_set.keys), key_set.signature, holder.identity_key):
        raise KeySetRefused(holder.url)
    with engine.begin() as connection:
        if _known(connection).get(holder.identity_key) == key_set:
            return
        _pin(connection, holder, key_set)
        table = tables.key_set
        connection.execute(delete(table).where(table.c.identity_key == holder.identity_key))
        row = {"message": encode(key_set), "seen_at": int(now.timestamp())}
        connection.execute(insert(table).values(identity_key=holder.identity_key, **row))


def _pin(connection: Connection, holder: KeyHolderAddress, key_set: KeySet) -> None:
    """Keep each key shown for the first time; raises ``KeySetRefused`` for one that changed."""
    table = tables.pinned_key
    columns = select(table.c.key_epoch, table.c.public_key)
    rows = connection.execute(columns.where(table.c.identity_key == holder.identity_key))
    pinned = dict(rows.all())
    for key in key_set.keys:
        if pinned.setdefault(key.key_epoch, key.public_key) != key.public_key:
            raise KeySetRefused(holder.url)
    connection.execute(delete(table).where(table.c.identity_key == holder.identity_key))
    connection.execute(
        insert(table),
        [
            {"identity_key": holder.identity_key, "key_epoch": epoch, "public_key": public_key}
            for epoch, public_key in pinned.items()
        ],
    )


def told_key_holders(
    connection: Connection, key_holders: Sequence[KeyHolderAddress]
) -> tuple[KeyHolderAddress, ...]:
    """Return the key-holders with the key sets seen last."""
    known = _known(connection)
    return tuple(
        msgspec.structs.replace(holder, key_set=known.get(holder.identity_key))
        for holder in key_holders
    )


def key_epochs_in_use(told: Sequence[KeyHolderAddress], now: datetime) -> tuple[int, ...]:
    """Return the key epochs that every key-holder has in use now, the oldest first."""
    instant = now.timestamp()
    used = [
        {
            key.key_epoch
            for key in _keys(holder)
            if key.begins <= instant and (key.ends is None or instant < key.ends)
        }
        for holder in told
    ]
    return tuple(sorted(set.intersection(*used))) if used else ()


def _warn_of_missing(told: Sequence[KeyHolderAddress]) -> None:
    everywhere = {key.key_epoch for holder in told for key in _keys(holder) if key.ends is None}
    for holder in told:
        for key_epoch in sorted(everywhere - {key.key_epoch for key in _keys(holder)}):
            logger.warning("key-holder %s has no key of epoch %d yet", holder.url, key_epoch)


def _keys(holder: KeyHolderAddress) -> tuple[HeldKey, ...]:
    return () if holder.key_set is None else holder.key_set.keys


def _known(connection: Connection) -> dict[bytes, KeySet]:
    rows = connection.execute(select(tables.key_set.c.identity_key, tables.key_set.c.message))
    return {identity_key: decode(message, KeySet) for identity_key, message in rows}


def _fetch(http: httpx.Client, holder: KeyHolderAddress) -> KeySet:
    body = bytearray()
    with http.stream("GET", f"{holder.url.rstrip('/')}/keys") as response:
        response.raise_for_status()
        for part in response.iter_bytes():
            body += part
            if len(body) > _MAX_ANSWER_BYTES:
                raise MalformedMessage
    return decode_json(bytes(body), KeySet)
