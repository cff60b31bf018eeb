"""Devices that are owed to the register: somebody left who may know the key of the one in use.

Each is a private key made when somebody leaves and kept in the vault until the register has taken
the device that has it. When another person leaves before that, she may know that key too: one more
is owed, to come after it.
"""

import secrets
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from models.storage.session import VaultSession

_OWED: Final = "successors_owed"
_KEY_BYTES: Final = 32


def owe_successor(session: "VaultSession") -> None:
    """Make the key of the device to come, in the caller's transaction; none outside a network."""
    from models.repositories.settings import set_setting, setting

    if setting(session, "network") is not None:
        made = secrets.token_bytes(_KEY_BYTES).hex()
        set_setting(session, _OWED, [*setting(session, _OWED, []), made])


def owed_successors(session: "VaultSession") -> tuple[bytes, ...]:
    """The private keys (Ed25519, 32 bytes) of the devices to come, in their order."""
    from models.repositories.settings import setting

    return tuple(bytes.fromhex(key) for key in setting(session, _OWED, []))


def is_successor_owed(session: "VaultSession") -> bool:
    """Whether the register has still to hear that somebody left."""
    return bool(owed_successors(session))


def settle_successor(session: "VaultSession", private_key: bytes) -> None:
    """Note that the register has taken this device."""
    from models.repositories.settings import forget_setting, set_setting

    rest = [key.hex() for key in owed_successors(session) if key != private_key]
    if rest:
        set_setting(session, _OWED, rest)
    else:
        forget_setting(session, _OWED)


def owe_none(session: "VaultSession") -> None:
    """A device with a key of its own has taken the place of all: nobody who left knows it."""
    from models.repositories.settings import forget_setting

    forget_setting(session, _OWED)
