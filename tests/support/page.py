"""The coordinator page as a browser without a screen sees it: forms, cookies, words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typing_extensions import override

from sync.protocol.messages import KeyHolderAddress
from sync.register.administrators import add_administrator, change_passphrase
from sync.register.admission import Register
from sync.register.application import make_application
from sync.register.database import open_database
from tests.support.network import SettableClock, serving

PASSPHRASE = "quattro cavalli blu sul tetto"
PAGES = (
    "centres",
    "invitations",
    "invitations/code",
    "agreement",
    "board",
    "statistics",
    "alarms",
    "log",
    "restored",
    "passphrase",
)
VOID = {"input", "meta", "link", "br", "rect", "path", "circle", "line", "polyline", "polygon"}


@dataclass
class Element:
    """A tag of a page, with what stands in it."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    text: str = ""
    """All words in it, and `own` those in no tag further in."""
    own: str = ""

    def has_parent(self, tag: str) -> bool:
        above = self.parent
        while above is not None:
            if above.tag == tag:
                return True
            above = above.parent
        return False


@dataclass
class Page(HTMLParser):
    """A page taken apart."""

    html: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []
        self.feed(self.html)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(
            tag,
            {name: value or "" for name, value in attrs},
            self._open[-1] if self._open else None,
        )
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    @override
    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    @override
    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data
        if self._open:
            self._open[-1].own += data

    def of(self, *tags: str) -> list[Element]:
        return [each for each in self.elements if each.tag in tags]

    @property
    def text(self) -> str:
        """The words of the page, blanks joined; the marks around values (U+2068, U+2069) out."""
        return re.sub(r"\s+", " ", re.sub("[\u2068\u2069]", "", self.of("body")[0].text))


@dataclass
class Visitor:
    """A browser at the page of a register."""

    url: str
    client: httpx.Client
    answer: httpx.Response | None = None

    def get(self, path: str) -> Page:
        self.answer = self.client.get(f"{self.url}/page/{path}")
        return Page(self.answer.text)

    def send(self, path: str, form: str | None = None, **fields: str) -> Page:
        """Fill in the form of a page (that of `path` itself unless another is named)."""
        token = self.token(form or path)
        self.answer = self.client.post(
            f"{self.url}/page/{path}", data={"_csrf_token": token, **fields}
        )
        return Page(self.answer.text)

    def token(self, path: str = "sign-in") -> str:
        found = re.search(r'name="_csrf_token" value="(\w+)"', self.get(path).html)
        assert found is not None
        return found[1]

    def sign_in(self, name: str, passphrase: str = PASSPHRASE) -> Page:
        return self.send("sign-in", name=name, passphrase=passphrase)

    @property
    def status(self) -> int:
        assert self.answer is not None
        return self.answer.status_code

    @property
    def place(self) -> str:
        assert self.answer is not None
        return self.answer.url.path


@dataclass(frozen=True)
class ServedPage:
    """A register with its page, and no key-holder."""

    url: str
    register: Register
    clock: SettableClock

    @contextmanager
    def visitor(self, language: str = "it") -> Iterator[Visitor]:
        headers = {"accept-language": language}
        with httpx.Client(follow_redirects=True, headers=headers) as client:
            yield Visitor(self.url, client)

    def add(self, name: str) -> None:
        """An administrator who has chosen a passphrase."""
        add_administrator(self.register.engine, name, self.clock(), by="command line")
        change_passphrase(self.register.engine, name, PASSPHRASE, self.clock())


@contextmanager
def served_page(folder: Path, public_url: str | None = None) -> Iterator[ServedPage]:
    """Serve a register's page until the block ends."""
    clock = SettableClock()
    key = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    register = Register(
        engine=open_database(str(folder / "register.db")),
        signing_key=Ed25519PrivateKey.generate(),
        key_holders=(KeyHolderAddress(url="http://127.0.0.1:1", identity_key=key),),
        public_url=public_url,
        clock=clock,
        requests_a_minute=1_000_000,
    )
    with serving(make_application(register)) as url:
        yield ServedPage(url, register, clock)
