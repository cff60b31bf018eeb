"""Makes a register's database, and brings one of an earlier release up to this one."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, func, insert, inspect, select, text, update

from sync.register import tables
from sync.register.audit import begin_log

EPOCH_LENGTH: Final = 16
# Any number will do, as long as it is always the same one.
_FOUNDING_LOCK: Final = 0x0DA90

UPGRADES: Final[Mapping[int, Callable[[Operations], None]]] = {}
"""What turns the schema of this number into the next; the first release's number is 2."""

_APPEND_ONLY: Final[Mapping[str, Sequence[str]]] = {
    "sqlite": (
        """CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END""",
        """CREATE TRIGGER audit_keeps_words BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE TRIGGER audit_keeps_rows BEFORE DELETE OR UPDATE OR TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()""",
    ),
}


class SchemaUnknown(Exception):
    """The database was made by another version of the program; ``args`` holds its number."""


def found(connection: Connection) -> None:
    """Make what is missing, in the caller's transaction; other processes wait meanwhile.

    Raises:
        SchemaUnknown: there is no way from its schema to this one.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_FOUNDING_LOCK)))
    if inspect(connection).has_table(tables.register.name):
        _upgrade(connection)
    else:
        _make(connection)


def _make(connection: Connection) -> None:
    tables.metadata.create_all(connection, checkfirst=False)
    for statement in _APPEND_ONLY[connection.dialect.name]:
        connection.execute(text(statement))
    connection.execute(
        insert(tables.register).values(
            id=1,
            schema_version=tables.SCHEMA_VERSION,
            epoch=secrets.token_bytes(EPOCH_LENGTH),
            high_water=0,
        )
    )
    begin_log(connection)


def _upgrade(connection: Connection) -> None:
    column = tables.register.c.schema_version
    found_version: int = connection.execute(select(column)).scalar_one()
    version = found_version
    operations = Operations(MigrationContext.configure(connection))
    while version != tables.SCHEMA_VERSION:
        step = UPGRADES.get(version)
        if step is None:
            raise SchemaUnknown(found_version)
        step(operations)
        version += 1
    if version != found_version:
        connection.execute(update(tables.register).values(schema_version=version))
