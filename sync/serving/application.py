"""What the web applications of both servers have in common: limits, versions, measures, log."""

import logging
from collections.abc import Sequence
from time import perf_counter
from typing import Any, Final, cast

from litestar import Litestar, Request
from litestar.datastructures import MutableScopeHeaders, State
from litestar.enums import ScopeType
from litestar.openapi import OpenAPIConfig
from litestar.types import (
    ControllerRouterHandler,
    ExceptionHandlersMap,
    HTTPScope,
    LifeSpanReceive,
    LifeSpanScope,
    LifeSpanSend,
    Message,
    Receive,
    Scope,
    Send,
)
from typing_extensions import override

from resources import VERSION
from sync.protocol.codec import WireVersionRefused
from sync.protocol.limits import MAX_BODY_BYTES, WIRE_VERSION, WIRE_VERSIONS_READ
from sync.protocol.messages import Health
from sync.protocol.signing import SERVED_HEADER, WIRE_HEADER
from sync.serving.log_lines import noting
from sync.serving.measures import REQUESTS, SECONDS
from sync.serving.openapi import OPENAPI_PATH, PublishedInterface
from sync.serving.rate_limits import forget_idle
from sync.serving.refusals import EXCEPTION_HANDLERS

logger = logging.getLogger(__name__)

SERVED: Final = " ".join(map(str, sorted(WIRE_VERSIONS_READ)))
_UNSTAMPED: Final = 1
"""What a signed request without a version was written in."""
_NOWHERE: Final = "none"


def health(service: str, public_key: bytes) -> Health:
    """Return a server's sign of life."""
    return Health(
        service=service,
        public_key=public_key,
        version=VERSION,
        wire_versions=tuple(sorted(WIRE_VERSIONS_READ)),
    )


class Application(Litestar):
    """A server's application, which counts, times and notes whatever it answers."""

    @override
    async def __call__(
        self,
        scope: Scope | LifeSpanScope,
        receive: Receive | LifeSpanReceive,
        send: Send | LifeSpanSend,
    ) -> None:
        """Answer, and count it."""
        if scope["type"] != ScopeType.HTTP:
            await super().__call__(scope, receive, send)
            return
        asked = cast("HTTPScope", scope)
        begun, status = perf_counter(), 0

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableScopeHeaders.from_message(message)[SERVED_HEADER] = SERVED
            await cast("Send", send)(message)

        try:
            await super().__call__(asked, receive, send_noting)
        finally:
            _note(_route(asked), status, perf_counter() - begun)


def make_server(
    title: str,
    description: str,
    routes: Sequence[ControllerRouterHandler],
    state: dict[str, Any],
    *,
    exception_handlers: ExceptionHandlersMap = EXCEPTION_HANDLERS,
    **settings: Any,
) -> Application:
    """Make an application of these routes; ``settings`` are Litestar's, beyond the common ones."""
    return Application(
        route_handlers=routes,
        state=State(state),
        exception_handlers=exception_handlers,
        request_max_body_size=MAX_BODY_BYTES,
        logging_config=None,
        before_request=check_version,
        after_response=forget_idle,
        openapi_config=OpenAPIConfig(
            title=title,
            description=description,
            # Of the interface: its messages.
            version=str(WIRE_VERSION),
            path=OPENAPI_PATH,
            render_plugins=[PublishedInterface()],
            use_handler_docstrings=True,
        ),
        **settings,
    )


def check_version(request: Request[Any, Any, Any]) -> None:
    """Refuse who speaks a version that is not read here, before anything of it is believed.

    Raises:
        WireVersionRefused: see there.
    """
    told = request.headers.get(WIRE_HEADER)
    if told is None:
        if "signature-input" not in request.headers:
            return
        told = str(_UNSTAMPED)
    wire = int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0
    if wire not in WIRE_VERSIONS_READ:
        raise WireVersionRefused(wire)


def _route(scope: HTTPScope) -> str:
    """Name the route as it is declared: never as it was asked for."""
    template = scope.get("path_template")
    return f"{scope['method']} {template}" if template else _NOWHERE


def _note(route: str, status: int, seconds: float) -> None:
    REQUESTS.labels(route, status).inc()
    SECONDS.labels(route).observe(seconds)
    level = logging.DEBUG if status < 400 else logging.INFO
    logger.log(
        level, "answered", extra=noting(route=route, status=status, ms=round(seconds * 1000))
    )
