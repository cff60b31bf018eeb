"""From the outputs of all key-holders to a token: where an entry lies and what seals it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

INDEX_LENGTH: Final = 16
SEAL_KEY_LENGTH: Final = 32
TOKEN_LENGTH: Final = INDEX_LENGTH + SEAL_KEY_LENGTH


@dataclass(frozen=True, slots=True)
class Token:
    """What two centres obtain from the same match key, and nobody else.

    Attributes:
        index: 16 bytes, the place in the register (visible to it).
        seal_key: 32 bytes, the key that seals the entry (never leaves the centre).
    """

    index: bytes
    seal_key: bytes = field(repr=False)

    def to_bytes(self) -> bytes:
        """Return the 48 bytes a centre may keep in its vault in place of asking again."""
        return self.index + self.seal_key

    @classmethod
    def from_bytes(cls, material: bytes) -> Self:
        """Read back ``to_bytes``; ``ValueError`` unless there are 48 bytes."""
        if len(material) != TOKEN_LENGTH:
            raise ValueError(len(material))
        return cls(material[:INDEX_LENGTH], material[INDEX_LENGTH:])


def derive_token(outputs: Sequence[bytes]) -> Token:
    """Join the key-holders' outputs with HKDF-SHA-256 (RFC 5869).

    Args:
        outputs: one 64-byte output for each key-holder, in the network's order. The token stays
            unpredictable while at least one of the keys stays secret.
    """
    kdf = HKDF(algorithm=SHA256(), length=TOKEN_LENGTH, salt=None, info=b"dapo token v1")
    return Token.from_bytes(kdf.derive(b"".join(outputs)))
