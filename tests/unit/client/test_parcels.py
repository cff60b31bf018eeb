"""Reading an answer: what is not there yet, refused, or of keys that nobody knows."""

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client import (
    AnswerReader,
    EnrolledDevice,
    ParcelAnswer,
    ParcelWriter,
    RegisterClient,
    enrol,
)
from sync.client.courier import deliver_parcel
from sync.client.errors import NoKeyInUse, RequestRefused
from sync.client.parcels import KeptParcel, laying
from sync.client.pins import PinnedKeyHolder
from sync.protocol.codec import encode, encode_json
from sync.protocol.letters import open_letter, seal_reply
from sync.protocol.messages import (
    CarriedEvaluation,
    EvaluatedBatch,
    Refusal,
    Reply,
    SealedReply,
)
from sync.protocol.parcel_file import read_answer

REGISTER = Ed25519PrivateKey.generate()


def device() -> EnrolledDevice:
    holder = PinnedKeyHolder(url="https://key.example", identity_key=bytes(32), keys={})
    return EnrolledDevice(
        private_key=bytes(range(32)),
        device=bytes(16),
        centre=1,
        centre_name="San Pio",
        register_url="https://register.example/dapo",
        register_key=REGISTER.public_key().public_bytes_raw(),
        epoch=bytes(16),
        certificate="",
        key_holders=(holder,),
        key_epochs=(1,),
    )


def asked(writer: ParcelWriter) -> KeptParcel:
    with RegisterClient(device(), transport=writer) as register, laying():
        register.network()
    return writer.kept()


def answered(kept: KeptParcel, reply: Reply | None, writer: ParcelWriter) -> AnswerReader:
    (letter,) = writer._letters
    key = open_letter(letter, REGISTER).reply_key
    pages = () if reply is None else (seal_reply(reply, key),)
    answer = ParcelAnswer(number=1, device=bytes(16), replies=(pages,))
    return AnswerReader(device(), kept, answer)


def test_a_path_before_the_registers_address_does_not_travel() -> None:
    writer = ParcelWriter(device(), 1)
    asked(writer)
    assert open_letter(writer._letters[0], REGISTER).path == "/network"


def test_what_was_not_answered_waits() -> None:
    writer = ParcelWriter(device(), 1)
    reader = answered(asked(writer), None, writer)

    with RegisterClient(device(), transport=reader) as register, laying():
        register.network()
        pytest.fail("there was no answer")
    assert KeptParcel.from_bytes(writer.kept().to_bytes()) == writer.kept()


@pytest.mark.parametrize("body", [b"nonsense", encode_json(Refusal(code="not_signed"))])
def test_another_refusal_brings_no_certificate(body: bytes) -> None:
    writer = ParcelWriter(device(), 1)
    reply = Reply(status=401, media_type="application/json", body=body)
    reader = answered(asked(writer), reply, writer)

    assert reader.fresh_certificate() == ""
    assert reader.granted("/network") == 0


def test_a_key_epoch_without_pinned_keys_is_none() -> None:
    writer = ParcelWriter(device(), 1)
    assert not list(writer.ask([b"text"], key_epoch=1))
    batch = EvaluatedBatch(public_key=bytes(32), evaluation=b"")
    evaluation = CarriedEvaluation(200, "application/x-msgpack", encode(batch))
    answer = ParcelAnswer(number=1, device=bytes(16), replies=(), evaluations=((evaluation,),))

    with pytest.raises(NoKeyInUse):
        list(AnswerReader(device(), writer.kept(), answer).tokens())


def test_a_register_that_pages_for_ever_is_left_after_so_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sync.client.courier.MOST_PAGES", 3)
    writer = ParcelWriter(device(), 1)
    asked(writer)
    told: list[int] = []

    def page(_: httpx.Request) -> httpx.Response:
        told.append(len(told) + 1)
        reply = SealedReply(sealed=b"page", following=len(told))
        return httpx.Response(
            200, content=encode(reply), headers={"content-type": "application/x-msgpack"}
        )

    answer = read_answer(
        deliver_parcel(writer.file(), device(), transport=httpx.MockTransport(page))
    )
    assert isinstance(answer, ParcelAnswer)
    assert answer.replies == ((b"page",) * 3,)


def test_an_enrolment_refused_for_another_reason_is_told_as_it_is() -> None:
    def refuse(_: httpx.Request) -> httpx.Response:
        return httpx.Response(403, content=encode_json(Refusal(code="closed")))

    with pytest.raises(RequestRefused):
        enrol("https://x.example", "7KQ2-M9XD-41TB-ZC3H", transport=httpx.MockTransport(refuse))
