"""Requests signed by a device's Ed25519 key: HTTP Message Signatures (RFC 9421).

Covered: method, target URI, Content-Digest (RFC 9530), the wire version of who asks, and the
certificate where one travels, with creation time, nonce and key id. Messages are duck-typed:
anything with ``method``, ``url`` and ``headers``.

A request that travels in a parcel on a USB stick is signed the same way, but at the address
``CARRIED_ORIGIN``: an online signature is worth nothing there, and the other way round. It has no
age, for the clock of a PC without a network may be years off; it lives as long as the certificate
beside it, by the servers' clocks. That certificate is not covered: the courier may have a newer one
from the register.
"""

import secrets
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    HTTPMessageVerifier,
    InvalidSignature,
    MappingKeyResolver,
)
from http_message_signatures.algorithms import ED25519
from typing_extensions import override

from sync.protocol.limits import SIGNATURE_MAX_AGE_SECONDS, WIRE_VERSION

CERTIFICATE_HEADER: Final = "dapo-certificate"
WIRE_HEADER: Final = "dapo-wire"
"""The wire version that the asking program writes; requests of version 1 have none."""
SERVED_HEADER: Final = "dapo-wire-served"
"""In an answer: the wire versions that the server reads, with spaces between."""
CARRIED_HEADER: Final = "dapo-carried"
"""Present on a request that came in a parcel."""
CARRIED_ORIGIN: Final = "http://parcel.invalid"
_TAG: Final = "dapo"
_COVERED: Final = ("@method", "@target-uri")
_NONCE_BYTES: Final = 16
_MAX_NONCE_LENGTH: Final = 64


class SignatureRefused(Exception):
    """A request is not signed, or not by the device it names, or not whole."""


class ClockDiffers(SignatureRefused):
    """A request was signed more than five minutes from the reader's clock."""


class SignedMessage(Protocol):
    """The three things of a request that a signature reads."""

    @property
    def method(self) -> str:
        """The method, in capitals."""
        ...

    @property
    def url(self) -> Any:
        """The absolute address; ``str`` of it is what counts."""
        ...

    @property
    def headers(self) -> MutableMapping[str, str]:
        """The header fields."""
        ...


@dataclass(frozen=True)
class PlainRequest:
    """A request taken apart, for servers whose own requests cannot be written to."""

    method: str
    url: str
    headers: MutableMapping[str, str]


@dataclass(frozen=True)
class SignedBy:
    """Who signed a request, and the nonce that must not be seen twice."""

    key_id: str
    nonce: str
    is_carried: bool = False
    """Whether it came in a parcel: then it has no age and may come again."""


def is_carried(message: SignedMessage) -> bool:
    """Tell whether a request was signed for a parcel."""
    return str(message.url).startswith(f"{CARRIED_ORIGIN}/")


def sign_request(
    message: SignedMessage, body: bytes, key_id: str, key: Ed25519PrivateKey, created: datetime
) -> None:
    """Add digest and signature headers to a request, with a nonce never used before."""
    signer = HTTPMessageSigner(
        signature_algorithm=ED25519,
        key_resolver=MappingKeyResolver(public_keys={}, private_keys={key_id: key}),
    )
    message.headers[WIRE_HEADER] = str(WIRE_VERSION)
    covered = [*_COVERED, WIRE_HEADER]
    if CERTIFICATE_HEADER in message.headers:
        covered.append(CERTIFICATE_HEADER)
    signer.sign(
        message,
        key_id=key_id,
        created=created,
        nonce=secrets.token_urlsafe(_NONCE_BYTES),
        tag=_TAG,
        covered_component_ids=covered,
        body=body,
    )


def verify_request(
    message: SignedMessage,
    body: bytes,
    find_key: Callable[[str], Ed25519PublicKey | None],
    now: datetime,
) -> SignedBy:
    """Check a request's signature, digest and age.

    Args:
        message: the request as received, headers in lower case or case-insensitive.
        body: its body, whole.
        find_key: the public key for a key id, or None.
        now: the reader's clock, aware; a carried request has no age.

    Raises:
        SignatureRefused: missing, forged, over other content, or without a nonce.
        ClockDiffers: signed more than ``SIGNATURE_MAX_AGE_SECONDS`` ago or ahead.
    """
    carried = is_carried(message)
    verifier = _Verifier(find_key, None if carried else now)
    required = [*_COVERED, "content-digest"]
    if WIRE_HEADER in message.headers:
        required.append(WIRE_HEADER)
    if CERTIFICATE_HEADER in message.headers and not carried:
        required.append(CERTIFICATE_HEADER)
    try:
        (result,) = verifier.verify(
            message, expect_tag=_TAG, require_components=required, body=body, max_age=None
        )
    except ClockDiffers:
        raise
    except (HTTPMessageSignaturesException, InvalidSignature, ValueError) as error:
        raise SignatureRefused from error
    nonce = result.nonce
    if nonce is None or not 0 < len(nonce) <= _MAX_NONCE_LENGTH:
        raise SignatureRefused
    return SignedBy(str(result.parameters["keyid"]), nonce, carried)


class _Verifier(HTTPMessageVerifier):
    """The library's verifier with our clock: an age counts in both directions."""

    def __init__(
        self, find_key: Callable[[str], Ed25519PublicKey | None], now: datetime | None
    ) -> None:
        super().__init__(signature_algorithm=ED25519, key_resolver=_Keys(find_key))
        self._now = now

    @override
    def validate_created_and_expires(self, sig_input: Any, max_age: Any = None) -> None:
        created = sig_input.params.get("created")
        if type(created) is not int:
            raise InvalidSignature("created")
        if self._now is None:
            return
        if abs(self._now.timestamp() - created) > SIGNATURE_MAX_AGE_SECONDS:
            raise ClockDiffers
        expires = sig_input.params.get("expires")
        if expires is not None and not (type(expires) is int and self._now.timestamp() < expires):
            raise InvalidSignature("expires")


class _Keys(MappingKeyResolver):
    """Looks a key id up when the verifier asks for it."""

    def __init__(self, find_key: Callable[[str], Ed25519PublicKey | None]) -> None:
        super().__init__(public_keys={}, private_keys={})
        self._find_key = find_key

    @override
    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        return self._find_key(key_id)


def utc_now() -> datetime:
    """Return the machine's clock, aware, in UTC."""
    return datetime.now(UTC)
