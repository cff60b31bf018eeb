"""Register and key-holders as the processes they are, which can be killed and started again."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.services.desk import Desk
from app.services.network import enrol as join
from sync.client import EnrolledDevice, enrol
from sync.keyholder.keys import KeyRing
from sync.protocol.signing import utc_now
from sync.register.database import open_database
from sync.register.enrolment import invite
from sync.serving.key_file import load_or_create_key
from tests.support.network import confirm_waiting, free_socket
from tests.support.processes import unmeasured


@dataclass
class Server:
    """A server of the network; once started it keeps its port."""

    module: str
    folder: Path
    name: str
    options: tuple[str, ...] = ()
    is_measured: bool = False
    """Whether its coverage is taken, which wants a gentle end."""
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, key_file: str = "") -> None:
        """Start it on the port it had, if it had one, and wait until it listens."""
        keys = ("--key-file", str(self.folder / (key_file or self.name)))
        command = [sys.executable, "-m", self.module, "serve", "--port", str(self.port)]
        with (self.folder / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *keys, *self.options],
                env=None if self.is_measured else unmeasured(),
                stdout=subprocess.PIPE,
                stderr=log,
            )
        line = self.process.stdout.readline() if self.process.stdout else b""
        self.port = int(json.loads(line)["listening"].rpartition(":")[2])

    def stop(self) -> None:
        """Ask it to end, its workers too, and wait."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=60)
            self.kill()

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            if self.process.stdout:
                self.process.stdout.close()
            self.process = None


@dataclass(frozen=True)
class ServerProcesses:
    """A register and two key-holders, each in its own process."""

    register: Server
    key_holders: tuple[Server, ...]
    database: str

    def enrol(self, centre: str, allowance: int = 0) -> EnrolledDevice:
        """A confirmed device of a centre."""
        engine = open_database(self.database)
        try:
            device = enrol(
                self.register.url, invite(engine, centre, utc_now(), allowance=allowance)
            )
            confirm_waiting(engine, utc_now())
        finally:
            engine.dispose()
        return device

    def welcome(self, desk: Desk, centre: str, url: str = "", allowance: int = 0) -> None:
        """Let a desk's vault join as a centre, and confirm it."""
        engine = open_database(self.database)
        try:
            join(
                desk,
                url or self.register.url,
                invite(engine, centre, utc_now(), allowance=allowance),
            )
            confirm_waiting(engine, utc_now())
        finally:
            engine.dispose()


@contextmanager
def server_processes(
    folder: Path,
    *options: str,
    database: str = "",
    holder_options: tuple[str, ...] = (),
    is_measured: bool = False,
) -> Iterator[ServerProcesses]:
    """Run the three until the block ends; the options are the register's."""
    database = database or str(folder / "register.db")
    register = Server("sync.register", folder, "register.key", options, is_measured)
    with free_socket() as bound:
        register.port = bound.getsockname()[1]
    key = Ed25519PrivateKey.from_private_bytes(load_or_create_key(folder / register.name))
    trust = (
        *("--register-key", key.public_key().public_bytes_raw().hex()),
        *("--register-url", register.url, "--workers", "0"),
    )
    holders = tuple(
        Server(
            "sync.keyholder",
            folder,
            f"key_holder_{number}.key",
            (*trust, "--quota-file", str(folder / f"key_holder_{number}.db"), *holder_options),
            is_measured,
        )
        for number in (1, 2)
    )
    try:
        for holder in holders:
            holder.start()
            identity = KeyRing(folder / holder.name).identity_key.hex()
            register.options += ("--key-holder", f"{holder.url}#{identity}")
        register.options += ("--database", database)
        register.start()
        yield ServerProcesses(register, holders, database)
    finally:
        for server in (register, *holders):
            server.kill()
