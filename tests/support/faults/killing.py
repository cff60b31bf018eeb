"""Vaults whose process is killed again and again, and what was acknowledged compared with what is.

The journal of what was acknowledged is kept here, in another process than the one that is killed.
Most kills come before a chosen change of the disk (a write is then half done), the others at a
random moment. What was told must be there when the vault is opened again, what was begun is there
whole or not at all.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.faults.disk import Disk
from tests.support.faults.telling import Ledger, Value

ROOT = Path(__file__).parents[3]
_BY_THE_CLOCK = 0.125
"""Of the kills, those at a random moment rather than at a chosen change of the disk."""

Order = dict[str, Any]
Line = list[Any]


@dataclass
class Nursery:
    """Where lives are forked, and the disk that is laid under them."""

    process: "subprocess.Popen[str]"
    disk: Disk

    def live(self, order: Order) -> Iterator[Line]:
        """What a life tells; the last line is ``["end", code]``."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        for text in self.process.stdout:
            line = json.loads(text)
            yield line
            if line[0] == "end":
                return
        raise EOFError("the nursery has ended")

    def whole(self, order: Order) -> list[Line]:
        """A life that nobody disturbs; raises AssertionError when it breaks."""
        self.disk.begin()
        lines = list(self.live(order))
        assert lines[-1] == ["end", 0], lines
        return lines


@contextmanager
def nursery(folder: Path, *, keeps_log: bool = False) -> Iterator[Nursery]:
    """Run one until the block ends; `folder` is the disk."""
    disk = Disk(folder, keeps_log=keeps_log)
    told = {"XDG_STATE_HOME": str(disk.root / "state")}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.faults.lives"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=disk.environment() | told,
    ) as process:
        try:
            assert process.stdout is not None
            assert json.loads(process.stdout.readline()) == ["ready"]
            yield Nursery(process, disk)
        finally:
            process.kill()
    disk.close()


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder in memory if there is one: who is killed loses nothing of what the system has."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        yield Path(name)


@dataclass
class Killed:
    """What came of it."""

    kills: int = 0
    lives: int = 0
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)
    slowest_opening: float = 0.0

    def add(self, other: "Killed") -> None:
        """Count another account with this one."""
        self.kills += other.kills
        self.lives += other.lives
        self.acknowledged += other.acknowledged
        self.wrong += other.wrong
        self.slowest_opening = max(self.slowest_opening, other.slowest_opening)


@dataclass
class Kills:
    """One kind of life at one vault, begun anew from a template every now and then.

    Attributes:
        nursery: where it lives.
        order: the act and what it needs; "vault" is put by this class.
        template: a folder whose content each vault begins with.
        certain: what holds in the template; None to believe the first look.
        lives_a_vault: after so many the vault is begun anew, so that it stays small.
    """

    nursery: Nursery
    order: Order
    template: Path
    certain: dict[str, Value] | None = None
    lives_a_vault: int = 25
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    told: Killed = field(default_factory=Killed)

    def run(self, kills: int) -> Killed:
        """Kill so often."""
        calls, seconds = self.measure()
        while self.told.kills < kills:
            self.begin_anew()
            self.live_and_die(kills, calls, seconds)
        return self.told

    def live_and_die(self, kills: int, calls: int, seconds: float) -> None:
        """Some lives at one vault, killed within so many changes of the disk; the last is not."""
        for _ in range(self.lives_a_vault):
            if self.told.kills >= kills:
                break
            if self.chance.random() < _BY_THE_CLOCK:
                self._live(seconds=self.chance.uniform(0, seconds))
            else:
                self._live(die_at=self.chance.randint(1, calls))
        self._live()

    def measure(self) -> tuple[int, float]:
        """Changes of the disk and seconds of a life that nobody disturbs."""
        self.begin_anew()
        self._live()
        begun = os.times().elapsed
        self._live()
        return self.nursery.disk.calls, os.times().elapsed - begun

    def begin_anew(self) -> None:
        """Put the template in the vault's place."""
        folder = self.nursery.disk.root / "vault"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(self.nursery.disk.root / "state", ignore_errors=True)
        shutil.copytree(self.template, folder)
        self.order["vault"] = str(folder / "centro.dapo")
        self._ledger = Ledger(dict(self.certain or {}))
        self._is_first = self.certain is None

    def _live(self, die_at: int = 0, seconds: float | None = None) -> None:
        self.told.lives += 1
        self.nursery.disk.begin(die_at)
        order = self.order | {"life": self.told.lives, "seconds": seconds}
        for word, *rest in self.nursery.live(order):
            if word == "opened":
                self.told.slowest_opening = max(self.told.slowest_opening, rest[0])
            elif word == "found":
                self._compare(rest[0], rest[1])
            elif word in {"begin", "did"}:
                self._ledger.take(word, *rest)
            elif word == "broke":
                self.told.wrong.append(f"life {self.told.lives}: {rest[0]}\n{rest[1]}")
                self.begin_anew()
            elif word == "end":
                self.told.kills += rest[0] == -signal.SIGKILL
        self.told.acknowledged += self._ledger.acknowledged
        self._ledger.acknowledged = 0

    def _compare(self, found: dict[str, Value], halves: list[str]) -> None:
        wrong = self._ledger.wrong(found)
        if not self._is_first:
            self.told.wrong += [f"life {self.told.lives}: {one}" for one in wrong]
        self._is_first = False
        self.told.wrong += [f"life {self.told.lives}: {one}" for one in halves]
