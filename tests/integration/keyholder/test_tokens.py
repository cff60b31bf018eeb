from datetime import timedelta

import httpx
import msgspec
import pytest

from sync.client import (
    KeyHolderKeyChanged,
    KeyHolderUnreachable,
    NoKeyInUse,
    RequestRefused,
    SyncStopped,
    TokenClient,
)
from sync.keyholder import evaluation
from sync.keyholder.evaluation import Evaluating
from sync.oprf import MAX_BATCH, InputRefused, KeyHolderKey, blind, derive_token
from sync.protocol.certificates import CERTIFICATE_DAYS, key_set_statement
from sync.protocol.codec import decode, decode_json, encode, encode_json
from sync.protocol.messages import BlindedBatch, EvaluatedBatch, KeySet
from tests.support.network import LocalNetwork, local_network

MANY = [b"C1|%d" % number for number in range(8 * MAX_BATCH)]
TEXTS = [b"C1|%d" % number for number in range(MAX_BATCH + 88)]


def changed(device, position, **fields):
    holders = list(device.key_holders)
    holders[position] = msgspec.structs.replace(holders[position], **fields)
    return msgspec.structs.replace(device, key_holders=tuple(holders))


class Liar(httpx.BaseTransport):
    """Changes what key-holders answer: to a path, by a function of answer and question."""

    def __init__(self, path: str, kind, alter) -> None:
        self._real = httpx.HTTPTransport()
        self._path, self._kind, self._alter = path, kind, alter
        self.asked: list[bytes] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._real.handle_request(request)
        response.read()
        if request.url.path != self._path:
            return response
        self.asked.append(request.content)
        read, write = (
            (decode, encode) if self._path == "/evaluations" else (decode_json, encode_json)
        )
        altered = self._alter(read(response.content, self._kind), request.content)
        headers = {"content-type": response.headers["content-type"]}
        return httpx.Response(200, headers=headers, content=write(altered))

    def close(self) -> None:
        self._real.close()


def liar_about_evaluations(alter) -> Liar:
    return Liar("/evaluations", EvaluatedBatch, alter)


def gather(found, asking):
    for part in asking:
        found |= part


def honest(answer, _):
    return answer


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


def test_no_texts_are_no_question(network: LocalNetwork):
    with TokenClient(network.enrol("Sacra Famiglia")) as client:
        assert client.tokens([]) == {}
        with pytest.raises(InputRefused):
            client.tokens([b""])


def test_a_key_holder_that_nobody_reaches_is_named(network: LocalNetwork):
    device = changed(network.enrol("Sacra Famiglia"), 1, url="http://127.0.0.1:1")
    with TokenClient(device) as client, pytest.raises(KeyHolderUnreachable) as caught:
        client.tokens(TEXTS)
    assert caught.value.values == {"url": "http://127.0.0.1:1"}


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


@pytest.mark.parametrize("key_holders", [1, 2, 3])
def test_one_to_n_key_holders_make_a_token_together(tmp_path, key_holders):
    with local_network(tmp_path, key_holders=key_holders) as running:
        with TokenClient(running.enrol("Sacra Famiglia")) as ours:
            here = ours.tokens(TEXTS[:3])
        keys = [holder.keys.key_of(1, running.clock()) for holder in running.key_holders]
    blinding = blind(TEXTS[:3])
    outputs = [
        blinding.finalize(
            KeyHolderKey(key.seed).blind_evaluate(blinding.blinded), key.told.public_key
        )
        for key in keys
    ]
    assert [here[text] for text in TEXTS[:3]] == list(map(derive_token, zip(*outputs, strict=True)))


def test_every_question_has_the_same_size_and_shows_nothing_twice(network: LocalNetwork):
    device, liar = network.enrol("Sacra Famiglia"), liar_about_evaluations(honest)
    with TokenClient(device, transport=liar) as client:
        client.tokens(TEXTS)
        client.tokens(TEXTS[:1])
    batches = [decode(body, BlindedBatch).elements for body in liar.asked]
    assert [len(batch) for batch in batches] == [MAX_BATCH] * 6
    # Each batch goes to both key-holders, and no element ever again.
    assert len({element for batch in batches for element in batch}) == 3 * MAX_BATCH


@pytest.mark.parametrize("position", [0, 1])
def test_another_key_than_the_pinned_one_stops_everything(network: LocalNetwork, position):
    other = KeyHolderKey.generate().public_key
    device = changed(network.enrol("Sacra Famiglia"), position, keys={1: other})
    liar = liar_about_evaluations(honest)
    with (
        TokenClient(device, transport=liar) as client,
        pytest.raises(KeyHolderKeyChanged) as caught,
    ):
        client.tokens(TEXTS)
    assert caught.value.values == {"url": device.key_holders[position].url}
    assert liar.asked == []


def test_a_key_set_signed_by_another_stops_everything(network: LocalNetwork):
    device = changed(network.enrol("Sacra Famiglia"), 1, identity_key=b"i" * 32)
    with TokenClient(device) as client, pytest.raises(KeyHolderKeyChanged) as caught:
        client.tokens(TEXTS[:1])
    assert caught.value.values == {"url": device.key_holders[1].url}


def test_a_key_holder_that_shows_one_centre_a_key_of_its_own_is_caught(network: LocalNetwork):
    """The tagging attack: whoever bears tokens of this key would be known to come from here."""
    secret, identity = KeyHolderKey.generate(), network.key_holders[0].keys.identity

    def alter(told, _):
        keys = (msgspec.structs.replace(told.keys[0], public_key=secret.public_key),)
        return KeySet(keys=keys, signature=identity.sign(key_set_statement(keys)))

    device = network.enrol("Sacra Famiglia")
    with (
        TokenClient(device, transport=Liar("/keys", KeySet, alter)) as client,
        pytest.raises(KeyHolderKeyChanged) as caught,
    ):
        client.tokens(TEXTS[:5])
    assert caught.value.values == {"url": device.key_holders[0].url}


@pytest.mark.parametrize("is_told", [False, True])
def test_a_key_holder_that_uses_another_key_is_caught(network: LocalNetwork, is_told):
    secret = KeyHolderKey.generate()

    def alter(answer, asked):
        evaluation = secret.blind_evaluate(decode(asked, BlindedBatch).elements)
        told = secret.public_key if is_told else answer.public_key
        return EvaluatedBatch(public_key=told, evaluation=evaluation)

    device = network.enrol("Sacra Famiglia")
    with (
        TokenClient(device, transport=liar_about_evaluations(alter)) as client,
        pytest.raises(KeyHolderKeyChanged) as caught,
    ):
        client.tokens(TEXTS[:5])
    assert caught.value.values == {"url": device.key_holders[0].url}


@pytest.mark.parametrize("evaluation", [b"", b"\0" * 64, b"\xff" * (64 + 32 * MAX_BATCH)])
def test_a_key_holder_that_answers_nonsense_is_caught(network: LocalNetwork, evaluation):
    def alter(answer, _):
        return msgspec.structs.replace(answer, evaluation=evaluation)

    with (
        TokenClient(
            network.enrol("Sacra Famiglia"), transport=liar_about_evaluations(alter)
        ) as client,
        pytest.raises(KeyHolderKeyChanged),
    ):
        client.tokens(TEXTS[:1])


def test_an_epoch_without_keys_is_not_asked_for(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    with TokenClient(device) as client, pytest.raises(NoKeyInUse) as caught:
        client.tokens(TEXTS[:1], key_epoch=7)
    assert caught.value.values == {"key_epoch": 7}
    without = msgspec.structs.replace(device, key_epochs=())
    with TokenClient(without) as client, pytest.raises(NoKeyInUse):
        client.tokens(TEXTS[:1])


def test_a_key_holder_does_not_answer_for_an_epoch_it_does_not_use(network: LocalNetwork):
    network.rotate(network.clock().date() + timedelta(days=10))
    device = network.enrol("Sacra Famiglia")
    with TokenClient(device) as client, pytest.raises(RequestRefused) as caught:
        client.tokens(TEXTS[:1], key_epoch=2)
    assert caught.value.values["reason"] == "key_epoch"


def test_the_user_may_stop_and_gets_what_was_answered(network: LocalNetwork):
    found = {}
    with (
        TokenClient(network.enrol("Sacra Famiglia")) as client,
        pytest.raises(SyncStopped),
    ):
        gather(found, client.ask(MANY, should_stop=lambda: True))
    assert MAX_BATCH <= len(found) < len(MANY)


def test_progress_that_raises_stops_the_work(network: LocalNetwork):
    def give_up(*_):
        raise InterruptedError

    found = {}
    with (
        TokenClient(network.enrol("Sacra Famiglia")) as client,
        pytest.raises(InterruptedError),
    ):
        gather(found, client.ask(MANY, give_up))
    assert MAX_BATCH <= len(found) < len(MANY)


def test_what_was_answered_before_a_failure_is_given_first(network: LocalNetwork):
    device, answered = network.enrol("Sacra Famiglia"), []

    def alter(answer, _):
        answered.append(answer)
        evaluation = answer.evaluation if len(answered) <= 2 else b""
        return msgspec.structs.replace(answer, evaluation=evaluation)

    found = {}
    with (
        TokenClient(device, transport=liar_about_evaluations(alter)) as client,
        pytest.raises(KeyHolderKeyChanged),
    ):
        gather(found, client.ask(MANY))
    with TokenClient(device) as client:
        assert found.items() <= client.tokens(list(found)).items()


@pytest.mark.parametrize("workers", [0, 1])
def test_a_process_of_its_own_or_none_evaluate_alike(workers):
    evaluating, public_key = Evaluating(workers), KeyHolderKey(b"s" * 32).public_key
    try:
        for count in (1, evaluation.SMALL_BATCH):
            blinding = blind(TEXTS[:count])
            answer = evaluating.blind_evaluate(b"s" * 32, blinding.blinded)
            assert len(blinding.finalize(answer, public_key)) == count
    finally:
        evaluating.close()


def test_a_worker_evaluates_with_the_key_it_is_given():
    blinding = blind(TEXTS[:1])
    for seed in (b"s" * 32, b"t" * 32):
        answer = evaluation._evaluate(seed, blinding.blinded)
        assert blinding.finalize(answer, KeyHolderKey(seed).public_key)
