"""A visit: one request to the page, by whom, in which language, with what to say once."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from litestar import Request, Response
from litestar.datastructures import Cookie, State
from litestar.di import NamedDependency
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER
from sqlalchemy import Engine

from sync.register.administrators import Administrator
from sync.register.admission import Register
from sync.register.page.guarding import cookie_name, is_secure
from sync.register.page.looks import style_version
from sync.register.page.sessions import Flash, PageSession, find_session, leave_flash, take_flash
from sync.register.page.words import Words, choose_language

LANGUAGE_SECONDS: Final = 365 * 24 * 60 * 60
SIGN_IN, OWN_PASSPHRASE, HOME = "/page/sign-in", "/page/passphrase", "/page/centres"


class NotSignedIn(Exception):
    """Only administrators who signed in may see this page."""


class PassphraseOwed(Exception):
    """The passphrase in use was given by somebody else: it must be changed first."""


@dataclass(frozen=True)
class Visit:
    """What every page needs; made anew for each request."""

    register: Register
    words: Words
    session: PageSession | None
    path: str
    address: str
    """How this browser reached the register: "https://registro.example"."""
    is_secure: bool

    @property
    def engine(self) -> Engine:
        """The register's database."""
        return self.register.engine

    @property
    def now(self) -> datetime:
        """The register's clock."""
        return self.register.clock()

    @property
    def today(self) -> date:
        """Today by the register's clock."""
        return self.now.date()

    @property
    def me(self) -> Administrator:
        """Who signed in; raises ``NotSignedIn``."""
        if self.session is None:
            raise NotSignedIn
        return self.session.administrator

    def show(self, template: str, status: int = HTTP_200_OK, **context: object) -> Template:
        """Show a page, with the words left for it by the one before."""
        common: dict[str, object] = {
            "t": self.words,
            "me": self.session and self.session.administrator,
            "path": self.path,
            "style": style_version(),
            "flash": self._take_flash(),
            "today": self.today,
        }
        return Template(template, context={**common, **context}, status_code=status)

    def begun_again(self, token: str) -> "Visit":
        """The same visit in another session of the same administrator."""
        return replace(self, session=PageSession(token, self.me))

    def go(self, path: str, said: str = "", *, is_good: bool = True, **values: str) -> Redirect:
        """Send the browser to a page after a form, which will say this once."""
        if said and self.session is not None:
            leave_flash(self.engine, self.session.token, Flash(said, values, is_good))
        return Redirect(path, status_code=HTTP_303_SEE_OTHER)

    def remember(
        self, answer: Response[Any], name: str, value: str, seconds: int | None = None
    ) -> None:
        """Set a cookie that no script reads and no other site sends.

        Without seconds it is forgotten when the browser closes.
        """
        answer.set_cookie(
            Cookie(
                key=cookie_name(name, is_secure=self.is_secure),
                value=value,
                max_age=seconds,
                secure=self.is_secure,
                httponly=True,
                samesite="strict",
            )
        )

    def forget(self, answer: Response[Any], name: str) -> None:
        """Take a cookie back."""
        self.remember(answer, name, "", 0)

    def _take_flash(self) -> Flash | None:
        if self.session is None:
            return None
        return take_flash(self.engine, self.session.token)


def open_visit(request: Request[Any, Any, Any], state: State) -> Visit:
    """Begin a visit, signed in or not."""
    visit = open_visit_of_stranger(request, state)
    token = request.cookies.get(cookie_name("session", is_secure=visit.is_secure))
    if not token:
        return visit
    return replace(visit, session=find_session(visit.engine, token, visit.now))


def open_visit_of_stranger(request: Request[Any, Any, Any], state: State) -> Visit:
    """Begin a visit without asking the database who it is."""
    register: Register = state.register
    over_tls = is_secure(request.scope, register.public_url)
    language = choose_language(
        request.cookies.get(cookie_name("language", is_secure=over_tls)),
        request.headers.get("accept-language", ""),
    )
    return Visit(
        register=register,
        words=Words(language),
        session=None,
        path=request.url.path,
        address=str(request.base_url).rstrip("/"),
        is_secure=over_tls,
    )


def signed_in(visit: NamedDependency[Visit]) -> Visit:
    """Let administrators in.

    Raises:
        NotSignedIn: see there.
        PassphraseOwed: see there.
    """
    if visit.me.must_change and visit.path != OWN_PASSPHRASE:
        raise PassphraseOwed
    return visit
