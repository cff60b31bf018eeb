"""What stands before every page: headers that browsers obey, and tokens against forged forms."""

from dataclasses import replace
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import MutableScopeHeaders
from litestar.middleware import ASGIMiddleware
from litestar.middleware.csrf import CSRFMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from typing_extensions import override

POLICY: Final = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def cookie_name(name: str, *, is_secure: bool) -> str:
    """Name a cookie; over TLS with the prefix that no other host or page can set (RFC 6265bis)."""
    return f"__Host-dapo-{name}" if is_secure else f"dapo-{name}"


def is_secure(scope: Scope, public_url: str | None) -> bool:
    """Tell whether browsers reach the page over TLS, from the address that they use."""
    return (public_url or f"{scope['scheme']}://").startswith("https://")


class PageHeaders(ASGIMiddleware):
    """Adds the headers to whatever is answered, refusals too; nothing is kept by browsers."""

    @override
    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await next_app(scope, receive, send_with_headers)


class FormTokens(ASGIMiddleware):
    """Refuses a form that did not come from a page of ours.

    The secret comes from the register's signing key, so that all its processes share it.
    """

    def __init__(self, signing_key: Ed25519PrivateKey, public_url: str | None) -> None:
        self._public_url = public_url
        derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"dapo page forms")
        self._plain = CSRFConfig(
            secret=derive.derive(signing_key.private_bytes_raw()).hex(),
            cookie_name=cookie_name("form", is_secure=False),
            cookie_httponly=True,
            cookie_samesite="strict",
        )
        self._over_tls = replace(
            self._plain, cookie_name=cookie_name("form", is_secure=True), cookie_secure=True
        )

    @override
    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        config = self._over_tls if is_secure(scope, self._public_url) else self._plain
        await _Comparing(next_app, config)(scope, receive, send)


class _Comparing(CSRFMiddleware):
    """The library's, which fails at a token that is a file, or not ASCII: these match nothing."""

    @override
    def _csrf_tokens_match(self, request_csrf_token: object, cookie_csrf_token: str) -> bool:
        return (
            isinstance(request_csrf_token, str)
            and request_csrf_token.isascii()
            and cookie_csrf_token.isascii()
            and super()._csrf_tokens_match(request_csrf_token, cookie_csrf_token)
        )
