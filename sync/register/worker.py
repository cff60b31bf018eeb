"""What one process of the register needs, and its application made from that.

A module of its own, because processes started later import it by its name.
"""

from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from litestar import Litestar

from sync.protocol.messages import KeyHolderAddress
from sync.register.admission import Register
from sync.register.application import make_application
from sync.register.database import open_database
from sync.serving.key_file import load_or_create_key


@dataclass(frozen=True)
class Worker:
    """The settings of a register that a process answers for.

    Called, it makes the application, with connections to the database of its own.
    """

    database: str
    key_file: Path
    key_holders: tuple[KeyHolderAddress, ...]
    public_url: str | None
    requests_a_minute: int

    def __call__(self) -> Litestar:
        """Make the application."""
        register = Register(
            engine=open_database(self.database),
            signing_key=read_signing_key(self.key_file),
            key_holders=self.key_holders,
            public_url=self.public_url,
            requests_a_minute=self.requests_a_minute,
        )
        return make_application(register)


def read_signing_key(key_file: Path) -> Ed25519PrivateKey:
    """Return the register's key, made on first use; raises what ``load_or_create_key`` does."""
    return Ed25519PrivateKey.from_private_bytes(load_or_create_key(key_file))
