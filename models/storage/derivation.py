"""From a passphrase to a key: argon2id (RFC 9106, the second recommended option)."""

import unicodedata
from typing import Final

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from models.errors import KeysDamaged

KEY_BYTES: Final = 32


class Derivation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parameters of argon2id; what is weaker or dearer than these bounds is refused."""

    salt: bytes
    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 4

    def check(self) -> None:
        """Refuse parameters that an honest file never has.

        Raises:
            KeysDamaged: weaker than RFC 9106's, or so dear that they would freeze the PC.
        """
        sane = (
            len(self.salt) == 16
            and 65_536 <= self.memory_kib <= 1_048_576
            and 3 <= self.passes <= 16
            and 1 <= self.lanes <= 16
        )
        if not sane:
            raise KeysDamaged(reason="derivation")

    def derive(self, passphrase: str) -> bytes:
        """The wrapping key (32 bytes) of a passphrase, the same however its accents were typed."""
        self.check()
        argon2 = Argon2id(
            salt=self.salt,
            length=KEY_BYTES,
            iterations=self.passes,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        )
        return argon2.derive(unicodedata.normalize("NFKC", passphrase).encode())
