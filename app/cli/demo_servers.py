"""The demo's network on this PC: a register and two key-holders as child processes."""

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from models.errors import WorldError
from sync.protocol.signing import utc_now
from sync.register.database import open_database
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

    def invite(self, centre: str) -> str:
        """A one-time code for a centre, which joins the network with it."""
        engine = open_database(str(self._folder / "register.db"))
        try:
            return invite(engine, centre, utc_now())
        finally:
            engine.dispose()

    def start(self) -> None:
        """Start the servers and wait until each listens.

        Raises:
            ServerDidNotStart: one of them ended.
        """
        register_key = self._key("sync.register", "register")
        pinned = []
        for number in range(1, KEY_HOLDERS + 1):
            name = f"key_holder_{number}"
            public_key = self._key("sync.keyholder", name)
            options = ("--register-key", register_key, "--workers", "1")
            pinned += [
                "--key-holder",
                f"{self._serve('sync.keyholder', name, options)}#{public_key}",
            ]
        database = ("--database", str(self._folder / "register.db"))
        self.url = self._serve("sync.register", "register", (*database, *pinned))

    def _key(self, module: str, name: str) -> str:
        """The public key of a server, whose secret is made in the folder."""
        command = _command(module, "key", "--key-file", str(self._folder / f"{name}.key"))
        done = subprocess.run(  # noqa: S603 - our own module
            command, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise ServerDidNotStart(name=name, told=done.stderr.strip())
        return done.stdout.strip()

    def _serve(self, module: str, name: str, options: Sequence[str]) -> str:
        """Start a server on a free port and give its address."""
        key_file = ("--key-file", str(self._folder / f"{name}.key"))
        log = self._folder / f"{name}.log"
        with log.open("wb") as told:
            server = subprocess.Popen(  # noqa: S603 - our own module
                _command(module, "serve", "--port", "0", *key_file, *options),
                stdout=subprocess.PIPE,
                stderr=told,
                start_new_session=True,
            )
        self._running.callback(_end, server)
        line = server.stdout.readline() if server.stdout else b""
        if not line:
            raise ServerDidNotStart(name=name, told=log.read_text(errors="replace")[-2000:])
        return str(json.loads(line)["listening"])


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
