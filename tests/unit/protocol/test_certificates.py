from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress

import msgspec
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.certificates import (
    _SMALL_ORDER,
    CertificateRefused,
    DeviceCertificate,
    enrolment_statement,
    is_signed,
    issue_certificate,
    read_certificate,
    receipt_statement,
)
from sync.protocol.messages import Receipt

REGISTER = Ed25519PrivateKey.from_private_bytes(b"r" * 32)
CERTIFICATE = DeviceCertificate(b"d" * 16, 4, b"p" * 32, 1_000, 2_000)


def test_a_certificate_is_read_with_nothing_but_the_registers_key():
    text = issue_certificate(CERTIFICATE, REGISTER)
    assert read_certificate(text, REGISTER.public_key(), 1_999) == CERTIFICATE


def test_an_expired_certificate_is_refused():
    with pytest.raises(CertificateRefused):
        read_certificate(issue_certificate(CERTIFICATE, REGISTER), REGISTER.public_key(), 2_000)


def test_another_registers_certificate_is_refused():
    text = issue_certificate(CERTIFICATE, Ed25519PrivateKey.generate())
    with pytest.raises(CertificateRefused):
        read_certificate(text, REGISTER.public_key(), 1_500)


@given(st.data())
def test_every_changed_byte_is_noticed(data):
    signed = bytearray(urlsafe_b64decode(issue_certificate(CERTIFICATE, REGISTER)))
    at = data.draw(st.integers(0, len(signed) - 1))
    signed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CertificateRefused):
        read_certificate(urlsafe_b64encode(signed).decode(), REGISTER.public_key(), 1_500)


@given(st.text(max_size=60))
def test_no_text_whatever_breaks_the_reader(text):
    with pytest.raises(CertificateRefused):
        read_certificate(text, REGISTER.public_key(), 1_500)


def test_an_endless_certificate_is_not_even_decoded():
    with pytest.raises(CertificateRefused):
        read_certificate("A" * 1_025, REGISTER.public_key(), 1_500)


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize("y", sorted(_SMALL_ORDER), ids=hex)
def test_a_key_under_which_anything_verifies_has_signed_nothing(y, sign):
    key = (y | sign << 255).to_bytes(32, "little")
    nobodys = bytes((1, *bytes(63)))  # R the neutral element, S zero
    verified = 0
    for number in range(64):
        statement = enrolment_statement(f"{number:016}", key)
        with suppress(InvalidSignature):
            Ed25519PublicKey.from_public_bytes(key).verify(nobodys, statement)
            verified += 1
        assert not is_signed(statement, nobodys, key)
    assert verified


def test_a_key_that_is_no_key_has_signed_nothing():
    assert not is_signed(b"", bytes(64), b"")
    assert not is_signed(b"", bytes(64), b"\xff" * 32)


def test_a_statement_of_one_purpose_is_worth_nothing_for_another():
    public_key = REGISTER.public_key().public_bytes_raw()
    unsigned = Receipt(
        device=b"d" * 16,
        sequence=1,
        digest=b"h" * 32,
        rows=1,
        epoch=b"e" * 16,
        high_water=5,
        signature=bytes(64),
    )
    receipt = receipt_statement(unsigned)
    signature = REGISTER.sign(receipt)
    assert is_signed(receipt, signature, public_key)
    assert not is_signed(enrolment_statement("CODE", b"p" * 32), signature, public_key)
    for change in ({"high_water": 6}, {"epoch": bytes(16)}, {"rows": 2}):
        other = receipt_statement(msgspec.structs.replace(unsigned, **change))
        assert not is_signed(other, signature, public_key)
    assert not is_signed(receipt, signature, b"no key")
