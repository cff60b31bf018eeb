"""The demo's network on this PC: a register and two key-holders as child processes."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from models.errors import WorldError
from sync.protocol.limits import QUESTIONS_A_PERSON
from sync.protocol.signing import utc_now
from sync.register.database import open_database, reading
from sync.register.devices import DeviceNotWaiting, confirm_device, list_devices
from sync.register.enrolment import invite

KEY_HOLDERS = 2
_PATIENCE = 10.0
"""Seconds that a server has to end by itself."""


class ServerDidNotStart(WorldError):
    """A server of the demo ended before it listened; values: `name`, `told`."""

    code = "server_did_not_start"


class DemoNetwork:
    """`with DemoNetwork(folder) as network: network.start()`; every server ends with the block."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running = ExitStack()
        self.url = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    @property
    def database(self) -> Path:
        """The register's file."""
        return self._folder / "register.db"

    def invite(self, centre: str, people: int) -> str:
        """A one-time code for a centre, which joins the network with so many people."""
        with _opened(self.database) as engine:
            return invite(engine, centre, utc_now(), allowance=people * QUESTIONS_A_PERSON)

    def start(self) -> None:
        """Start the servers and wait until each listens.

        Raises:
            ServerDidNotStart: one of them ended.
        """
        register_key = self._key("sync.register", "register")
        # The key-holders must know where the register will be, before it is there.
        with socket.create_server(("127.0.0.1", 0)) as bound:
            port = bound.getsockname()[1]
        pinned = []
        for number in range(1, KEY_HOLDERS + 1):
            name = f"key_holder_{number}"
            public_key = self._key("sync.keyholder", name)
            quotas = str(self._folder / f"{name}.db")
            options = (
                *("--register-key", register_key, "--register-url", f"http://127.0.0.1:{port}"),
                *("--quota-file", quotas, "--workers", "0"),
            )
            pinned += [
                "--key-holder",
                f"{self._serve('sync.keyholder', name, options)}#{public_key}",
            ]
        database = ("--database", str(self.database))
        self.url = self._serve("sync.register", "register", (*database, *pinned), port)

    def _key(self, module: str, name: str) -> str:
        """The public key of a server, whose secret is made in the folder."""
        command = _command(module, "key", "--key-file", str(self._folder / f"{name}.key"))
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ServerDidNotStart(name=name, told=done.stderr.strip())
        return done.stdout.strip()

    def _serve(self, module: str, name: str, options: Sequence[str], port: int = 0) -> str:
        """Start a server on a port, or a free one, and give its address."""
        key_file = ("--key-file", str(self._folder / f"{name}.key"))
        log = self._folder / f"{name}.log"
        with log.open("wb") as told:
            server = subprocess.Popen(
                _command(module, "serve", "--port", str(port), *key_file, *options),
                stdout=subprocess.PIPE,
                stderr=told,
                start_new_session=True,
            )
        self._running.callback(_end, server)
        line = server.stdout.readline() if server.stdout else b""
        if not line:
            raise ServerDidNotStart(name=name, told=log.read_text(errors="replace")[-2000:])
        return str(json.loads(line)["listening"])


def confirm_waiting(database: Path) -> None:
    """Confirm the devices that wait, as who runs the network does on the telephone."""
    with _opened(database) as engine:
        with reading(engine) as connection:
            waiting = [each for each in list_devices(connection) if each.state == "waiting"]
        for each in waiting:
            # Another centre of the demo may confirm the same one at this moment.
            with suppress(DeviceNotWaiting):
                confirm_device(engine, each.device, utc_now())


@contextmanager
def _opened(database: Path) -> Iterator[Engine]:
    engine = open_database(str(database))
    try:
        yield engine
    finally:
        engine.dispose()


def _command(module: str, *words: str) -> list[str]:
    return [sys.executable, "-m", module, *words]


def _end(server: "subprocess.Popen[bytes]") -> None:
    """End a server that we started: politely, then surely."""
    server.terminate()
    try:
        server.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    if server.stdout:
        server.stdout.close()
