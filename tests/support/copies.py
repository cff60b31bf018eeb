"""Copies of a register's database and of a vault, made one day and put back another."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy import Engine

from app.services.desk import Desk
from app.services.vaults import open_with_recovery_key

_BESIDE = ("", "-wal", "-shm")


class RegisterCopy:
    """A register's database as it is now: a file of SQLite, or a database of PostgreSQL."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._name = f"copy_{uuid4().hex}"
        self._folder = folder / self._name
        engine.dispose()
        if engine.dialect.name == "sqlite":
            self._folder.mkdir()
            for ending in _BESIDE:
                source = Path(f"{engine.url.database}{ending}")
                if source.exists():
                    shutil.copy(source, self._folder / f"register.db{ending}")
        else:
            self._say(f'CREATE DATABASE "{self._name}" TEMPLATE "{engine.url.database}"')

    def put_back(self) -> None:
        """Put the copy in the place of what is there now."""
        self._engine.dispose()
        if self._engine.dialect.name == "sqlite":
            for ending in _BESIDE:
                place = Path(f"{self._engine.url.database}{ending}")
                place.unlink(missing_ok=True)
                copy = self._folder / f"register.db{ending}"
                if copy.exists():
                    shutil.copy(copy, place)
        else:
            name = self._engine.url.database
            self._say(f'DROP DATABASE "{name}" WITH (FORCE)')
            self._say(f'CREATE DATABASE "{name}" TEMPLATE "{self._name}"')

    def _say(self, statement: str) -> None:
        url = self._engine.url.set(database="postgres", drivername="postgresql")
        login = url.render_as_string(hide_password=False)
        with psycopg.connect(login, autocommit=True) as connection:
            connection.execute(statement.encode())


class VaultCopy:
    """A vault's files as they are while nobody has it open."""

    def __init__(self, path: Path, recovery_key: str) -> None:
        self._path = path
        self._recovery_key = recovery_key
        self._folder = path.with_name(f"copy_{uuid4().hex}")
        self._folder.mkdir()
        for ending in ("", ".keys"):
            shutil.copy(f"{path}{ending}", self._folder / f"vault{ending}")

    def put_back(self) -> None:
        """Put the copy in the place of the vault, which is closed."""
        for ending in ("", ".keys"):
            shutil.copy(self._folder / f"vault{ending}", f"{self._path}{ending}")
        for ending in ("-wal", "-shm"):
            Path(f"{self._path}{ending}").unlink(missing_ok=True)

    def open(self, clock: Callable[[], datetime]) -> Desk:
        """Open what is in its place, though it is older than what was seen there."""
        return open_with_recovery_key(self._path, self._recovery_key, clock, knowingly=True)
