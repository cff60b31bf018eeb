"""The demo's work at one centre, done in a process of its own; each step opens the vault anew."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from app.cli.demo_names import centre_name
from app.cli.demo_servers import confirm_waiting
from app.cli.findings_commands import match_item, overlap_item
from app.cli.words import told
from app.services.closing import close_month, matches, overlaps
from app.services.desk import Desk
from app.services.imports.drafting import draft
from app.services.imports.reading import read_workbook
from app.services.imports.take import take
from app.services.imports.understanding import understand
from app.services.network import enrol
from app.services.overview import latest_month_with_aid
from app.services.totals import vault_totals
from app.services.vaults import create_vault, open_vault
from models.errors import DapoError
from models.records.imports import ImportDraft, Workbook
from models.records.taking import ConsentAnswer
from models.records.vault import CreateVault

OPERATOR = "Volontaria di prova"
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class CentreTask:
    """One register and the vault it goes into."""

    register: Path
    vault: Path
    passphrase: str
    known_centres: tuple[str, ...] = ()
    """Names that the register's own may be one of."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What the import of a register gave: its part of the report."""

    report: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What the exchange told a centre, and the most memory that its process held."""

    matches: list[dict[str, Any]]
    overlaps: list[dict[str, Any]]
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a centre's work could not be done, in words and as a code."""

    told: str
    code: str


def attempt(language: str, work: Callable[..., Answer], *call: Any) -> Answer | Refused:
    """`work(*call)`, or why it was refused: errors of ours do not travel between processes."""
    try:
        return work(*call)
    except DapoError as error:
        return Refused(told(error, language), error.code)


def bring(task: CentreTask) -> Brought:
    """Make the vault and import the register, answering yes to the register's consent."""
    workbook = read_workbook(task.register)
    centre = centre_name(workbook, task.register, task.known_centres)
    command = CreateVault(task.vault, centre, OPERATOR, task.passphrase, is_trial=True)
    made = create_vault(command)
    try:
        today = made.desk.today()
        prepared = draft(workbook, understand(workbook, today), today)
        take(made.desk, prepared, ConsentAnswer(given=True), file_name=task.register.name)
        totals = vault_totals(made.desk)
    finally:
        made.desk.close()
    report = {
        "register": task.register.name,
        "centre": centre,
        "households": totals.households,
        "members": totals.members,
        "food_units": totals.food_units,
        "food_entries": totals.food_entries,
        "clothing_entries": totals.clothing_entries,
        "money_entries": totals.money_entries,
        "euro": totals.cents / 100,
        "unaccounted_rows": _unaccounted(workbook, prepared),
    }
    return Brought(report)


def join(task: CentreTask, url: str, code: str, database: Path) -> None:
    """Enrol the centre, confirmed at once, and close its latest month; earlier ones go along."""
    with _seated(task) as desk:
        enrol(desk, url, code)
        confirm_waiting(database)
        close_month(desk, latest_month_with_aid(desk))


def gather(task: CentreTask) -> Found:
    """Close again, now that all centres have sent, and read what came back."""
    with _seated(task) as desk:
        close_month(desk, latest_month_with_aid(desk))
        return Found(
            [match_item(match) for match in matches(desk)],
            [overlap_item(overlap) for overlap in overlaps(desk)],
            peak_mb(),
        )


def peak_mb() -> float:
    """The most memory that this process held so far, in MB; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource  # not on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)


@contextmanager
def _seated(task: CentreTask) -> Iterator[Desk]:
    desk = open_vault(task.vault, task.passphrase)
    try:
        yield desk
    finally:
        desk.close()


def _unaccounted(workbook: Workbook, prepared: ImportDraft) -> int:
    """Source rows of which the import does not tell what became."""
    told = {(account.sheet, account.row) for account in prepared.rows}
    return sum(
        (sheet.name, number) not in told
        for sheet in workbook.sheets
        for number in range(1, len(sheet.rows) + 1)
    )
