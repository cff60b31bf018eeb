"""Seals letters to the register (HPKE, RFC 9180) and its replies to the centre (AES-256-GCM).

A courier is often another centre: from the indexes of a push it could read off which of its own
people the sender keeps, even without their consent. So it gets to see nothing but sizes.

The register is sealed to by the signing key that everybody pinned at enrolment, moved to X25519 by
the birational map of RFC 7748, 4.1: no further key has to be told, pinned or kept. (Signing with
Ed25519 and receiving with X25519 under one key is sound: E. Thormarker, IACR ePrint 2021/509.)
"""

import secrets
from hashlib import sha512
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from sync.protocol.codec import decode, encode
from sync.protocol.messages import Letter, Reply

_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_PURPOSE: Final = b"dapo letter v1"
_REPLY_PURPOSE: Final = b"dapo reply v1"
_NONCE_LENGTH: Final = 12
_FIELD: Final = 2**255 - 19
_KEY_LENGTH: Final = 32


class LetterNotOpened(Exception):
    """Sealed to another register, changed on the way, or no letter."""


def seal_letter(letter: Letter, register_key: bytes) -> bytes:
    """Seal a letter to the register's pinned Ed25519 key (32 bytes)."""
    return _SUITE.encrypt(encode(letter), _receiving_public(register_key), info=_PURPOSE)


def open_letter(sealed: bytes, signing_key: Ed25519PrivateKey) -> Letter:
    """Open what was sealed to the register.

    Raises:
        LetterNotOpened: see there.
        MalformedMessage: it opens, and is not a letter of a known version.
    """
    try:
        plain = _SUITE.decrypt(sealed, _receiving_private(signing_key), info=_PURPOSE)
    except (InvalidTag, ValueError) as error:
        raise LetterNotOpened from error
    return decode(plain, Letter)


def seal_reply(reply: Reply, reply_key: bytes) -> bytes:
    """Seal a reply under the key that its letter held."""
    nonce = secrets.token_bytes(_NONCE_LENGTH)
    return nonce + AESGCM(reply_key).encrypt(nonce, encode(reply), _REPLY_PURPOSE)


def open_reply(sealed: bytes, reply_key: bytes) -> Reply:
    """Open a reply: only the register, which alone could open the letter, can have written it.

    Raises:
        LetterNotOpened: changed on the way, or the answer to another letter.
        MalformedMessage: it opens, and is not a reply of a known version.
    """
    nonce, rest = sealed[:_NONCE_LENGTH], sealed[_NONCE_LENGTH:]
    try:
        plain = AESGCM(reply_key).decrypt(nonce, rest, _REPLY_PURPOSE)
    except (InvalidTag, ValueError) as error:
        raise LetterNotOpened from error
    return decode(plain, Reply)


def _receiving_public(ed25519_key: bytes) -> X25519PublicKey:
    """The X25519 key of an Ed25519 key: u = (1 + y) / (1 - y) (RFC 7748, 4.1)."""
    y = int.from_bytes(ed25519_key, "little") & (2**255 - 1)
    u = (1 + y) * pow(1 - y, -1, _FIELD) % _FIELD
    return X25519PublicKey.from_public_bytes(u.to_bytes(_KEY_LENGTH, "little"))


def _receiving_private(signing_key: Ed25519PrivateKey) -> X25519PrivateKey:
    """The secret scalar of an Ed25519 key (RFC 8032, 5.1.5), which X25519 clamps alike."""
    scalar = sha512(signing_key.private_bytes_raw()).digest()[:_KEY_LENGTH]
    return X25519PrivateKey.from_private_bytes(scalar)
