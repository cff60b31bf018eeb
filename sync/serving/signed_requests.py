"""The door of a server: a request is read whole, within limits, and its signature checked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from litestar import Request
from litestar.status_codes import HTTP_401_UNAUTHORIZED, HTTP_415_UNSUPPORTED_MEDIA_TYPE

from sync.protocol.signing import (
    CARRIED_HEADER,
    CARRIED_ORIGIN,
    ClockDiffers,
    PlainRequest,
    SignatureRefused,
    SignedBy,
    verify_request,
)
from sync.serving.refusals import Refused


@dataclass(frozen=True)
class ReceivedRequest:
    """A request read whole, taken apart for checking in another thread."""

    plain: PlainRequest
    body: bytes

    def verify(self, find_key: Callable[[str], Ed25519PublicKey | None], now: datetime) -> SignedBy:
        """Check who signed it.

        Args:
            find_key: the public key of a key id, or None.
            now: the server's clock, aware.

        Raises:
            Refused: 401 with ``not_signed``, or ``clock_differs`` and the server's time.
        """
        try:
            return verify_request(self.plain, self.body, find_key, now)
        except ClockDiffers as error:
            raise Refused(
                HTTP_401_UNAUTHORIZED, "clock_differs", server_time=int(now.timestamp())
            ) from error
        except SignatureRefused as error:
            raise Refused(HTTP_401_UNAUTHORIZED, "not_signed") from error


async def receive(request: Request[Any, Any, Any], public_url: str | None) -> ReceivedRequest:
    """Read a request whole, within the limit; its body stays readable for the handler.

    Args:
        request: as received.
        public_url: the address that clients sign, when a proxy hides it from the server.

    Raises:
        Refused: 415 for a compressed body: what is unpacked is never larger than what was sent.
    """
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Refused(HTTP_415_UNSUPPORTED_MEDIA_TYPE, "content_encoding")
    body = await request.body()
    plain = PlainRequest(request.method, _signed_url(request, public_url), _headers(request))
    return ReceivedRequest(plain, body)


def _headers(request: Request[Any, Any, Any]) -> dict[str, str]:
    """Join repeated fields as RFC 9110 says, so that none can hide behind another."""
    joined: dict[str, str] = {}
    for name, value in request.headers.multi_items():
        joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return joined


def _signed_url(request: Request[Any, Any, Any], public_url: str | None) -> str:
    """Return the address as it was asked for, byte by byte: nothing tidied, nothing decoded."""
    scope = request.scope
    origin = CARRIED_ORIGIN if CARRIED_HEADER in request.headers else public_url
    if origin is None:
        origin = f"{scope['scheme']}://{request.headers.get('host', '')}"
    query = scope["query_string"]
    asked = scope["raw_path"] + (b"?" + query if query else b"")
    return origin.rstrip("/") + asked.decode("latin-1")
