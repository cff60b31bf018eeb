"""The key-holders' keys: seen at each of them, kept, told to the centres, one for everybody.

A public key once seen for a key epoch is the only one for that epoch: a key-holder that later
shows another is not believed, here or at a centre. So none can give one centre a key of its own.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final, Literal

import httpx
import msgspec
from sqlalchemy import Connection, Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError

from sync.protocol.certificates import is_signed, key_set_statement
from sync.protocol.codec import MalformedMessage, decode, decode_json, encode
from sync.protocol.messages import HeldKey, KeyHolderAddress, KeySet
from sync.register import tables
from sync.register.alarms import KeysAmiss, note_alarm
from sync.register.database import reading, writing

SEEN_EVERY_SECONDS: Final = 60.0
_TIMEOUT: Final = httpx.Timeout(5.0)
_MAX_ANSWER_BYTES: Final = 64 * 1024
_LATE: Final = timedelta(days=2)
"""Before a new key is used, when a key-holder without one is an alarm and no news any more."""

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

    Keys that are not a key-holder's own, and keys that it lacks shortly before they are used, are
    alarms for the administrators too.

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
                _alarm(engine, holder, "keys_foreign", clock())
    with reading(engine) as connection:
        told = told_key_holders(connection, key_holders)
    for holder in _lagging(told, clock()):
        _alarm(engine, holder, "keys_lagging", clock())


def keep_key_set(engine: Engine, holder: KeyHolderAddress, key_set: KeySet, now: datetime) -> None:
    """Keep what a key-holder told of its keys.

    Raises:
        KeySetRefused: the signature is another's, or a key is not the one seen before.
    """
    if not is_signed(key_set_statement(key_set.keys), key_set.signature, holder.identity_key):
        raise KeySetRefused(holder.url)
    with writing(engine) as connection:
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


def _lagging(told: Sequence[KeyHolderAddress], now: datetime) -> list[KeyHolderAddress]:
    """Warn of each key that a key-holder lacks; return those that lack one about to be used."""
    begins: dict[int, int] = {}
    for key in (key for holder in told for key in _keys(holder) if key.ends is None):
        begins[key.key_epoch] = min(key.begins, begins.get(key.key_epoch, key.begins))
    late = []
    for holder in told:
        missing = sorted(begins.keys() - {key.key_epoch for key in _keys(holder)})
        for key_epoch in missing:
            logger.warning("key-holder %s has no key of epoch %d yet", holder.url, key_epoch)
        if any(begins[key_epoch] <= (now + _LATE).timestamp() for key_epoch in missing):
            late.append(holder)
    return late


def _alarm(
    engine: Engine,
    holder: KeyHolderAddress,
    kind: Literal["keys_foreign", "keys_lagging"],
    now: datetime,
) -> None:
    # A clash: another machine of the same register noted it at this very moment.
    with suppress(IntegrityError), writing(engine) as connection:
        note_alarm(connection, holder.url, KeysAmiss(kind, now.date().isoformat()), now)


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
