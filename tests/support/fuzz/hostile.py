"""Bodies and headers that no client of ours sends, to every route."""

import gzip
import json
import random
import socket
import zlib
from collections.abc import Iterator
from typing import Final

import httpx

from sync.protocol.limits import MAX_BODY_BYTES, MSGPACK
from tests.support.fuzz.target import Fault, Target, from_somewhere
from tests.support.server_processes import Server

Route = tuple[str, str, str]
JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"
KINDS: Final = (
    MSGPACK,
    JSON,
    FORM,
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "text/plain; charset=utf-7",
    "application/x-msgpack; charset=\u00ff",
    "",
)
BOMB: Final = bytes(32 * 1024 * 1024)
_DEEP: Final = 100_000
_ANSWER_BYTES: Final = 64 * 1024
_SECONDS: Final = 20.0


def bodies(chance: random.Random) -> Iterator[bytes]:
    """Hostile bodies: nested, cut, lying about their lengths, doubled, or noise."""
    yield from (b"", b"\0", b"\xc1", b"null", b"\xc0", b"{}", b"\x80", b"[]", b"\x90", b'"x"')
    yield from (b"[" * _DEEP, b'{"a":' * _DEEP, b"\x91" * _DEEP, b"\x81\xa1a" * _DEEP)
    for length in (b"\xdf", b"\xdd", b"\xdb", b"\xc6", b"\xc9"):
        yield length + b"\xff\xff\xff\xff"
        yield b"\x82\xa4type\xa4push\xa7entries" + length + b"\xff\xff\xff\xff"
    yield b"\x83" + b"\xa4type\xa4push" * 3
    yield b'{"type":"return","type":"return","month":"2026-10","month":"2026-11"}'
    for number in (-1, 2**63, 2**64, 2**200, 10**400):
        yield f'{{"month":"2026-10","version":{number}}}'.encode()
    yield b'{"month":"2026-10","version":1e999999}'
    for integer in (b"\xcf" + b"\xff" * 8, b"\xd3\x80" + b"\0" * 7, b"\xcb\x7f\xf8" + b"\0" * 6):
        yield b"\x82\xa8sequence" + integer + b"\xa5since" + integer
    yield b'{"code":"\\u0000\\ud800' + b"\xff\xfe" + b'","x":"\0"}'
    yield json.dumps({"groups": {f"a{n}": {} for n in range(50_000)}}).encode()
    yield b"\xde\xff\xff" + b"".join(b"\xa5%05d\xc0" % n for n in range(0xFFFF))
    yield b"\x93" + b"\xdc\x40\x00" + b"\x90" * 0x4000
    yield b"--x\r\n" * 20_000
    yield b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n' + b"y" * 100_000
    yield b"&".join(b"a%d=%d" % (n, n) for n in range(5_000))
    yield b"_csrf_token=%00%ff%fe&name=%00&passphrase=" + b"%F0%9F%92%A9" * 3_000
    yield bytes(MAX_BODY_BYTES)
    yield bytes(MAX_BODY_BYTES + 1)
    for _ in range(8):
        yield chance.randbytes(chance.randrange(1, 4_000))


def packed(body: bytes) -> Iterator[tuple[str, bytes]]:
    """A body as compressed ones come: what is unpacked is a thousand times as much."""
    yield "gzip", gzip.compress(body)
    yield "deflate", zlib.compress(body)
    # Frames that promise 16 exabytes (RFC 8878), and a window of Brotli's largest size (RFC 7932).
    yield "zstd", b"\x28\xb5\x2f\xfd\xc0" + b"\xff" * 8 + b"\x00" * 64
    yield "br", b"\x11\x3f" + b"\xff" * 64
    yield "gzip, gzip, gzip", gzip.compress(gzip.compress(body))


def fuzz_bodies(
    target: Target, server: Server, routes: list[Route], number: int, most: int
) -> None:
    """Send hostile bodies to every route that takes one, signed where it asks for that.

    Args:
        target: the network.
        server: which of its servers.
        routes: method, path and signer ("" for nobody) of each.
        number: seeds what is left to chance.
        most: bodies for a route; all of them when they are fewer.
    """
    chance = random.Random(number)
    bombs = list(packed(BOMB))
    everything = list(bodies(chance))
    for method, path, signer in routes:
        for body in chance.sample(everything, min(most, len(everything))):
            kind = chance.choice(KINDS)
            _send(target, server, (method, path, signer), body, {"content-type": kind})
        for coding, bomb in bombs:
            headers = {"content-type": chance.choice(KINDS[:3]), "content-encoding": coding}
            _send(target, server, (method, path, signer), bomb, headers)


def _send(
    target: Target,
    server: Server,
    route: tuple[str, str, str],
    body: bytes,
    headers: dict[str, str],
) -> None:
    method, path, signer = route
    written = {name: value.encode("latin-1") for name, value in headers.items() if value}
    request = httpx.Request(
        method,
        server.url + path,
        content=body,
        headers={**written, **from_somewhere(body[:1] + path.encode()[-2:])},
    )
    if signer:
        target.sign(request, body, signer)
    what = f"{method} {path} {headers} {body[:60]!r} ({len(body)})"
    target.tally.note("bodies", what, target.http.send(request).status_code)


def raw_requests(path: str) -> Iterator[bytes]:
    """Requests that no HTTP library writes."""
    head = b"POST " + path.encode() + b" HTTP/1.1\r\nhost: x\r\n"
    yield head + b"x: " + b"a" * 200_000 + b"\r\n\r\n"
    yield head + b"".join(b"x%d: y\r\n" % n for n in range(20_000)) + b"\r\n"
    yield (
        head
        + b"signature: "
        + b"(" * 30_000
        + b"\r\nsignature-input: a="
        + b"(" * 30_000
        + b"\r\n\r\n"
    )
    yield (
        head
        + b'signature-input: dapo=("@method" "\xff");keyid="\0"\r\nsignature: dapo=:AA==:\r\n\r\n'
    )
    yield head + b"dapo-wire: 99999999999999999999\r\nsignature-input: x\r\n\r\n"
    yield head + b"dapo-certificate: " + b"\xff" * 5_000 + b"\r\n\r\n"
    yield head + b"content-length: 99999999999999\r\n\r\nshort"
    yield head + b"content-length: -1\r\n\r\n"
    yield head + b"content-length: 5\r\ncontent-length: 6\r\n\r\nhello!"
    yield head + b"content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"
    yield head + b"transfer-encoding: chunked\r\n\r\nffffffffffffffff\r\nx"
    yield head + b"transfer-encoding: gzip\r\n\r\n"
    yield head + b"expect: 100-continue\r\ncontent-length: 9\r\n\r\n"
    yield head + b"cookie: " + b"a=b; " * 10_000 + b"\r\n\r\n"
    yield (
        head
        + b"cookie: dapo-session=\xff\0\xfe; dapo-form=%00\r\naccept-language: "
        + b",;q=" * 500
        + b"\r\n\r\n"
    )
    yield b"POST " + path.encode() + b"?" + b"a=1&" * 12_000 + b" HTTP/1.1\r\nhost: x\r\n\r\n"
    yield b"GET /%00/%ff%fe/..%2f.. HTTP/1.1\r\nhost: \xff\r\n\r\n"
    yield b"GET " + b"/" * 60_000 + b" HTTP/1.1\r\nhost: x\r\n\r\n"
    yield b"GET http://elsewhere.invalid" + path.encode() + b" HTTP/1.1\r\nhost: x\r\n\r\n"
    yield b"OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n"
    yield b"\x16\x03\x01\x02\x00\x01\x00" + bytes(300)
    yield b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    yield b"GET " + path.encode() + b" HTTP/9.9\r\n\r\n"
    yield b"\r\n" * 1_000


def fuzz_wire(target: Target, server: Server, paths: list[str]) -> None:
    """Write raw requests to a socket; an answer of the server's own fault is a fault."""
    for path in paths:
        for raw in raw_requests(path):
            status = _exchange(server.port, raw + b"\r\n")
            if status is None:
                target.tally.cut += 1
            else:
                target.tally.note("wire", repr(raw[:100]), status)


def _exchange(port: int, raw: bytes) -> int | None:
    with socket.create_connection(("127.0.0.1", port), timeout=_SECONDS) as connection:
        try:
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(_ANSWER_BYTES)
        except TimeoutError as error:
            raise Fault("wire", repr(raw[:100]), "no answer") from error
        except OSError:  # closed before all was written
            return None
    return int(answer.split()[1]) if answer.startswith(b"HTTP/") else None
