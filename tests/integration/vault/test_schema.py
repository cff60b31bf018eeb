"""Migrations: the tables they make are those of the entities, all of them or none."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, func, inspect, select, text

from models.entities import Base, Household, Outbox
from models.migrations.__main__ import schema_sql
from models.storage.backup import Contents, connected, contents_of
from models.storage.engine import connect, make_engine
from models.storage.erased import read_erased
from models.storage.key_slots import read_slots
from models.storage.schema import SCHEMA, bring_up_to_date, read_schema
from tests.support.vaults import ClosedVault

KEY = bytes(32)


RELEASED = Path(__file__).parents[2] / "data" / "vaults"
RECOVERY_KEYS = {"0.1.0": "BEHX-VRP3-1AT1-F57V-1EHZ-HZVP-GM0Y-1YJD-1KGF"}


DETAILS = (
    text('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(:t)'),
    text('SELECT "table", "from", "to", on_delete FROM pragma_foreign_key_list(:t)'),
    text('SELECT name, "unique", origin, partial FROM pragma_index_list(:t)'),
)


def structure(connection: Connection) -> dict[str, object]:
    """Columns, keys and indexes of every table, however the statement was once written."""
    tables = connection.execute(
        text("SELECT name, wr, strict FROM pragma_table_list WHERE schema = 'main'")
    ).all()
    return {
        name: (*kind, *(sorted(map(str, connection.execute(ask, {"t": name}))) for ask in DETAILS))
        for name, *kind in tables
        if name not in {"alembic_version", "sqlite_schema"}
    }


def is_compared(_object: object, _name: str | None, kind: str, *_: object) -> bool:
    """All but foreign keys: of a column added later their ON DELETE is read by `structure` only."""
    return kind != "foreign_key_constraint"


def structure_of_the_entities(folder: Path) -> dict[str, object]:
    connect(folder / "entities.dapo", KEY, create=True).close()
    with make_engine(folder / "entities.dapo", KEY).begin() as connection:
        for statement in schema_sql().split(";")[:-1]:
            connection.execute(text(statement))
        return structure(connection)


def test_the_migrated_vault_has_the_tables_of_the_entities(desk, tmp_path):
    with desk.vault._writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_compared})
        assert compare_metadata(context, Base.metadata) == []
        assert structure(connection) == structure_of_the_entities(tmp_path)


@pytest.mark.parametrize("version", sorted(RECOVERY_KEYS))
def test_a_vault_of_a_released_version_is_brought_up_to_date_and_keeps_its_rows(tmp_path, version):
    released = ClosedVault(RELEASED / f"{version}.dapo", RECOVERY_KEYS[version])
    desk = released.copy_to(tmp_path).open()
    with desk.vault._writer.connect() as connection:
        assert read_schema(connection) == SCHEMA
        assert structure(connection) == structure_of_the_entities(tmp_path)
    with desk.read() as session:
        assert session.scalar(select(func.count(Household.id))) == 45
        assert session.scalar(select(func.count(Outbox.receipt))) == 1
    desk.close()


def test_the_schema_known_is_the_newest_revision():
    assert ScriptDirectory("models/migrations").get_current_head() == SCHEMA


@pytest.mark.parametrize("statement", [1, 5, 20, 40])
def test_a_migration_that_fails_half_way_leaves_the_vault_as_it_was(tmp_path, statement):
    path = tmp_path / "v.dapo"
    connect(path, KEY, create=True).close()
    engine = make_engine(path, KEY)
    seen = 0

    def fail(*_args: object) -> None:
        nonlocal seen
        seen += 1
        if seen == statement:
            raise KeyboardInterrupt

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date(engine)
    event.remove(engine, "before_cursor_execute", fail)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    bring_up_to_date(engine)
    with engine.connect() as connection:
        assert read_schema(connection) == SCHEMA
    engine.dispose()


def test_of_a_vault_of_another_version_nobody_knows_who_was_erased(tmp_path):
    released = ClosedVault(RELEASED / "0.1.0.dapo", RECOVERY_KEYS["0.1.0"]).copy_to(tmp_path)
    key = read_slots(released.path).open_with_recovery_key(released.recovery_key).key
    assert read_erased(released.path, key) == []


def test_a_vault_without_tables_holds_nothing(tmp_path):
    key = bytes(32)
    with connected(tmp_path / "x.dapo", key, create=True) as connection:
        assert contents_of(connection) == Contents({}, None)
