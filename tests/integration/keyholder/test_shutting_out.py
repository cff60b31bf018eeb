"""Who guesses is stopped and named; who is shut out is shut out here too; the register hears."""

import logging
from datetime import date, timedelta

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client import DeviceRevoked, QuotaSpent, RequestRefused, TokenClient
from sync.client.exchange import Exchange, Question
from sync.keyholder.quotas import DEVICE_TRICKLE, QuotaReached
from sync.keyholder.watching import Watch
from sync.protocol.certificates import read_certificate, revocations_statement
from sync.protocol.codec import decode, encode, encode_json
from sync.protocol.limits import WIRE_VERSION
from sync.protocol.messages import Alarm, BlindedBatch, EvaluatedBatch, Noted, RevocationList
from sync.register.alarms import AlarmUnknown, list_alarms, settle_alarm
from sync.register.audit import read_lines
from sync.register.database import reading
from sync.register.devices import revoke_device
from tests.support.network import LocalNetwork, local_network

NAME = b"C3|ROSSI MARIA|%s"
DAYS_OF_80_YEARS = 29_200


def birth_dates() -> list[bytes]:
    first = date(1946, 1, 1)
    days = (first + timedelta(days=day) for day in range(DAYS_OF_80_YEARS))
    return [NAME % day.isoformat().encode() for day in days]


def probe(network: LocalNetwork, device) -> tuple[int, QuotaSpent]:
    """Ask for every birth date with the centre's own program; how many were answered."""
    answered = []
    with TokenClient(device, clock=network.clock) as client, pytest.raises(QuotaSpent) as caught:
        answered.extend(map(len, client.ask(birth_dates())))
    return sum(answered), caught.value


def alarms(network: LocalNetwork):
    with reading(network.register.engine) as connection:
        return list_alarms(connection)


@pytest.mark.slow
def test_one_name_with_all_birth_dates_is_stopped_named_and_told_to_the_coordinator(
    tmp_path, caplog
):
    with local_network(tmp_path, key_holders=1) as network:
        device = network.enrol("Centro curioso")
        answered, spent = probe(network, device)
        assert 0 < answered <= DEVICE_TRICKLE.at_most
        assert answered > DEVICE_TRICKLE.at_most - 2 * 512
        assert spent.until is not None
        assert spent.until > network.clock().date()
        named = [line.getMessage() for line in caplog.records if "quota reached" in line.msg]
        assert len(named) == 1
        assert device.device.hex() in named[0]

        network.watch()
        network.watch()
        (alarm,) = alarms(network)
        assert (alarm.kind, alarm.centre_name) == ("quota", "Centro curioso")
        assert alarm.device == device.device
        assert alarm.key_holder == network.register.key_holders[0].url
        assert alarm.questions >= 512

        network.clock.advance(days=1)
        tomorrow, _ = probe(network, device)
        assert tomorrow <= 2 * 512
        network.watch()
        assert [each.kind for each in alarms(network)].count("quota") == 2
        settle_alarm(network.register.engine, alarm.id, network.clock(), by="Ada")
        with pytest.raises(AlarmUnknown):
            settle_alarm(network.register.engine, alarm.id, network.clock(), by="Ada")
        assert [each.settled_by for each in alarms(network)] == [None, None, "Ada"]
        with reading(network.register.engine) as connection:
            actions = [line.action for line in read_lines(connection, limit=9)]
        assert actions[0] == "settle_alarm"
        assert actions.count("alarm_quota") == 2


@pytest.mark.usefixtures("caplog")
def test_a_granted_allowance_is_answered_beyond_the_usual(network: LocalNetwork):
    usual, allowed = network.enrol("Poche"), network.enrol("Tante", allowance=2_000)
    for holder in network.key_holders:
        for device in (usual, allowed):
            certificate = holder_certificate(network, device)
            holder.quotas.reserve(certificate, 1, DEVICE_TRICKLE.at_most, network.clock())
    with TokenClient(usual) as client, pytest.raises(QuotaSpent):
        client.tokens([b"C1|a"])
    with TokenClient(allowed) as client:
        assert len(client.tokens([b"C1|a"])) == 1


@pytest.mark.usefixtures("caplog")
def test_more_refused_on_the_same_day_brings_the_same_alarm_up_to_date(network: LocalNetwork):
    certificate = holder_certificate(network, network.enrol("Sacra Famiglia"))
    for asked in (10_000, 15_000):
        with pytest.raises(QuotaReached):
            network.key_holders[0].quotas.reserve(certificate, 1, asked, network.clock())
        network.watch()
    assert [each.questions for each in alarms(network)] == [25_000]
    with reading(network.register.engine) as connection:
        actions = [line.action for line in read_lines(connection, limit=9)]
    assert actions.count("alarm_quota") == 1


def holder_certificate(network: LocalNetwork, device):
    now = int(network.clock().timestamp())
    return read_certificate(device.certificate, network.register.signing_key.public_key(), now)


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize(
    "values", [{}, {"left": "many", "until": "2026-11-23"}, {"left": 3, "until": "tomorrow"}]
)
def test_a_key_holder_that_tells_no_day_is_not_understood(network: LocalNetwork, values):
    def refuse(_):
        refusal = {"type": "refusal", "wire": WIRE_VERSION, "code": "quota", "values": values}
        return httpx.Response(429, json=refusal)

    device = network.enrol("Sacra Famiglia")
    exchange = Exchange(
        device.key_holders[0].url,
        device,
        unreachable=RequestRefused,
        transport=httpx.MockTransport(refuse),
    )
    with exchange, pytest.raises(Exception, match="answer_not_understood"):
        exchange.ask(Question("POST", "/evaluations", b"x"), EvaluatedBatch)


@pytest.mark.usefixtures("caplog")
def test_a_revoked_device_is_refused_by_the_key_holder_too_and_after_a_restart(
    network: LocalNetwork,
):
    device = network.enrol("Sacra Famiglia")
    with TokenClient(device) as client:
        assert client.tokens([b"C1|a"])
        revoke_device(network.register.engine, device.device, network.clock())
        network.watch()
        with pytest.raises(DeviceRevoked):
            client.tokens([b"C1|b"])
    for holder in network.key_holders:
        assert holder.revocations.has(device.device)


@pytest.mark.usefixtures("caplog")
def test_the_list_holds_who_was_revoked_while_a_certificate_may_live(network: LocalNetwork):
    first, second = network.enrol("Uno"), network.enrol("Due")
    revoke_device(network.register.engine, first.device, network.clock())
    network.clock.advance(days=90)
    revoke_device(network.register.engine, second.device, network.clock())
    network.watch()
    assert network.key_holders[0].revocations.has(first.device)
    network.clock.advance(days=2)
    network.watch()
    assert not network.key_holders[0].revocations.has(first.device)
    assert network.key_holders[0].revocations.has(second.device)


def signed_list(key: Ed25519PrivateKey, issued_at: int, *devices: bytes) -> RevocationList:
    signature = key.sign(revocations_statement(issued_at, devices))
    return RevocationList(issued_at=issued_at, devices=devices, signature=signature)


def answering(*answers) -> httpx.MockTransport:
    waiting = list(answers)
    return httpx.MockTransport(lambda _: waiting.pop(0))


def looking(network: LocalNetwork, transport: httpx.MockTransport) -> None:
    holder = network.key_holders[0]
    Watch(
        network.register_url,
        holder.keys,
        holder.revocations,
        holder.quotas,
        network.clock,
        transport,
    ).look()


def test_a_list_forged_older_or_none_at_all_changes_nothing(network: LocalNetwork, caplog):
    key, now = network.register.signing_key, int(network.clock().timestamp())
    mine, theirs = b"a" * 16, b"b" * 16
    revocations = network.key_holders[0].revocations

    def told(message) -> httpx.Response:
        return httpx.Response(200, content=encode_json(message))

    looking(network, answering(told(signed_list(key, now, mine))))
    looking(network, answering(told(signed_list(key, now - 1))))
    looking(network, answering(told(signed_list(Ed25519PrivateKey.generate(), now + 1))))
    looking(network, answering(httpx.Response(503)))
    looking(network, answering(httpx.Response(200, content=b"<html>")))
    looking(network, answering(httpx.Response(200, content=b"x" * (4 * 1024 * 1024 + 1))))
    assert revocations.has(mine)
    looking(network, answering(told(signed_list(key, now + 1, mine, theirs, theirs))))
    assert revocations.has(theirs)
    assert len(caplog.records) == 4
    assert {line.levelno for line in caplog.records} == {logging.WARNING}


def test_a_register_silent_for_an_hour_is_cried_out_and_told_when_it_answers_again(
    network: LocalNetwork, caplog
):
    network.watch()
    network.clock.advance(minutes=61)
    looking(network, answering(httpx.Response(503)))
    assert [line.levelno for line in caplog.records] == [logging.WARNING, logging.ERROR]
    assert alarms(network) == ()
    network.key_holders[0].watch.look()
    assert [(each.kind, each.device) for each in alarms(network)] == [("revocations_late", None)]
    network.key_holders[0].watch.look()
    assert len(alarms(network)) == 1


def test_only_pinned_key_holders_raise_alarms(network: LocalNetwork, caplog):
    holder = network.key_holders[0]
    device = network.enrol("Sacra Famiglia")
    alarm = Alarm(kind="quota", day="2026-11-22", device=device.device, centre=1, questions=3)
    exchange = Exchange(network.register_url, device, unreachable=QuotaSpent)
    with exchange, pytest.raises(RequestRefused) as caught:
        exchange.ask(Question("POST", "/alarms", encode(alarm)), Noted)
    assert caught.value.values["reason"] == "not_signed"

    class Stranger:
        identity = Ed25519PrivateKey.generate()
        identity_key = identity.public_key().public_bytes_raw()

    network.clock.advance(hours=2)
    holder.revocations.take(signed_list(network.register.signing_key, 1), network.clock())
    network.clock.advance(hours=2)
    watch = Watch(
        network.register_url, Stranger(), holder.revocations, holder.quotas, network.clock
    )
    watch.look()
    assert alarms(network) == ()
    assert "HTTPStatusError" in caplog.text


def test_an_answer_is_evaluated_only_when_it_was_paid(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    holder = network.key_holders[0]
    batch = encode(BlindedBatch(key_epoch=1, elements=(b"\xff" * 32,) * 5))
    exchange = Exchange(device.key_holders[0].url, device, unreachable=QuotaSpent)
    with exchange, pytest.raises(RequestRefused) as caught:
        exchange.ask(Question("POST", "/evaluations", batch), EvaluatedBatch)
    assert caught.value.values["reason"] == "element"
    assert holder.quotas.answered(device.device, network.clock().date()) == 5
    assert decode(batch, BlindedBatch).key_epoch == 1
