"""The letter box: sealed requests reach the routes of devices, and none else."""

import logging
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client import (
    DeviceRevoked,
    EnrolledDevice,
    Outgoing,
    ParcelWriter,
    RegisterClient,
    deliver_parcel,
    encode,
    laying,
    plan_pushes,
)
from sync.client.errors import KeyHolderUnreachable, RegisterUnreachable
from sync.client.parcels import AnswerReader
from sync.protocol.codec import decode
from sync.protocol.letters import open_reply, seal_letter
from sync.protocol.limits import MSGPACK
from sync.protocol.messages import EntryRow, Letter, ParcelAnswer, SealedLetter, SealedReply
from sync.protocol.parcel_file import read_answer
from sync.protocol.signing import CARRIED_HEADER, CARRIED_ORIGIN, PlainRequest, sign_request
from sync.register import pulls
from sync.register.devices import revoke_device
from tests.support.network import LocalNetwork

KEY = bytes(32)


@pytest.fixture
def register_database(tmp_path: Path) -> str:
    """SQLite alone: a letter never knows which database answers."""
    return str(tmp_path / "register.db")


@pytest.fixture
def device(network: LocalNetwork) -> EnrolledDevice:
    return network.enrol("Santa Teresa")


@pytest.fixture
def courier(network: LocalNetwork) -> EnrolledDevice:
    return network.enrol("San Pio")


def letter(path: str, method: str = "GET", **headers: str) -> Letter:
    return Letter(method=method, path=path, headers=headers, body=b"", reply_key=KEY)


def post(network: LocalNetwork, sealed: bytes) -> httpx.Response:
    body = encode(SealedLetter(sealed=sealed))
    return httpx.post(
        f"{network.register_url}/letters", content=body, headers={"content-type": MSGPACK}
    )


def status_inside(network: LocalNetwork, inside: Letter) -> int:
    answer = post(network, seal_letter(inside, network.register.public_key))
    return open_reply(decode(answer.content, SealedReply).sealed, KEY).status


def test_what_does_not_open_is_refused(network: LocalNetwork) -> None:
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()

    for sealed in (b"", b"x" * 90, seal_letter(letter("/network"), other)):
        answer = post(network, sealed)
        assert answer.status_code == 400
        assert answer.json()["code"] == "letter_not_opened"


@pytest.mark.parametrize(
    "path", ["/letters", "/enrolments", "/health", "/", "/page", "//network", "http://x/network"]
)
def test_only_the_routes_of_devices_are_reached(network: LocalNetwork, path: str) -> None:
    answer = post(network, seal_letter(letter(path), network.register.public_key))
    assert answer.status_code == 404


def test_a_letter_that_nobody_signed_is_answered_so_inside(network: LocalNetwork) -> None:
    assert status_inside(network, letter("/network")) == 401
    assert status_inside(network, letter("/network", "DELETE")) == 405
    assert status_inside(network, letter("/network", cookie="session=1", host="x")) == 401


def test_a_request_signed_for_the_network_is_none_for_a_parcel(
    network: LocalNetwork, device: EnrolledDevice
) -> None:
    headers: dict[str, str] = {}
    online = PlainRequest("GET", f"{network.register_url}/network", headers)
    sign_request(online, b"", device.key_id, device.signing_key, network.clock())
    assert status_inside(network, letter("/network", **headers)) == 401

    carried: dict[str, str] = {CARRIED_HEADER: "1"}
    request = PlainRequest("GET", f"{CARRIED_ORIGIN}/network", carried)
    sign_request(request, b"", device.key_id, device.signing_key, network.clock())
    assert status_inside(network, letter("/network", **carried)) == 200
    del carried[CARRIED_HEADER]
    refused = httpx.get(f"{network.register_url}/network", headers=carried)
    assert refused.status_code == 401


def test_a_letter_of_a_device_shut_out_is_answered_so(
    network: LocalNetwork, device: EnrolledDevice, courier: EnrolledDevice
) -> None:
    writer = ParcelWriter(device, 1, network.clock)
    with RegisterClient(device, transport=writer) as register, laying():
        register.network()
    revoke_device(network.register.engine, device.device, network.clock())
    answer = read_answer(deliver_parcel(writer.file(), courier))

    assert isinstance(answer, ParcelAnswer)
    reader = AnswerReader(device, writer.kept(), answer)
    with RegisterClient(device, transport=reader) as register, pytest.raises(DeviceRevoked):
        register.network()


def test_all_pages_of_a_pull_come_with_one_letter(
    network: LocalNetwork,
    device: EnrolledDevice,
    courier: EnrolledDevice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two centres under the same 30 indexes; pages of a few sequences each."""
    for which, name in ((device, b"a"), (courier, b"b")):
        rows = [
            EntryRow(sha256(b"%d" % n).digest()[:16], sha256(name + b"%d" % n).digest()[:16], b"x")
            for n in range(30)
        ]
        with RegisterClient(which) as register:
            register.push(plan_pushes(Outgoing(rows), 1, which.epoch)[0])
    monkeypatch.setattr(pulls, "STRETCH", 7)
    monkeypatch.setattr(pulls, "STRETCHES", 1)
    writer = ParcelWriter(device, 1, network.clock)
    with RegisterClient(device, transport=writer) as register, laying():
        next(register.pull_entries(0))

    answer = read_answer(deliver_parcel(writer.file(), courier))

    assert isinstance(answer, ParcelAnswer)
    assert len(answer.replies[0]) > 5
    reader = AnswerReader(device, writer.kept(), answer)
    with RegisterClient(device, transport=reader) as register:
        entries = [entry for page in register.pull_entries(0) for entry in page.entries]
    assert len({entry.tag for entry in entries}) == 30


def mocked(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.MockTransport:
    return httpx.MockTransport(answer)


def test_a_register_that_cannot_answer_now_leaves_the_courier_with_the_parcel(
    network: LocalNetwork,
    device: EnrolledDevice,
    courier: EnrolledDevice,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    writer = ParcelWriter(device, 1, network.clock)
    with RegisterClient(device, transport=writer) as register, laying():
        register.network()

    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("sync.register.application.read_high_water", fail)
        with pytest.raises(RegisterUnreachable):
            deliver_parcel(writer.file(), courier)
    assert {record.levelno for record in caplog.records} <= {logging.ERROR, logging.WARNING}
    assert deliver_parcel(writer.file(), courier)

    def only_register(request: httpx.Request) -> httpx.Response:
        if not str(request.url).startswith(network.register_url):
            raise httpx.ConnectError("gone")
        with httpx.HTTPTransport() as real:
            response = real.handle_request(request)
            response.read()
        return response

    writer.ask([b"text"], key_epoch=1)
    with pytest.raises(KeyHolderUnreachable):
        deliver_parcel(writer.file(), courier, transport=mocked(only_register))
