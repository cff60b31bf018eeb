"""Refusals as answers: every error leaves as a ``Refusal`` message in JSON."""

import logging
from typing import Any

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException
from litestar.status_codes import (
    HTTP_400_BAD_REQUEST,
    HTTP_401_UNAUTHORIZED,
    HTTP_403_FORBIDDEN,
    HTTP_404_NOT_FOUND,
    HTTP_405_METHOD_NOT_ALLOWED,
    HTTP_409_CONFLICT,
    HTTP_413_REQUEST_ENTITY_TOO_LARGE,
    HTTP_415_UNSUPPORTED_MEDIA_TYPE,
    HTTP_429_TOO_MANY_REQUESTS,
    HTTP_500_INTERNAL_SERVER_ERROR,
)

from sync.protocol.codec import MalformedMessage, WireVersionRefused
from sync.protocol.limits import WIRE_VERSIONS_READ
from sync.protocol.messages import Refusal
from sync.serving.measures import REFUSALS

logger = logging.getLogger(__name__)

TOO_MANY_REQUESTS = "too_many_requests"
_RETRY_AFTER = "retry_after"
_LONGEST_PAUSE_SECONDS = 60
_HUNG_UP = "client disconnected prematurely"
"""What the framework says, as a fault of ours, when nobody is there any more to be answered."""
_CODES = {
    HTTP_400_BAD_REQUEST: "malformed",
    HTTP_401_UNAUTHORIZED: "not_signed",
    HTTP_403_FORBIDDEN: "not_allowed",
    HTTP_404_NOT_FOUND: "not_found",
    HTTP_405_METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTP_409_CONFLICT: "conflict",
    HTTP_413_REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTP_415_UNSUPPORTED_MEDIA_TYPE: "media_type_unknown",
    HTTP_429_TOO_MANY_REQUESTS: TOO_MANY_REQUESTS,
}


class Refused(Exception):
    """A request that is understood and not granted: status, stable code, values.

    A value ``retry_after``, in seconds, is told as the header of that name too (RFC 9110).
    """

    def __init__(self, status: int, code: str, **values: str | int) -> None:
        super().__init__(code, values)
        self.status = status
        self.refusal = Refusal(code=code, values=values)


def refuse(_: Request[Any, Any, Any], error: Refused) -> Response[Refusal]:
    """Answer a ``Refused``."""
    return _answer(error.status, error.refusal)


def refuse_malformed(_: Request[Any, Any, Any], error: MalformedMessage) -> Response[Refusal]:
    """Answer bytes that are no message, or one in another wire version."""
    if isinstance(error, WireVersionRefused):
        served = " ".join(map(str, sorted(WIRE_VERSIONS_READ)))
        refusal = Refusal(code="wire_version", values={"wire": error.args[0], "served": served})
    else:
        refusal = Refusal(code="malformed")
    return _answer(HTTP_400_BAD_REQUEST, refusal)


def refuse_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Refusal]:
    """Answer what the framework refused, without repeating what was sent."""
    if error.detail == _HUNG_UP:
        return _answer(HTTP_400_BAD_REQUEST, Refusal(code="malformed"))
    if error.status_code >= HTTP_500_INTERNAL_SERVER_ERROR:
        return fail(request, error)
    code = _CODES.get(error.status_code, "refused")
    values: dict[str, str | int] = {}
    if code == TOO_MANY_REQUESTS:
        values[_RETRY_AFTER] = _LONGEST_PAUSE_SECONDS
    return _answer(error.status_code, Refusal(code=code, values=values))


def refuse_unreadable(
    _: Request[Any, Any, Any], __: RecursionError | UnicodeDecodeError
) -> Response[Refusal]:
    """Answer a body nested beyond any message, or with a text that is not UTF-8."""
    return _answer(HTTP_400_BAD_REQUEST, Refusal(code="malformed"))


def fail(_: Request[Any, Any, Any], error: Exception) -> Response[Refusal]:
    """Answer our own fault; the log gets the trace, the other side does not."""
    logger.error("request failed", exc_info=error)
    return _answer(HTTP_500_INTERNAL_SERVER_ERROR, Refusal(code="internal"))


EXCEPTION_HANDLERS: dict[int | type[Exception], Any] = {
    Refused: refuse,
    MalformedMessage: refuse_malformed,
    HTTPException: refuse_http,
    RecursionError: refuse_unreadable,
    UnicodeDecodeError: refuse_unreadable,
    Exception: fail,
}


def _answer(status: int, refusal: Refusal) -> Response[Refusal]:
    REFUSALS.labels(refusal.code).inc()
    pause = refusal.values.get(_RETRY_AFTER)
    headers = {} if pause is None else {"Retry-After": str(pause)}
    return Response(refusal, status_code=status, media_type=MediaType.JSON, headers=headers)
