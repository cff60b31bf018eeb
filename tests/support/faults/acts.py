"""What is done in a life at a vault, each deed begun and acknowledged aloud."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from app.services.aid import record_aid
from app.services.backups import back_up, back_up_elsewhere, choose_backup_folder
from app.services.closing import close_month
from app.services.desk import Desk
from app.services.imports.drafting import draft
from app.services.imports.take import take
from app.services.imports.understanding import understand
from app.services.leaving import dismiss_operator, finish_leaving, left_undone, renew_key
from app.services.operators import add_operator
from app.services.restoring import restore_backup
from app.services.vaults import create_vault, open_with_recovery_key
from models.entities import Household
from models.records.aid import RecordAid
from models.records.taking import ConsentAnswer
from models.records.vault import AddOperator, CreateVault
from tests.support.faults import full_disks, looking
from tests.support.faults.telling import Teller
from tests.support.import_drafts import read
from tests.support.vaults import PHRASE, open_a_file

MONTH = "2026-10"
_IMPORTED = 8
_HEADER = "ID_FAM,COGNOME,NOME,NATO_IL,SESSO,DATA_AIUTO,TIPO,PEZZI\n"


@dataclass(frozen=True)
class Life:
    """One life: its order, its clock, and who is told."""

    order: Mapping[str, Any]
    clock: Callable[[], datetime]
    tell: Teller

    @property
    def path(self) -> Path:
        """The vault."""
        return Path(self.order["vault"])

    @property
    def number(self) -> int:
        """Which life it is: what is saved in it bears its number."""
        return int(self.order["life"])

    def open(self) -> Desk:
        """Open the vault, telling in how many seconds."""
        begun = time.monotonic()
        desk = open_with_recovery_key(
            self.path,
            self.order["recovery_key"],
            self.clock,
            knowingly=self.order.get("knowingly", False),
        )
        if not self.order.get("is_upgrade"):
            self.tell.say("opened", time.monotonic() - begun)
        return desk

    def look(self, desk: Desk, facts: Callable[[Desk], Mapping[str, Any]] = looking.facts) -> None:
        """Tell what the vault holds, and what of it is half."""
        self.tell.say("found", dict(facts(desk)), looking.halves(desk))


def make(life: Life) -> None:
    """Make a vault with some files in it, and tell its recovery key."""
    made = create_vault(CreateVault(life.path, "San Pio X", "Anna Neri", PHRASE), life.clock)
    for number in range(life.order["saved"]):
        open_a_file(made.desk, number=f"K{number}")
    if folder := life.order.get("stick"):
        Path(folder).mkdir()
        choose_backup_folder(made.desk, Path(folder))
    made.desk.close()
    life.tell.say("made", made.recovery_key)


def look(life: Life) -> None:
    """Open, finish what was cut, look and close."""
    desk = life.open()
    if left_undone(desk).key:
        finish_leaving(desk)
    life.look(desk, getattr(looking, life.order["facts"]))
    desk.close()


def save(life: Life) -> None:
    """The counter: files opened, aid given."""
    desk = life.open()
    life.look(desk)
    for deed in range(life.order.get("deeds", 3)):
        _save(life, desk, f"{life.number}.{deed}")
    desk.close()


def _save(life: Life, desk: Desk, name: str) -> None:
    life.tell.begin(f"household K{name}")
    household = open_a_file(desk, number=f"K{name}")
    life.tell.did(f"household K{name}")
    life.tell.begin(f"aid P{name}")
    record_aid(desk, RecordAid(household, "food", purpose=f"P{name}"))
    life.tell.did(f"aid P{name}")


def bring_in(life: Life) -> None:
    """An export of another register, eight households with two people and an aid each."""
    desk = life.open()
    life.look(desk, looking.imports)
    name = f"R{life.number}"
    path = life.path.with_name(f"{name}.csv")
    aid = "10-02-26,ALIMENTI,1"
    rows = [
        f"9{life.number:04}{one},Rossi{name}{one},{given},0{one + 1}/05/19{70 + one},M,{aid}\n"
        for one in range(_IMPORTED)
        for given in ("Anna", "Piero")
    ]
    path.write_text(_HEADER + "".join(rows), encoding="utf-8")
    workbook, today = read(path), desk.today()
    drafted = draft(workbook, understand(workbook, today), today)
    whole = looking.drafted(drafted)
    life.tell.begin(f"import {path.name}", whole)
    take(desk, drafted, ConsentAnswer(given=True), file_name=path.name)
    life.tell.did(f"import {path.name}", whole)
    desk.close()
    path.unlink()


def migrate(life: Life) -> None:
    """Open a vault of a version before, which brings it up to date."""
    desk = life.open()
    life.look(desk, looking.tables)
    desk.close()


def leave(life: Life) -> None:
    """Somebody comes, and leaves: the vault is given another key."""
    desk = life.open()
    if left_undone(desk).key:
        finish_leaving(desk)
    life.look(desk)
    _save(life, desk, str(life.number))
    name = f"Olga {life.number}"
    operator = add_operator(desk, AddOperator(name, "volunteer", desk.today(), f"{PHRASE} {name}"))
    life.tell.begin(f"gone {name}")
    dismiss_operator(desk, operator)
    life.tell.did(f"gone {name}")
    desk.close()


def copy(life: Life) -> None:
    """Backups, beside the vault and off the PC."""
    desk = life.open()
    life.look(desk, looking.backups)
    with desk.read() as session:
        households = session.scalar(select(func.count()).select_from(Household))
    open_a_file(desk, number=f"K{life.number}")
    now = desk.clock().astimezone().strftime("%Y-%m-%d %H.%M")
    life.tell.begin("backup", f"{now}: {households + 1}")
    back_up(desk)
    life.tell.did("backup", f"{now}: {households + 1}")
    life.tell.begin("compact", households + 1)
    back_up_elsewhere(desk)
    life.tell.did("compact", households + 1)
    desk.close()


def put_back(life: Life) -> None:
    """A restore over the vault, which has another key and more files than the backup."""
    desk = life.open()
    life.look(desk, looking.one_moment)
    more = " ".join(sorted({*looking.numbers(desk), f"K{life.number}"}))
    life.tell.begin("numbers", more)
    open_a_file(desk, number=f"K{life.number}")
    life.tell.did("numbers", more)
    desk.close()
    life.tell.begin("numbers", life.order["backed_up"])
    backup, secret = Path(life.order["backup"]), life.order["recovery_key"]
    restored, _ = restore_backup(backup, secret, life.path, clock=life.clock)
    life.tell.did("numbers", life.order["backed_up"])
    restored.close()


def prepare_restore(life: Life) -> None:
    """A backup off the PC, and after it another key of the vault."""
    desk = life.open()
    path = back_up_elsewhere(desk).path
    life.tell.say("backed up", str(path), " ".join(sorted(looking.numbers(desk))))
    renew_key(desk)
    open_a_file(desk, number="K9")
    desk.close()


def close_a_month(life: Life) -> None:
    """Some more aid, and the month's closing at the register."""
    desk = life.open()
    life.look(desk)
    _save(life, desk, str(life.number))
    close_month(desk, MONTH)
    desk.close()


def fill_disk(life: Life) -> None:
    """One deed again and again on a disk that is full a little later each time."""
    deed, stride = life.order["deed"], life.order["stride"]
    if deed == "migration":
        told = full_disks.fill_while_opening(life.open, life.path, stride)
    else:
        told = full_disks.fill(deed, life.open, stride)
    life.tell.say("filled", told.refused, told.wrong)


ACTS: Mapping[str, Callable[[Life], None]] = {
    "make": make,
    "look": look,
    "save": save,
    "import": bring_in,
    "migrate": migrate,
    "leave": leave,
    "copy": copy,
    "prepare restore": prepare_restore,
    "restore": put_back,
    "close": close_a_month,
    "fill": fill_disk,
}
