"""RFC 9497, appendix A.1.2: test vectors of VOPRF(ristretto255, SHA-512)."""

import secrets
from types import SimpleNamespace

import pytest
import rbcl
from voprf import ristretto

from sync.oprf import (
    MAX_BATCH,
    ElementRefused,
    InputRefused,
    KeyHolderKey,
    ProofRefused,
    blind,
)
from tests.support import reference_voprf

SEED = bytes.fromhex("a3" * 32)
KEY_INFO = b"test key"
PUBLIC_KEY = bytes.fromhex("c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e")
INPUTS = [b"\x00", b"\x5a" * 17]
BLINDS = [
    bytes.fromhex("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706"),
    bytes.fromhex("222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e"),
]
BLINDED = [
    bytes.fromhex("863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945"),
    bytes.fromhex("90a0145ea9da29254c3a56be4fe185465ebb3bf2a1801f7124bbbadac751e654"),
]
EVALUATED = [
    bytes.fromhex("aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e"),
    bytes.fromhex("cc5ac221950a49ceaa73c8db41b82c20372a4c8d63e5dded2db920b7eee36a2a"),
]
PROOF = bytes.fromhex(
    "cc203910175d786927eeb44ea847328047892ddf8590e723c37205cb74600b0a"
    "5ab5337c8eb4ceae0494c2cf89529dcf94572ed267473d567aeed6ab873dee08"
)
OUTPUTS = [
    bytes.fromhex(
        "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d"
        "a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c"
    ),
    bytes.fromhex(
        "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60"
        "356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6"
    ),
]


@pytest.fixture
def key() -> KeyHolderKey:
    return KeyHolderKey(SEED, KEY_INFO)


def evaluated_by(key: KeyHolderKey, blinded: list[bytes]) -> tuple[bytes, list[bytes]]:
    evaluation = key.blind_evaluate(blinded)
    return evaluation[:64], [evaluation[at : at + 32] for at in range(64, len(evaluation), 32)]


def test_the_key_is_derived_as_in_the_rfc(key: KeyHolderKey):
    assert key.public_key == PUBLIC_KEY


def test_evaluated_elements_are_those_of_the_rfc(key: KeyHolderKey):
    assert evaluated_by(key, BLINDED)[1] == EVALUATED


def test_outputs_are_those_of_the_rfc_whatever_the_blinding(key: KeyHolderKey):
    blinding = blind(INPUTS)
    evaluation = key.blind_evaluate(blinding.blinded)
    assert blinding.finalize(evaluation, PUBLIC_KEY) == OUTPUTS


def test_the_second_implementation_agrees_with_the_rfc():
    assert [reference_voprf.blind(*pair) for pair in zip(INPUTS, BLINDS, strict=True)] == BLINDED
    triples = zip(INPUTS, BLINDS, EVALUATED, strict=True)
    assert [reference_voprf.finalize(*each) for each in triples] == OUTPUTS
    assert reference_voprf.is_proven(PUBLIC_KEY, BLINDED, EVALUATED, PROOF)


def test_our_proofs_convince_the_second_implementation(key: KeyHolderKey):
    proof, evaluated = evaluated_by(key, BLINDED)
    assert reference_voprf.is_proven(PUBLIC_KEY, BLINDED, evaluated, proof)
    assert not reference_voprf.is_proven(PUBLIC_KEY, BLINDED, evaluated[::-1], proof)


def test_a_client_of_the_second_implementation_gets_the_same_output(key: KeyHolderKey):
    text, factor = secrets.token_bytes(40), rbcl.crypto_core_ristretto255_scalar_random()
    _, (evaluated,) = evaluated_by(key, [reference_voprf.blind(text, factor)])
    ours = blind([text])
    (output,) = ours.finalize(key.blind_evaluate(ours.blinded), PUBLIC_KEY)
    assert reference_voprf.finalize(text, factor, evaluated) == output


def test_a_blinding_serves_several_key_holders():
    keys = [KeyHolderKey.generate(), KeyHolderKey.generate()]
    blinding = blind(INPUTS)
    outputs = [
        blinding.finalize(key.blind_evaluate(blinding.blinded), key.public_key) for key in keys
    ]
    assert outputs[0] != outputs[1]


def test_the_same_input_is_never_blinded_alike():
    assert len(set(blind([b"a", b"a", b"a"]).blinded)) == 3


def test_an_evaluation_with_another_key_is_refused(key: KeyHolderKey):
    blinding = blind(INPUTS)
    evaluation = KeyHolderKey.generate().blind_evaluate(blinding.blinded)
    with pytest.raises(ProofRefused):
        blinding.finalize(evaluation, key.public_key)


def test_an_evaluation_of_another_batch_is_refused(key: KeyHolderKey):
    blinding, other = blind(INPUTS), blind(INPUTS)
    with pytest.raises(ProofRefused):
        blinding.finalize(key.blind_evaluate(other.blinded), key.public_key)


@pytest.mark.parametrize(
    "evaluation", [b"", b"\0" * 64, b"\xff" * 128, b"\0" * 96, b"\0" * 127, b"\0" * 160]
)
def test_a_malformed_evaluation_is_refused(key: KeyHolderKey, evaluation: bytes):
    with pytest.raises(ElementRefused):
        blind(INPUTS).finalize(evaluation, key.public_key)


@pytest.mark.parametrize("public_key", [b"", b"\0" * 32, b"\xff" * 32])
def test_a_malformed_public_key_is_refused(key: KeyHolderKey, public_key: bytes):
    blinding = blind(INPUTS)
    with pytest.raises(ElementRefused):
        blinding.finalize(key.blind_evaluate(blinding.blinded), public_key)


@pytest.mark.parametrize("element", [b"", b"\0" * 32, b"\xff" * 32, b"\0" * 31])
def test_a_malformed_element_is_not_evaluated(key: KeyHolderKey, element: bytes):
    with pytest.raises(ElementRefused):
        key.blind_evaluate([BLINDED[0], element])


@pytest.mark.parametrize("inputs", [[], [b""], [b"x" * 65_536], [b"x"] * (MAX_BATCH + 1)])
def test_inputs_out_of_bounds_are_refused(inputs: list[bytes]):
    with pytest.raises(InputRefused):
        blind(inputs)


@pytest.mark.parametrize("count", [0, MAX_BATCH + 1])
def test_batches_out_of_bounds_are_not_evaluated(key: KeyHolderKey, count: int):
    with pytest.raises(InputRefused):
        key.blind_evaluate(BLINDED[:1] * count)


@pytest.mark.parametrize("seed", [b"", b"x" * 31, b"x" * 33])
def test_a_seed_of_another_length_makes_no_key(seed: bytes):
    with pytest.raises(ElementRefused):
        KeyHolderKey(seed)


def test_an_interruption_is_not_taken_for_a_wrong_proof(
    key: KeyHolderKey, monkeypatch: pytest.MonkeyPatch
):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    blinding = blind(INPUTS)
    evaluation = key.blind_evaluate(blinding.blinded)
    library = SimpleNamespace(
        VerifiableBatchOutput=ristretto.VerifiableBatchOutput,
        PublicKey=ristretto.PublicKey,
        Client=SimpleNamespace(finalize_batch=interrupt),
    )
    monkeypatch.setattr("sync.oprf.evaluation.ristretto", library)
    with pytest.raises(KeyboardInterrupt):
        blinding.finalize(evaluation, PUBLIC_KEY)
