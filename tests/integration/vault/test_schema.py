"""Migrations: the tables they make are those of the entities, all of them or none."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, inspect, text

from models.entities import Base
from models.migrations.__main__ import schema_sql
from models.storage.engine import connect, make_engine
from models.storage.schema import SCHEMA, bring_up_to_date, read_schema

KEY = bytes(32)


def test_the_migrated_vault_has_the_tables_of_the_entities(desk):
    with desk.vault._writer.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        made = {
            name: " ".join(sql.split())
            for name, sql in connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
            )
            if name != "alembic_version"
        }
    written = [" ".join(statement.split()) for statement in schema_sql().split(";")[:-1]]
    assert sorted(made.values()) == sorted(written)


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
