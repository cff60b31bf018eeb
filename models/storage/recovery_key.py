"""The recovery key: what is printed on the recovery sheet and typed back."""

import base64
import binascii
import hashlib
import secrets
import unicodedata
from typing import Final

from models.errors import RecoveryKeyMistyped

RECOVERY_BYTES: Final = 20
_GROUP: Final = 4
_CHECK_LETTERS: Final = 4
_RFC_4648: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_CROCKFORD: Final = str.maketrans(_RFC_4648, _CROCKFORD)
_FROM_CROCKFORD: Final = str.maketrans(_CROCKFORD, _RFC_4648)
_LIKE_ANOTHER: Final = str.maketrans("OIL", "011")


def new_recovery_key() -> str:
    """A recovery key to print: 160 random bits and 20 of check, in nine groups of four."""
    raw = secrets.token_bytes(RECOVERY_BYTES)
    letters = base64.b32encode(raw).decode().translate(_TO_CROCKFORD) + _check_letters(raw)
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def read_recovery_key(text: str) -> bytes:
    """The 20 bytes of a recovery key typed back; case, spaces and O/0, I/L/1 do not matter.

    Raises:
        RecoveryKeyMistyped: a letter is wrong or missing.
    """
    plain = unicodedata.normalize("NFKC", text).upper().translate(_LIKE_ANOTHER)
    letters = "".join(letter for letter in plain if letter.isalnum())
    body, check = letters[:-_CHECK_LETTERS], letters[-_CHECK_LETTERS:]
    try:
        raw = base64.b32decode(body.translate(_FROM_CROCKFORD))
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != RECOVERY_BYTES or _check_letters(raw) != check:
        raise RecoveryKeyMistyped
    return raw


def _check_letters(raw: bytes) -> str:
    digest = hashlib.sha256(b"dapo recovery key" + raw).digest()
    return base64.b32encode(digest).decode().translate(_TO_CROCKFORD)[:_CHECK_LETTERS]
