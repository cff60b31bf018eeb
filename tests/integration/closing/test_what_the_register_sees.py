"""What is in the register's hands after two centres closed: nothing that names anybody.

Whoever steals the register's file reads it as bytes and as rows; both are searched here for
everything the centres know.
"""

import math
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from app.services.aid import record_aid
from app.services.closing import close_month, matches
from app.services.consents import withdraw_consent
from app.services.economy import record_isee
from app.services.households import register_household
from app.services.needs import record_need
from models.entities import KnownToken, Published
from models.records.aid import RecordAid
from models.records.household import CodeLine, IseeLine, MemberDraft, RegisterHousehold
from models.rules.partial_date import PartialDate
from sync.client.sealing import AID_SIZE_CLASSES, SEALED_ENTRY_LENGTH
from tests.integration.closing.conftest import Centre

MONTH = "2026-10"
SEALED_AID_LENGTH = AID_SIZE_CLASSES[0] + 28
SENTINELS = (
    "Zamparutti", "Ildegarda", "Wojciechowski", "Kazimierz", "la sarta di via Po",
    "ZMPLGR61E47F205", "YA7788990", "N0217", "TESSERA-88", "3331239876", "+393331239876",
    "Via dei Bucaneve 77", "Cusano Milanino", "05-07", "07/05", "1961-05-07", "04171", "41.71",
    "bolletta del gas", "sfratto esecutivo", "nota riservata", "POLONIA", "Z127",
)  # fmt: skip


@pytest.fixture
def dump(here: Centre, there: Centre, tmp_path: Path) -> Path:
    """Two centres keep a file on one household, and each on others; both closed."""
    _fill(here, MemberDraft(surname="Brambilla", given_name="Rosa", born=PartialDate(1980, 8, 9)))
    _fill(there, MemberDraft(surname="Hoxha", given_name="Arben", born=PartialDate(1994, 12, 21)))
    for centre in (here, there, here):
        close_month(centre.desk, MONTH)
    assert len(matches(here.desk)) == 1
    return tmp_path / "register.db"


def _fill(centre: Centre, often_aided: MemberDraft) -> None:
    ildegarda = MemberDraft(
        surname="Zamparutti", given_name="Ildegarda", nickname="la sarta di via Po", sex="F",
        born=PartialDate(1961, 5, 7), birth_place="POLONIA", notes="nota riservata",
        codes=(CodeLine("passport", "YA7788990"),),
    )  # fmt: skip
    kazimierz = MemberDraft("spouse", "Wojciechowski", "Kazimierz", born=PartialDate(1958, 5, 7))
    household = register_household(
        centre.desk,
        RegisterHousehold(
            (ildegarda, kazimierz), number="N0217", card="TESSERA-88", phone="333 1239876",
            street="Via dei Bucaneve 77", municipality="Cusano Milanino", notes="nota riservata",
            consents=("file", "register"),
        ),
    )  # fmt: skip
    record_isee(centre.desk, household, IseeLine("ordinary", 417100, None, None))
    record_need(centre.desk, household, "housing", notes="sfratto esecutivo")
    for kind, cents in (("food", None), ("money", 4171)):
        given_on = PartialDate(2026, 10, 7)
        given = RecordAid(household, kind, 1, cents, "bolletta del gas", given_on)
        record_aid(centre.desk, given)
    centre.register(MemberDraft(surname="Nessuno", given_name=often_aided.surname))
    often = centre.register(often_aided)
    for day in range(1, 10):
        centre.give(often, "food", f"2026-10-{day:02d}")


def rows(database: Path, question: str) -> list[tuple]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(question).fetchall()


def files(database: Path) -> bytes:
    """Every byte that a thief of the database takes, its write-ahead log included."""
    return b"".join(path.read_bytes() for path in sorted(database.parent.glob("register.db*")))


def test_nothing_the_centres_know_of_anyone_is_in_its_bytes(dump: Path) -> None:
    everything = files(dump).lower()
    for sentinel in SENTINELS:
        for form in (sentinel, sentinel.replace(" ", ""), sentinel.casefold()):
            for encoding in ("utf-8", "utf-16-le"):
                assert form.encode(encoding).lower() not in everything, sentinel


def test_its_columns_hold_numbers_and_random_bytes_and_the_centres_names(dump: Path) -> None:
    texts = {
        (table, value)
        for (table,) in rows(dump, "SELECT name FROM sqlite_master WHERE type = 'table'")
        if table not in {"nonce", "sqlite_sequence"}
        for row in rows(dump, f'SELECT * FROM "{table}"')  # noqa: S608 - the schema's own names
        for value in row
        if isinstance(value, str)
    }
    assert texts == {
        ("centre", "San Pio"),
        ("centre", "Sacra Famiglia"),
        ("window", "food"),
        ("window", "clothing"),
        ("window", "money"),
        *(("audit", action) for (action,) in rows(dump, "SELECT DISTINCT action FROM audit")),
    }


def test_neither_a_household_s_handle_nor_any_key_is_in_clear(
    dump: Path, here: Centre, there: Centre
) -> None:
    everything = files(dump)
    for centre in (here, there):
        with centre.desk.read() as session:
            secrets = [
                *session.scalars(select(Published.handle)),
                *session.scalars(select(Published.content_key)),
                *session.scalars(select(KnownToken.seal_key)),
                *session.scalars(select(KnownToken.key_digest)),
                *(household.bytes for household in session.scalars(select(Published.household_id))),
            ]
        assert len(secrets) > 100
        assert [secret for secret in secrets if secret in everything] == []


def test_everyone_has_as_many_entries_of_one_size(dump: Path) -> None:
    entries = rows(dump, "SELECT centre, length(sealed), is_erased FROM entry")
    assert {length for _, length, _ in entries} == {SEALED_ENTRY_LENGTH}
    # Ildegarda, Kazimierz, who has no aid and no birth date, and who comes often.
    assert Counter(centre for centre, _, _ in entries) == {1: 4 * 40, 2: 4 * 40}


def test_padding_looks_like_everything_else(dump: Path, here: Centre) -> None:
    entries = rows(dump, 'SELECT "index", tag, sealed FROM entry WHERE centre = 1')
    with here.desk.read() as session:
        true = set(session.scalars(select(KnownToken.index)))
    kinds = {
        "true": [row for row in entries if row[0] in true],
        "padding": [row for row in entries if row[0] not in true],
    }
    for members in kinds.values():
        assert len(members) > 30
        for column in range(3):
            together = b"".join(row[column] for row in members)
            assert _bits_per_byte(together) > _bits_per_byte_of_chance(len(together))
            assert len({row[column] for row in members}) >= len(members) - 8


def _bits_per_byte(data: bytes) -> float:
    return -sum(n / len(data) * math.log2(n / len(data)) for n in Counter(data).values())


def _bits_per_byte_of_chance(length: int) -> float:
    """What random bytes of this length hold at least: the bias of Miller and Madow, twice over."""
    return 8 - 2 * 255 / (2 * length * math.log(2)) - 0.1


def test_a_bundle_stands_for_each_household_and_month_whether_aided_or_not(dump: Path) -> None:
    bundles = rows(dump, "SELECT centre, length(sealed), version FROM aid")
    assert {length for _, length, _ in bundles} == {SEALED_AID_LENGTH}
    assert Counter(centre for centre, _, _ in bundles) == {1: 3, 2: 3}


def test_what_was_withdrawn_is_empty(here: Centre, dump: Path) -> None:
    household = matches(here.desk)[0].household_id
    withdraw_consent(here.desk, household, "register")
    close_month(here.desk, MONTH)
    taken_down = rows(dump, "SELECT length(sealed) FROM entry WHERE is_erased")
    assert taken_down == [(0,)] * 80
    assert rows(dump, "SELECT length(sealed) FROM aid WHERE is_erased") == [(0,)]
