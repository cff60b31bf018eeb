"""Administrators of the network: who they are and the passphrases they sign in with."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from threading import BoundedSemaphore
from typing import Final

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from resources import resource_path
from sync.register import tables
from sync.register.audit import record
from sync.register.database import reading, writing

LONGEST_NAME: Final = 60
SHORTEST_PASSPHRASE, LONGEST_PASSPHRASE = 14, 200
TRIES: Final = 8
"""Failed sign-ins of one name, and twice as many from one address, before the door stays shut."""
TRIES_SECONDS: Final = 15 * 60

# RFC 9106, section 4, second choice: 64 MiB, three passes, four lanes.
MEMORY_KIB, PASSES, _LANES = 64 * 1024, 3, 4
_HASH_LENGTH, _SALT_LENGTH = 32, 16
_FIRST_WORDS: Final = 5
# Each guess takes 64 MiB: many at once must wait, not fill the memory.
_hashing = BoundedSemaphore(2)


class AdministratorExists(Exception):
    """The name is taken."""


class AdministratorUnknown(Exception):
    """Nobody has this name."""


class NameInvalid(Exception):
    """A name is empty, too long or not printable."""


class SignInRefused(Exception):
    """Name and passphrase do not go together; which of them is wrong is not told."""


class TooManyTries(Exception):
    """Too many failures of this name or from this address in the last quarter of an hour."""


class PassphraseWeak(Exception):
    """Too short, too long, the same letter again and again, or the one before."""


@dataclass(frozen=True)
class Administrator:
    """Somebody who signs in at the coordinator page."""

    number: int
    name: str
    must_change: bool
    """Whether the passphrase is one that was given, to be changed at the first sign-in."""
    added_at: int = 0


def add_administrator(engine: Engine, name: str, now: datetime, *, by: str) -> str:
    """Add an administrator and return the first passphrase, which is kept nowhere in clear.

    Raises:
        NameInvalid: see there.
        AdministratorExists: see there.
    """
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise NameInvalid(name)
    first = _first_passphrase()
    hashed = _hash(first)
    with writing(engine) as connection:
        if _find(connection, name) is not None:
            raise AdministratorExists(name)
        connection.execute(
            insert(tables.administrator).values(
                name=name,
                passphrase=hashed,
                must_change=True,
                added_at=int(now.timestamp()),
            )
        )
        record(connection, "add_administrator", now, by=by, detail=name)
    return first


def remove_administrator(engine: Engine, name: str, now: datetime, *, by: str) -> None:
    """Remove an administrator, signed out at once; raises ``AdministratorUnknown``."""
    with writing(engine) as connection:
        known = find_administrator(connection, name)
        _sign_out_everywhere(connection, known.number)
        connection.execute(
            delete(tables.administrator).where(tables.administrator.c.id == known.number)
        )
        record(connection, "remove_administrator", now, by=by, detail=name)


def reset_passphrase(engine: Engine, name: str, now: datetime, *, by: str) -> str:
    """Give a new first passphrase, open the door again; raises ``AdministratorUnknown``."""
    first = _first_passphrase()
    hashed = _hash(first)
    with writing(engine) as connection:
        known = find_administrator(connection, name)
        _set_passphrase(connection, known.number, hashed, must_change=True)
        _forget_failures(connection, _subject("name", name))
        record(connection, "reset_passphrase", now, by=by, detail=name)
    return first


def change_passphrase(engine: Engine, name: str, chosen: str, now: datetime) -> None:
    """Take the passphrase that an administrator chose; all sessions end.

    Raises:
        PassphraseWeak: see there.
        AdministratorUnknown: removed meanwhile.
    """
    too_plain = len(set(chosen)) < SHORTEST_PASSPHRASE // 2 or chosen.casefold() == name.casefold()
    if not SHORTEST_PASSPHRASE <= len(chosen) <= LONGEST_PASSPHRASE or too_plain:
        raise PassphraseWeak
    with reading(engine) as connection:
        kept = _kept_hash(connection, name)
    if kept is not None and _fits(chosen, kept):
        raise PassphraseWeak
    hashed = _hash(chosen)
    with writing(engine) as connection:
        known = find_administrator(connection, name)
        _set_passphrase(connection, known.number, hashed, must_change=False)
        record(connection, "change_passphrase", now, by=name)


def list_administrators(connection: Connection) -> tuple[Administrator, ...]:
    """All administrators by name."""
    table = tables.administrator
    columns = select(table.c.id, table.c.name, table.c.must_change, table.c.added_at)
    rows = connection.execute(columns.order_by(table.c.name))
    return tuple(Administrator(*row) for row in rows)


def count_administrators(connection: Connection) -> int:
    """How many there are: from two on, who invites a device does not confirm it."""
    count: int = connection.execute(
        select(func.count()).select_from(tables.administrator)
    ).scalar_one()
    return count


def find_administrator(connection: Connection, name: str) -> Administrator:
    """Return an administrator; raises ``AdministratorUnknown``."""
    known = _find(connection, name)
    if known is None:
        raise AdministratorUnknown(name)
    return known


def check_passphrase(
    engine: Engine,
    name: str,
    passphrase: str,
    address: str,
    now: datetime,
    action: str = "sign_in",
) -> Administrator:
    """Say who signs in; a name that nobody has costs the same work as one that somebody has.

    Args:
        engine: the register's database.
        name: as typed.
        passphrase: as typed.
        address: the network address that asks.
        now: the server's clock.
        action: what the log calls it.

    Raises:
        TooManyTries: see there; the passphrase was not looked at.
        SignInRefused: see there.
    """
    subjects = {_subject("name", name): TRIES, _subject("address", address): 2 * TRIES}
    instant = int(now.timestamp())
    with writing(engine) as connection:
        # The failure is written first and taken back: tries made at once are all counted.
        failures = tables.sign_in_failure
        connection.execute(delete(failures).where(failures.c.at < instant - TRIES_SECONDS))
        shut = any(
            _count_failures(connection, subject) >= most for subject, most in subjects.items()
        )
        if not shut:
            connection.execute(
                insert(failures), [{"subject": each, "at": instant} for each in subjects]
            )
        kept = _kept_hash(connection, name)
    if shut:
        raise TooManyTries
    is_right = _fits(passphrase, kept or nobodys_hash())
    with writing(engine) as connection:
        if kept is None or not is_right:
            record(connection, f"{action}_refused", now)
            known = None
        else:
            known = _find(connection, name)
            _forget_failures(connection, *subjects)
            record(connection, action, now, by=name)
    if known is None:
        raise SignInRefused
    return known


def _find(connection: Connection, name: str) -> Administrator | None:
    table = tables.administrator
    row = connection.execute(
        select(table.c.id, table.c.name, table.c.must_change, table.c.added_at).where(
            table.c.name == name
        )
    ).one_or_none()
    return Administrator(*row) if row else None


def _kept_hash(connection: Connection, name: str) -> str | None:
    table = tables.administrator
    kept: str | None = connection.execute(
        select(table.c.passphrase).where(table.c.name == name)
    ).scalar_one_or_none()
    return kept


def _set_passphrase(connection: Connection, number: int, hashed: str, *, must_change: bool) -> None:
    connection.execute(
        update(tables.administrator)
        .where(tables.administrator.c.id == number)
        .values(passphrase=hashed, must_change=must_change)
    )
    _sign_out_everywhere(connection, number)


def _sign_out_everywhere(connection: Connection, number: int) -> None:
    connection.execute(
        delete(tables.page_session).where(tables.page_session.c.administrator == number)
    )


def _subject(kind: str, text: str) -> bytes:
    return hashlib.sha256(f"{kind}:{text}".encode()).digest()


def _count_failures(connection: Connection, subject: bytes) -> int:
    table = tables.sign_in_failure
    counted = select(func.count()).select_from(table).where(table.c.subject == subject)
    count: int = connection.execute(counted).scalar_one()
    return count


def _forget_failures(connection: Connection, *subjects: bytes) -> None:
    table = tables.sign_in_failure
    connection.execute(delete(table).where(table.c.subject.in_(subjects)))


def _first_passphrase() -> str:
    """Five words drawn at random: some 53 bits, good for one sign-in."""
    words = resource_path("codes/words_it.txt").read_text(encoding="utf-8").split()
    return " ".join(secrets.choice(words) for _ in range(_FIRST_WORDS))


def _hash(passphrase: str) -> str:
    with _hashing:
        return Argon2id(
            salt=os.urandom(_SALT_LENGTH),
            length=_HASH_LENGTH,
            iterations=PASSES,
            lanes=_LANES,
            memory_cost=MEMORY_KIB,
        ).derive_phc_encoded(passphrase.encode())


def _fits(passphrase: str, kept: str) -> bool:
    with _hashing:
        try:
            Argon2id.verify_phc_encoded(passphrase.encode(), kept)
        except InvalidKey:
            return False
        return True


@cache
def nobodys_hash() -> str:
    """A hash that no passphrase fits, so that an unknown name costs as much time as a known one."""
    return _hash(secrets.token_hex(_HASH_LENGTH))
