"""One device hands over to the next: what is signed, and the name that the next one has.

The device that speaks for a centre signs the request; the one to come signs that it holds its key.
Its name follows from that key, so that a centre whose answer was lost knows it nevertheless.
"""

import hashlib
from typing import Final

_STATEMENT: Final = b"dapo succession v1\0"
_NAME: Final = b"dapo successor v1\0"
_NAME_LENGTH: Final = 16


def succession_statement(device: bytes, public_key: bytes) -> bytes:
    """Return what the device to come signs: whom it follows, and its own key."""
    return _STATEMENT + device + public_key


def successor_name(public_key: bytes) -> bytes:
    """Return the id (16 bytes) of a device that follows another one."""
    return hashlib.sha256(_NAME + public_key).digest()[:_NAME_LENGTH]
