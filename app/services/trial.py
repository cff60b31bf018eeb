"""A vault of invented people, to try everything without fear; it never leaves this PC."""

from pathlib import Path

from app.services.desk import Clock, Desk, utc_now
from app.services.progress import Progress, silent
from app.services.vaults import create_vault
from models.records.taking import ConsentAnswer
from models.records.vault import CreateVault
from resources import resource_path

REGISTER = "demo/san_giuseppe.xlsx"


def make_trial(command: CreateVault, progress: Progress = silent, clock: Clock = utc_now) -> Desk:
    """Make a vault marked as trial data and fill it with an invented register.

    Raises:
        VaultExists, VaultReadOnly, DiskFull: as the disk says.
        Cancelled: by `progress`; the vault is taken away.
    """
    from app.services.imports.drafting import draft  # as in app.services.vaults
    from app.services.imports.reading import read_workbook
    from app.services.imports.take import take
    from app.services.imports.understanding import understand

    desk = create_vault(command, clock).desk
    try:
        register = resource_path(REGISTER)
        workbook = read_workbook(register)
        prepared = draft(workbook, understand(workbook, desk.today()), desk.today())
        take(desk, prepared, ConsentAnswer(given=True), progress, file_name=register.name)
    except BaseException:
        desk.vault.discard()
        raise
    return desk


def free_path(folder: Path, stem: str) -> Path:
    """A path in a folder that no vault has, numbered when the first name is taken."""
    path, number = folder / f"{stem}.dapo", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.dapo"
    return path
