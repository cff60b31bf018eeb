"""What is in the register's hands after two centres closed: nothing that names anybody.

Whoever steals the register's database reads it as bytes and as rows, of SQLite or of PostgreSQL;
both are searched here for everything the centres know, and for what belongs together.
"""

import math
import re
from base64 import b64encode
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select, text

from app.services.aid import record_aid
from app.services.closing import close_month, matches
from app.services.consents import withdraw_consent
from app.services.economy import record_isee
from app.services.households import register_household
from app.services.needs import record_need
from models.entities import KnownToken, Published, SentMember
from models.records.aid import RecordAid
from models.records.household import CodeLine, IseeLine, MemberDraft, RegisterHousehold
from models.rules.partial_date import PartialDate
from sync.client.sealing import (
    AID_SIZE_CLASSES,
    SEALED_ENTRY_LENGTH,
    HouseholdSecrets,
    Person,
    entry_count,
)
from tests.integration.closing.conftest import Centre
from tests.support.network import LocalNetwork

MONTH = "2026-10"
SEALED_AID_LENGTH = AID_SIZE_CLASSES[0] + 28
SENTINELS = (
    "Zamparutti",
    "Ildegarda",
    "Wojciechowski",
    "Kazimierz",
    "la sarta di via Po",
    "ZMPLGR61E47F205",
    "YA7788990",
    "N0217",
    "TESSERA-88",
    "3331239876",
    "+393331239876",
    "Via dei Bucaneve 77",
    "Cusano Milanino",
    "05-07",
    "07/05",
    "1961-05-07",
    "04171",
    "41.71",
    "bolletta del gas",
    "sfratto esecutivo",
    "nota riservata",
    "POLONIA",
    "Z127",
)


@pytest.fixture
def dump(here: Centre, there: Centre, network: LocalNetwork) -> Engine:
    """Two centres keep a file on one household, and each on others; both closed."""
    _fill(here, MemberDraft(surname="Brambilla", given_name="Rosa", born=PartialDate(1980, 8, 9)))
    _fill(there, MemberDraft(surname="Hoxha", given_name="Arben", born=PartialDate(1994, 12, 21)))
    for centre in (here, there, here):
        close_month(centre.desk, MONTH)
    assert len(matches(here.desk)) == 1
    return network.register.engine


def _fill(centre: Centre, often_aided: MemberDraft) -> None:
    ildegarda = MemberDraft(
        surname="Zamparutti",
        given_name="Ildegarda",
        nickname="la sarta di via Po",
        sex="F",
        born=PartialDate(1961, 5, 7),
        birth_place="POLONIA",
        notes="nota riservata",
        codes=(CodeLine("passport", "YA7788990"),),
    )
    kazimierz = MemberDraft("spouse", "Wojciechowski", "Kazimierz", born=PartialDate(1958, 5, 7))
    household = register_household(
        centre.desk,
        RegisterHousehold(
            (ildegarda, kazimierz),
            number="N0217",
            card="TESSERA-88",
            phone="333 1239876",
            street="Via dei Bucaneve 77",
            municipality="Cusano Milanino",
            notes="nota riservata",
            consents=("file", "register"),
        ),
    )
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


def rows(database: Engine, question: str) -> list[tuple]:
    with database.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


def tables_of(database: Engine) -> list[str]:
    return inspect(database).get_table_names()


def everything_of(database: Engine) -> bytes:
    """Every value of every table, and of SQLite every byte of its files."""
    values = b"\n".join(
        value if isinstance(value, bytes) else str(value).encode()
        for table in tables_of(database)
        for row in rows(database, f'SELECT * FROM "{table}"')
        for value in row
    )
    if database.dialect.name != "sqlite":
        return values
    path = Path(str(database.url.database))
    return values + b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


def disguises(text_: str) -> set[bytes]:
    """A text as programs write it: in two encodings, as hexadecimal and as Base64."""
    plain = {text_.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")}
    coded = {each.hex().encode() for each in plain}
    for each in plain:
        for shift in range(3):
            whole = b64encode(b"\0" * shift + each)[(0, 2, 3)[shift] :]
            coded.add(whole[: len(each) * 4 // 3 - 1])
    return plain | coded


def test_nothing_the_centres_know_of_anyone_is_in_its_bytes(dump: Engine) -> None:
    everything = everything_of(dump)
    lower = everything.lower()
    for sentinel in SENTINELS:
        for form in (sentinel, sentinel.replace(" ", ""), sentinel.casefold(), sentinel.upper()):
            assert form.encode().lower() not in lower, sentinel
            for disguise in disguises(form):
                assert len(disguise) < 5 or disguise not in everything, (sentinel, disguise)


def test_its_texts_are_names_of_centres_and_actions_months_and_check_texts(dump: Engine) -> None:
    texts = {
        (table, value)
        for table in tables_of(dump)
        if table not in {"nonce", "sqlite_sequence"}
        for row in rows(dump, f'SELECT * FROM "{table}"')
        for value in row
        if isinstance(value, str)
    }
    assert {value for table, value in texts if table == "centre"} == {"San Pio", "Sacra Famiglia"}
    actions = {action for (action,) in rows(dump, "SELECT DISTINCT action FROM audit")}
    assert actions <= {"invite", "enrol", "confirm", "push", "return", "publish_month", "see_keys"}
    others = {value for table, value in texts if table != "centre"} - actions
    check_text = r"\d{4}( \d{4}){3}"
    known = re.compile(rf"|command line|register|{MONTH}|{check_text}")
    assert [value for value in others if not known.fullmatch(value)] == []


def test_neither_a_household_s_handle_nor_any_key_is_in_clear(
    dump: Engine, here: Centre, there: Centre
) -> None:
    everything = everything_of(dump)
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


def test_everyone_has_as_many_entries_of_one_size(dump: Engine) -> None:
    entries = rows(dump, "SELECT centre, length(sealed), is_erased FROM entry")
    assert {length for _, length, _ in entries} == {SEALED_ENTRY_LENGTH}
    # Ildegarda, Kazimierz, who has no aid and no birth date, and who comes often.
    assert Counter(centre for centre, _, _ in entries) == {1: 4 * 40, 2: 4 * 40}


def test_padding_looks_like_everything_else(dump: Engine, here: Centre) -> None:
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


def test_a_bundle_stands_for_each_household_and_month_whether_aided_or_not(dump: Engine) -> None:
    bundles = rows(dump, "SELECT centre, length(sealed), version FROM aid")
    assert {length for _, length, _ in bundles} == {SEALED_AID_LENGTH}
    assert Counter(centre for centre, _, _ in bundles) == {1: 3, 2: 3}


def test_what_was_withdrawn_is_empty(here: Centre, dump: Engine) -> None:
    household = matches(here.desk)[0].household_id
    withdraw_consent(here.desk, household, "register")
    close_month(here.desk, MONTH)
    taken_down = rows(dump, "SELECT length(sealed) FROM entry WHERE is_erased")
    assert taken_down == [(0,)] * 80
    assert rows(dump, "SELECT length(sealed) FROM aid WHERE is_erased") == [(0,)]


def owners(centre: Centre) -> dict[bytes, tuple[bytes, int]]:
    """Which person each of a centre's tags belongs to; only its vault can tell."""
    with centre.desk.read() as session:
        published = {row.household_id: row for row in session.scalars(select(Published))}
        return {
            Person(
                HouseholdSecrets(known.handle, known.content_key), sent.ordinal, sent.generation
            ).tag(slot): (known.handle, sent.ordinal)
            for sent in session.scalars(select(SentMember))
            for known in [published[sent.household_id]]
            for slot in range(entry_count(len(sent.indexes) // 16))
        }


@pytest.mark.parametrize("order", ["sequence", "tag", '"index"', "sealed"])
def test_in_no_order_do_the_entries_of_a_person_stand_together(
    dump: Engine, here: Centre, order: str
) -> None:
    whose = owners(here)
    question = f"SELECT tag FROM entry WHERE centre = 1 ORDER BY {order}"
    persons = [whose[tag] for (tag,) in rows(dump, question)]
    assert Counter(Counter(persons).values()) == {40: 4}
    neighbours = sum(one == next_ for one, next_ in pairwise(persons))
    # 159 pairs of neighbours, each of one person with a chance of 39 in 159.
    expected, deviation = 39.0, math.sqrt(159 * (39 / 159) * (120 / 159))
    assert abs(neighbours - expected) < 6 * deviation


def test_no_two_rows_share_a_value_that_is_somebody_s(dump: Engine) -> None:
    """Tags, contents and addresses are all different; an index is shared only between centres."""
    entries = rows(dump, 'SELECT centre, "index", tag, sealed FROM entry')
    bundles = rows(dump, "SELECT address, sealed FROM aid")
    own = [value for _, _, *values in entries for value in values]
    own += [value for values in bundles for value in values]
    assert len(set(own)) == len(own)
    prefixes = [value[:6] for value in own]
    assert len(set(prefixes)) == len(prefixes)
    assert not {index for _, index, _, _ in entries} & set(own)


def test_what_is_kept_of_requests_names_no_index_tag_or_address(dump: Engine) -> None:
    named = {value for row in rows(dump, 'SELECT "index", tag FROM entry') for value in row}
    named |= {address for (address,) in rows(dump, "SELECT address FROM aid")}
    for table in set(tables_of(dump)) - {"entry", "aid"}:
        if table.startswith(("entry_", "aid_")):
            continue
        everything = b"".join(
            value if isinstance(value, bytes) else str(value).encode()
            for row in rows(dump, f'SELECT * FROM "{table}"')
            for value in row
        )
        for value in named:
            assert value not in everything, table
            assert value.hex().encode() not in everything, table
