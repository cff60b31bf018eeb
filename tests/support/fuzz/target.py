"""The servers under fire: who signs, what was answered, what must never be."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client import EnrolledDevice, RegisterClient
from sync.keyholder.keys import KeyRing
from sync.protocol.signing import CERTIFICATE_HEADER, sign_request, utc_now
from sync.register.administrators import add_administrator, change_passphrase
from sync.register.database import open_database
from tests.support.page import PASSPHRASE
from tests.support.server_processes import Server, server_processes

ANSWERED_IN_SECONDS = 60.0
NEVER_BELOW, NEVER_FROM = 200, 500
NOT_NOW = 503
ADMINISTRATOR = "Anna"


class Fault(AssertionError):
    """A server failed; ``args`` say at what."""


@dataclass
class Tally:
    """What was sent and answered."""

    requests: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    cut: int = 0
    """Requests whose connection the server closed without an answer, as HTTP lets it."""

    def note(self, part: str, what: str, status: int) -> None:
        """Count an answer; raises ``Fault`` for a failure of the server's own."""
        self.requests[part] += 1
        self.statuses[status] += 1
        if not NEVER_BELOW <= status < NEVER_FROM:
            raise Fault(part, what, status)


@dataclass(frozen=True)
class Target:
    """A register and a key-holder, each a process, and somebody they know."""

    register: Server
    holder: Server
    device: EnrolledDevice
    identity: Ed25519PrivateKey
    http: httpx.Client
    tally: Tally = field(default_factory=Tally)

    def sign(self, request: httpx.Request, body: bytes, signer: str) -> None:
        """Sign a request as the "device" or the "key_holder"."""
        if signer == "device":
            request.headers[CERTIFICATE_HEADER] = self.device.certificate
            name, key = self.device.key_id, self.device.signing_key
        else:
            name, key = self.identity.public_key().public_bytes_raw().hex(), self.identity
        sign_request(request, body, name, key, utc_now())

    def alive(self) -> None:
        """Raise ``Fault`` unless both servers live and do their work."""
        for server in (self.register, self.holder):
            answer = self.http.get(f"{server.url}/health", headers=from_somewhere(b"alive"))
            if answer.status_code != httpx.codes.OK:
                raise Fault("health", server.module, answer.status_code)
        with RegisterClient(self.device) as register:
            register.network()


def from_somewhere(seed: bytes) -> dict[str, str]:
    """A header by which the trusted proxy says who asks: limits by address are tried elsewhere."""
    parts = (seed * 3)[:3].ljust(3, b"\x07")
    return {"x-forwarded-for": "10." + ".".join(str(part) for part in parts)}


def memory(server: Server) -> tuple[float, float]:
    """Megabytes that a server's process holds now, and the most it ever held."""
    assert server.process is not None
    lines = Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii").splitlines()
    sizes = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith("Vm")}
    return int(sizes["VmRSS"]) / 1024, int(sizes["VmHWM"]) / 1024


@contextmanager
def target(folder: Path) -> Iterator[Target]:
    """Run a network's servers, with a confirmed device and an administrator."""
    options = ("--requests-a-minute", "1000000", "--trusted-proxy", "127.0.0.1")
    with server_processes(folder, *options, holder_options=options[2:]) as servers:
        device = servers.enrol("Sacra Famiglia", allowance=10**6)
        with RegisterClient(device) as register:
            device = device.renewed(register.network())
        engine = open_database(servers.database)
        add_administrator(engine, ADMINISTRATOR, utc_now(), by="command line")
        change_passphrase(engine, ADMINISTRATOR, PASSPHRASE, utc_now())
        engine.dispose()
        identity = KeyRing(folder / "key_holder_1.key").identity
        with httpx.Client(timeout=ANSWERED_IN_SECONDS) as http:
            yield Target(servers.register, servers.key_holders[0], device, identity, http)
