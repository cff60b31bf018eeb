"""Blinding with given factors agrees with the library and refuses what the library refuses."""

import secrets

import pytest

from sync.oprf import KeyHolderKey, blind
from sync.oprf.evaluation import ElementRefused, InputRefused, ProofRefused
from sync.oprf.lasting import LastingBlinding

SECRET = bytes(range(32))
TEXTS = [secrets.token_bytes(length) for length in (1, 9, 40, 3_000)]


def changed(whole: bytes, at: int) -> bytes:
    return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


def test_its_outputs_are_those_of_the_library() -> None:
    key = KeyHolderKey.generate()
    online, lasting = blind(TEXTS), LastingBlinding(TEXTS, SECRET)

    expected = online.finalize(key.blind_evaluate(online.blinded), key.public_key)

    assert lasting.finalize(key.blind_evaluate(lasting.blinded), key.public_key) == expected


def test_put_together_again_it_unblinds_what_was_asked_before() -> None:
    key = KeyHolderKey.generate()
    asked = LastingBlinding(TEXTS, SECRET)
    evaluation = key.blind_evaluate(asked.blinded)

    again = LastingBlinding(TEXTS, SECRET)

    assert again.blinded == asked.blinded
    assert again.finalize(evaluation, key.public_key) == asked.finalize(evaluation, key.public_key)


def test_another_secret_and_another_place_blind_the_same_text_otherwise() -> None:
    first, second = LastingBlinding([b"a", b"a"], SECRET).blinded
    (third,) = LastingBlinding([b"a"], bytes(32)).blinded

    assert len({first, second, third}) == 3


@pytest.mark.parametrize("batch", [[], [b""], [b"x" * 2**16], [b"x"] * 513])
def test_inputs_out_of_bounds_are_refused(batch: list[bytes]) -> None:
    with pytest.raises(InputRefused):
        LastingBlinding(batch, SECRET)


def test_another_key_or_a_changed_proof_is_refused() -> None:
    key, other = KeyHolderKey.generate(), KeyHolderKey.generate()
    lasting = LastingBlinding(TEXTS, SECRET)
    evaluation = key.blind_evaluate(lasting.blinded)

    with pytest.raises(ProofRefused):
        lasting.finalize(evaluation, other.public_key)
    for at in (0, 63):
        with pytest.raises(ProofRefused):
            lasting.finalize(changed(evaluation, at), key.public_key)
    for response in (bytes(32), b"\xff" * 32):
        with pytest.raises(ProofRefused):
            lasting.finalize(evaluation[:32] + response + evaluation[64:], key.public_key)


def test_what_is_no_element_is_refused() -> None:
    key = KeyHolderKey.generate()
    lasting = LastingBlinding(TEXTS, SECRET)
    evaluation = key.blind_evaluate(lasting.blinded)

    for wrong in (evaluation[:-1], evaluation[:64] + bytes(32) + evaluation[96:]):
        with pytest.raises(ElementRefused):
            lasting.finalize(wrong, key.public_key)
    with pytest.raises(ElementRefused):
        lasting.finalize(evaluation, b"\xff" * 32)
