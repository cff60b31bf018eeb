"""Who is let in by whom, how often, and what a worker remembers of another's requests."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from sync.client import (
    DeviceRevoked,
    DeviceWaiting,
    RegisterClient,
    RegisterUnreachable,
    RequestRefused,
    enrol,
)
from sync.client.exchange import Exchange, Question, _is_worth_another_try, _PassingFailure
from sync.protocol.certificates import enrolment_statement
from sync.protocol.check_text import check_text
from sync.protocol.limits import NONCE_KEPT_SECONDS
from sync.protocol.messages import EnrolmentRequest, EntryPage
from sync.register import tables
from sync.register.administrators import add_administrator
from sync.register.database import reading, writing
from sync.register.devices import (
    ConfirmerInvited,
    DeviceNotWaiting,
    DeviceUnknown,
    confirm_device,
    find_device,
    grant_allowance,
    list_devices,
    list_revocations,
    revoke_device,
)
from sync.register.enrolment import (
    InvitationRefused,
    InvitationUnknown,
    invite,
    list_invitations,
    withdraw_invitation,
)
from sync.register.enrolment import enrol as take_in
from sync.register.nonces import Nonces
from sync.serving.refusals import Refused
from tests.support.network import LocalNetwork, local_network


def waiting(network: LocalNetwork, by: str = "Ada"):
    code = invite(network.register.engine, "Sacra Famiglia", network.clock(), by=by)
    return enrol(network.register_url, code)


def lines(network: LocalNetwork):
    with reading(network.register.engine) as connection:
        return list_devices(connection)


def test_until_it_is_confirmed_a_device_is_answered_nothing_else(network: LocalNetwork):
    device = waiting(network)
    (line,) = lines(network)
    assert (line.state, line.check_text, line.invited_by) == ("waiting", device.check_text, "Ada")
    with RegisterClient(device) as client:
        for ask in (client.network, lambda: next(client.pull_entries(0))):
            with pytest.raises(DeviceWaiting):
                ask()
        confirm_device(network.register.engine, device.device, network.clock(), by="Bice")
        assert device.renewed(client.network()).certificate
        revoke_device(network.register.engine, device.device, network.clock(), by="Bice")
        with pytest.raises(DeviceRevoked):
            client.network()
    (line,) = lines(network)
    assert (line.state, line.confirmed_by) == ("revoked", "Bice")
    assert line.revoked_at == int(network.clock().timestamp())


def test_who_invited_does_not_confirm_where_there_are_two(network: LocalNetwork):
    engine, now = network.register.engine, network.clock()
    first = waiting(network)
    confirm_device(engine, first.device, now, by="Ada")
    add_administrator(engine, "Ada", now, by="command line")
    second = waiting(network)
    confirm_device(engine, second.device, now, by="Ada")
    add_administrator(engine, "Bice", now, by="command line")
    third = waiting(network)
    with pytest.raises(ConfirmerInvited):
        confirm_device(engine, third.device, now, by="Ada")
    confirm_device(engine, third.device, now, by="Bice")
    with pytest.raises(DeviceNotWaiting):
        confirm_device(engine, third.device, now, by="Bice")


@pytest.mark.parametrize("act", [confirm_device, revoke_device])
def test_nobody_minds_a_device_that_is_not_there(network: LocalNetwork, act):
    with pytest.raises(DeviceUnknown):
        act(network.register.engine, b"x" * 16, network.clock(), by="Ada")
    with pytest.raises(DeviceUnknown):
        grant_allowance(network.register.engine, b"x" * 16, 5, network.clock(), by="Ada")


def test_the_check_text_stands_for_the_register_too(network: LocalNetwork):
    device = waiting(network)
    deceived = msgspec.structs.replace(device, register_key=b"x" * 32)
    assert deceived.check_text != lines(network)[0].check_text
    public_key = device.signing_key.public_key().public_bytes_raw()
    assert device.check_text == check_text(public_key, network.register.public_key)


def test_an_allowance_travels_in_the_certificate(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia", allowance=4_000)
    grant_allowance(network.register.engine, device.device, 500, network.clock())
    with reading(network.register.engine) as connection:
        assert find_device(connection, device.device).allowance == 4_500
    assert lines(network)[0].allowance == 4_500


def test_a_withdrawn_code_is_worth_nothing(network: LocalNetwork):
    engine, now = network.register.engine, network.clock()
    code = invite(engine, "Sacra Famiglia", now)
    with reading(engine) as connection:
        (line,) = list_invitations(connection, now)
        assert list_invitations(connection, now + timedelta(days=7)) == ()
    withdraw_invitation(engine, line.id, now, by="Ada")
    with pytest.raises(InvitationUnknown):
        withdraw_invitation(engine, line.id, now, by="Ada")
    with pytest.raises(Exception, match="enrolment_refused"):
        enrol(network.register_url, code)


def test_of_two_devices_with_one_code_at_once_one_is_taken_in(network: LocalNetwork):
    engine, now = network.register.engine, network.clock()
    code = invite(engine, "Sacra Famiglia", now)

    def join(_: int) -> bool:
        key = Ed25519PrivateKey.generate()
        public_key = key.public_key().public_bytes_raw()
        proof = key.sign(enrolment_statement(code, public_key))
        request = EnrolmentRequest(code=code, public_key=public_key, proof=proof)
        try:
            with writing(engine) as connection:
                take_in(connection, request, network.register.public_key, now)
        except InvitationRefused:
            return False
        return True

    with ThreadPoolExecutor(6) as threads:
        assert sum(threads.map(join, range(6))) == 1
    assert len(lines(network)) == 1


def test_every_process_refuses_a_nonce_that_one_has_taken(network: LocalNetwork):
    engine, now = network.register.engine, network.clock()
    here, there = Nonces(engine, 100), Nonces(engine, 100)
    here.take(b"d" * 16, "a", now)
    for nonces in (here, there):
        with pytest.raises(Refused, match="replayed"):
            nonces.take(b"d" * 16, "a", now + timedelta(seconds=NONCE_KEPT_SECONDS - 1))
    there.take(b"e" * 16, "a", now)


def test_old_nonces_are_forgotten_once_a_minute(network: LocalNetwork):
    engine, now = network.register.engine, network.clock()
    nonces = Nonces(engine, 100)

    def kept() -> int:
        with reading(engine) as connection:
            return connection.execute(select(func.count()).select_from(tables.nonce)).scalar_one()

    nonces.take(b"d" * 16, "a", now)
    nonces.take(b"d" * 16, "b", now + timedelta(seconds=NONCE_KEPT_SECONDS))
    assert kept() == 2
    nonces.take(b"d" * 16, "c", now + timedelta(seconds=NONCE_KEPT_SECONDS + 59))
    assert kept() == 3
    nonces.take(b"d" * 16, "d", now + timedelta(seconds=NONCE_KEPT_SECONDS + 60))
    assert kept() == 3


@pytest.mark.usefixtures("caplog")
def test_a_device_may_ask_so_often_a_minute_and_then_waits(tmp_path, register_database):
    with local_network(
        tmp_path, key_holders=1, database=register_database, requests_a_minute=5
    ) as network:
        device, other = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
        with RegisterClient(device, clock=network.clock) as client:
            for _ in range(4):
                client.network()
            with pytest.raises(RegisterUnreachable):
                client.network()
            with RegisterClient(other, clock=network.clock) as client_of_another:
                client_of_another.network()
            network.clock.advance(seconds=61)
            client.network()


@pytest.mark.parametrize(("told", "pause"), [("7", 7.0), ("3600", 60.0)])
def test_the_pause_a_server_asks_for_is_kept_within_a_minute(told, pause):
    assert pause <= _is_worth_another_try(_PassingFailure(told)) <= pause + 1


@pytest.mark.parametrize("told", ["soon", None, "-1", ""])
def test_a_pause_that_is_none_leaves_the_usual_ones(told):
    assert _is_worth_another_try(_PassingFailure(told)) is True


def test_only_passing_failures_are_tried_again():
    assert _is_worth_another_try(ValueError()) is False


def test_a_list_of_revocations_is_the_same_for_all_and_names_nobody_else(network: LocalNetwork):
    first, second = network.enrol("Uno"), network.enrol("Due")
    revoke_device(network.register.engine, first.device, network.clock())
    with reading(network.register.engine) as connection:
        told = list_revocations(connection, network.register.signing_key, network.clock())
    assert told.devices == (first.device,)
    assert second.device not in told.devices


def test_a_revoked_device_cannot_come_back_with_its_code(network: LocalNetwork):
    engine, now = network.register.engine, network.clock()
    code = invite(engine, "Sacra Famiglia", now)
    key = Ed25519PrivateKey.generate()
    public_key = key.public_key().public_bytes_raw()
    proof = key.sign(enrolment_statement(code, public_key))
    request = EnrolmentRequest(code=code, public_key=public_key, proof=proof)

    def join():
        with writing(engine) as connection:
            return take_in(connection, request, network.register.public_key, now)

    device = join()
    assert join() == device
    revoke_device(engine, device.device, now)
    with pytest.raises(InvitationRefused):
        join()


def test_a_request_that_is_refused_for_another_reason_is_named(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    exchange = Exchange(network.register_url, device, unreachable=RegisterUnreachable)
    with exchange, pytest.raises(RequestRefused) as caught:
        exchange.ask(Question("GET", "/nowhere"), EntryPage)
    assert caught.value.values["reason"] == "not_found"
