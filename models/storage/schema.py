"""The schema of a vault: brought up to date by Alembic in one transaction.

The version is read by hand first: Alembic costs a fifth of a second and is needed only when the
vault is new or older than the program.
"""

from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from models.errors import VaultTooNew

SCHEMA: Final = "0002"
"""The newest revision in `models/migrations/versions`; revisions are numbered in order."""


def read_schema(connection: Connection) -> str:
    """The vault's revision, "" when it has no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")


def read_known(connection: Connection) -> str:
    """As `read_schema`.

    Raises:
        VaultTooNew: a later version of the program wrote the vault.
    """
    found = read_schema(connection)
    if found > SCHEMA:
        raise VaultTooNew(schema=found, known=SCHEMA)
    return found


def bring_up_to_date(engine: Engine) -> None:
    """Run the migrations that are missing: all of them or, if anything fails, none.

    Raises:
        VaultTooNew: a later version of the program wrote the vault.
    """
    with engine.begin() as connection:
        if read_known(connection) < SCHEMA:
            _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # see above: seldom needed and slow to import
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "models:migrations")
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
