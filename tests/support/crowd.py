"""A vault of a hundred thousand invented households, written straight into its tables.

Only for measures: it skips services, journal and audit, and is made once a run.
"""

from __future__ import annotations

import csv
import random
import tempfile
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from app.services.vaults import create_vault, open_with_recovery_key
from models.entities import Aid, Base, Household, Member, SearchWord
from models.ids import new_id
from models.records.vault import CreateVault
from models.rules.search_terms import name_words, number_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from app.services.desk import Desk

PEOPLE = Path(__file__).parents[1] / "data" / "people.csv"
SYLLABLES = "ba be bi co cu da de di fa fe ga ghi la le li lo ma me mi mo na ne ni pa pe ra re ri"
ENDINGS = "ni ti ri lli sso tta rdo nzi sca lo"
KINDS = ("food", "food", "food", "food", "food", "clothing", "money")


@dataclass(frozen=True)
class Crowd:
    """The vault, and who was put into it: (household, surname, given name) of each person."""

    desk: Desk
    households: Sequence[UUID]
    people: Sequence[tuple[UUID, str, str]]


@cache
def crowd(households: int = 100_000, aids: int = 1_000_000) -> Crowd:
    """A vault with four people a household and as many aids as told, spread evenly."""
    dice = random.Random(11)
    folder = Path(tempfile.mkdtemp(prefix="dapo-crowd-"))
    path = folder / "crowd.dapo"
    made = create_vault(CreateVault(path, "Folla", "Anna", "gatto vulcano lampada ponte"))
    key = made.desk.vault.key
    made.desk.close()
    connection = connect_fast(path, key)
    ids = [new_id() for _ in range(households)]
    people = _people(dice, ids)
    operator_id = connection.execute("SELECT id FROM operator").fetchone()[0]
    _insert(connection, Household, (_household(one, place) for place, one in enumerate(ids)))
    _insert(connection, Member, (_member(*person) for person in people))
    _insert(connection, SearchWord, sorted(_words(ids, people), key=lambda row: row["word"]))
    each = aids // households
    _insert(connection, Aid, (_aid(dice, one, operator_id) for one in ids for _ in range(each)))
    connection.execute("COMMIT")
    connection.execute("PRAGMA optimize")
    connection.close()
    desk = open_with_recovery_key(path, made.recovery_key, knowingly=True)
    return Crowd(desk, ids, [(of, surname, given) for _, of, _, surname, given in people])


def connect_fast(path: Path, key: bytes) -> Any:
    """A connection that neither wipes its memory nor waits for the disk, in one transaction.

    With `cipher_memory_security` a million rows would take minutes.
    """
    connection = sqlcipher.connect(path, isolation_level=None)
    for pragma in (f"key = \"x'{key.hex()}'\"", "synchronous = OFF", "cache_size = -200000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    return connection


def _people(dice: random.Random, ids: Sequence[UUID]) -> list[tuple[bytes, UUID, int, str, str]]:
    with PEOPLE.open(encoding="utf-8") as file:
        written = list(csv.DictReader(file))
    surnames = _many(dice, {row["surname"] for row in written}, 20_000)
    givens = _many(dice, {row["name"] for row in written}, 4_000)
    heads = dice.choices(surnames, cum_weights=_falling(surnames), k=len(ids))
    names = dice.choices(givens, cum_weights=_falling(givens), k=4 * len(ids))
    return [
        (new_id().bytes, household, place, surname, names[4 * at + place])
        for at, (household, surname) in enumerate(zip(ids, heads, strict=True))
        for place in range(4)
    ]


def _many(dice: random.Random, names: set[str], count: int) -> list[str]:
    """The names given and invented ones, in an order that makes some of both frequent."""
    syllables, endings = SYLLABLES.split(), ENDINGS.split()
    while len(names) < count:
        parts = dice.choices(syllables, k=dice.randint(2, 4))
        names.add("".join(parts).capitalize() + dice.choice(endings))
    ordered = sorted(names)
    dice.shuffle(ordered)
    return ordered


def _falling(names: Sequence[str]) -> list[float]:
    return list(accumulate(1 / (rank + 30) for rank in range(len(names))))


def _household(household_id: UUID, place: int) -> dict[str, Any]:
    return _defaults(Household) | {
        "id": household_id.bytes,
        "number": f"N{place:05d}",
        "opened_on": "2024-01-01",
        "changed_at": "2024-01-01T00:00:00Z",
    }


def _member(
    member_id: bytes, household_id: UUID, place: int, surname: str, given: str
) -> dict[str, Any]:
    return _defaults(Member) | {
        "id": member_id,
        "household_id": household_id.bytes,
        "position": place,
        "relation": ("reference", "spouse", "child", "child")[place],
        "surname": surname,
        "given_name": given,
        "born": ("1980-05-03", "1982", "2012-02-01", "2015-07-30")[place],
    }


def _words(
    ids: Sequence[UUID], people: Sequence[tuple[bytes, UUID, int, str, str]]
) -> Iterable[dict[str, Any]]:
    for member_id, household_id, _, surname, given in people:
        for word in name_words(surname) | name_words(given):
            yield _word(word, household_id, member_id, "name")
    for place, household_id in enumerate(ids):
        for word in number_words(f"N{place:05d}"):
            yield _word(word, household_id, b"", "number")


def _word(word: str, household_id: UUID, member_id: bytes, field: str) -> dict[str, Any]:
    ours = household_id.bytes
    return {"word": word, "household_id": ours, "member_id": member_id, "field": field}


def _aid(dice: random.Random, household_id: UUID, operator_id: bytes) -> dict[str, Any]:
    return _defaults(Aid) | {
        "household_id": household_id.bytes,
        "id": new_id().bytes,
        "kind": dice.choice(KINDS),
        "given_on": f"2026-{dice.randint(1, 10):02d}-{dice.randint(1, 28):02d}",
        "operator_id": operator_id,
        "recorded_at": "2026-01-01T00:00:00.000000Z",
    }


@cache
def _blank(entity: type[Base]) -> dict[str, Any]:
    return {
        column.name: getattr(column.default, "arg", None) for column in entity.__table__.columns
    }


def _defaults(entity: type[Base]) -> dict[str, Any]:
    return dict(_blank(entity))


def _insert(connection: Any, entity: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    names = [column.name for column in entity.__table__.columns]
    marks = ", ".join(f":{name}" for name in names)
    statement = f"INSERT OR IGNORE INTO {entity.__tablename__} VALUES ({marks})"
    connection.executemany(statement, rows)
