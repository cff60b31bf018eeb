import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.protocol.signing import (
    CERTIFICATE_HEADER,
    ClockDiffers,
    PlainRequest,
    SignatureRefused,
    sign_request,
    utc_now,
    verify_request,
)

NOW = datetime(2026, 3, 31, 18, 0, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
BODY = b"some body"


def signed(body: bytes = BODY, created: datetime = NOW, **headers: str) -> PlainRequest:
    request = httpx.Request("POST", "https://register.test/pushes?a=1", content=body)
    request.headers[CERTIFICATE_HEADER] = "certificate"
    request.headers.update(headers)
    sign_request(request, body, "device", KEY, created)
    return PlainRequest(request.method, str(request.url), dict(request.headers))


def find_key(key_id):
    return KEY.public_key() if key_id == "device" else None


def test_a_signed_request_names_its_device_and_a_nonce_of_its_own():
    first, second = (verify_request(signed(), BODY, find_key, NOW) for _ in range(2))
    assert first.key_id == "device"
    assert first.nonce != second.nonce


@pytest.mark.parametrize("body", [b"", b"some other body"])
def test_another_body_breaks_the_signature(body):
    with pytest.raises(SignatureRefused):
        verify_request(signed(), body, find_key, NOW)


def test_an_empty_body_is_covered_too():
    assert verify_request(signed(b""), b"", find_key, NOW).key_id == "device"
    with pytest.raises(SignatureRefused):
        verify_request(signed(b""), BODY, find_key, NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"method": "GET"},
        {"url": "https://register.test/entries?a=1"},
        {"url": "https://other.test/pushes?a=1"},
        {"url": "https://register.test/pushes?a=2"},
    ],
)
def test_another_method_or_address_breaks_the_signature(change):
    request = signed()
    parts = {"method": request.method, "url": request.url, "headers": request.headers} | change
    with pytest.raises(SignatureRefused):
        verify_request(PlainRequest(**parts), BODY, find_key, NOW)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        (CERTIFICATE_HEADER, "another"),
        ("signature", "dapo=:AAAA:"),
        ("signature", "not a dictionary"),
        ("signature-input", ""),
        ("content-digest", "sha-256=:AAAA:"),
    ],
)
def test_a_changed_header_breaks_the_signature(header, value):
    request = signed()
    request.headers[header] = value
    with pytest.raises(SignatureRefused):
        verify_request(request, BODY, find_key, NOW)


@pytest.mark.parametrize("header", ["signature", "signature-input", "content-digest"])
def test_a_missing_header_is_no_signature(header):
    request = signed()
    del request.headers[header]
    with pytest.raises(SignatureRefused):
        verify_request(request, BODY, find_key, NOW)


def test_a_request_without_certificate_is_signed_as_well():
    request = httpx.Request("GET", "https://register.test/network")
    sign_request(request, b"", "device", KEY, NOW)
    plain = PlainRequest("GET", str(request.url), dict(request.headers))
    assert verify_request(plain, b"", find_key, NOW).key_id == "device"


def test_a_certificate_added_on_the_way_is_not_covered():
    request = httpx.Request("GET", "https://register.test/network")
    sign_request(request, b"", "device", KEY, NOW)
    headers = dict(request.headers) | {CERTIFICATE_HEADER: "slipped in"}
    with pytest.raises(SignatureRefused):
        verify_request(PlainRequest("GET", str(request.url), headers), b"", find_key, NOW)


def test_an_unknown_device_is_refused():
    with pytest.raises(SignatureRefused):
        verify_request(signed(), BODY, lambda _: None, NOW)


@pytest.mark.parametrize("seconds", [-301, 301, 10 * 365 * 86_400])
def test_more_than_five_minutes_either_way_is_another_clock(seconds):
    with pytest.raises(ClockDiffers):
        verify_request(signed(created=NOW + timedelta(seconds=seconds)), BODY, find_key, NOW)


@pytest.mark.parametrize("seconds", [-299, 299])
def test_five_minutes_either_way_are_accepted(seconds):
    request = signed(created=NOW + timedelta(seconds=seconds))
    assert verify_request(request, BODY, find_key, NOW).key_id == "device"


@pytest.mark.parametrize("lost", [r";created=\d+", r';nonce="[^"]+"'])
def test_a_signature_without_time_or_nonce_is_refused(lost):
    request = signed()
    request.headers["signature-input"] = re.sub(lost, "", request.headers["signature-input"])
    with pytest.raises(SignatureRefused):
        verify_request(request, BODY, find_key, NOW)


@pytest.mark.parametrize("nonce", ["", "n" * 65])
def test_a_nonce_of_no_use_is_refused(nonce, monkeypatch):
    monkeypatch.setattr("sync.protocol.signing.secrets.token_urlsafe", lambda _: nonce)
    with pytest.raises(SignatureRefused):
        verify_request(signed(), BODY, find_key, NOW)


def test_the_clock_is_in_utc():
    assert utc_now().utcoffset() == timedelta(0)
