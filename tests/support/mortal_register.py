"""A register that can be killed a thousand times: it is begun again by a fork, not from nothing.

    python -m tests.support.mortal_register DATABASE KEYFILE [--careless]

Reads lines: ``start`` forks a server and prints its process id. All of them listen at one address,
which is the first line printed. ``--careless`` answers before anything is stored: whoever looks for
lost pushes must find that it loses some.
"""

import multiprocessing
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer

import msgspec
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.protocol.certificates import receipt_statement
from sync.protocol.messages import KeyHolderAddress, Push, Receipt
from sync.register import application
from sync.register.admission import Register
from sync.register.database import open_database
from sync.register.devices import Device
from sync.serving.key_file import load_or_create_key
from sync.serving.listening import configure
from tests.support.processes import unmeasured

_LONGEST_SECONDS = 0.03
_NOBODY = KeyHolderAddress(url="https://key-holder.invalid", identity_key=bytes(32))


@dataclass
class MortalRegister:
    """The processes, seen from who kills them."""

    nursery: "subprocess.Popen[str]"
    url: str
    child: int = 0

    def start(self) -> None:
        """Begin a server; requests wait in the socket meanwhile."""
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        self.nursery.stdin.write("start\n")
        self.nursery.stdin.flush()
        self.child = int(self.nursery.stdout.readline())

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.child:
            os.kill(self.child, signal.SIGKILL)
            self.child = 0


@contextmanager
def mortal_register(
    database: str, key_file: Path, *, is_careless: bool = False
) -> Iterator[MortalRegister]:
    """Run one until the block ends; `start` it first."""
    command = [sys.executable, "-m", "tests.support.mortal_register", database, str(key_file)]
    command += ["--careless"] if is_careless else []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=unmeasured()
    ) as nursery:
        assert nursery.stdout is not None
        register = MortalRegister(nursery, nursery.stdout.readline().strip())
        try:
            yield register
        finally:
            register.kill()
            nursery.terminate()


@dataclass
class Killing:
    """Kills a register at random moments while others push to it, and begins it again.

    `progress` counts what was confirmed to them: each life of the register confirms something.
    """

    register: MortalRegister
    progress: Callable[[], int]
    most: int = 1_000_000
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    kills: int = 0

    def __call__(self, is_done: Callable[[], bool]) -> None:
        """Go on until nobody pushes any more."""
        before = self.progress()
        while not is_done():
            if self.progress() > before and self.kills < self.most:
                time.sleep(self.chance.uniform(0, _LONGEST_SECONDS))
                self.register.kill()
                self.kills += 1
                before = self.progress()
                self.register.start()
            time.sleep(_LONGEST_SECONDS / 10)


Store = Callable[[Register, Device, Push, bytes], Receipt]


def _prepare(database: str, key: Ed25519PrivateKey, *, is_careless: bool) -> uvicorn.Config:
    """Everything but the serving, once for all lives; no connection is open when one begins."""
    engine = open_database(database)
    engine.dispose()
    if is_careless:
        application.__dict__["_store"] = _answer_first(application.__dict__["_store"])
    register = Register(
        engine=engine, signing_key=key, key_holders=(_NOBODY,), requests_a_minute=1_000_000
    )
    return configure(application.make_application(register))


def _serve(config: uvicorn.Config, bound: socket.socket) -> None:
    uvicorn.Server(config).run(sockets=[bound])


def _answer_first(store: Store) -> Store:
    def answer(register: Register, device: Device, push: Push, digest: bytes) -> Receipt:
        Timer(0.02, store, (register, device, push, digest)).start()
        unsigned = Receipt(
            device=device.device,
            sequence=push.sequence,
            digest=digest,
            rows=push.rows,
            epoch=push.epoch,
            high_water=0,
            signature=bytes(64),
        )
        signature = register.signing_key.sign(receipt_statement(unsigned))
        return msgspec.structs.replace(unsigned, signature=signature)

    return answer


def main() -> None:
    """Listen, and fork a server at each ``start``."""
    database, key_file = sys.argv[1:3]
    key = Ed25519PrivateKey.from_private_bytes(load_or_create_key(Path(key_file)))
    forking = multiprocessing.get_context("fork")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    config = _prepare(database, key, is_careless="--careless" in sys.argv)
    with socket.create_server(("127.0.0.1", 0), backlog=128) as bound:
        _say(f"http://127.0.0.1:{bound.getsockname()[1]}")
        for _ in sys.stdin:
            child = forking.Process(target=_serve, args=(config, bound))
            child.start()
            _say(str(child.pid))


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
