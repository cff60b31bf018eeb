"""Whatever is sent, the servers answer with a refusal and never with a fault of their own."""

from datetime import UTC, datetime

import httpx
import msgspec
import pytest
from sqlalchemy import func, select

from sync.client import EnrolledDevice
from sync.protocol.codec import decode_json, encode
from sync.protocol.limits import MAX_ADDRESSES, MAX_BODY_BYTES, MSGPACK
from sync.protocol.messages import AidQuery, BlindedBatch, Health, Push, Refusal
from sync.protocol.signing import CERTIFICATE_HEADER, sign_request
from sync.register import tables
from tests.support.network import LocalNetwork

BODIES = [
    b"",
    b"\x00",
    b"\xc1",
    b"not msgpack at all",
    b"{}",
    b"\x91" * 50_000,
    b"\xdf\xff\xff\xff\xff",
    b"\xdd\xff\xff\xff\xff",
    b"\xc6\xff\xff\xff\xff",
    b"\x81\xa4type\xa4push",
    b"\x82\xa4type\xa4push\xa8sequence\xcf\xff\xff\xff\xff\xff\xff\xff\xff",
    encode(BlindedBatch(key_epoch=1, elements=(b"\0" * 32,))),
    encode(BlindedBatch(key_epoch=1, elements=(b"\xff" * 32,))),
    encode(AidQuery(since=0, addresses=(b"a" * 16,) * (MAX_ADDRESSES + 1))),
    encode(Push(sequence=1, epoch=bytes(16), wire=9)),
    encode(AidQuery(since=0, addresses=(), wire=9)),
    encode(BlindedBatch(key_epoch=1, elements=(b"e" * 32,), wire=9)),
    bytes(MAX_BODY_BYTES + 1),
]


def send_signed(
    device: EnrolledDevice, url: str, method: str, path: str, body: bytes = b"", **headers: str
) -> httpx.Response:
    headers = {CERTIFICATE_HEADER: device.certificate, "content-type": MSGPACK} | headers
    request = httpx.Request(method, url + path, content=body, headers=headers)
    sign_request(request, body, device.key_id, device.signing_key, datetime.now(UTC))
    with httpx.Client() as client:
        return client.send(request)


def refusal_of(response: httpx.Response) -> str:
    return decode_json(response.content, Refusal).code


def test_no_body_makes_a_server_fail(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    holder = device.key_holders[0].url
    for body in BODIES:
        for url, path in (
            (network.register_url, "/pushes"),
            (network.register_url, "/aid-queries"),
            (holder, "/evaluations"),
        ):
            response = send_signed(device, url, "POST", path, body)
            assert response.status_code in {400, 413}, (path, body[:20])
            assert refusal_of(response)
    with network.register.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(tables.receipt)).scalar() == 0


@pytest.mark.parametrize("body", [b"", b"{}", b"[" * 50_000, b"\xff", b"null", b'{"code": 1}'])
def test_no_enrolment_makes_the_register_fail(network: LocalNetwork, body):
    headers = {"content-type": "application/json"}
    response = httpx.post(network.register_url + "/enrolments", content=body, headers=headers)
    assert (response.status_code, refusal_of(response)) == (400, "malformed")


@pytest.mark.parametrize("after", ["", "-1", "x", "1e9", str(2**64), "1&after=2"])
def test_no_cursor_makes_the_register_fail(network: LocalNetwork, after):
    device = network.enrol("Sacra Famiglia")
    response = send_signed(device, network.register_url, "GET", f"/entries?after={after}")
    assert response.status_code in {200, 400}


@pytest.mark.parametrize("path", ["/network", "/entries?after=0", "/pushes", "/aid-queries"])
def test_nothing_is_answered_without_a_signature(network: LocalNetwork, path):
    method = "POST" if path in {"/pushes", "/aid-queries"} else "GET"
    response = httpx.request(method, network.register_url + path, content=b"\x80")
    assert (response.status_code, refusal_of(response)) == (401, "not_signed")


def test_an_unknown_or_nonsensical_device_is_not_answered(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    stranger = msgspec.structs.replace(device, device=b"nobody knows me ")
    response = send_signed(stranger, network.register_url, "GET", "/network")
    assert (response.status_code, refusal_of(response)) == (401, "not_signed")


def test_the_same_request_twice_is_a_replay(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    element = network.key_holders[0].keys.key_set().keys[0].public_key
    batch = encode(BlindedBatch(key_epoch=1, elements=(element,)))
    for url, method, path, body in (
        (network.register_url, "GET", "/network", b""),
        (device.key_holders[0].url, "POST", "/evaluations", batch),
    ):
        headers = {CERTIFICATE_HEADER: device.certificate, "content-type": MSGPACK}
        request = httpx.Request(method, url + path, content=body, headers=headers)
        sign_request(request, body, device.key_id, device.signing_key, datetime.now(UTC))
        with httpx.Client() as client:
            first, again = client.send(request), client.send(request)
        assert first.status_code == 200
        assert (again.status_code, refusal_of(again)) == (401, "replayed")


def test_a_packed_body_is_refused_unopened(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    response = send_signed(
        device, network.register_url, "POST", "/pushes", b"x", **{"content-encoding": "gzip"}
    )
    assert (response.status_code, refusal_of(response)) == (415, "content_encoding")


def test_unknown_paths_and_methods_are_refused_plainly(network: LocalNetwork):
    assert refusal_of(httpx.get(network.register_url + "/nowhere")) == "not_found"
    assert refusal_of(httpx.delete(network.register_url + "/health")) == "method_not_allowed"


def test_servers_tell_their_health_and_publish_their_interface(network: LocalNetwork):
    for url, service in (
        (network.register_url, "register"),
        (network.register.key_holders[0].url, "keyholder"),
    ):
        health = decode_json(httpx.get(url + "/health").content, Health)
        assert health.service == service
        assert httpx.get(url + "/schema/openapi.json").json()["info"]["title"].startswith("DA.PO")


def test_our_own_fault_is_logged_and_not_told(
    network: LocalNetwork, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fail(*_):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("sync.register.application.pull_entries", fail)
    device = network.enrol("Sacra Famiglia")
    response = send_signed(device, network.register_url, "GET", "/entries?after=0")
    assert (response.status_code, refusal_of(response)) == (500, "internal")
    assert b"secret" not in response.content
    assert "ZeroDivisionError" in caplog.text
