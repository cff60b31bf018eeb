"""Letters open for the register alone, replies for the centre alone; files tell what they are."""

from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.protocol import letters, parcel_file
from sync.protocol.certificates import DeviceCertificate, enrolment_statement, issue_certificate
from sync.protocol.codec import MalformedMessage, encode
from sync.protocol.letters import LetterNotOpened, open_letter, open_reply, seal_letter, seal_reply
from sync.protocol.messages import (
    EnrolmentParcel,
    EnrolmentRequest,
    Letter,
    Parcel,
    ParcelAnswer,
    Reply,
)
from sync.protocol.parcel_file import (
    NotAParcel,
    ParcelDamaged,
    ParcelIsAnswer,
    ParcelIsOutgoing,
    ParcelOfAnotherNetwork,
    ParcelRefused,
    read_answer,
    read_parcel,
    write_answer,
    write_parcel,
)

REGISTER = Ed25519PrivateKey.generate()
DEVICE = Ed25519PrivateKey.generate()
DEVICE_ID = bytes(range(16))
LETTER = Letter(
    method="POST", path="/pushes", headers={"a": "b"}, body=b"rows", reply_key=bytes(32)
)


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def certificate(register: Ed25519PrivateKey = REGISTER, device: bytes = DEVICE_ID) -> str:
    told = DeviceCertificate(
        device=device, centre=1, public_key=public(DEVICE), issued_at=1, expires_at=2
    )
    return issue_certificate(told, register)


def a_parcel(told: str | None = None) -> Parcel:
    return Parcel(
        number=3,
        device=DEVICE_ID,
        public_key=public(DEVICE),
        certificate=certificate() if told is None else told,
        letters=(b"x",),
    )


def an_enrolment() -> EnrolmentParcel:
    code = "7KQ2-M9XD-41TB-ZC3H"
    proof = DEVICE.sign(enrolment_statement(code, public(DEVICE)))
    return EnrolmentParcel(
        request=EnrolmentRequest(code=code, public_key=public(DEVICE), proof=proof)
    )


def test_a_letter_opens_for_the_register_it_is_sealed_to() -> None:
    assert open_letter(seal_letter(LETTER, public(REGISTER)), REGISTER) == LETTER


def test_a_letter_opens_for_nobody_else_and_not_when_changed() -> None:
    sealed = seal_letter(LETTER, public(REGISTER))

    for wrong in (sealed[:-1], sealed[:-1] + bytes([sealed[-1] ^ 1]), b"", b"short"):
        with pytest.raises(LetterNotOpened):
            open_letter(wrong, REGISTER)
    with pytest.raises(LetterNotOpened):
        open_letter(sealed, Ed25519PrivateKey.generate())


def test_the_key_letters_are_sealed_to_is_the_signing_key_seen_from_the_other_side() -> None:
    for _ in range(20):
        key = Ed25519PrivateKey.generate()
        expected = letters._receiving_private(key).public_key()
        assert letters._receiving_public(public(key)).public_bytes_raw() == (
            expected.public_bytes_raw()
        )


def test_a_reply_opens_with_its_letters_key_alone() -> None:
    key = bytes(range(32))
    reply = Reply(status=200, media_type="x", body=b"page", after=4)
    sealed = seal_reply(reply, key)

    assert open_reply(sealed, key) == reply
    for wrong, with_key in ((sealed, bytes(32)), (sealed[:-1], key), (b"", key)):
        with pytest.raises(LetterNotOpened):
            open_reply(wrong, with_key)


def test_a_seal_around_something_else_is_malformed() -> None:
    nonce, key = bytes(12), bytes(32)
    with pytest.raises(MalformedMessage):
        open_reply(nonce + AESGCM(key).encrypt(nonce, b"no", b"dapo reply v1"), key)


@pytest.mark.parametrize("parcel", [a_parcel(), a_parcel(""), an_enrolment()])
def test_a_parcel_is_read_as_it_was_written(parcel: Parcel | EnrolmentParcel) -> None:
    assert read_parcel(write_parcel(parcel, DEVICE), REGISTER.public_key()) == parcel


def test_every_cut_and_every_changed_byte_of_a_parcel_is_noticed() -> None:
    file = write_parcel(a_parcel(), DEVICE)

    for at in range(len(file)):
        for wrong in (file[:at], file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :]):
            with pytest.raises(ParcelRefused):
                read_parcel(wrong, REGISTER.public_key())


def test_a_parcel_of_another_network_is_told_apart() -> None:
    other = Ed25519PrivateKey.generate()
    file = write_parcel(a_parcel(certificate(other)), DEVICE)

    with pytest.raises(ParcelOfAnotherNetwork):
        read_parcel(file, REGISTER.public_key())


def test_a_certificate_of_another_device_is_refused() -> None:
    file = write_parcel(a_parcel(certificate(device=bytes(16))), DEVICE)

    with pytest.raises(ParcelDamaged):
        read_parcel(file, REGISTER.public_key())


ANSWER = ParcelAnswer(number=3, device=DEVICE_ID, replies=((b"a", b"b"),))


def test_an_answer_is_read_as_it_was_written() -> None:
    assert read_answer(write_answer(ANSWER)) == ANSWER


def test_every_cut_and_every_changed_byte_of_an_answer_is_noticed() -> None:
    file = write_answer(ANSWER)

    for at in range(len(file)):
        for wrong in (file[:at], file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :]):
            with pytest.raises(ParcelRefused):
                read_answer(wrong)


def test_an_answer_and_a_parcel_are_not_mixed_up() -> None:
    with pytest.raises(ParcelIsAnswer):
        read_parcel(write_answer(ANSWER), REGISTER.public_key())
    with pytest.raises(ParcelIsOutgoing):
        read_answer(write_parcel(a_parcel(), DEVICE))


def test_any_other_file_is_no_parcel() -> None:
    for other in (b"", b"%PDF-1.7", b"dapo"):
        with pytest.raises(NotAParcel):
            read_parcel(other, REGISTER.public_key())
        with pytest.raises(NotAParcel):
            read_answer(other)


def test_a_whole_answer_of_a_later_version_is_no_parcel_of_ours() -> None:
    later = encode(ParcelAnswer(wire=99, number=1, device=DEVICE_ID, replies=()))
    with pytest.raises(NotAParcel):
        read_answer(parcel_file._ANSWER + sha256(later).digest() + later)
