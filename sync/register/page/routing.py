"""The page's routes under ``/page``, and how it says no."""

from typing import Any

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.exceptions import HTTPException, NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER, HTTP_404_NOT_FOUND

from sync.register.admission import Register
from sync.register.page import agreeing, centres, invitations, log, signing_in, statistics
from sync.register.page.forms import read_fields
from sync.register.page.guarding import FormTokens, PageHeaders
from sync.register.page.looks import give_font, give_icon, give_style
from sync.register.page.visits import (
    OWN_PASSPHRASE,
    SIGN_IN,
    NotSignedIn,
    PassphraseOwed,
    Visit,
    open_visit,
    signed_in,
)


def page_routes(register: Register) -> list[Router]:
    """Make the routes of the page for a register."""
    modules = (agreeing, centres, invitations, log, signing_in, statistics)
    pages = Router(
        path="/page",
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


def _refuse(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """Say no in words, without repeating what was sent; a form from elsewhere gets the same."""
    visit = open_visit(request, request.app.state)
    kind = "lost" if error.status_code == HTTP_404_NOT_FOUND else "refused"
    return visit.show("refused.html", error.status_code, kind=kind)
