"""How a device joins the network, over the network itself or by way of a stick."""

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client.device import EnrolledDevice
from sync.client.errors import EnrolmentRefused, ParcelMismatch, RegisterUnreachable, RequestRefused
from sync.client.exchange import Exchange, Question
from sync.client.pins import first_pins
from sync.protocol.certificates import enrolment_statement
from sync.protocol.codec import encode_json
from sync.protocol.messages import Enrolment, EnrolmentAnswer, EnrolmentParcel, EnrolmentRequest
from sync.protocol.parcel_file import write_parcel

_JSON = "application/json"


def enrol(
    register_url: str, code: str, *, transport: httpx.BaseTransport | None = None
) -> EnrolledDevice:
    """Enrol this device with a one-time code, with a new key that never leaves it.

    The device then waits until an administrator confirms it: ``RegisterClient.network`` raises
    ``DeviceWaiting`` until it does, and then brings the certificate.

    Raises:
        AddressNotSafe: neither TLS nor this PC's own address.
        EnrolmentRefused: the code is wrong, used or expired.
        RegisterUnreachable: nobody answered at the address; the code is still good.
        RequestRefused: the register said no for another reason.
        AnswerNotUnderstood: what answered is no register.
    """
    key = Ed25519PrivateKey.generate()
    with Exchange(
        register_url, None, unreachable=RegisterUnreachable, transport=transport
    ) as exchange:
        enrolment = ask_enrolment(exchange, _request(code, key))
        return _device(enrolment, key, exchange.url)


def ask_enrolment(register: Exchange, request: EnrolmentRequest) -> Enrolment:
    """Hand a request to the register; raises as ``enrol`` does."""
    question = Question("POST", "/enrolments", encode_json(request), _JSON)
    try:
        return register.ask(question, Enrolment)
    except RequestRefused as error:
        if error.values["reason"] in {"invitation", "malformed"}:
            raise EnrolmentRefused from error
        raise


def write_enrolment(code: str) -> tuple[bytes, bytes]:
    """Ask to join by way of a stick.

    Returns:
        The device's private key, to be kept in the vault, and the file for the stick.
    """
    key = Ed25519PrivateKey.generate()
    parcel = EnrolmentParcel(request=_request(code, key))
    return key.private_bytes_raw(), write_parcel(parcel, key)


def read_enrolment(private_key: bytes, answer: EnrolmentAnswer) -> EnrolledDevice:
    """Take the answer to ``write_enrolment``; nobody vouches yet for the register it names.

    A false courier could have put its own register there: the check text, which two people read to
    each other, stands for the register's key too.

    Raises:
        ParcelMismatch: it answers another device.
        KeyHolderKeyChanged: a key set in it is forged.
    """
    key = Ed25519PrivateKey.from_private_bytes(private_key)
    if answer.public_key != key.public_key().public_bytes_raw():
        raise ParcelMismatch(number=0)
    return _device(answer.enrolment, key, answer.register_url)


def _request(code: str, key: Ed25519PrivateKey) -> EnrolmentRequest:
    public_key = key.public_key().public_bytes_raw()
    proof = key.sign(enrolment_statement(code, public_key))
    return EnrolmentRequest(code=code, public_key=public_key, proof=proof)


def _device(enrolment: Enrolment, key: Ed25519PrivateKey, register_url: str) -> EnrolledDevice:
    return EnrolledDevice(
        private_key=key.private_bytes_raw(),
        device=enrolment.device,
        centre=enrolment.centre,
        centre_name=enrolment.centre_name,
        register_url=register_url,
        register_key=enrolment.register_key,
        epoch=enrolment.epoch,
        certificate="",
        key_holders=first_pins(enrolment.key_holders),
        key_epochs=enrolment.key_epochs,
    )
