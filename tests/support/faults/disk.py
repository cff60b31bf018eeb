"""A disk that kills, fills up and remembers: a small library laid under a program (`disk.c`)."""

import atexit
import mmap
import os
import shutil
import struct
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from typing_extensions import override

_SOURCE = Path(__file__).with_name("disk.c")
_NUMBERS = ("calls", "die_at", "space", "recording")
UNLIMITED = -1


def can_fault() -> bool:
    """Whether faults can be laid under programs here: a Linux with a C compiler."""
    return hasattr(os, "fork") and os.uname().sysname == "Linux" and shutil.which("cc") is not None


@cache
def _library() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="disk-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    target = folder / "disk.so"
    compiler = shutil.which("cc") or "cc"
    command = [compiler, "-shared", "-fPIC", "-O2", "-o", str(target), str(_SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return target


class Control:
    """The numbers that a disk shares with whoever tests it (`struct control`)."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), 0)

    @property
    def calls(self) -> int:
        """Changes of the disk asked for since `begin`."""
        return self._get("calls")

    @property
    def space(self) -> int:
        """Bytes by which files may still grow."""
        return self._get("space")

    @space.setter
    def space(self, value: int) -> None:
        self._set("space", value)

    def begin(self, die_at: int = 0, *, is_recording: bool = False) -> None:
        """Count from nothing; the program dies at its change number `die_at`."""
        self._set("calls", 0)
        self._set("die_at", die_at)
        self._set("recording", is_recording)
        self.space = UNLIMITED

    def close(self) -> None:
        """Share no longer."""
        self._shared.close()

    def _get(self, name: str) -> int:
        return int(struct.unpack_from("q", self._shared, 8 * _NUMBERS.index(name))[0])

    def _set(self, name: str, value: int) -> None:
        struct.pack_into("q", self._shared, 8 * _NUMBERS.index(name), value)


class Disk(Control):
    """The faults of the programs that are started in its environment, in one folder."""

    def __init__(self, root: Path, *, keeps_log: bool = False) -> None:
        self.root = root.resolve()
        self._folder = Path(tempfile.mkdtemp(prefix="disk-"))
        self.log = self._folder / "log" if keeps_log else None
        self._control = self._folder / "control"
        self._control.write_bytes(bytes(8 * len(_NUMBERS)))
        super().__init__(self._control)
        self.space = UNLIMITED

    def environment(self) -> dict[str, str]:
        """What a program must be started with."""
        told = {
            "LD_PRELOAD": str(_library()),
            "DISK_ROOT": str(self.root),
            "DISK_CONTROL": str(self._control),
        }
        return {**os.environ, **told, **({"DISK_LOG": str(self.log)} if self.log else {})}

    @override
    def close(self) -> None:
        """Forget numbers and log."""
        super().close()
        shutil.rmtree(self._folder)
