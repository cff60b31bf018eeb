"""Sessions of the coordinator page, kept at the register under the hash of their cookie."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Engine, delete, insert, select, update

from sync.register import tables
from sync.register.administrators import Administrator
from sync.register.audit import record
from sync.register.database import reading, writing

IDLE_SECONDS: Final = 30 * 60
LIFE_SECONDS: Final = 10 * 60 * 60
_SEEN_EVERY_SECONDS: Final = 60
_TOKEN_BYTES, _NONCE_BYTES = 32, 12
_SESSION = tables.page_session.c


class Flash(msgspec.Struct, frozen=True):
    """What the next page says once: a code, its values, and whether it is good news."""

    code: str
    values: dict[str, str] = {}
    is_good: bool = True


@dataclass(frozen=True)
class PageSession:
    """An open session: whose it is, and the secret of its cookie."""

    token: str
    administrator: Administrator


def begin_session(engine: Engine, administrator: Administrator, now: datetime) -> str:
    """Open a session under a fresh secret, which is returned for the cookie and not kept."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    instant = int(now.timestamp())
    with writing(engine) as connection:
        connection.execute(
            delete(tables.page_session).where(
                (_SESSION.begun_at < instant - LIFE_SECONDS)
                | (_SESSION.seen_at < instant - IDLE_SECONDS)
            )
        )
        connection.execute(
            insert(tables.page_session).values(
                digest=_digest(token),
                administrator=administrator.number,
                begun_at=instant,
                seen_at=instant,
            )
        )
    return token


def find_session(engine: Engine, token: str, now: datetime) -> PageSession | None:
    """Return the session of a cookie, and note that it was used; None when it is over."""
    instant = int(now.timestamp())
    with reading(engine) as connection:
        row = connection.execute(
            select(
                _SESSION.begun_at,
                _SESSION.seen_at,
                tables.administrator.c.id,
                tables.administrator.c.name,
                tables.administrator.c.must_change,
                tables.administrator.c.added_at,
            )
            .join_from(tables.page_session, tables.administrator)
            .where(_SESSION.digest == _digest(token))
        ).one_or_none()
    if row is None or not _lives(row.begun_at, row.seen_at, instant):
        return None
    if instant - row.seen_at >= _SEEN_EVERY_SECONDS:
        with writing(engine) as connection:
            connection.execute(
                update(tables.page_session)
                .where(_SESSION.digest == _digest(token))
                .values(seen_at=instant)
            )
    return PageSession(
        token, Administrator(row.id, row.name, must_change=row.must_change, added_at=row.added_at)
    )


def end_session(engine: Engine, session: PageSession, now: datetime) -> None:
    """Close a session; closing it twice is no fault."""
    with writing(engine) as connection:
        ended = connection.execute(
            delete(tables.page_session).where(_SESSION.digest == _digest(session.token))
        )
        if ended.rowcount:
            record(connection, "sign_out", now, by=session.administrator.name)


def leave_flash(engine: Engine, token: str, flash: Flash) -> None:
    """Leave words for the next page of a session."""
    nonce = os.urandom(_NONCE_BYTES)
    sealed = nonce + _cipher(token).encrypt(nonce, msgspec.msgpack.encode(flash), None)
    with writing(engine) as connection:
        connection.execute(
            update(tables.page_session)
            .where(_SESSION.digest == _digest(token))
            .values(flash=sealed)
        )


def take_flash(engine: Engine, token: str) -> Flash | None:
    """Return the words left for this page and forget them."""
    mine = _SESSION.digest == _digest(token)
    with reading(engine) as connection:
        sealed = connection.execute(select(_SESSION.flash).where(mine)).scalar_one_or_none()
    if sealed is None:
        return None
    with writing(engine) as connection:
        connection.execute(update(tables.page_session).where(mine).values(flash=None))
    plain = _cipher(token).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
    return msgspec.msgpack.decode(plain, type=Flash)


def _lives(begun_at: int, seen_at: int, instant: int) -> bool:
    # A clock set back must not keep a session alive for years.
    return 0 <= instant - begun_at < LIFE_SECONDS and 0 <= instant - seen_at < IDLE_SECONDS


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _cipher(token: str) -> ChaCha20Poly1305:
    key = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"dapo page flash")
    return ChaCha20Poly1305(key.derive(token.encode()))
