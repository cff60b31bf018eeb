"""The published interface of a server: OpenAPI 3.1, as plain JSON without a script from anywhere.

Paths, parameters and words come from the routes; messages from their own types, because only
those know that a row is an array and what its tag is; refusals from what each route declares.
"""

import json
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from typing import Any, Final

import msgspec
from litestar import Litestar, Request
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.routes import HTTPRoute
from typing_extensions import override

from sync.protocol import messages
from sync.protocol.messages import Message, Refusal

OPENAPI_PATH: Final = "/schema"
"""The document is at ``/schema/openapi.json``."""
HOW_WRITTEN: Final = """The schemas are of the JSON
form: in msgpack the same fields in the same order, with byte strings (here Base64, RFC 4648) as
msgpack's own binary. An unknown field is refused, never dropped. Versions N to N-2 are served; the
header `dapo-wire-served` and `/health` tell which."""
"""What both servers say of their messages."""
_REFUSALS: Final = "refusals"
_SIGNED_BY: Final = "signed_by"
_SCHEMAS: Final = "#/components/schemas/{name}"

_UNDERSTOOD: Final = {400: ("malformed", "wire_version"), 413: ("too_large",)}
_SIGNED: Final = {
    400: ("wire_version",),
    401: ("not_signed", "clock_differs", "replayed"),
    413: ("too_large",),
    415: ("content_encoding",),
    429: ("too_many_requests",),
}
_SIGNERS: Final = {
    "device": "the key of an enrolled device; ``keyid`` is the device's id in hexadecimal",
    "key_holder": "the identity key of a pinned key-holder; ``keyid`` is that key in hexadecimal",
}
_WORDS: Final = {
    400: "Not understood",
    401: "Not signed as it must be",
    403: "Not allowed",
    404: "Not there",
    409: "Not as things stand now",
    413: "Too large",
    415: "In a coding that is not read",
    429: "Too often; see the header Retry-After",
    500: "A fault of the server's own, noted in its log",
    503: "Not now; try again later",
}

Refusals = Mapping[int, tuple[str, ...]]


def refused(
    refusals: Refusals | None = None, *, signed_by: str = "", reads: bool = False
) -> dict[str, Any]:
    """Return the ``opt`` of a route: its refusals by status, beside those that all such have.

    Args:
        refusals: the codes of its own.
        signed_by: "device" or "key_holder" where only they are answered.
        reads: whether it takes a message.
    """
    all_codes: dict[int, tuple[str, ...]] = {}
    for part in (_SIGNED if signed_by else {}, _UNDERSTOOD if reads else {}, refusals or {}):
        for status, codes in part.items():
            known = all_codes.get(status, ())
            all_codes[status] = (*known, *(code for code in codes if code not in known))
    return {_REFUSALS: dict(sorted(all_codes.items())), _SIGNED_BY: signed_by}


class PublishedInterface(JsonRenderPlugin):
    """Answers with ``describe``, made once."""

    def __init__(self) -> None:
        super().__init__()
        self._described: bytes | None = None

    @override
    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """Return the document."""
        if self._described is None:
            self._described = msgspec.json.encode(describe(request.app))
        return self._described


def describe(app: Litestar) -> dict[str, Any]:
    """Return the OpenAPI document of an application."""
    document = app.openapi_schema.to_schema()
    for path, method, handler in _published(app):
        operation = document["paths"][path][method]
        _describe_operation(operation, handler)
    kinds = [kind for kind in _message_kinds() if kind is not Message]
    _, schemas = msgspec.json.schema_components(kinds, ref_template=_SCHEMAS)
    used = document["components"].get("schemas", {}).keys() | {"Refusal"}
    document["components"] = {
        "schemas": _with_referred(schemas, used),
        "securitySchemes": {name: _scheme(words) for name, words in _SIGNERS.items()},
    }
    return document


def written(document: dict[str, Any]) -> str:
    """Return a document as a file holds it."""
    return json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _published(app: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                if handler.resolve_include_in_schema() and _REFUSALS in handler.opt:
                    for method in handler.http_methods:
                        yield route.path_format, method.lower(), handler


def _describe_operation(operation: dict[str, Any], handler: HTTPRouteHandler) -> None:
    operation["summary"] = operation.pop("description")
    operation["operationId"] = handler.handler_name
    operation.pop("deprecated", None)
    signer = handler.opt[_SIGNED_BY]
    if signer:
        operation["security"] = [{signer: []}]
    answers = operation["responses"]
    for status in [status for status in answers if int(status) >= 400]:
        del answers[status]
    for answer in answers.values():
        answer["description"] = "Done"
        answer.pop("headers", None)
    for status, codes in handler.opt[_REFUSALS].items():
        answers[str(status)] = _refusal(status, codes)


def _refusal(status: int, codes: tuple[str, ...]) -> dict[str, Any]:
    schema = {
        "allOf": [
            {"$ref": _SCHEMAS.format(name=Refusal.__name__)},
            {"properties": {"code": {"enum": list(codes)}}},
        ]
    }
    return {"description": _WORDS[status], "content": {"application/json": {"schema": schema}}}


def _scheme(words: str) -> dict[str, str]:
    return {
        "type": "apiKey",
        "in": "header",
        "name": "signature",
        "description": "HTTP Message Signatures (RFC 9421), Ed25519, tag ``dapo``, over @method,"
        " @target-uri, content-digest (RFC 9530), dapo-wire and, where sent, dapo-certificate; with"
        f" created, keyid and a nonce never used before; by {words}.",
    }


def _message_kinds() -> list[type[msgspec.Struct]]:
    named = (getattr(messages, name) for name in messages.__all__)
    return [kind for kind in named if isinstance(kind, type) and issubclass(kind, msgspec.Struct)]


def _with_referred(schemas: dict[str, Any], used: set[str]) -> dict[str, Any]:
    """Keep the schemas that are used, and those they refer to, by name."""
    kept: dict[str, Any] = {}
    open_names = sorted(used & schemas.keys())
    while open_names:
        name = open_names.pop()
        if name not in kept:
            kept[name] = schemas[name]
            open_names.extend(_references(schemas[name]))
    for schema in kept.values():
        schema["description"] = cleandoc(schema["description"])
    return dict(sorted(kept.items()))


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield schema["$ref"].rpartition("/")[2]
        for part in schema.values():
            yield from _references(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _references(part)
