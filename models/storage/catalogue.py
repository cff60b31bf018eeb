"""The tables of a vault as SQLite's own catalogue tells them, whatever the schema is."""

from typing import Any, NamedTuple

from sqlalchemy import func, select, table, text


class TableMade(NamedTuple):
    """A table's name and the statement that made it."""

    name: str
    sql: str


def tables_of(connection: Any) -> tuple[TableMade, ...]:
    """The tables that a raw connection sees, by name; not those of SQLite itself."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " ORDER BY name"
    )
    return tuple(TableMade(*row) for row in rows.fetchall())


def count_rows(connection: Any) -> dict[str, int]:
    """How many rows each table has."""
    counted = {
        made.name: connection.execute(str(select(func.count()).select_from(table(made.name))))
        for made in tables_of(connection)
    }
    return {name: cursor.fetchone()[0] for name, cursor in counted.items()}


def read_table(connection: Any, name: str) -> Any:
    """A cursor over all columns and rows of a table."""
    return connection.execute(str(select(text("*")).select_from(table(name))))
