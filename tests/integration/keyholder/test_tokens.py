from datetime import timedelta

import httpx
import msgspec
import pytest

from sync.client import (
    KeyHolderKeyChanged,
    KeyHolderUnreachable,
    RequestRefused,
    SyncStopped,
    TokenClient,
)
from sync.keyholder import evaluation
from sync.keyholder.evaluation import Evaluating
from sync.keyholder.questions import RecentNonces
from sync.oprf import MAX_BATCH, InputRefused, KeyHolderKey, blind
from sync.protocol.certificates import CERTIFICATE_DAYS
from sync.protocol.codec import decode, encode
from sync.protocol.messages import BlindedBatch, EvaluatedBatch
from tests.support.network import LocalNetwork

TEXTS = [b"C1|%d" % number for number in range(MAX_BATCH + 88)]


def changed(device, position, **fields):
    holders = list(device.key_holders)
    holders[position] = msgspec.structs.replace(holders[position], **fields)
    return msgspec.structs.replace(device, key_holders=tuple(holders))


class Liar(httpx.BaseTransport):
    """Changes what key-holders answer."""

    def __init__(self, alter) -> None:
        self._real = httpx.HTTPTransport()
        self._alter = alter

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._real.handle_request(request)
        response.read()
        altered = self._alter(decode(response.content, EvaluatedBatch), request.content)
        headers = {"content-type": response.headers["content-type"]}
        return httpx.Response(200, headers=headers, content=encode(altered))

    def close(self) -> None:
        self._real.close()


def test_two_centres_obtain_the_same_token_for_the_same_text(network: LocalNetwork):
    told = []
    with TokenClient(network.enrol("Sacra Famiglia")) as ours:
        here = ours.tokens(TEXTS * 2, lambda *each: told.append(each))
    with TokenClient(network.enrol("San Giuseppe")) as theirs:
        there = theirs.tokens(TEXTS[:10])

    assert set(here) == set(TEXTS)
    assert {text: here[text] for text in TEXTS[:10]} == there
    assert len(set(here.values())) == len(TEXTS)
    assert told[-1] == ("tokens", len(TEXTS), len(TEXTS))
    assert len(told) == 2


def test_a_key_holder_counts_questions_by_device_and_day(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    with TokenClient(device, clock=network.clock) as client:
        client.tokens(TEXTS)
    today = network.clock().date()
    for holder in network.key_holders:
        assert holder.counts.of(device.device, today) == len(TEXTS)
        assert holder.counts.of(device.device, today - timedelta(days=1)) == 0


def test_no_texts_are_no_question(network: LocalNetwork):
    with TokenClient(network.enrol("Sacra Famiglia")) as client:
        assert client.tokens([]) == {}
        with pytest.raises(InputRefused):
            client.tokens([b""])


@pytest.mark.parametrize("position", [0, 1])
def test_another_key_than_the_pinned_one_stops_everything(network: LocalNetwork, position):
    other = KeyHolderKey.generate().public_key
    device = changed(network.enrol("Sacra Famiglia"), position, public_key=other)
    with TokenClient(device) as client, pytest.raises(KeyHolderKeyChanged) as caught:
        client.tokens(TEXTS)
    assert caught.value.values == {"url": device.key_holders[position].url}


def test_a_key_holder_that_says_one_key_and_uses_another_is_caught(network: LocalNetwork):
    secret = KeyHolderKey.generate()

    def alter(answer, asked):
        elements = decode(asked, BlindedBatch).elements
        return msgspec.structs.replace(answer, evaluation=secret.blind_evaluate(elements))

    device = network.enrol("Sacra Famiglia")
    with (
        TokenClient(device, transport=Liar(alter)) as client,
        pytest.raises(KeyHolderKeyChanged) as caught,
    ):
        client.tokens(TEXTS[:5])
    assert caught.value.values == {"url": device.key_holders[0].url}


@pytest.mark.parametrize("evaluation", [b"", b"\0" * 64, b"\xff" * 96])
def test_a_key_holder_that_answers_nonsense_is_caught(network: LocalNetwork, evaluation):
    def alter(answer, _):
        return msgspec.structs.replace(answer, evaluation=evaluation)

    device = network.enrol("Sacra Famiglia")
    with (
        TokenClient(device, transport=Liar(alter)) as client,
        pytest.raises(KeyHolderKeyChanged),
    ):
        client.tokens(TEXTS[:1])


def test_a_key_holder_that_nobody_reaches_is_named(network: LocalNetwork):
    device = changed(network.enrol("Sacra Famiglia"), 1, url="http://127.0.0.1:1")
    with TokenClient(device) as client, pytest.raises(KeyHolderUnreachable) as caught:
        client.tokens(TEXTS)
    assert caught.value.values == {"url": "http://127.0.0.1:1"}


def test_the_user_may_stop_between_batches(network: LocalNetwork):
    with (
        TokenClient(network.enrol("Sacra Famiglia")) as client,
        pytest.raises(SyncStopped),
    ):
        client.tokens(TEXTS, should_stop=lambda: True)


def test_progress_that_raises_stops_the_work(network: LocalNetwork):
    def give_up(*_):
        raise InterruptedError

    with (
        TokenClient(network.enrol("Sacra Famiglia")) as client,
        pytest.raises(InterruptedError),
    ):
        client.tokens(TEXTS, give_up)


def test_an_expired_or_foreign_certificate_gets_no_answer(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    network.clock.advance(days=CERTIFICATE_DAYS)
    for certificate in (device.certificate, "", "nonsense"):
        stranger = msgspec.structs.replace(device, certificate=certificate)
        with (
            TokenClient(stranger, clock=network.clock) as client,
            pytest.raises(RequestRefused) as caught,
        ):
            client.tokens(TEXTS[:1])
        assert caught.value.values["reason"] == "certificate"


def test_another_devices_certificate_does_not_help(network: LocalNetwork):
    device, other = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    thief = msgspec.structs.replace(other, certificate=device.certificate)
    with TokenClient(thief) as client, pytest.raises(RequestRefused) as caught:
        client.tokens(TEXTS[:1])
    assert caught.value.values["reason"] == "not_signed"


@pytest.mark.parametrize("workers", [1, 2])
def test_one_worker_or_many_evaluate_alike(workers):
    evaluating = Evaluating(b"s" * 32, workers)
    try:
        for count in (1, evaluation.SMALL_BATCH):
            blinding = blind(TEXTS[:count])
            answer = evaluating.blind_evaluate(blinding.blinded)
            outputs = blinding.finalize(answer, evaluating.public_key)
            assert len(outputs) == count
    finally:
        evaluating.close()


def test_a_worker_evaluates_with_the_key_it_took():
    evaluation._take_key(b"s" * 32)
    blinding = blind(TEXTS[:1])
    answer = evaluation._evaluate(blinding.blinded)
    assert blinding.finalize(answer, KeyHolderKey(b"s" * 32).public_key)


def test_a_nonce_is_remembered_while_its_signature_would_be_accepted(network: LocalNetwork):
    nonces, now = RecentNonces(), network.clock()
    assert nonces.is_first_use("device", "a", now)
    assert not nonces.is_first_use("device", "a", now + timedelta(seconds=600))
    assert nonces.is_first_use("other", "a", now)
    assert nonces.is_first_use("device", "a", now + timedelta(seconds=601))
