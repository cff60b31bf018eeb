"""A disk that is full at every 4 KB step of a deed: told, nothing half, done when there is room.

Each attempt has a page more than the one before, until the deed is done at the first go. It happens
in the process that has the vault open, as at a desk where somebody then makes room and tries again.
"""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.services.backups import back_up, back_up_elsewhere
from app.services.desk import Desk
from app.services.exports import export_table
from app.services.vaults import notes_folder
from models.errors import DiskFailed, DiskFull
from tests.support.faults import looking
from tests.support.faults.disk import UNLIMITED, Control
from tests.support.vaults import open_a_file

PAGE = 4096
_MOST_STEPS = 5_000
_PLAIN = (DiskFull, DiskFailed)
"""What the person is told: there is no room, or the disk did not take it."""


@dataclass
class Full:
    """What came of it: attempts that found the disk full, and what was not as it must be."""

    refused: int = 0
    wrong: list[str] = field(default_factory=list)

    def tries(self, act: Callable[[], object], pages: int) -> bool:
        """Whether it is done with so many pages of room; afterwards there is room again."""
        control = Control(Path(os.environ["DISK_CONTROL"]))
        control.space = pages * PAGE
        try:
            act()
        except _PLAIN:
            self.refused += 1
        except Exception as error:
            self.wrong.append(f"{pages} pages: {error!r}")
        else:
            return True
        finally:
            control.space = UNLIMITED
            control.close()
        return False


def fill(deed: str, open_desk: Callable[[], Desk], stride: int) -> Full:
    """Do a deed at every `stride`-th step."""
    told, act = Full(), _DEEDS[deed]
    for pages in range(0, _MOST_STEPS, stride):
        desk = open_desk()
        before = _state(desk)
        name = f"K{pages}"
        is_done = told.tries(lambda desk=desk, name=name: act(desk, name), pages)
        if not is_done:
            if _state(desk) != before:
                told.wrong.append(f"{pages} pages: half of it is there")
            act(desk, name)
        if looking.halves(desk):
            told.wrong.append(f"{pages} pages: {looking.halves(desk)}")
        desk.close()
        if is_done:
            break
    return told


def fill_while_opening(open_desk: Callable[[], Desk], vault: Path, stride: int) -> Full:
    """Open the vault of an earlier version, which brings it up to date, at every such step."""
    told, whole = Full(), vault.parent.with_name("whole")
    shutil.copytree(vault.parent, whole)
    for pages in range(0, _MOST_STEPS, stride):
        shutil.rmtree(vault.parent)
        shutil.rmtree(notes_folder(), ignore_errors=True)
        shutil.copytree(whole, vault.parent)
        is_done = told.tries(lambda: open_desk().close(), pages)
        desk = open_desk()
        if bad := looking.halves(desk):
            told.wrong.append(f"{pages} pages: {bad}")
        desk.close()
        if is_done:
            break
    return told


def _state(desk: Desk) -> tuple[object, ...]:
    """The files in the vault and those beside it."""
    lists = desk.vault.path.parent.glob("lista.*")
    return looking.facts(desk), sorted((path.name, path.stat().st_size) for path in lists)


def _export(ending: str) -> Callable[[Desk, str], object]:
    def export(desk: Desk, _name: str) -> None:
        export_table(desk, desk.vault.path.with_name(f"lista.{ending}"), "members")
        desk.vault.path.with_name(f"lista.{ending}").unlink()

    return export


_DEEDS: Mapping[str, Callable[[Desk, str], object]] = {
    "save": lambda desk, name: open_a_file(desk, number=name),
    "backup": lambda desk, _name: back_up(desk),
    "compact backup": lambda desk, _name: back_up_elsewhere(desk),
    "export xlsx": _export("xlsx"),
    "export csv": _export("csv"),
}
