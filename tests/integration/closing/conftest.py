"""Two centres with real vaults, one register and two key-holders on the loopback."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from app.services.aid import record_aid
from app.services.desk import Desk
from app.services.households import register_household
from app.services.vaults import create_vault, open_with_recovery_key
from models.records.aid import RecordAid
from models.records.household import MemberDraft, RegisterHousehold
from models.records.vault import CreateVault
from models.rules.partial_date import PartialDate
from tests.support.network import LocalNetwork, local_network

PHRASE = "gatto vulcano lampada ponte miele"


def now() -> datetime:
    return datetime.now(UTC)


def pytest_itemcollected(item: pytest.Item) -> None:
    """A closing runs the same lines whatever the register keeps its rows in: SQLite's count."""
    if "postgresql" in item.name:
        item.add_marker(pytest.mark.no_cover)


@dataclass(frozen=True)
class Centre:
    """A centre at work, and short ways of doing what volunteers do there."""

    desk: Desk

    def register(self, *people: MemberDraft, consent: bool = True, number: str = "") -> UUID:
        consents = ("file", "register") if consent else ("file",)
        command = RegisterHousehold(members=people, number=number, consents=consents)
        return register_household(self.desk, command)

    def give(self, household_id: UUID, kind: str, day: str, cents: int | None = None) -> UUID:
        given = RecordAid(household_id, kind, cents=cents, given_on=PartialDate.from_iso(day))
        return record_aid(self.desk, given)


@pytest.fixture(scope="session")
def template_vault(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("template") / "centro.dapo"
    made = create_vault(CreateVault(path, "Centro", "Anna Neri", PHRASE), now)
    made.desk.close()
    return path, made.recovery_key


@pytest.fixture(autouse=True)
def _small_questions(small_questions: None) -> None:
    """What a closing comes to does not hang on how large its questions are."""


@pytest.fixture
def network(tmp_path: Path, register_database: str) -> Iterator[LocalNetwork]:
    with local_network(tmp_path, database=register_database) as running:
        yield running


@pytest.fixture
def make_centre(
    tmp_path: Path, template_vault: tuple[Path, str], network: LocalNetwork
) -> Iterator[Callable[[str], Centre]]:
    path, recovery_key = template_vault
    opened: list[Desk] = []

    def make(name: str) -> Centre:
        copy = tmp_path / f"{name}.dapo"
        shutil.copy(path, copy)
        shutil.copy(path.with_name(path.name + ".keys"), copy.with_name(copy.name + ".keys"))
        desk = open_with_recovery_key(copy, recovery_key, now)
        opened.append(desk)
        network.welcome(desk, name)
        return Centre(desk)

    yield make
    for desk in opened:
        desk.close()


@pytest.fixture
def here(make_centre: Callable[[str], Centre]) -> Centre:
    return make_centre("San Pio")


@pytest.fixture
def there(make_centre: Callable[[str], Centre]) -> Centre:
    return make_centre("Sacra Famiglia")


@pytest.fixture
def lone_desk(tmp_path: Path, template_vault: tuple[Path, str]) -> Iterator[Desk]:
    path, recovery_key = template_vault
    copy = tmp_path / "lone.dapo"
    shutil.copy(path, copy)
    shutil.copy(path.with_name(path.name + ".keys"), copy.with_name(copy.name + ".keys"))
    desk = open_with_recovery_key(copy, recovery_key, now)
    yield desk
    desk.close()
