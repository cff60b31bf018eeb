"""Vaults for tests: one is made a session, the slow way, and copies of it are opened."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.services.desk import Desk
from app.services.households import register_household
from app.services.imports.drafting import draft
from app.services.imports.reading import read_workbook
from app.services.imports.take import take
from app.services.imports.understanding import understand
from app.services.vaults import create_vault, open_with_recovery_key
from models.records.household import MemberDraft, RegisterHousehold
from models.records.taking import ConsentAnswer
from models.records.vault import CreateVault
from models.rules.partial_date import PartialDate

PHRASE = "gatto vulcano lampada ponte miele"
NOW = datetime(2026, 11, 22, 9, 42, tzinfo=UTC)
REGISTERS = Path(__file__).parents[1] / "data" / "registers"


def now() -> datetime:
    """The moment at which the tests of windows happen."""
    return NOW


@dataclass(frozen=True)
class ClosedVault:
    """A vault that nobody has open."""

    path: Path
    recovery_key: str

    def copy_to(self, folder: Path, name: str = "san-giuseppe.dapo") -> "ClosedVault":
        """The same vault elsewhere, with its keys."""
        target = folder / name
        for ending in ("", ".keys"):
            shutil.copy(f"{self.path}{ending}", f"{target}{ending}")
        return ClosedVault(target, self.recovery_key)

    def open(self, clock: Callable[[], datetime] = now) -> Desk:
        """Open it by its recovery key, which needs no derivation."""
        return open_with_recovery_key(self.path, self.recovery_key, clock)


def make_vault(folder: Path, clock: Callable[[], datetime] = now) -> ClosedVault:
    """An empty vault."""
    command = CreateVault(folder / "san-giuseppe.dapo", "San Giuseppe", "volontaria 3", PHRASE)
    made = create_vault(command, clock)
    made.desk.close()
    return ClosedVault(command.path, made.recovery_key)


def bring_in(desk: Desk, register: str = "san_giuseppe.xlsx") -> None:
    """Import one of the seven registers, with consents."""
    workbook = read_workbook(REGISTERS / register)
    today = desk.today()
    prepared = draft(workbook, understand(workbook, today), today)
    take(desk, prepared, ConsentAnswer(given=True), file_name=register)


def open_a_file(
    desk: Desk, surname: str = "Abdel Rahman", given_name: str = "Mahmoud", **of: object
):
    """A household of four, as a volunteer would write it; answers its id."""
    members = (
        MemberDraft("reference", surname, given_name, born=PartialDate(1984, 5, 3)),
        MemberDraft("spouse", "Ibrahim", "Heba", born=PartialDate(1988, 2, 1)),
        MemberDraft("child", surname, "Omar", born=PartialDate(2019, 4, 9)),
        MemberDraft("child", surname, "Laila", born=PartialDate(2023, 6, 30)),
    )
    usual = {"number": "0217", "card": "SM0083", "street": "Via Friuli 18"}
    return register_household(desk, RegisterHousehold(members, **(usual | of)))
