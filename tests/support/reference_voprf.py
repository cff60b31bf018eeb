"""VOPRF(ristretto255, SHA-512) written from the text of RFC 9497 over libsodium, to compare with.

Client and server; names follow the RFC. What the RFC draws at random is given, so that its test
vectors can be met byte by byte.
"""

from hashlib import sha512

import rbcl

CONTEXT = b"OPRFV1-\x01-ristretto255-SHA512"


def expand_message_xmd(message: bytes, tag: bytes, length: int) -> bytes:
    """RFC 9380, 5.3.1, for up to 64 bytes (one block of SHA-512)."""
    tag_prime = tag + len(tag).to_bytes(1)
    first = sha512(bytes(128) + message + length.to_bytes(2) + b"\0" + tag_prime).digest()
    return sha512(first + b"\x01" + tag_prime).digest()[:length]


def hash_to_group(message: bytes) -> bytes:
    uniform = expand_message_xmd(message, b"HashToGroup-" + CONTEXT, 64)
    return rbcl.crypto_core_ristretto255_from_hash(uniform)


def hash_to_scalar(message: bytes, tag: bytes = b"HashToScalar-" + CONTEXT) -> bytes:
    return rbcl.crypto_core_ristretto255_scalar_reduce(expand_message_xmd(message, tag, 64))


def derive_secret(seed: bytes, info: bytes) -> bytes:
    """RFC 9497, 3.2.1: DeriveKeyPair, for the usual case that the first try is no zero."""
    return hash_to_scalar(seed + _framed(info) + b"\0", b"DeriveKeyPair" + CONTEXT)


def public_key_of(secret: bytes) -> bytes:
    return rbcl.crypto_scalarmult_ristretto255_base(secret)


def blind(text: bytes, factor: bytes) -> bytes:
    return rbcl.crypto_scalarmult_ristretto255(factor, hash_to_group(text))


def finalize(text: bytes, factor: bytes, evaluated: bytes) -> bytes:
    inverse = rbcl.crypto_core_ristretto255_scalar_invert(factor)
    unblinded = rbcl.crypto_scalarmult_ristretto255(inverse, evaluated)
    return sha512(_framed(text) + _framed(unblinded) + b"Finalize").digest()


def blind_evaluate(secret: bytes, blinded: list[bytes], random: bytes) -> tuple[bytes, list[bytes]]:
    """RFC 9497, 3.3.2: BlindEvaluate; the proof (2.2.1: GenerateProof) and the elements."""
    multiply = rbcl.crypto_scalarmult_ristretto255
    evaluated = [multiply(secret, element) for element in blinded]
    public_key = public_key_of(secret)
    m, z = _composites(public_key, blinded, evaluated)
    t2, t3 = rbcl.crypto_scalarmult_ristretto255_base(random), multiply(random, m)
    challenge = _challenge(public_key, m, z, t2, t3)
    product = rbcl.crypto_core_ristretto255_scalar_mul(challenge, secret)
    return challenge + rbcl.crypto_core_ristretto255_scalar_sub(random, product), evaluated


def is_proven(
    public_key: bytes, blinded: list[bytes], evaluated: list[bytes], proof: bytes
) -> bool:
    """RFC 9497, 2.2.2: VerifyProof."""
    m, z = _composites(public_key, blinded, evaluated)
    challenge, response = proof[:32], proof[32:]
    add, multiply = rbcl.crypto_core_ristretto255_add, rbcl.crypto_scalarmult_ristretto255
    base = rbcl.crypto_scalarmult_ristretto255_base(response)
    t2 = add(base, multiply(challenge, public_key))
    t3 = add(multiply(response, m), multiply(challenge, z))
    return _challenge(public_key, m, z, t2, t3) == challenge


def _challenge(*elements: bytes) -> bytes:
    return hash_to_scalar(b"".join(map(_framed, elements)) + b"Challenge")


def _composites(
    public_key: bytes, blinded: list[bytes], evaluated: list[bytes]
) -> tuple[bytes, bytes]:
    seed = sha512(_framed(public_key) + _framed(b"Seed-" + CONTEXT)).digest()
    m = z = None
    for position, (c, d) in enumerate(zip(blinded, evaluated, strict=True)):
        transcript = _framed(seed) + position.to_bytes(2) + _framed(c) + _framed(d) + b"Composite"
        weight = hash_to_scalar(transcript)
        weighted_c = rbcl.crypto_scalarmult_ristretto255(weight, c)
        weighted_d = rbcl.crypto_scalarmult_ristretto255(weight, d)
        m = weighted_c if m is None else rbcl.crypto_core_ristretto255_add(m, weighted_c)
        z = weighted_d if z is None else rbcl.crypto_core_ristretto255_add(z, weighted_d)
    assert m is not None
    assert z is not None
    return m, z


def _framed(part: bytes) -> bytes:
    return len(part).to_bytes(2) + part
