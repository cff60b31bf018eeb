"""Tokens beside the library alone, in one run: at the centre, at the key-holder, on all cores.

The library alone neither packs nor sends anything: what is missing to 1 is writing and reading
group elements, HTTP, signatures, counting questions on disk and starting processes.
"""

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from voprf import ristretto

from sync.client import EnrolledDevice, TokenClient
from sync.client.pins import first_pins
from sync.keyholder.keys import KeyRing
from sync.oprf import MAX_BATCH, KeyHolderKey
from sync.oprf.lanes import InlineLane
from sync.protocol.certificates import DeviceCertificate, issue_certificate
from sync.protocol.codec import encode
from sync.protocol.limits import MSGPACK
from sync.protocol.messages import BlindedBatch, KeyHolderAddress
from sync.protocol.signing import CERTIFICATE_HEADER, sign_request, utc_now
from tests.benchmarks.row import Row

ROUNDS = 7
GOAL = 0.8
BATCHES_AT_KEY_HOLDER = 12
BATCHES_ON_ALL_CORES = 64
IN_FLIGHT = 3
"""Requests that wait at the key-holder, as a client's do."""
SEED = b"s" * 32
DEVICE = b"d" * 16


def measure() -> list[Row]:
    """Measure each side alone on one core, and both together on all, best of several rounds."""
    return [_measure_client(), _measure_key_holder(), _measure_all_cores()]


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

    return _compare("tokens at the centre", MAX_BATCH, ours, alone)


def _measure_key_holder() -> Row:
    evaluator = ristretto.Evaluator.from_seed(SEED, b"")
    texts = [secrets.token_bytes(40) for _ in range(MAX_BATCH)]
    elements = [ristretto.Client.blind(text)[1] for text in texts]
    blinded = tuple(each.serialize() for each in elements)
    body = encode(BlindedBatch(key_epoch=1, elements=blinded))
    with _key_holder(workers=1) as device, httpx.Client() as http, _threads() as threads:

        def ours() -> float:
            requests = [_signed(http, device, body) for _ in range(BATCHES_AT_KEY_HOLDER)]
            start = time.perf_counter()
            for answer in threads.map(http.send, requests):
                answer.raise_for_status()
            return time.perf_counter() - start

        def alone() -> float:
            start = time.perf_counter()
            for _ in range(BATCHES_AT_KEY_HOLDER):
                evaluator.evaluate_batch(elements)
            return time.perf_counter() - start

        return _compare("tokens at the key-holder", MAX_BATCH * BATCHES_AT_KEY_HOLDER, ours, alone)


def _measure_all_cores() -> Row:
    """Everything together: a first load's questions, from match keys to tokens over HTTP."""
    texts = [secrets.token_bytes(40) for _ in range(MAX_BATCH * BATCHES_ON_ALL_CORES)]
    parts = [texts[at : at + MAX_BATCH] for at in range(0, len(texts), MAX_BATCH)]
    cores = os.cpu_count() or 1
    with (
        _key_holder(workers=cores) as device,
        TokenClient(device) as client,
        ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as library,
    ):
        list(library.map(_whole_by_library, [[b"warm"]] * cores))

        def ours() -> float:
            start = time.perf_counter()
            client.tokens(texts)
            return time.perf_counter() - start

        def alone() -> float:
            start = time.perf_counter()
            list(library.map(_whole_by_library, parts))
            return time.perf_counter() - start

        name = f"tokens, both sides together on {cores} cores"
        return _compare(name, len(texts), ours, alone, rounds=3)


def _whole_by_library(texts: list[bytes]) -> int:
    evaluator = ristretto.Evaluator.from_seed(SEED, b"")
    pairs = [ristretto.Client.blind(text) for text in texts]
    outputs = evaluator.evaluate_batch([blinded for _, blinded in pairs])
    clients = [client for client, _ in pairs]
    return len(ristretto.Client.finalize_batch(clients, outputs, evaluator.public_key))


@contextmanager
def _key_holder(workers: int) -> Iterator[EnrolledDevice]:
    """A key-holder in a process of its own, and a device that may ask it as much as it likes."""
    register, key = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    register_key = register.public_key().public_bytes_raw()
    with TemporaryDirectory() as folder:
        keys = KeyRing(Path(folder, "holder.key"))
        command = [sys.executable, "-m", "sync.keyholder", "serve", "--port", "0"]
        command += ["--key-file", str(keys.path), "--quota-file", f"{folder}/holder.db"]
        command += ["--register-url", "http://127.0.0.1:9", "--register-key", register_key.hex()]
        command += ["--workers", str(workers)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            line = process.stdout.readline() if process.stdout else b""
            url = json.loads(line)["listening"]
            holder = KeyHolderAddress(
                url=url, identity_key=keys.identity_key, key_set=keys.key_set()
            )
            certificate = DeviceCertificate(
                DEVICE, 1, key.public_key().public_bytes_raw(), 0, 2**40, allowance=2**40
            )
            yield EnrolledDevice(
                private_key=key.private_bytes_raw(),
                device=DEVICE,
                centre=1,
                centre_name="Centro",
                register_url="http://127.0.0.1:9",
                register_key=register_key,
                epoch=bytes(16),
                certificate=issue_certificate(certificate, register),
                key_holders=first_pins([holder]),
                key_epochs=(1,),
            )
        finally:
            process.terminate()
            process.communicate()


def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(IN_FLIGHT)


def _signed(http: httpx.Client, device: EnrolledDevice, body: bytes) -> httpx.Request:
    headers = {CERTIFICATE_HEADER: device.certificate, "content-type": MSGPACK}
    url = f"{device.key_holders[0].url}/evaluations"
    request = http.build_request("POST", url, content=body, headers=headers)
    sign_request(request, body, device.key_id, device.signing_key, utc_now())
    return request


def _compare(
    name: str,
    tokens: int,
    ours: Callable[[], float],
    alone: Callable[[], float],
    rounds: int = ROUNDS,
) -> Row:
    """Take turns, so that whatever else the machine does falls on both."""
    times = [(ours(), alone()) for _ in range(rounds)]
    our_speed, limit = (tokens / min(column) for column in zip(*times, strict=True))
    ratio = our_speed / limit
    return Row(name, our_speed, limit, "tokens/s", ratio, f">= {GOAL} x", ratio >= GOAL)
