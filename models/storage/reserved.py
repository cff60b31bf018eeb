"""Sealing what only those with clearance may read.

AES-256-GCM under a key derived (HKDF, RFC 5869) from the reserved one, for each form its own. The
household, the row and the form are associated data: sealed bytes moved to another household, to
another note or to another use do not open.
"""

import secrets
from typing import Final, Literal
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.errors import VaultDamaged
from models.storage.derivation import KEY_BYTES

Form = Literal["note-1", "document-1", "details-1"]
_NONCE: Final = 12


def seal(key: bytes, household_id: UUID, row_id: UUID, form: Form, clear: bytes) -> bytes:
    """The sealed bytes: nonce (12), ciphertext, tag (16); `key` is the reserved one (32)."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher(key, form).encrypt(nonce, clear, _bound(household_id, row_id, form))


def unseal(key: bytes, household_id: UUID, row_id: UUID, form: Form, sealed: bytes) -> bytes:
    """What was sealed.

    Raises:
        VaultDamaged: another key sealed it, or it stands where it was not put.
    """
    nonce, rest = sealed[:_NONCE], sealed[_NONCE:]
    try:
        return _cipher(key, form).decrypt(nonce, rest, _bound(household_id, row_id, form))
    except (InvalidTag, ValueError) as error:
        raise VaultDamaged(reason="sealed") from error


def _cipher(key: bytes, form: Form) -> AESGCM:
    info = b"dapo reserved " + form.encode()
    return AESGCM(HKDF(SHA256(), KEY_BYTES, None, info).derive(key))


def _bound(household_id: UUID, row_id: UUID, form: Form) -> bytes:
    return household_id.bytes + row_id.bytes + form.encode()
