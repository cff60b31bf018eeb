"""Certificates, receipts and proofs: the small Ed25519 statements (RFC 8032) of the network.

Each statement begins with its purpose, so that a signature made for one is worth nothing for
another.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Sequence
from typing import Annotated, Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Meta

from sync.protocol.messages import Bytes16, Bytes32, Bytes64, Counter, HeldKey, Receipt

CERTIFICATE_DAYS: Final = 90
"""A device gets a new certificate each time it asks for the network; a revoked one gets none."""

_CERTIFICATE: Final = b"dapo device certificate v1\0"
_RECEIPT: Final = b"dapo receipt v1\0"
_ENROLMENT: Final = b"dapo enrolment v1\0"
_REVOCATIONS: Final = b"dapo revocations v1\0"
_KEY_SET: Final = b"dapo key set v1\0"
_MAX_CERTIFICATE_LENGTH: Final = 1_024
_Y: Final = (1 << 255) - 1
"""The bits of a key that are the point's y; the last one is the sign of x."""
_P: Final = 2**255 - 19
_Y_OF_ORDER_8: Final = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL_ORDER: Final = frozenset({0, 1, _Y_OF_ORDER_8, _P - _Y_OF_ORDER_8, _P - 1, _P, _P + 1})
"""The y of points of order 1, 2, 4 and 8, in every writing; RFC 8032 lets them pass.

The same that libsodium refuses (``ge25519_has_small_order``).
"""


class CertificateRefused(Exception):
    """A certificate is malformed, expired, or not by the pinned register."""


class DeviceCertificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """The register's word that a key belongs to a device of a centre, for a time.

    ``allowance`` is how many questions of a first load it was granted in all, beyond what every
    device may ask in a month; key-holders need no other word about it. ``account`` is the device
    under which its questions are counted, where it follows another one.
    """

    device: Bytes16
    centre: Counter
    public_key: Bytes32
    issued_at: Counter
    expires_at: Counter
    allowance: Counter = 0
    account: Annotated[bytes, Meta(max_length=16)] = b""

    @property
    def counted_as(self) -> bytes:
        """The device under which key-holders count its questions."""
        return self.account or self.device


class _SignedCertificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    payload: bytes
    signature: Bytes64


_certificate_decoder: Final = msgspec.msgpack.Decoder(DeviceCertificate)
_signed_decoder: Final = msgspec.msgpack.Decoder(_SignedCertificate)


def issue_certificate(certificate: DeviceCertificate, register_key: Ed25519PrivateKey) -> str:
    """Sign a certificate; the text is safe in a header."""
    payload = msgspec.msgpack.encode(certificate)
    signed = _SignedCertificate(payload, register_key.sign(_CERTIFICATE + payload))
    return urlsafe_b64encode(msgspec.msgpack.encode(signed)).decode("ascii")


def read_certificate(text: str, register_key: Ed25519PublicKey, now: int) -> DeviceCertificate:
    """Check a certificate against the pinned register key; needs no database.

    Args:
        text: what ``issue_certificate`` made.
        register_key: the register's public key.
        now: UTC seconds since 1970.

    Raises:
        CertificateRefused: malformed, forged or expired.
    """
    try:
        if len(text) > _MAX_CERTIFICATE_LENGTH:
            raise CertificateRefused
        signed = _signed_decoder.decode(urlsafe_b64decode(text.encode("ascii")))
        register_key.verify(signed.signature, _CERTIFICATE + signed.payload)
        certificate = _certificate_decoder.decode(signed.payload)
    except (Base64Error, UnicodeError, msgspec.MsgspecError, InvalidSignature) as error:
        raise CertificateRefused from error
    if now >= certificate.expires_at:
        raise CertificateRefused
    return certificate


def enrolment_statement(code: str, public_key: bytes) -> bytes:
    """Return what a device signs to show that it holds the key it enrols."""
    return _ENROLMENT + code.encode() + b"\0" + public_key


def revocations_statement(issued_at: int, devices: Sequence[bytes]) -> bytes:
    """Return what the register signs to tell which devices it shut out."""
    return _REVOCATIONS + msgspec.msgpack.encode((issued_at, devices))


def receipt_statement(receipt: Receipt) -> bytes:
    """Return what the register signs when a push is stored: the receipt without its signature."""
    return _RECEIPT + msgspec.msgpack.encode(
        (
            receipt.device,
            receipt.sequence,
            receipt.digest,
            receipt.rows,
            receipt.epoch,
            receipt.high_water,
        )
    )


def key_set_statement(keys: Sequence[HeldKey]) -> bytes:
    """Return what a key-holder signs to tell its keys."""
    return _KEY_SET + msgspec.msgpack.encode(keys)


def is_signed(statement: bytes, signature: bytes, public_key: bytes) -> bool:
    """Tell whether a statement bears a key's Ed25519 signature.

    A key of small order has none: what nobody signed verifies under it, and everybody could speak
    for the device that enrolled with it.
    """
    if int.from_bytes(public_key, "little") & _Y in _SMALL_ORDER:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, statement)
    except (InvalidSignature, ValueError):
        return False
    return True
