"""Signing in and out, one's own passphrase, and the language of the page."""

import re
from typing import Any, Final

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_403_FORBIDDEN,
    HTTP_422_UNPROCESSABLE_ENTITY,
    HTTP_429_TOO_MANY_REQUESTS,
)

from sync.register.administrators import (
    SHORTEST_PASSPHRASE,
    PassphraseWeak,
    SignInRefused,
    TooManyTries,
    change_passphrase,
    check_passphrase,
    list_administrators,
)
from sync.register.database import reading
from sync.register.page.forms import Fields
from sync.register.page.sessions import begin_session, end_session
from sync.register.page.visits import HOME, LANGUAGE_SECONDS, OWN_PASSPHRASE, SIGN_IN, Visit
from sync.register.page.words import LANGUAGES

_OWN_PATH: Final = re.compile(r"/page(/[a-z0-9-]+)*")


@get("/", sync_to_thread=False)
def enter(visit: NamedDependency[Visit]) -> Response[Any]:
    """Lead to the first page."""
    return visit.go(HOME if visit.session else SIGN_IN)


@get("/sign-in", sync_to_thread=True)
def ask_sign_in(visit: NamedDependency[Visit]) -> Response[Any]:
    """Ask for name and passphrase."""
    if visit.session is not None:
        return visit.go(HOME)
    return visit.show("sign-in.html", refusal="", name="")


@post("/sign-in", status_code=HTTP_200_OK, sync_to_thread=True)
def sign_in(
    request: Request[Any, Any, Any],
    visit: NamedDependency[Visit],
    fields: NamedDependency[Fields],
) -> Response[Any]:
    """Open a session; one that the browser had before is closed, whoever gave it."""
    name = fields.get("name", "")
    try:
        administrator = check_passphrase(
            visit.engine, name, fields.get("passphrase", ""), _address(request), visit.now
        )
    except SignInRefused:
        return visit.show("sign-in.html", HTTP_403_FORBIDDEN, refusal="refused", name=name)
    except TooManyTries:
        return visit.show("sign-in.html", HTTP_429_TOO_MANY_REQUESTS, refusal="too_many", name=name)
    if visit.session is not None:
        end_session(visit.engine, visit.session, visit.now)
    answer = visit.go(OWN_PASSPHRASE if administrator.must_change else HOME)
    visit.remember(answer, "session", begin_session(visit.engine, administrator, visit.now))
    return answer


@post("/sign-out", sync_to_thread=True)
def sign_out(visit: NamedDependency[Visit]) -> Response[Any]:
    """Close the session here and in the browser."""
    if visit.session is not None:
        end_session(visit.engine, visit.session, visit.now)
    answer = visit.go(SIGN_IN)
    visit.forget(answer, "session")
    return answer


@get("/passphrase", sync_to_thread=True)
def ask_passphrase(inside: NamedDependency[Visit]) -> Response[Any]:
    """Show one's own access, and who else has one."""
    return _show_access(inside)


@post("/passphrase", status_code=HTTP_200_OK, sync_to_thread=True)
def take_passphrase(
    request: Request[Any, Any, Any],
    inside: NamedDependency[Visit],
    fields: NamedDependency[Fields],
) -> Response[Any]:
    """Change one's own passphrase; every session of this name ends, and a new one begins."""
    present, chosen, name = fields.get("present", ""), fields.get("chosen", ""), inside.me.name
    try:
        check_passphrase(
            inside.engine, name, present, _address(request), inside.now, "prove_passphrase"
        )
    except SignInRefused:
        return _show_access(inside, present="refused")
    except TooManyTries:
        return _show_access(inside, present="too_many")
    if chosen != fields.get("again", ""):
        return _show_access(inside, again="differs")
    try:
        change_passphrase(inside.engine, name, chosen, inside.now)
    except PassphraseWeak:
        return _show_access(inside, chosen="weak")
    token = begin_session(inside.engine, inside.me, inside.now)
    answer = inside.begun_again(token).go(HOME, "passphrase_changed")
    inside.remember(answer, "session", token)
    return answer


@post("/language", sync_to_thread=False)
def choose(visit: NamedDependency[Visit], fields: NamedDependency[Fields]) -> Response[Any]:
    """Switch the language, and stay on the page."""
    back = fields.get("back", "")
    answer = visit.go(back if _OWN_PATH.fullmatch(back) else HOME)
    language = fields.get("language", "")
    if language in LANGUAGES:
        visit.remember(answer, "language", language, LANGUAGE_SECONDS)
    return answer


def _show_access(visit: Visit, **refusals: str) -> Response[Any]:
    with reading(visit.engine) as connection:
        everybody = list_administrators(connection)
    status = HTTP_422_UNPROCESSABLE_ENTITY if refusals else HTTP_200_OK
    return visit.show(
        "passphrase.html",
        status,
        refusals=refusals,
        everybody=everybody,
        shortest=SHORTEST_PASSPHRASE,
    )


def _address(request: Request[Any, Any, Any]) -> str:
    return request.client.host if request.client else ""


ROUTES: Final = (
    enter,
    ask_sign_in,
    sign_in,
    sign_out,
    ask_passphrase,
    take_passphrase,
    choose,
)
