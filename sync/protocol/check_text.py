"""The few digits that two people read to each other before a device is trusted."""

import hashlib
from typing import Final

_PURPOSE: Final = b"dapo check text v1\0"
_GROUPS, _DIGITS = 4, 4


def check_text(device_key: bytes, register_key: bytes) -> str:
    """Return sixteen digits in groups of four, the same for the device and for its register.

    They stand for both public keys (32 bytes each), by SHA-256: another device that used the code,
    or another register that took it, would show other digits. To meet given ones somebody would
    have to make some 10^16 keys.
    """
    digest = hashlib.sha256(_PURPOSE + device_key + register_key).digest()
    number = int.from_bytes(digest, "big") % 10 ** (_GROUPS * _DIGITS)
    digits = f"{number:0{_GROUPS * _DIGITS}d}"
    return " ".join(digits[at : at + _DIGITS] for at in range(0, len(digits), _DIGITS))
