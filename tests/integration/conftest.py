"""The register's database in both of its kinds, and its administrators without a long wait."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from sync.register import administrators
from tests.support.postgresql import PostgresServer, postgres_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """An administrator's passphrase takes one pass over little memory."""
    monkeypatch.setattr(administrators, "MEMORY_KIB", 64)
    monkeypatch.setattr(administrators, "PASSES", 1)
    administrators.nobodys_hash.cache_clear()


@pytest.fixture(params=["sqlite", "postgresql"])
def register_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that nobody has opened yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "register.db")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database(f"register_{uuid4().hex}") as address:
        yield address
