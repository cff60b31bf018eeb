"""Parcel files: eight letters that say what it is, a seal over all that follows, one message.

A parcel is sealed by its device's Ed25519 signature, so that a courier notices what is damaged
before it delivers anything; an answer by its SHA-256 alone, for each part inside proves itself.
Nothing is compressed: sealed rows and blinded points do not shrink (measured: below 1 %).
"""

from hashlib import sha256
from typing import Final, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.protocol.certificates import (
    CertificateRefused,
    is_signed,
    read_certificate,
)
from sync.protocol.codec import MalformedMessage, decode, encode
from sync.protocol.messages import EnrolmentAnswer, EnrolmentParcel, Message, Parcel, ParcelAnswer

_OneT = TypeVar("_OneT", bound=Message)
_OtherT = TypeVar("_OtherT", bound=Message)

SUFFIX: Final = ".dapoparcel"
MAX_PARCEL_BYTES: Final = 512 * 1024 * 1024
"""A file beyond this is none of ours and is not read."""

_OUTGOING: Final = b"dapo-out"
_ANSWER: Final = b"dapo-ans"
_STATEMENT: Final = b"dapo parcel v1\0"
_SIGNATURE_LENGTH: Final = 64
_DIGEST_LENGTH: Final = 32
_KIND_LENGTH: Final = 8


class ParcelRefused(Exception):
    """A file that is not the parcel that was expected; see the kinds below."""


class NotAParcel(ParcelRefused):
    """Some other file, or one of a later version of the program."""


class ParcelDamaged(ParcelRefused):
    """Cut or changed on the way: prepare it, or have it answered, again."""


class ParcelIsAnswer(ParcelRefused):
    """An answer, where a parcel to be delivered was expected."""


class ParcelIsOutgoing(ParcelRefused):
    """A parcel to be delivered, where an answer was expected."""


class ParcelOfAnotherNetwork(ParcelRefused):
    """Its device was certified by another register."""


def write_parcel(parcel: Parcel | EnrolmentParcel, key: Ed25519PrivateKey) -> bytes:
    """Return the file of a parcel, signed by its device."""
    body = encode(parcel)
    return _OUTGOING + key.sign(_STATEMENT + body) + body


def read_parcel(file: bytes, register_key: Ed25519PublicKey) -> Parcel | EnrolmentParcel:
    """Read a parcel that is to be delivered.

    Args:
        file: as read from the stick.
        register_key: the courier's register, which must have certified the device.

    Raises:
        ParcelRefused: one of its kinds.
    """
    _expect(file, _OUTGOING, _ANSWER, ParcelIsAnswer)
    body = file[_KIND_LENGTH + _SIGNATURE_LENGTH :]
    signature = file[_KIND_LENGTH:][:_SIGNATURE_LENGTH]
    parcel = _read_outgoing(body)
    if isinstance(parcel, EnrolmentParcel):
        public_key = parcel.request.public_key
    else:
        public_key = parcel.public_key
        _check_network(parcel, register_key)
    if not is_signed(_STATEMENT + body, signature, public_key):
        raise ParcelDamaged
    return parcel


def write_answer(answer: ParcelAnswer | EnrolmentAnswer) -> bytes:
    """Return the file of an answer."""
    body = encode(answer)
    return _ANSWER + sha256(body).digest() + body


def read_answer(file: bytes) -> ParcelAnswer | EnrolmentAnswer:
    """Read an answer; raises a kind of ``ParcelRefused``."""
    _expect(file, _ANSWER, _OUTGOING, ParcelIsOutgoing)
    digest = file[_KIND_LENGTH:][:_DIGEST_LENGTH]
    body = file[_KIND_LENGTH + _DIGEST_LENGTH :]
    if sha256(body).digest() != digest:
        raise ParcelDamaged
    try:
        return _either(body, ParcelAnswer, EnrolmentAnswer)
    except MalformedMessage as error:
        raise NotAParcel from error


def _expect(file: bytes, kind: bytes, other: bytes, mixed_up: type[ParcelRefused]) -> None:
    if file.startswith(other):
        raise mixed_up
    if not file.startswith(kind) or len(file) > MAX_PARCEL_BYTES:
        raise NotAParcel


def _read_outgoing(body: bytes) -> Parcel | EnrolmentParcel:
    try:
        return _either(body, Parcel, EnrolmentParcel)
    except MalformedMessage as error:
        # The signature can only be checked once it is known whose: a cut file comes here as well.
        raise ParcelDamaged from error


def _either(body: bytes, one: type[_OneT], other: type[_OtherT]) -> _OneT | _OtherT:
    try:
        return decode(body, one)
    except MalformedMessage:
        return decode(body, other)


def _check_network(parcel: Parcel, register_key: Ed25519PublicKey) -> None:
    """An expired certificate is the register's business; one of another register is told here."""
    if not parcel.certificate:
        return
    try:
        certificate = read_certificate(parcel.certificate, register_key, now=0)
    except CertificateRefused as error:
        raise ParcelOfAnotherNetwork from error
    if (certificate.device, certificate.public_key) != (parcel.device, parcel.public_key):
        raise ParcelDamaged
