from datetime import timedelta

import httpx
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import select, text

from sync.client import (
    AnswerNotUnderstood,
    EnrolledDevice,
    EnrolmentRefused,
    RegisterClient,
    RegisterUnreachable,
    RequestRefused,
    enrol,
)
from sync.protocol.certificates import CERTIFICATE_DAYS, enrolment_statement
from sync.protocol.codec import decode_json, encode_json
from sync.protocol.limits import WIRE_VERSION
from sync.protocol.messages import Enrolment, EnrolmentRequest, Refusal
from sync.register import tables
from sync.register.database import SchemaUnknown, open_database
from sync.register.enrolment import INVITATION_DAYS, invite
from tests.support.network import LocalNetwork


def answering(**reply) -> httpx.MockTransport:
    return httpx.MockTransport(lambda _: httpx.Response(**reply))


def test_a_code_admits_one_device_that_then_knows_the_network(network: LocalNetwork):
    code = network.invite("Sacra Famiglia")
    device = enrol(network.register_url + "/", code)
    with pytest.raises(EnrolmentRefused):
        enrol(network.register_url, code)
    network.confirm_waiting()
    with RegisterClient(device) as register:
        known = register.network()

    assert device.centre_name == "Sacra Famiglia"
    assert device.register_key == network.register.public_key
    assert known.agreement[0].windows == {"food": 15, "clothing": 90, "money": 30}
    assert [centre.name for centre in known.centres] == ["Sacra Famiglia"]
    assert [holder.identity_key for holder in device.key_holders] == [
        holder.identity_key for holder in network.register.key_holders
    ]


def test_a_code_is_read_as_people_write_it(network: LocalNetwork):
    code = invite(network.register.engine, "Sacra Famiglia", network.clock())
    written = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert enrol(network.register_url, written).centre_name == "Sacra Famiglia"


@pytest.mark.parametrize("code", ["0000-0000-0000-0000", "short", "x" * 33, "à" * 16])
def test_a_wrong_code_is_refused(network: LocalNetwork, code):
    with pytest.raises(EnrolmentRefused):
        enrol(network.register_url, code)


def test_a_code_expires(network: LocalNetwork):
    code = invite(network.register.engine, "Sacra Famiglia", network.clock())
    network.clock.advance(days=INVITATION_DAYS)
    with pytest.raises(EnrolmentRefused):
        enrol(network.register_url, code)


def request_for(code, key, signer=None) -> bytes:
    public_key = key.public_key().public_bytes_raw()
    proof = (signer or key).sign(enrolment_statement(code, public_key))
    return encode_json(EnrolmentRequest(code=code, public_key=public_key, proof=proof))


def test_an_answer_lost_on_the_way_is_given_again_to_the_same_key_only(network: LocalNetwork):
    code = invite(network.register.engine, "Sacra Famiglia", network.clock())
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    url = network.register_url + "/enrolments"
    headers = {"content-type": "application/json"}

    def post(body):
        return httpx.post(url, content=body, headers=headers)

    assert post(request_for(code, key, signer=other)).status_code == 403
    first, again = (decode_json(post(request_for(code, key)).content, Enrolment) for _ in range(2))
    assert first.device == again.device
    assert post(request_for(code, other)).status_code == 403


def test_a_key_for_which_everybody_could_sign_is_refused_and_the_code_stays_good(
    network: LocalNetwork,
):
    code = invite(network.register.engine, "Sacra Famiglia", network.clock())
    neutral = bytes((1, *bytes(31)))
    asked = EnrolmentRequest(code=code, public_key=neutral, proof=neutral + bytes(32))
    statement = enrolment_statement(code, neutral)
    Ed25519PublicKey.from_public_bytes(neutral).verify(asked.proof, statement)
    headers = {"content-type": "application/json"}
    url = network.register_url + "/enrolments"
    answer = httpx.post(url, content=encode_json(asked), headers=headers)
    told = decode_json(answer.content, Refusal)
    assert (answer.status_code, told.code) == (403, "invitation")
    assert enrol(network.register_url, code).centre_name == "Sacra Famiglia"


def test_what_a_vault_keeps_is_the_device(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    assert EnrolledDevice.from_bytes(device.to_bytes()) == device
    assert device.private_key.hex() not in repr(device)
    assert repr(device.private_key) not in repr(device)


def test_a_second_device_of_a_centre_speaks_for_the_same_centre(network: LocalNetwork):
    first, second = network.enrol("Sacra Famiglia"), network.enrol("Sacra Famiglia")
    assert (first.centre, first.device != second.device) == (second.centre, True)


def test_asking_for_the_network_renews_the_certificate_but_no_pinned_key(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    network.clock.advance(days=CERTIFICATE_DAYS - 1)
    with RegisterClient(device, clock=network.clock) as register:
        renewed = device.renewed(register.network())
    assert renewed.certificate != device.certificate
    assert msgspec.structs.replace(renewed, certificate=device.certificate) == device


def test_a_pc_with_a_wrong_clock_still_takes_part(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    slow = network.clock() - timedelta(days=3650)
    with RegisterClient(device, clock=lambda: slow) as register:
        register.network()


@pytest.mark.parametrize(
    "reply",
    [
        {"status_code": 200, "text": "<html>the parish's router</html>"},
        {"status_code": 302, "headers": {"location": "https://portal.test"}},
        {"status_code": 200, "json": {"type": "refusal", "code": "?", "wire": WIRE_VERSION}},
        {"status_code": 200, "json": {"type": "enrolment", "wire": WIRE_VERSION}},
    ],
)
def test_something_else_at_the_address_is_said_so(reply):
    with pytest.raises(AnswerNotUnderstood):
        enrol("https://register.test", "0000-0000-0000-0000", transport=answering(**reply))


def test_an_endless_answer_is_cut_off(monkeypatch):
    monkeypatch.setattr("sync.client.exchange._MAX_ANSWER_BYTES", 100)
    with pytest.raises(AnswerNotUnderstood):
        enrol(
            "https://register.test",
            "0000-0000-0000-0000",
            transport=answering(status_code=200, content=b"x" * 101),
        )


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_server_that_cannot_answer_now_is_unreachable(status):
    with pytest.raises(RegisterUnreachable):
        enrol(
            "https://register.test",
            "0000-0000-0000-0000",
            transport=answering(status_code=status),
        )


@pytest.mark.parametrize("server_time", [None, "noon"])
def test_a_clock_refused_without_a_time_is_a_refusal(server_time):
    refusal = {"type": "refusal", "wire": WIRE_VERSION, "code": "clock_differs", "values": {}}
    if server_time:
        refusal["values"] = {"server_time": server_time}
    with pytest.raises(RequestRefused) as caught:
        enrol(
            "https://register.test",
            "0000-0000-0000-0000",
            transport=answering(status_code=401, json=refusal),
        )
    assert caught.value.values["reason"] == "clock_differs"


def test_the_audit_tells_who_and_how_much_and_cannot_be_rewritten(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    with network.register.engine.connect() as connection:
        lines = connection.execute(select(tables.audit)).all()
    assert [line.action for line in lines] == ["invite", "enrol", "confirm"]
    assert lines[1].device == device.device
    for statement in ("DELETE FROM audit", "UPDATE audit SET action = 'nothing'"):
        with (
            pytest.raises(Exception, match="append-only"),
            network.register.engine.begin() as connection,
        ):
            connection.execute(text(statement))


def test_a_database_of_another_version_is_refused(tmp_path):
    engine = open_database(str(tmp_path / "register.db"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE register SET schema_version = 99"))
    engine.dispose()
    with pytest.raises(SchemaUnknown):
        open_database(f"sqlite:///{tmp_path / 'register.db'}")
