"""The deeds of a centre, each killed in its own way: what stands before it, what must hold after.

Each is run by its name in `KINDS`; all of them end in the same account, `Killed`.
"""

import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.services.desk import Desk
from app.services.vaults import open_with_recovery_key
from models.storage.backup import connected
from models.storage.catalogue import count_rows
from models.storage.key_slots import read_slots
from sync.register.database import open_database
from tests.support.faults.killing import Killed, Kills, Nursery, nursery, quick_folder
from tests.support.faults.looking import RELEASED_TABLES
from tests.support.server_processes import ServerProcesses, server_processes
from tests.support.standing import standing, wanted

RELEASED = Path(__file__).parents[2] / "data" / "vaults" / "0.1.0.dapo"
RELEASED_KEY = "BEHX-VRP3-1AT1-F57V-1EHZ-HZVP-GM0Y-1YJD-1KGF"
_CLOSINGS_A_VAULT, _CALLS_OF_A_CLOSING, _SECONDS_OF_A_CLOSING = 8, 400, 2.0


def made(lives: Nursery, *, saved: int = 2) -> tuple[Path, str]:
    """A template with a vault of some households and a stick beside it, and its recovery key."""
    folder, template = lives.disk.root / "vault", lives.disk.root / "template"
    folder.mkdir()
    order = {"act": "make", "vault": str(folder / "centro.dapo"), "life": 0, "saved": saved}
    told = lives.whole(order | {"stick": str(folder / "stick")})
    shutil.copytree(folder, template)
    return template, next(line[1] for line in told if line[0] == "made")


def counter(lives: Nursery, chance: random.Random) -> Kills:
    """Files opened and aid given."""
    return _plain(lives, chance, "save")


def imports(lives: Nursery, chance: random.Random) -> Kills:
    """Another register brought in."""
    return _plain(lives, chance, "import")


def leavings(lives: Nursery, chance: random.Random) -> Kills:
    """Somebody seen off, and the vault given another key."""
    return _plain(lives, chance, "leave")


def backups(lives: Nursery, chance: random.Random) -> Kills:
    """Backups beside the vault and off the PC."""
    return _plain(lives, chance, "copy")


def migrations(lives: Nursery, chance: random.Random) -> Kills:
    """The vault that 0.1.0 left, opened for the first time: each life it is the old one again."""
    template = lives.disk.root / "template"
    template.mkdir()
    for ending in ("", ".keys"):
        shutil.copy(f"{RELEASED}{ending}", template / f"centro.dapo{ending}")
    key = read_slots(RELEASED).open_with_recovery_key(RELEASED_KEY).key
    with connected(template / "centro.dapo", key, read_only=True) as connection:
        counted = count_rows(connection)
    certain = {name: counted[name] for name in RELEASED_TABLES}
    order = {"act": "migrate", "recovery_key": RELEASED_KEY, "is_upgrade": True}
    return Kills(lives, order, template, certain, lives_a_vault=2, chance=chance)


def restores(lives: Nursery, chance: random.Random) -> Kills:
    """A backup put back over the vault, which was given another key since."""
    template, recovery_key = made(lives)
    folder = lives.disk.root / "vault"
    order = {"recovery_key": recovery_key, "vault": str(folder / "centro.dapo"), "life": 1}
    told = lives.whole(order | {"act": "prepare restore"})
    _, backup, numbers = next(line for line in told if line[0] == "backed up")
    shutil.rmtree(template)
    shutil.copytree(folder, template)
    order |= {"act": "restore", "backup": backup, "backed_up": numbers, "knowingly": True}
    kills = Kills(lives, order, template, lives_a_vault=6, chance=chance)
    kills.told.lives = 1
    return kills


def _plain(lives: Nursery, chance: random.Random, act: str) -> Kills:
    template, recovery_key = made(lives)
    return Kills(lives, {"act": act, "recovery_key": recovery_key}, template, chance=chance)


KINDS: Mapping[str, Callable[[Nursery, random.Random], Kills]] = {
    "saves": counter,
    "imports": imports,
    "migrations": migrations,
    "leavings": leavings,
    "backups": backups,
    "restores": restores,
}


def kill(kind: str, kills: int, seed: int = 1) -> Killed:
    """Kill that often in one kind of deed."""
    with quick_folder() as folder, nursery(folder) as lives:
        return KINDS[kind](lives, random.Random(seed)).run(kills)


def kill_closings(kills: int, seed: int = 1) -> Killed:
    """Kill desktops while they close months at a register, and compare what stands there."""
    with quick_folder() as folder, nursery(folder) as lives:
        template, recovery_key = made(lives, saved=4)
        (folder / "servers").mkdir()
        with server_processes(folder / "servers") as servers:
            closings = _Closings(servers, lives, template, recovery_key, random.Random(seed))
            while closings.told.kills < kills:
                closings.kill_some(kills - closings.told.kills)
    return closings.told


@dataclass
class _Closings:
    """Centres that close months at one register, each killed some times."""

    servers: ServerProcesses
    lives: Nursery
    template: Path
    recovery_key: str
    chance: random.Random
    told: Killed = field(default_factory=Killed)

    def kill_some(self, kills: int) -> None:
        """One centre more; in the end its rows must be those it wants."""
        name, root = f"Centre {self.told.lives}", self.lives.disk.root
        shutil.rmtree(root / "joined", ignore_errors=True)
        shutil.copytree(self.template, root / "joined")
        desk = self._open(root / "joined")
        self.servers.welcome(desk, name, allowance=100_000)
        desk.close()
        order = {"act": "close", "recovery_key": self.recovery_key, "clock": "real"}
        one = Kills(self.lives, order, root / "joined", None, _CLOSINGS_A_VAULT, self.chance)
        one.begin_anew()
        one.live_and_die(kills, _CALLS_OF_A_CLOSING, _SECONDS_OF_A_CLOSING)
        desk, engine = self._open(root / "vault"), open_database(str(self.servers.database))
        if wanted(desk) != standing(engine, name):
            one.told.wrong.append(f"{name}: other rows stand than it wants")
        desk.close()
        engine.dispose()
        self.told.add(one.told)

    def _open(self, folder: Path) -> Desk:
        return open_with_recovery_key(folder / "centro.dapo", self.recovery_key, knowingly=True)


def fill_disks(deed: str, stride: int) -> tuple[int, list[str]]:
    """A deed on a disk full at every `stride`-th step: attempts refused, and what is wrong."""
    with quick_folder() as folder, nursery(folder) as lives:
        kind = migrations if deed == "migration" else counter
        kills = kind(lives, random.Random(1))
        kills.begin_anew()
        order = kills.order | {"act": "fill", "deed": deed, "stride": stride, "life": 1}
        told = lives.whole(order)
        return next((line[1], line[2]) for line in told if line[0] == "filled")
