"""A desk at an empty vault, and a clock that a test can move."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.services.desk import Desk
from tests.support.vaults import NOW, ClosedVault, make_vault


@dataclass
class Clock:
    """The time of a test."""

    moment: datetime = NOW

    def __call__(self) -> datetime:
        return self.moment

    def later(self, **by: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**by)


@pytest.fixture(scope="session")
def empty_vault(tmp_path_factory: pytest.TempPathFactory) -> ClosedVault:
    return make_vault(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(empty_vault: ClosedVault, clock: Clock, tmp_path: Path) -> Iterator[Desk]:
    opened = empty_vault.copy_to(tmp_path).open(clock)
    yield opened
    opened.close()
