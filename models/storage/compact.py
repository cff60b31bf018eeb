"""Compact backups: one file to carry, `X.dapobackup`, compressed and authenticated.

An encrypted file does not compress. So the rows are read, packed, compressed (zlib) and then sealed
in chunks, each AES-256-GCM under a key derived from the vault's (HKDF, RFC 5869); nothing is ever
on a disk in clear. The nonce of a chunk holds its number and whether it is the last, after the
STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): a chunk changed, moved, left out or
cut off is noticed. The header in front, authenticated with every chunk, holds the key slots, so the
file alone and a passphrase, or the recovery sheet, are enough to restore on another PC.
"""

import secrets
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.errors import BackupDamaged, NotABackup
from models.storage.catalogue import count_rows, read_table, tables_of
from models.storage.derivation import KEY_BYTES
from models.storage.key_slots import KeySlots, decode_slots, encode_slots

MAGIC: Final = b"DAPO compact backup 1\n"
CHUNK: Final = 1 << 20
_TAG: Final = 16
_SALT: Final = 32
_LENGTH: Final = 4
_MAX_HEADER: Final = 1_000_000
_ROWS_A_BLOCK: Final = 500
_LEVEL: Final = 3
"""Of zlib: a third of the time of the usual level for a file a tenth larger."""


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in clear before the chunks: nothing about anyone.

    `slots` is the file of key slots as it lies beside the vault; `made_at` is when the last work
    in it was done.
    """

    slots: bytes
    salt: bytes
    made_at: datetime | None

    def key_slots(self) -> KeySlots:
        """The key slots; raises `KeysDamaged`."""
        return decode_slots(self.slots)


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="table"):
    """The statement that makes a table, and its columns."""

    name: str
    sql: str
    columns: tuple[str, ...]


class Rows(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="rows"):
    """Rows of the table told last: each value as SQLite has it, integer to blob."""

    rows: tuple[tuple[Any, ...], ...]


class Finish(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="finish"):
    """After all rows: the indexes to make, and SQLite's own marks of the file."""

    indexes: tuple[str, ...]
    application_id: int


Record = Table | Rows | Finish
_record_decoder: Final = msgspec.msgpack.Decoder(Record)


def write_compact(
    connection: Any,
    key: bytes,
    slots: KeySlots,
    made_at: datetime | None,
    target: IO[bytes],
    told: Callable[[int, int], None],
) -> None:
    """Write everything that a connection sees, in one moment of it, to an open file.

    Args:
        connection: SQLCipher's own, within a transaction.
        key: the vault's.
        slots: the vault's.
        made_at: when its last work was done, aware.
        target: open for writing, at its beginning.
        told: rows done and rows in all; what it raises stops the writing.
    """
    header = msgspec.msgpack.encode(
        Header(encode_slots(slots), secrets.token_bytes(_SALT), made_at)
    )
    target.write(MAGIC + len(header).to_bytes(_LENGTH) + header)
    packed = (msgspec.msgpack.encode(record) for record in _records(connection, told))
    for sealed in _seal(_compress(packed), _stream_key(key, header), header):
        target.write(len(sealed).to_bytes(_LENGTH) + sealed)


def read_header(source: IO[bytes]) -> tuple[Header, bytes]:
    """The header of a compact backup, and its bytes as they stand in the file.

    Raises:
        NotABackup: it is another kind of file.
        BackupDamaged: it ends within the header.
    """
    if source.read(len(MAGIC)) != MAGIC:
        raise NotABackup
    length = int.from_bytes(source.read(_LENGTH))
    told = source.read(min(length, _MAX_HEADER))
    try:
        return msgspec.msgpack.decode(told, type=Header), told
    except msgspec.MsgspecError as error:
        raise BackupDamaged(reason="header") from error


def read_compact(source: IO[bytes], key: bytes, header: bytes) -> Iterator[Record]:
    """The records of a compact backup, one after the other, checked as they come.

    Args:
        source: open for reading, after its header.
        key: the vault's, out of the header's slots.
        header: as `read_header` gave it.

    Raises:
        BackupDamaged: a chunk was changed, moved or cut off, from there on.
    """
    unpacked = bytearray()
    for part in _decompress(_open(source, _stream_key(key, header), header)):
        unpacked += part
        at = 0
        while (end := at + _LENGTH) <= len(unpacked):
            length = int.from_bytes(unpacked[at:end])
            if end + length > len(unpacked):
                break
            yield _record_decoder.decode(memoryview(unpacked)[end : end + length])
            at = end + length
        del unpacked[:at]
    if unpacked:
        raise BackupDamaged(reason="end")


def _records(connection: Any, told: Callable[[int, int], None]) -> Iterator[Record]:
    done, total = 0, sum(count_rows(connection).values())
    for name, sql in tables_of(connection):
        cursor = read_table(connection, name)
        yield Table(name, sql, tuple(column[0] for column in cursor.description))
        while rows := cursor.fetchmany(_ROWS_A_BLOCK):
            yield Rows(tuple(map(tuple, rows)))
            done += len(rows)
            told(done, total)
    indexes = connection.execute(
        "SELECT sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL ORDER BY name"
    ).fetchall()
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    yield Finish(tuple(sql for (sql,) in indexes), application_id)


def _compress(records: Iterable[bytes]) -> Iterator[bytes]:
    compressor = zlib.compressobj(_LEVEL)
    for record in records:
        yield compressor.compress(len(record).to_bytes(_LENGTH) + record)
    yield compressor.flush()


def _decompress(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack a chunk at a time; a chunk that would unpack without end is never unpacked whole."""
    decompressor = zlib.decompressobj()
    for part in parts:
        waiting = part
        while waiting:
            yield decompressor.decompress(waiting, CHUNK)
            waiting = decompressor.unconsumed_tail
    if not decompressor.eof:
        raise BackupDamaged(reason="end")


@dataclass
class _Nonces:
    """The nonce of each chunk: seven zeros, its number, and one at the last."""

    number: int = 0

    def next(self, *, is_last: bool) -> bytes:
        nonce = bytes(7) + self.number.to_bytes(4) + bytes([is_last])
        self.number += 1
        return nonce


def _seal(parts: Iterable[bytes], key: bytes, header: bytes) -> Iterator[bytes]:
    cipher, nonces, waiting = AESGCM(key), _Nonces(), bytearray()
    for part in parts:
        waiting += part
        while len(waiting) > CHUNK:
            yield cipher.encrypt(nonces.next(is_last=False), bytes(waiting[:CHUNK]), header)
            del waiting[:CHUNK]
    yield cipher.encrypt(nonces.next(is_last=True), bytes(waiting), header)


def _open(source: IO[bytes], key: bytes, header: bytes) -> Iterator[bytes]:
    cipher, nonces = AESGCM(key), _Nonces()
    sealed = _next_chunk(source)
    while sealed:
        following = _next_chunk(source)
        try:
            yield cipher.decrypt(nonces.next(is_last=not following), sealed, header)
        except (InvalidTag, ValueError) as error:
            raise BackupDamaged(reason="chunk", number=nonces.number) from error
        sealed = following


def _next_chunk(source: IO[bytes]) -> bytes:
    """The next sealed chunk, b"" at the end of the file."""
    prefix = source.read(_LENGTH)
    length = int.from_bytes(prefix)
    if prefix and (len(prefix) < _LENGTH or not _TAG <= length <= CHUNK + _TAG):
        raise BackupDamaged(reason="length")
    sealed = source.read(length)
    if len(sealed) < length:
        raise BackupDamaged(reason="end")
    return sealed


def _stream_key(key: bytes, header: bytes) -> bytes:
    """A key for this file alone: the header holds 32 random bytes."""
    return HKDF(SHA256(), KEY_BYTES, None, b"dapo compact backup 1" + header).derive(key)
