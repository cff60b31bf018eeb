"""RFC 9497, appendix A.1.2: test vectors of VOPRF(ristretto255, SHA-512)."""

import secrets
from dataclasses import dataclass
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
SECRET_KEY = bytes.fromhex("e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909")
PUBLIC_KEY = bytes.fromhex("c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e")
FIRST, SECOND = b"\x00", b"\x5a" * 17
INPUTS = [FIRST, SECOND]
BLIND = bytes.fromhex("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706")
RANDOM = bytes.fromhex("222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e")
OUTPUTS = {
    FIRST: bytes.fromhex(
        "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d"
        "a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c"
    ),
    SECOND: bytes.fromhex(
        "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60"
        "356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6"
    ),
}


@dataclass(frozen=True)
class Vector:
    """A test vector: inputs, factors, the proof's random scalar, and all that follows."""

    inputs: tuple[bytes, ...]
    blinds: tuple[bytes, ...]
    random: bytes
    blinded: list[bytes]
    evaluated: list[bytes]
    proof: bytes


VECTORS = [
    Vector(
        inputs=(FIRST,),
        blinds=(BLIND,),
        random=RANDOM,
        blinded=[bytes.fromhex("863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945")],
        evaluated=[
            bytes.fromhex("aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e")
        ],
        proof=bytes.fromhex(
            "ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd06"
            "6d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d"
        ),
    ),
    Vector(
        inputs=(SECOND,),
        blinds=(BLIND,),
        random=RANDOM,
        blinded=[bytes.fromhex("cc0b2a350101881d8a4cba4c80241d74fb7dcbfde4a61fde2f91443c2bf9ef0c")],
        evaluated=[
            bytes.fromhex("60a59a57208d48aca71e9e850d22674b611f752bed48b36f7a91b372bd7ad468")
        ],
        proof=bytes.fromhex(
            "401a0da6264f8cf45bb2f5264bc31e109155600babb3cd4e5af7d181a2c9dc0a"
            "67154fabf031fd936051dec80b0b6ae29c9503493dde7393b722eafdf5a50b02"
        ),
    ),
    Vector(
        inputs=(FIRST, SECOND),
        blinds=(BLIND, RANDOM),
        random=bytes.fromhex("419c4f4f5052c53c45f3da494d2b67b220d02118e0857cdbcf037f9ea84bbe0c"),
        blinded=[
            bytes.fromhex("863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945"),
            bytes.fromhex("90a0145ea9da29254c3a56be4fe185465ebb3bf2a1801f7124bbbadac751e654"),
        ],
        evaluated=[
            bytes.fromhex("aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e"),
            bytes.fromhex("cc5ac221950a49ceaa73c8db41b82c20372a4c8d63e5dded2db920b7eee36a2a"),
        ],
        proof=bytes.fromhex(
            "cc203910175d786927eeb44ea847328047892ddf8590e723c37205cb74600b0a"
            "5ab5337c8eb4ceae0494c2cf89529dcf94572ed267473d567aeed6ab873dee08"
        ),
    ),
]
BLINDED = VECTORS[2].blinded


@pytest.fixture
def key() -> KeyHolderKey:
    return KeyHolderKey(SEED, KEY_INFO)


def evaluated_by(key: KeyHolderKey, blinded: list[bytes]) -> tuple[bytes, list[bytes]]:
    evaluation = key.blind_evaluate(blinded)
    return evaluation[:64], [evaluation[at : at + 32] for at in range(64, len(evaluation), 32)]


def test_the_key_is_derived_as_in_the_rfc(key: KeyHolderKey):
    assert key.public_key == PUBLIC_KEY
    assert reference_voprf.derive_secret(SEED, KEY_INFO) == SECRET_KEY
    assert reference_voprf.public_key_of(SECRET_KEY) == PUBLIC_KEY


@pytest.mark.parametrize("vector", VECTORS, ids=["first", "second", "batch"])
def test_we_evaluate_and_prove_as_the_rfc(key: KeyHolderKey, vector: Vector):
    proof, evaluated = evaluated_by(key, vector.blinded)
    assert evaluated == vector.evaluated
    assert reference_voprf.is_proven(PUBLIC_KEY, vector.blinded, evaluated, proof)
    assert proof != vector.proof  # made with another random scalar


@pytest.mark.parametrize("vector", VECTORS, ids=["first", "second", "batch"])
def test_outputs_are_those_of_the_rfc_whatever_the_blinding(key: KeyHolderKey, vector: Vector):
    blinding = blind(vector.inputs)
    evaluation = key.blind_evaluate(blinding.blinded)
    assert blinding.finalize(evaluation, PUBLIC_KEY) == [OUTPUTS[each] for each in vector.inputs]


@pytest.mark.parametrize("vector", VECTORS, ids=["first", "second", "batch"])
def test_the_second_implementation_meets_the_rfc_byte_by_byte(vector: Vector):
    pairs = zip(vector.inputs, vector.blinds, strict=True)
    assert [reference_voprf.blind(*pair) for pair in pairs] == vector.blinded
    made = reference_voprf.blind_evaluate(SECRET_KEY, vector.blinded, vector.random)
    assert made == (vector.proof, vector.evaluated)
    triples = zip(vector.inputs, vector.blinds, vector.evaluated, strict=True)
    outputs = [reference_voprf.finalize(*each) for each in triples]
    assert outputs == [OUTPUTS[each] for each in vector.inputs]
    assert reference_voprf.is_proven(PUBLIC_KEY, vector.blinded, vector.evaluated, vector.proof)


def test_neither_implementation_takes_elements_in_another_order(key: KeyHolderKey):
    proof, evaluated = evaluated_by(key, BLINDED)
    assert not reference_voprf.is_proven(PUBLIC_KEY, BLINDED, evaluated[::-1], proof)
    blinding = blind(INPUTS)
    proof, evaluated = evaluated_by(key, blinding.blinded)
    with pytest.raises(ProofRefused):
        blinding.finalize(proof + b"".join(evaluated[::-1]), PUBLIC_KEY)


@pytest.mark.parametrize("count", [1, 2, 40, MAX_BATCH])
def test_two_implementations_give_the_same_outputs_in_any_mixture(count: int):
    """Their blind, our evaluate, their finalize; our blind, their evaluate, our finalize."""
    seed, texts = secrets.token_bytes(32), [secrets.token_bytes(1 + n % 90) for n in range(count)]
    key, secret = KeyHolderKey(seed), reference_voprf.derive_secret(seed, b"")
    factors = [rbcl.crypto_core_ristretto255_scalar_random() for _ in texts]
    theirs = [reference_voprf.blind(*pair) for pair in zip(texts, factors, strict=True)]
    proof, evaluated = evaluated_by(key, theirs)
    assert reference_voprf.is_proven(key.public_key, theirs, evaluated, proof)
    triples = zip(texts, factors, evaluated, strict=True)
    outputs = [reference_voprf.finalize(*each) for each in triples]

    ours = blind(texts)
    random = rbcl.crypto_core_ristretto255_scalar_random()
    proof, evaluated = reference_voprf.blind_evaluate(secret, list(ours.blinded), random)
    assert ours.finalize(proof + b"".join(evaluated), key.public_key) == outputs


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
