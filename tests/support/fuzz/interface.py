"""What the servers' own OpenAPI makes schemathesis think of: good and bad, signed and not."""

import base64
import binascii
import json
import random
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

import httpx
import msgspec
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from sync.protocol.limits import MSGPACK
from tests.support.fuzz.target import NOT_NOW, Fault, Target, from_somewhere
from tests.support.server_processes import Server

CHECKS: Final = [status_code_conformance, response_schema_conformance]
_LETTERS: Final = "[A-Za-z0-9+/]"
_LAST: Final = {0: "", 1: "[AQgw]==", 2: "[AEIMQUYcgkosw048]="}
_LONGEST: Final = 12
"""Quadruples of letters in a byte string without a fixed length."""
_ELSEWHERE: Final = frozenset({"not_found", "method_not_allowed"})
"""What is told when a path parameter made of the path another one."""


@schemathesis.serializer(MSGPACK)
def _keep(_: schemathesis.SerializationContext, value: Any) -> Any:
    """Leave a body as it is: ``_body`` packs it."""
    return value


def fuzz_interface(target: Target, server: Server, examples: int, number: int) -> None:
    """Send ``examples`` good and as many bad cases of each operation, signed or not."""
    chance = random.Random(number)
    address = f"{server.url}/schema/openapi.json"
    published = target.http.get(address, headers=from_somewhere(b"doc")).json()
    schema = schemathesis.openapi.from_dict(_with_base64(published))
    for result in schema.get_all_operations():
        operation = result.ok()
        for mode in GenerationMode:

            @seed(number)
            @settings(
                max_examples=examples,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
                phases=[Phase.generate],
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def attempt(case: Case) -> None:
                _send(target, server, case, published, chance)

            # Where there is nothing to say nothing can be said wrongly.
            with suppress(Unsatisfiable):
                attempt()


def _send(
    target: Target, server: Server, case: Case, published: dict[str, Any], chance: random.Random
) -> None:
    told = case.as_transport_kwargs(base_url=server.url)
    body = _body(case, published)
    headers = {**(told.get("headers") or {}), **from_somewhere(chance.randbytes(3))}
    headers = {name: value for name, value in headers.items() if _is_sendable(name, str(value))}
    if body:
        headers["content-type"] = case.media_type or MSGPACK
    try:
        request = target.http.build_request(
            case.method, told["url"], params=told.get("params"), content=body, headers=headers
        )
        (signer,) = case.operation.definition.raw.get("security", [{"": []}])[0]
        if signer and chance.random() < 0.8:
            target.sign(request, body, signer)
    except (httpx.InvalidURL, UnicodeError, ValueError):
        return
    response = target.http.send(request)
    what = f"{case.method} {case.path} {body[:200]!r}"
    if response.status_code == NOT_NOW and '"not_now"' in response.text:
        raise Fault("interface", what, "not_now")
    target.tally.note("interface", what, response.status_code)
    if not _is_elsewhere(response):
        case.validate_response(response, checks=CHECKS)


def _is_elsewhere(response: httpx.Response) -> bool:
    if response.status_code not in {httpx.codes.NOT_FOUND, httpx.codes.METHOD_NOT_ALLOWED}:
        return False
    return response.json().get("code") in _ELSEWHERE


def _is_sendable(name: str, value: str) -> bool:
    # What no HTTP client can write is tried on a bare socket.
    return name.isascii() and value.isascii() and value.isprintable() and bool(name.strip())


def _body(case: Case, published: dict[str, Any]) -> bytes:
    if isinstance(case.body, bytes):
        return case.body
    if not isinstance(case.body, dict | list | str | int | float | bool | None):
        return b""
    if case.media_type != MSGPACK:
        return json.dumps(case.body).encode()
    content = published["paths"][case.path][case.method.lower()]["requestBody"]["content"]
    try:
        return msgspec.msgpack.encode(_packed(case.body, content[MSGPACK]["schema"], published))
    except OverflowError:  # an integer that msgpack cannot hold
        return b"\xcf" + b"\xff" * 8


def _packed(value: Any, schema: dict[str, Any], published: dict[str, Any]) -> Any:
    """Turn a value as JSON has it into what msgpack has: byte strings in the place of Base64."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        schema = published["components"]["schemas"][name]
    if isinstance(value, str) and schema.get("contentEncoding") == "base64":
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            return value
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        return {
            name: _packed(part, properties.get(name, {}), published) for name, part in value.items()
        }
    if isinstance(value, list):
        rows = schema.get("prefixItems") or [schema.get("items") or {}] * len(value)
        rows = [*rows, *[{}] * len(value)]
        return [_packed(part, row, published) for part, row in zip(value, rows, strict=False)]
    return value


def _with_base64(schema: Any) -> Any:
    """Say Base64 as a pattern, for what makes the cases knows no ``contentEncoding``."""
    if isinstance(schema, list):
        return [_with_base64(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("contentEncoding") != "base64":
        return {name: _with_base64(part) for name, part in schema.items()}
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    if least and least == most:
        return {"type": "string", "pattern": "^" + "|".join(_exactly(schema)) + "$"}
    return {"type": "string", "pattern": f"^(?:{_LETTERS}{{4}}){{{min(least, 1)},{_LONGEST}}}$"}


def _exactly(schema: dict[str, Any]) -> Iterator[str]:
    # 24, 44 and 88 letters are 16, 32 and 64 bytes: the only lengths that messages fix.
    letters = schema["maxLength"]
    rest = {24: 1, 44: 2, 88: 1}[letters]
    kept = letters - (3 if rest == 1 else 2)
    yield f"{_LETTERS}{{{kept}}}{_LAST[rest]}"
