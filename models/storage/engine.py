"""Encrypted connections: SQLCipher under a raw key, checked before they are used.

Three silences of SQLCipher are answered here. A missing key makes a plaintext file, a malformed
raw key is taken for a passphrase, and a SQLite without the cipher ignores the key: so the key is
checked as 64 hexadecimal digits before, and the cipher's version, the header and the settings
after.
"""

import errno
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache
from typing_extensions import override

from models.errors import (
    CipherMissing,
    DiskFailed,
    DiskFull,
    NotAVault,
    VaultDamaged,
    VaultReadOnly,
    WorldError,
)

OLDEST_SQLITE: Final = (3, 51, 3)
"""Before it a write-ahead log could be reset under a reader."""
PLAINTEXT_HEADER: Final = b"SQLite format 3\x00"
_HEX_KEY: Final = re.compile(r"[0-9a-f]{64}\Z")
_FORBIDDEN_FUNCTIONS: Final = frozenset({"load_extension", "sqlcipher_export", "readfile"})
_SETTINGS: Final = (
    ("cipher_memory_security", "ON", "1"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", "2"),
    ("foreign_keys", "ON", "1"),
    ("cache_size", "-64000", "-64000"),
    ("temp_store", "MEMORY", "2"),
    ("secure_delete", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("busy_timeout", "5000", "5000"),
)
_ONLY_READS: Final = ("query_only", "ON", "1")
_UNFINISHED: Final = (("journal_mode", "OFF", "off"), ("synchronous", "OFF", "0"))
_FAILURES: Final[dict[int, type[WorldError]]] = {
    sqlcipher.SQLITE_CORRUPT: VaultDamaged,
    sqlcipher.SQLITE_NOTADB: VaultDamaged,
    sqlcipher.SQLITE_FULL: DiskFull,
    sqlcipher.SQLITE_READONLY: VaultReadOnly,
    sqlcipher.SQLITE_PERM: VaultReadOnly,
    sqlcipher.SQLITE_CANTOPEN: DiskFailed,
    sqlcipher.SQLITE_IOERR: DiskFailed,
}
_WORDS: Final = {
    "database or disk is full": sqlcipher.SQLITE_FULL,
    "disk I/O error": sqlcipher.SQLITE_IOERR,
    "database disk image is malformed": sqlcipher.SQLITE_CORRUPT,
    "attempt to write a readonly database": sqlcipher.SQLITE_READONLY,
}
"""What the backup interface says: its errors have words and no code."""
_SYSTEM_FAILURES: Final[dict[int, type[WorldError]]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EACCES: VaultReadOnly,
    errno.EPERM: VaultReadOnly,
    errno.EROFS: VaultReadOnly,
}


def check_header(path: Path) -> None:
    """Refuse a file that cannot be an encrypted vault.

    Raises:
        NotAVault: it is an ordinary SQLite file, or shorter than a page.
    """
    with path.open("rb") as file:
        header = file.read(len(PLAINTEXT_HEADER))
    if header == PLAINTEXT_HEADER or path.stat().st_size < 4096:
        raise NotAVault(path=str(path))


def connect(
    path: Path,
    key: bytes,
    *,
    create: bool = False,
    read_only: bool = False,
    unfinished: bool = False,
) -> Any:
    """A raw SQLCipher connection to the vault, keyed, set up and read back.

    `unfinished` is for a new file that nobody relies on before it is whole: it has no log and does
    not wait for the disk; whoever makes it waits once, at the end.

    Raises:
        CipherMissing: SQLite is too old or does not encrypt.
        VaultDamaged: the key does not open the first page.
        VaultReadOnly, DiskFull, DiskFailed: as the disk says.
    """
    hex_key = key.hex()
    if _HEX_KEY.match(hex_key) is None:
        raise ValueError("the key of a vault is 32 bytes")
    if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
        raise CipherMissing(sqlite=sqlcipher.sqlite_version)
    try:
        connection = sqlcipher.connect(
            f"{_uri(path)}?mode={'rwc' if create else 'rw'}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
    except sqlcipher.Error as error:
        raise _failure(error, path) or error from error
    try:
        _set_up(connection, hex_key, (_ONLY_READS,) * read_only + _UNFINISHED * unfinished)
    except sqlcipher.Error as error:
        connection.close()
        raise _failure(error, path) or error from error
    except BaseException:
        connection.close()
        raise
    return connection


class VaultDialect(SQLiteDialect_pysqlite):
    """SQLite as all vaults speak it: a statement compiled for one engine serves every other.

    A vault has two, and has them anew at each unlocking.
    """

    supports_statement_cache = True

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, VaultDialect)

    @override
    def __hash__(self) -> int:
        return hash(VaultDialect)


registry.register("sqlite.vault", __name__, VaultDialect.__name__)
_compiled: Final[LRUCache[Any, Any]] = LRUCache(1_000)


def make_engine(path: Path, key: bytes, *, read_only: bool = False) -> Engine:
    """An engine on the vault: one writing connection, or up to eight that only read."""
    engine = create_engine(
        "sqlite+vault://",
        module=sqlcipher,
        execution_options={"compiled_cache": _compiled},
        creator=lambda: connect(path, key, read_only=read_only),
        poolclass=QueuePool,
        pool_size=4 if read_only else 1,
        max_overflow=4 if read_only else 0,
    )
    event.listen(engine, "begin", _begin_with("BEGIN" if read_only else "BEGIN IMMEDIATE"))
    event.listen(engine, "handle_error", _told_as_fact(path))
    return engine


def _uri(path: Path) -> str:
    uri = path.absolute().as_uri()
    is_share = not uri.startswith("file:///")
    return uri.replace("file://", "file:////", 1) if is_share else uri


def _set_up(connection: Any, hex_key: str, besides: Sequence[tuple[str, str, str]]) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")  # failures are raised, not printed
    connection.execute(f"PRAGMA key = \"x'{hex_key}'\"")
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if not version or not version[0]:
        raise CipherMissing(sqlite=sqlcipher.sqlite_version)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    replaced = {name for name, *_ in besides}
    for name, value, expected in (*(one for one in _SETTINGS if one[0] not in replaced), *besides):
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if found is None or str(found[0]) != expected:
            raise CipherMissing(setting=name, found=found)
    forbid_other_files(connection)


def forbid_other_files(connection: Any) -> None:
    """Let a raw connection read and write nothing but its vault."""
    connection.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, second: str | None, *_where: str | None) -> int:
    """Nothing may be written into, or read from, a file other than the vault."""
    is_forbidden = (
        action in {sqlcipher.SQLITE_ATTACH, sqlcipher.SQLITE_DETACH}
        or (action == sqlcipher.SQLITE_FUNCTION and second in _FORBIDDEN_FUNCTIONS)
        or (action == sqlcipher.SQLITE_PRAGMA and first in {"key", "rekey", "writable_schema"})
    )
    return int(sqlcipher.SQLITE_DENY if is_forbidden else sqlcipher.SQLITE_OK)


def _begin_with(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin


def _told_as_fact(path: Path) -> Callable[[ExceptionContext], BaseException | None]:
    def told(context: ExceptionContext) -> BaseException | None:
        return _failure(context.original_exception, path)

    return told


@contextmanager
def telling_facts(path: Path) -> Iterator[None]:
    """Turn what SQLite or the system says of a file into `DiskFull`, `VaultReadOnly` and so on."""
    try:
        yield
    except sqlcipher.Error as error:
        raise _failure(error, path) or error from error
    except OSError as error:
        kind = _SYSTEM_FAILURES.get(error.errno or 0, DiskFailed)
        raise kind(path=str(path), errno=error.errno) from error


def _failure(error: BaseException | None, path: Path) -> WorldError | None:
    """What an error of SQLite means, None when it is not the world's fault."""
    code = getattr(error, "sqlite_errorcode", None) or _WORDS.get(str(error), 0)
    kind = _FAILURES.get(code & 0xFF)
    return kind(path=str(path), sqlite=str(error)) if kind else None
