"""Lets somebody work a day on a disk of her own, and tells what a thief would read on it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.services.desk import utc_now
from tests.support.network import LocalNetwork
from tests.support.sentinels import Sentinels, fill, leaks
from tests.support.spreadsheets import write_text, write_xlsx
from tests.support.vaults import PHRASE, ClosedVault

_FOLDERS = {
    "HOME": "home",
    "TMPDIR": "tmp",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_RUNTIME_DIR": "run",
}


@dataclass(frozen=True)
class WorkedDay:
    """How it ended, what was written, and where it was found outside."""

    ended: int
    steps: list[str]
    complaints: str
    sentinels: list[str]
    leaks: list[str]
    files: int


def work_a_day(
    template: ClosedVault, disk: Path, households: int, network: LocalNetwork | None = None
) -> WorkedDay:
    """Fill a copy of `template`, work, crash, and search every file of `disk`.

    In a network the month is closed too, and a spreadsheet is brought in beside the list of text.
    """
    for folder in _FOLDERS.values():
        (disk / folder).mkdir(parents=True, exist_ok=True)
    chosen, sentinels = disk / "salvati", Sentinels()
    chosen.mkdir()
    closed = template.copy_to(disk / "home")
    desk = closed.open(utc_now)
    fill(desk, sentinels, households)
    month = ""
    if network is not None:
        network.welcome(desk, desk.centre)
        month = f"{desk.today():%Y-%m}"
    desk.close()
    table = [["Nr", "Cognome", "Nome", "Note"]]
    table += [[str(n), *(sentinels.word() for _ in range(3))] for n in range(5)]
    if network is not None:
        write_xlsx(chosen / "da portare.xlsx", [("Uno", table)])
    write_text(chosen / "da portare.csv", table, ";", "utf-8")
    environment = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG"}}
    environment |= {name: str(disk / folder) for name, folder in _FOLDERS.items()}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "DAPO_PASSPHRASE": PHRASE, "DAPO_MONTH": month}
    with (disk / "salvati" / "errori.txt").open("w+", encoding="utf-8") as errors:
        # Not `-m`: processes that read files would import the whole day once more.
        program = "import sys; from tests.support.day_of_use import main; sys.exit(main())"
        command = [sys.executable, "-B", "-c", program, closed.path, chosen]
        done = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True, check=False
        )
        errors.seek(0)
        complaints = errors.read()
    # Whatever is printed lands in a log of the session on most systems: it is searched as well.
    (disk / "home" / ".xsession-errors").write_text(complaints, encoding="utf-8")
    files = sum(1 for path in disk.rglob("*") if path.is_file() and chosen not in path.parents)
    return WorkedDay(
        done.returncode,
        done.stdout.split("\n"),
        complaints,
        sentinels.drawn,
        leaks(disk, chosen),
        files,
    )
