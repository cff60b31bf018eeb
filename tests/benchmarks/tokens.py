"""Tokens beside the library alone, on both sides, in one run on one core."""

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from litestar.testing import TestClient
from voprf import ristretto

from sync.keyholder.application import KeyHolder, make_application
from sync.keyholder.evaluation import Evaluating
from sync.oprf import MAX_BATCH, KeyHolderKey
from sync.oprf.lanes import InlineLane
from sync.protocol.certificates import DeviceCertificate, issue_certificate
from sync.protocol.codec import encode
from sync.protocol.limits import MSGPACK
from sync.protocol.messages import BlindedBatch
from sync.protocol.signing import CERTIFICATE_HEADER, sign_request
from tests.benchmarks.row import Row

ROUNDS = 7
GOAL = 0.8
SEED = b"s" * 32
DEVICE = b"d" * 16


def measure() -> list[Row]:
    """Measure the client's and the key-holder's share of a batch, best of several rounds."""
    return [_measure_client(), _measure_key_holder()]


def _measure_client() -> Row:
    key = KeyHolderKey(SEED)
    evaluator = ristretto.Evaluator.from_seed(SEED, b"")
    texts = [secrets.token_bytes(40) for _ in range(MAX_BATCH)]
    lane = InlineLane()

    def ours() -> float:
        start = time.perf_counter()
        blinded = lane.blind(1, texts)
        spent = time.perf_counter() - start
        evaluation = key.blind_evaluate(blinded)
        start = time.perf_counter()
        lane.finalize(1, [evaluation], [key.public_key])
        return spent + time.perf_counter() - start

    def alone() -> float:
        start = time.perf_counter()
        pairs = [ristretto.Client.blind(text) for text in texts]
        spent = time.perf_counter() - start
        outputs = evaluator.evaluate_batch([blinded for _, blinded in pairs])
        start = time.perf_counter()
        ristretto.Client.finalize_batch([c for c, _ in pairs], outputs, evaluator.public_key)
        return spent + time.perf_counter() - start

    return _compare("tokens at the centre", ours, alone)


def _measure_key_holder() -> Row:
    register, device = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    holder = KeyHolder(Evaluating(SEED, workers=1), register.public_key())
    evaluator = ristretto.Evaluator.from_seed(SEED, b"")
    certificate = DeviceCertificate(DEVICE, 1, device.public_key().public_bytes_raw(), 0, 2**40)
    headers = {
        CERTIFICATE_HEADER: issue_certificate(certificate, register),
        "content-type": MSGPACK,
    }
    texts = [secrets.token_bytes(40) for _ in range(MAX_BATCH)]
    elements = [ristretto.Client.blind(text)[1] for text in texts]
    body = encode(BlindedBatch(elements=tuple(each.serialize() for each in elements)))

    with TestClient(make_application(holder)) as client:

        def ours() -> float:
            request = client.build_request("POST", "/evaluations", content=body, headers=headers)
            sign_request(request, body, DEVICE.hex(), device, datetime.now(UTC))
            start = time.perf_counter()
            client.send(request).raise_for_status()
            return time.perf_counter() - start

        return _compare(
            "tokens at the key-holder", ours, partial(_spent, evaluator.evaluate_batch, elements)
        )


def _spent(
    work: Callable[[list[ristretto.BlindedInput]], object], elements: list[ristretto.BlindedInput]
) -> float:
    start = time.perf_counter()
    work(elements)
    return time.perf_counter() - start


def _compare(name: str, ours: Callable[[], float], alone: Callable[[], float]) -> Row:
    """Take turns, so that whatever else the machine does falls on both."""
    times = [(ours(), alone()) for _ in range(ROUNDS)]
    our_speed, limit = (MAX_BATCH / min(column) for column in zip(*times, strict=True))
    ratio = our_speed / limit
    return Row(name, our_speed, limit, "tokens/s", ratio, f">= {GOAL} x", ratio >= GOAL)
