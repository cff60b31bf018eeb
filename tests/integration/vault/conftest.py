"""A vault made once with a real passphrase, and copies of it opened by its recovery key."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.services.desk import Desk
from app.services.vaults import create_vault, open_with_recovery_key
from models.errors import DapoError
from models.records.vault import CreateVault

PHRASE = "gatto vulcano lampada ponte miele"


@contextmanager
def failing(kind: type[DapoError], path: Path, **values: object) -> Iterator[None]:
    """Within it something fails, and the failure names the file and says nothing else but this."""
    with pytest.raises(kind) as caught:
        yield
    assert caught.value.values == {"path": str(path)} | values


@dataclass
class Clock:
    """A clock that the test sets."""

    now: datetime = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Closed:
    """A vault that nobody has open."""

    path: Path
    recovery_key: str

    @property
    def keys(self) -> Path:
        return self.path.with_name(self.path.name + ".keys")

    def open(self, clock: Clock | None = None) -> Desk:
        return open_with_recovery_key(self.path, self.recovery_key, clock or Clock())


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Closed:
    path = tmp_path_factory.mktemp("template") / "centro.dapo"
    made = create_vault(CreateVault(path, "San Pio X", "Anna Neri", PHRASE), Clock())
    made.desk.close()
    return Closed(path, made.recovery_key)


@pytest.fixture
def closed(_template: Closed, tmp_path: Path) -> Closed:
    path = tmp_path / "centro.dapo"
    shutil.copy(_template.path, path)
    shutil.copy(_template.keys, tmp_path / "centro.dapo.keys")
    return Closed(path, _template.recovery_key)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(closed: Closed, clock: Clock) -> Iterator[Desk]:
    opened = closed.open(clock)
    yield opened
    opened.close()
