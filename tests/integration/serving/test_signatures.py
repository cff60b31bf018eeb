"""Replayed, altered, foreign, expired: no such request is answered, at either server."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import HTTPMessageSigner, MappingKeyResolver
from http_message_signatures.algorithms import ED25519

from sync.client import EnrolledDevice
from sync.protocol.codec import decode_json, encode
from sync.protocol.limits import MSGPACK, WIRE_VERSION
from sync.protocol.messages import AidQuery, BlindedBatch, Refusal
from sync.protocol.signing import CERTIFICATE_HEADER, WIRE_HEADER, sign_request
from tests.support.network import LocalNetwork, local_network

COVERED = ("@method", "@target-uri", CERTIFICATE_HEADER, WIRE_HEADER)


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalNetwork]:
    with local_network(Path(tmp_path_factory.mktemp("signatures")), key_holders=1) as running:
        yield running


@pytest.fixture(scope="module")
def device(network: LocalNetwork) -> EnrolledDevice:
    return network.enrol("Sacra Famiglia")


@pytest.fixture(scope="module")
def other(network: LocalNetwork) -> EnrolledDevice:
    return network.enrol("San Giuseppe")


@dataclass(frozen=True)
class Asked:
    """A request as sent; ``headers`` may repeat a name."""

    method: str
    url: str
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()

    def with_header(self, name: str, value: str) -> "Asked":
        """Put a header in another's place."""
        kept = tuple(each for each in self.headers if each[0] != name)
        return replace(self, headers=(*kept, (name, value)))

    def value(self, name: str) -> str:
        return dict(self.headers)[name]

    def send(self) -> httpx.Response:
        return httpx.request(
            self.method, self.url, content=self.body, headers=list(self.headers), timeout=30
        )


@dataclass(frozen=True)
class Signing:
    """How a request is signed; each attack changes one thing of it."""

    key_id: str
    key: Ed25519PrivateKey
    certificate: str
    created: datetime
    covered: tuple[str, ...] = COVERED
    parameters: tuple[tuple[str, Any], ...] = (("tag", "dapo"),)
    has_nonce: bool = True

    def sign(self, asked: Asked) -> Asked:
        headers = {
            CERTIFICATE_HEADER: self.certificate,
            WIRE_HEADER: str(WIRE_VERSION),
            "content-type": MSGPACK,
        }
        request = httpx.Request(asked.method, asked.url, content=asked.body, headers=headers)
        signer = HTTPMessageSigner(
            signature_algorithm=ED25519,
            key_resolver=MappingKeyResolver(public_keys={}, private_keys={self.key_id: self.key}),
        )
        nonce = {"nonce": Ed25519PrivateKey.generate().private_bytes_raw().hex()[:32]}
        signer.sign(
            request,
            key_id=self.key_id,
            created=self.created,
            covered_component_ids=list(self.covered),
            body=asked.body,
            **(nonce if self.has_nonce else {}),
            **dict(self.parameters),
        )
        kept = {"signature", "signature-input", "content-digest", "content-type"}
        names = (*kept, CERTIFICATE_HEADER, WIRE_HEADER)
        return replace(
            asked,
            headers=tuple(
                (name, request.headers[name]) for name in names if name in request.headers
            ),
        )


def to_the_register(network: LocalNetwork, _: EnrolledDevice) -> Asked:
    query = encode(AidQuery(since=0, addresses=(b"a" * 16,)))
    return Asked("POST", f"{network.register_url}/aid-queries", query)


def to_the_key_holder(_: LocalNetwork, device: EnrolledDevice) -> Asked:
    batch = encode(BlindedBatch(key_epoch=1, elements=(device.key_holders[0].keys[1],)))
    return Asked("POST", f"{device.key_holders[0].url}/evaluations", batch)


both_servers = pytest.mark.parametrize(
    "ask", [to_the_register, to_the_key_holder], ids=["register", "key-holder"]
)
Ask = Callable[[LocalNetwork, EnrolledDevice], Asked]


def honest(device: EnrolledDevice) -> Signing:
    return Signing(device.key_id, device.signing_key, device.certificate, datetime.now(UTC))


def refused(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, decode_json(response.content, Refusal).code


@both_servers
def test_an_honest_request_is_answered_once_and_never_again(network, device, ask: Ask):
    signed = honest(device).sign(ask(network, device))
    assert signed.send().status_code == 200
    assert refused(signed.send()) == (401, "replayed")
    assert refused(signed.send()) == (401, "replayed")


AFTER_SIGNING = {
    "body": lambda asked: replace(asked, body=asked.body[:-1] + b"!"),
    "no body": lambda asked: replace(asked, body=b""),
    "query": lambda asked: replace(asked, url=asked.url + "?after=1"),
    "path": lambda asked: replace(asked, url=asked.url + "/"),
    "path in other letters": lambda asked: replace(
        asked, url=asked.url.replace("/e", "/%65").replace("/a", "/%61")
    ),
    "empty query": lambda asked: replace(asked, url=asked.url + "?a="),
    "method": lambda asked: asked.with_header(":signed", "GET"),
    "no digest": lambda asked: replace(
        asked, headers=tuple(each for each in asked.headers if each[0] != "content-digest")
    ),
    "wrong digest": lambda asked: asked.with_header("content-digest", "sha-256=:AAAA:"),
    "weak digest": lambda asked: asked.with_header("content-digest", "md5=:AAAA:"),
    "no signature": lambda asked: replace(
        asked, headers=tuple(each for each in asked.headers if each[0] != "signature")
    ),
    "two signatures": lambda asked: replace(
        asked,
        headers=(
            *asked.headers,
            ("signature", asked.value("signature").replace("pyhms", "other", 1)),
        ),
    ),
    "two inputs": lambda asked: replace(
        asked, headers=(*asked.headers, ("signature-input", asked.value("signature-input")))
    ),
    "two digests": lambda asked: replace(
        asked, headers=(*asked.headers, ("content-digest", "sha-256=:AAAA:"))
    ),
    "nonce": lambda asked: asked.with_header(
        "signature-input", asked.value("signature-input").replace('nonce="', 'nonce="0')
    ),
    "age": lambda asked: asked.with_header(
        "signature-input", asked.value("signature-input").replace("created=1", "created=2")
    ),
    "key id": lambda asked: asked.with_header(
        "signature-input", asked.value("signature-input").replace('keyid="', 'keyid="00')
    ),
    "tag": lambda asked: asked.with_header(
        "signature-input", asked.value("signature-input").replace('tag="dapo"', 'tag="dapa"')
    ),
}


@both_servers
@pytest.mark.parametrize("alter", AFTER_SIGNING.values(), ids=AFTER_SIGNING.keys())
def test_whatever_is_altered_after_signing_breaks_it(network, device, ask: Ask, alter):
    altered = alter(honest(device).sign(ask(network, device)))
    if any(name == ":signed" for name, _ in altered.headers):
        as_get = honest(device).sign(replace(ask(network, device), method="GET"))
        altered = replace(ask(network, device), headers=as_get.headers)
    status, code = refused(altered.send())
    assert (status, code) in {(401, "not_signed"), (401, "clock_differs"), (404, "not_found")}


@both_servers
def test_another_devices_certificate_or_digest_put_in_breaks_it(network, device, other, ask: Ask):
    mine = honest(device).sign(ask(network, device))
    theirs = honest(other).sign(replace(ask(network, device), body=b"other"))
    for name, value in (
        (CERTIFICATE_HEADER, other.certificate),
        (CERTIFICATE_HEADER, f"{device.certificate}, {other.certificate}"),
        ("content-digest", theirs.value("content-digest")),
        ("signature", theirs.value("signature")),
    ):
        status, code = refused(mine.with_header(name, value).send())
        assert (status, code) in {(401, "not_signed"), (401, "certificate")}
    twice = replace(mine, headers=(*mine.headers, (CERTIFICATE_HEADER, device.certificate)))
    assert refused(twice.send())[0] == 401


WHEN_SIGNING = {
    "foreign key": {"key": Ed25519PrivateKey.generate()},
    "unknown device": {"key_id": "00" * 16},
    "no device": {"key_id": "nobody"},
    "another tag": {"parameters": (("tag", "other"),)},
    "no tag": {"parameters": ()},
    "no nonce": {"has_nonce": False},
    "expired": {"parameters": (("tag", "dapo"), ("expires", datetime(2020, 1, 1, tzinfo=UTC)))},
    "no method": {"covered": ("@target-uri", CERTIFICATE_HEADER, WIRE_HEADER)},
    "no address": {"covered": ("@method", CERTIFICATE_HEADER, WIRE_HEADER)},
    "path only": {"covered": ("@method", "@path", CERTIFICATE_HEADER, WIRE_HEADER)},
    "no certificate": {"covered": ("@method", "@target-uri", WIRE_HEADER)},
    "no version": {"covered": ("@method", "@target-uri", CERTIFICATE_HEADER)},
    "nothing": {"covered": ()},
}


@both_servers
@pytest.mark.parametrize("changed", WHEN_SIGNING.values(), ids=WHEN_SIGNING.keys())
def test_a_signature_of_another_kind_is_none(network, device, ask: Ask, changed):
    signed = replace(honest(device), **changed).sign(ask(network, device))
    assert refused(signed.send()) == (401, "not_signed")


@both_servers
def test_another_algorithm_is_none(network, device, ask: Ask):
    signed = honest(device).sign(ask(network, device))
    named = signed.value("signature-input").replace('alg="ed25519"', 'alg="hmac-sha256"')
    assert named != signed.value("signature-input")
    assert refused(signed.with_header("signature-input", named).send()) == (401, "not_signed")


@both_servers
@pytest.mark.parametrize("minutes", [-6, 6, -60 * 24 * 3650])
def test_a_signature_too_old_or_of_the_future_is_refused_with_the_servers_time(
    network, device, ask: Ask, minutes
):
    created = datetime.now(UTC) + timedelta(minutes=minutes)
    response = replace(honest(device), created=created).sign(ask(network, device)).send()
    refusal = decode_json(response.content, Refusal)
    assert (response.status_code, refusal.code) == (401, "clock_differs")
    assert refusal.values["server_time"] == int(network.clock().timestamp())


@both_servers
def test_one_device_cannot_sign_as_another(network, device, other, ask: Ask):
    as_the_other = replace(honest(device), key_id=other.key_id)
    assert refused(as_the_other.sign(ask(network, device)).send()) == (401, "not_signed")


def test_another_devices_certificate_does_not_help_where_certificates_count(network, device, other):
    with_their_word = replace(honest(device), certificate=other.certificate)
    signed = with_their_word.sign(to_the_key_holder(network, device))
    assert refused(signed.send()) == (401, "not_signed")


def test_a_request_for_one_server_is_worth_nothing_at_the_other(network, device):
    asked = to_the_register(network, device)
    elsewhere = replace(asked, url=to_the_key_holder(network, device).url)
    signed = honest(device).sign(asked)
    assert refused(replace(elsewhere, headers=signed.headers).send()) == (401, "not_signed")


def test_the_programs_own_signature_is_what_is_tested_here(device):
    request = httpx.Request("POST", "https://a.test/b", content=b"c")
    request.headers[CERTIFICATE_HEADER] = device.certificate
    sign_request(request, b"c", device.key_id, device.signing_key, datetime.now(UTC))
    ours = honest(device).sign(Asked("POST", "https://a.test/b", b"c"))
    for part in ("@method", "@target-uri", CERTIFICATE_HEADER, "content-digest", 'tag="dapo"'):
        assert part in request.headers["signature-input"]
        assert part in ours.value("signature-input")
