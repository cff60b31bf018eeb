"""`python -m models.migrations`: the entities' schema as SQL, to write a revision from."""

import sys

from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from models.entities import Base


def schema_sql() -> str:
    """Every table and index of the entities, parents first, one statement each ending in ";"."""
    statements: list[str] = []
    for table in Base.metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect())))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        statements.extend(str(CreateIndex(index).compile(dialect=dialect())) for index in indexes)
    lines = "".join(f"{statement.strip()};\n" for statement in statements)
    return lines.replace("\t", "    ").replace(" \n", "\n").replace("\n\n", "\n")


if __name__ == "__main__":
    sys.stdout.write(schema_sql())
