"""The page's routes under ``/page``, and how it says no."""

import logging
from collections.abc import Callable
from typing import Any, Final

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.exceptions import HTTPException, NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import (
    HTTP_303_SEE_OTHER,
    HTTP_404_NOT_FOUND,
    HTTP_405_METHOD_NOT_ALLOWED,
    HTTP_500_INTERNAL_SERVER_ERROR,
)
from litestar.types import ExceptionHandlersMap

from sync.register.admission import Register
from sync.register.page import agreeing, centres, invitations, log, signing_in, statistics
from sync.register.page.forms import read_fields
from sync.register.page.guarding import HEADERS, FormTokens, PageHeaders
from sync.register.page.looks import give_font, give_icon, give_style
from sync.register.page.visits import (
    OWN_PASSPHRASE,
    SIGN_IN,
    NotSignedIn,
    PassphraseOwed,
    Visit,
    open_visit,
    open_visit_of_stranger,
    signed_in,
)

logger = logging.getLogger(__name__)

_ADDRESS: Final = "/page"
_LOST: Final = (HTTP_404_NOT_FOUND, HTTP_405_METHOD_NOT_ALLOWED)


def page_routes(register: Register) -> list[Router]:
    """Make the routes of the page for a register."""
    modules = (agreeing, centres, invitations, log, signing_in, statistics)
    pages = Router(
        path=_ADDRESS,
        route_handlers=[*(route for module in modules for route in module.ROUTES), lost],
        middleware=[PageHeaders(), FormTokens(register.signing_key, register.public_url)],
        dependencies={
            "visit": Provide(open_visit, sync_to_thread=True),
            "inside": Provide(signed_in, sync_to_thread=False),
            "fields": Provide(read_fields),
        },
        exception_handlers={
            NotSignedIn: _ask_to_sign_in,
            PassphraseOwed: _ask_for_passphrase,
            HTTPException: _refuse,
        },
        include_in_schema=False,
    )
    looks = Router(
        path="/page/looks",
        route_handlers=[give_style, give_font, give_icon],
        middleware=[PageHeaders()],
        include_in_schema=False,
    )
    return [pages, looks]


@get("/{rest:path}", sync_to_thread=False)
def lost(inside: NamedDependency[Visit], rest: FromPath[str]) -> Response[Any]:  # noqa: ARG001 - any other address
    """Answer an address that is no page, to whoever is signed in."""
    raise NotFoundException


def _ask_to_sign_in(_: Request[Any, Any, Any], __: NotSignedIn) -> Response[Any]:
    return Redirect(SIGN_IN, status_code=HTTP_303_SEE_OTHER)


def _ask_for_passphrase(_: Request[Any, Any, Any], __: PassphraseOwed) -> Response[Any]:
    return Redirect(OWN_PASSPHRASE, status_code=HTTP_303_SEE_OTHER)


def error_pages(handlers: ExceptionHandlersMap) -> ExceptionHandlersMap:
    """Let whatever goes wrong under ``/page`` be answered with a page, elsewhere as it was.

    A route's own handlers do not see an address or method that no route has.
    """

    def in_place(elsewhere: Callable[..., Response[Any]]) -> Callable[..., Response[Any]]:
        def answer(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
            path = request.scope["path"]
            if path != _ADDRESS and not path.startswith(f"{_ADDRESS}/"):
                return elsewhere(request, error)
            said = _refuse(request, error)
            said.headers.update(HEADERS | {"Cache-Control": "no-store"})
            return said

        return answer

    return {kind: in_place(handler) for kind, handler in handlers.items()}


def _refuse(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Say no in words, without repeating what was sent; a form from elsewhere gets the same."""
    status = getattr(error, "status_code", HTTP_500_INTERNAL_SERVER_ERROR)
    kind = "lost" if status in _LOST else "refused"
    opened = open_visit
    if status >= HTTP_500_INTERNAL_SERVER_ERROR:
        logger.error("page failed", exc_info=error)
        # Perhaps it is the database that fails.
        kind, opened = "failed", open_visit_of_stranger
    visit = opened(request, request.app.state)
    return visit.show("refused.html", status, kind=kind)
