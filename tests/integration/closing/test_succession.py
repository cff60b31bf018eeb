"""Somebody leaves: the device whose key she may know is shut out, and the next one speaks."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.services.closing import close_month, join_again, matches, reconciliations
from app.services.closing.succession import hand_over, hand_over_now
from app.services.desk import Desk
from app.services.leaving import dismiss_operator, finish_leaving, left_undone
from app.services.network import NetworkFailed, enrol, enrolled_device, network_state
from app.services.operators import add_operator
from app.services.successors import owe_successor, owed_successors
from app.services.vaults import open_vault
from models.records.household import MemberDraft
from models.records.vault import AddOperator
from models.rules.partial_date import PartialDate
from sync.client import (
    DeviceRevoked,
    EnrolledDevice,
    RegisterClient,
    RequestRefused,
    TokenClient,
)
from sync.client.errors import RegisterUnreachable
from sync.client.exchange import Exchange, Question
from sync.client.parcels import LetterLaid
from sync.keyholder.quotas import QuotaReached
from sync.protocol.certificates import read_certificate
from sync.protocol.codec import encode
from sync.protocol.messages import Succeeded, Succession
from sync.protocol.succession import succession_statement
from sync.register.audit import read_lines, verify
from sync.register.database import reading, writing
from sync.register.devices import find_device, list_devices, revoke_device
from sync.register.succession import HandedOver, succeed
from tests.integration.closing.conftest import Centre
from tests.support.network import LocalNetwork
from tests.support.standing import standing, wanted

MONTH = "2026-10"
BRUNO = AddOperator("Bruno Verdi", "volunteer", date(2026, 3, 1), "bruno porta il pane")
STAFF = AddOperator("Carla Blu", "staff", date(2026, 3, 1), "carla chiude il mese")


def person(surname: str) -> MemberDraft:
    return MemberDraft(surname=surname, given_name="Dana", born=PartialDate(1970, 3, 1))


def device_of(desk: Desk) -> EnrolledDevice:
    with desk.read() as session:
        return enrolled_device(session)


def states(network: LocalNetwork) -> dict[bytes, str]:
    with reading(network.register.engine) as connection:
        return {line.device: line.state for line in list_devices(connection)}


@pytest.fixture
def register_database(tmp_path: Path) -> str:
    """SQLite alone: what hands over is one transaction on either."""
    return str(tmp_path / "register.db")


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the line fail before or after the register has heard of the next device."""
    real = RegisterClient.succeed

    def fail(when: str) -> None:
        def succeed(client: RegisterClient, heir: EnrolledDevice) -> EnrolledDevice:
            if when == "after":
                real(client, heir)
            raise RegisterUnreachable(url="")

        monkeypatch.setattr(RegisterClient, "succeed", succeed)

    return fail


def test_the_device_in_use_is_followed_by_another_in_the_same_act(
    here: Centre, there: Centre, network: LocalNetwork
) -> None:
    here.register(person("Hoxha"))
    there.register(person("Hoxha"))
    for centre in (here, there, here):
        close_month(centre.desk, MONTH)
    former = device_of(here.desk)
    told = []
    undone = dismiss_operator(
        here.desk, add_operator(here.desk, BRUNO), lambda *step: told.append(step)
    )
    assert told[-1] == ("register", 0, 0)
    assert not undone.register
    heir = device_of(here.desk)
    assert heir.private_key != former.private_key
    assert states(network)[former.device] == "revoked"
    assert states(network)[heir.device] == "confirmed"
    assert network_state(here.desk).check_text == ""

    # The former device is refused everywhere, the next one goes on as if nothing had been.
    with RegisterClient(former, clock=network.clock) as client, pytest.raises(DeviceRevoked):
        client.network()
    network.watch()
    with TokenClient(former, clock=network.clock) as holders, pytest.raises(DeviceRevoked):
        list(holders.ask([b"a guess"]))
    ours, theirs = here.register(person("Quispe")), there.register(person("Quispe"))
    here.give(ours, "food", "2026-10-10")
    there.give(theirs, "food", "2026-10-12")
    for centre in (here, there, here):
        close_month(centre.desk, MONTH)
    assert {line.names for line in matches(here.desk)} == {"Hoxha Dana", "Quispe Dana"}
    assert wanted(here.desk) == standing(network.register.engine, "San Pio")
    assert reconciliations(here.desk) == ()


def test_both_logs_say_who_followed_whom(here: Centre, network: LocalNetwork) -> None:
    former = device_of(here.desk).device
    dismiss_operator(here.desk, add_operator(here.desk, BRUNO))
    heir = device_of(here.desk).device
    with reading(network.register.engine) as connection:
        revoked, followed = read_lines(connection, limit=2)
        assert verify(connection).fault is None
    assert (followed.action, followed.device) == ("succeed", heir)
    assert (revoked.action, revoked.device) == ("revoke", former)
    assert followed.by == revoked.by == f"device {former.hex()}"
    with here.desk.read() as session:
        told = session.connection().exec_driver_sql(
            "SELECT detail FROM audit_entry WHERE action = 'succeed_device'"
        )
        assert told.scalars().all() == [heir.hex()]


@pytest.mark.parametrize("when", ["before", "after"])
def test_without_an_answer_it_stays_owed_and_the_next_exchange_begins_with_it(
    here: Centre,
    network: LocalNetwork,
    silent: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    when: str,
) -> None:
    here.register(person("Hoxha"))
    close_month(here.desk, MONTH)
    former = device_of(here.desk)
    silent(when)
    undone = dismiss_operator(here.desk, add_operator(here.desk, BRUNO))
    assert (undone.key, undone.register) == (False, True)
    assert device_of(here.desk) == former
    monkeypatch.undo()
    here.register(person("Quispe"))
    close_month(here.desk, MONTH)
    assert not left_undone(here.desk).register
    assert states(network)[former.device] == "revoked"
    assert device_of(here.desk).device != former.device
    assert wanted(here.desk) == standing(network.register.engine, "San Pio")


def test_on_a_stick_nothing_is_handed_over_and_the_device_stays(
    here: Centre, silent: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lay(*_: object) -> EnrolledDevice:
        raise LetterLaid

    silent("before")
    dismiss_operator(here.desk, add_operator(here.desk, BRUNO))
    monkeypatch.setattr(RegisterClient, "succeed", lay)
    former = device_of(here.desk)
    with RegisterClient(former) as register:
        assert hand_over(here.desk, former, register) == former
    assert left_undone(here.desk).register


def test_two_who_leave_before_the_network_answers_know_neither_key_of_the_last_device(
    here: Centre, network: LocalNetwork, silent: Callable[[str], None], monkeypatch
) -> None:
    bruno, carla = add_operator(here.desk, BRUNO), add_operator(here.desk, STAFF)
    silent("before")
    dismiss_operator(here.desk, bruno)
    dismiss_operator(here.desk, carla)
    monkeypatch.undo()
    with here.desk.read() as session:
        first, second = owed_successors(session)
    assert not finish_leaving(here.desk).register
    assert device_of(here.desk).private_key == second
    assert first != second
    assert sorted(states(network).values()) == ["confirmed", "revoked", "revoked"]
    close_month(here.desk, MONTH)


def test_the_office_can_close_though_the_coordinator_owes_a_device(
    here: Centre, silent: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    bruno = add_operator(here.desk, BRUNO)
    add_operator(here.desk, STAFF)
    silent("before")
    dismiss_operator(here.desk, bruno)
    monkeypatch.undo()
    path, clock = here.desk.vault.path, here.desk.clock
    here.desk.close()
    hers = open_vault(path, STAFF.passphrase, clock)
    close_month(hers, MONTH)
    assert not left_undone(hers).register
    hers.close()


def test_a_device_shut_out_by_somebody_else_is_not_taken_for_followed(
    here: Centre, network: LocalNetwork
) -> None:
    former = device_of(here.desk)
    with here.desk.work("dismiss_operator", journal=False) as work:
        owe_successor(work.session)
        work.commit()
    revoke_device(network.register.engine, former.device, network.clock())
    with pytest.raises(NetworkFailed) as caught:
        hand_over_now(here.desk)
    assert caught.value.reason == "device_revoked"
    with pytest.raises(NetworkFailed):
        close_month(here.desk, MONTH)
    assert device_of(here.desk) == former
    assert left_undone(here.desk).register


def test_a_device_that_joins_with_a_code_owes_nothing_any_more(
    here: Centre, network: LocalNetwork, silent: Callable[[str], None], monkeypatch
) -> None:
    silent("before")
    dismiss_operator(here.desk, add_operator(here.desk, BRUNO))
    monkeypatch.undo()
    join_again(here.desk, network.register_url, network.invite("San Pio"))
    assert not left_undone(here.desk).register
    network.confirm_waiting()
    close_month(here.desk, MONTH)


def test_who_leaves_a_centre_outside_any_network_owes_nothing(lone_desk: Desk) -> None:
    assert not dismiss_operator(lone_desk, add_operator(lone_desk, BRUNO)).register


def test_a_device_that_waits_is_followed_once_it_is_confirmed(
    lone_desk: Desk, network: LocalNetwork
) -> None:
    enrol(lone_desk, network.register_url, network.invite("San Pio"))
    assert dismiss_operator(lone_desk, add_operator(lone_desk, BRUNO)).register
    network.confirm_waiting()
    former = device_of(lone_desk).device
    assert not finish_leaving(lone_desk).register
    assert states(network)[former] == "revoked"


@pytest.mark.usefixtures("caplog")
def test_the_next_device_has_what_the_former_left_of_its_questions(
    network: LocalNetwork,
) -> None:
    network.clock.advance(days=1)
    granted = network.enrol("Sacra Famiglia", allowance=1_024)
    (holder, *_) = network.key_holders
    key = network.register.signing_key.public_key()
    with RegisterClient(granted, clock=network.clock) as client:
        heir = client.succeed(granted.successor(bytes(range(32))))
    instant = int(network.clock().timestamp())
    before = read_certificate(granted.certificate, key, instant)
    after = read_certificate(heir.certificate, key, instant)
    assert (after.allowance, after.counted_as) == (1_024, granted.device)
    holder.quotas.reserve(before, 1, 10_000, network.clock())
    with pytest.raises(QuotaReached) as caught:
        holder.quotas.reserve(after, 1, 512, network.clock())
    assert caught.value.left == 1_024 + 9_000 - 10_000
    # The next one after it, too, is counted with the first.
    with RegisterClient(heir, clock=network.clock) as client:
        third = client.succeed(heir.successor(bytes(range(1, 33))))
    assert read_certificate(third.certificate, key, instant).counted_as == granted.device


def forged(device: EnrolledDevice, key: Ed25519PrivateKey, *, signer: Ed25519PrivateKey):
    public_key = key.public_key().public_bytes_raw()
    proof = signer.sign(succession_statement(device.device, public_key))
    return encode(Succession(public_key=public_key, proof=proof))


def test_only_who_holds_the_next_key_is_followed_and_no_key_twice(
    here: Centre, network: LocalNetwork
) -> None:
    device = network.enrol("Sacra Famiglia")
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    with Exchange(
        device.register_url, device, unreachable=RegisterUnreachable, clock=network.clock
    ) as exchange:
        for body in (
            forged(device, key, signer=other),
            forged(device_of(here.desk), key, signer=key),
        ):
            with pytest.raises(RequestRefused) as caught:
                exchange.ask(Question("POST", "/devices/successor", body), Succeeded)
            assert caught.value.values["reason"] == "succession"
    assert states(network)[device.device] == "confirmed"
    with RegisterClient(device, clock=network.clock) as client:
        heir = client.succeed(device.successor(key.private_bytes_raw()))
        with pytest.raises(RequestRefused):  # its own name again
            client.succeed(heir.successor(key.private_bytes_raw()))
    # Another device cannot take a name that is there already either.
    third = network.enrol("Terza")
    with RegisterClient(third, clock=network.clock) as client, pytest.raises(RequestRefused):
        client.succeed(heir)


def test_of_two_hand_overs_at_once_one_counts(network: LocalNetwork) -> None:
    enrolled = network.enrol("San Pio")
    with reading(network.register.engine) as connection:
        device = find_device(connection, enrolled.device)
    asked = []
    for key in (Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()):
        public_key = key.public_key().public_bytes_raw()
        proof = key.sign(succession_statement(device.device, public_key))
        asked.append(Succession(public_key=public_key, proof=proof))
    register = network.register
    with writing(register.engine) as connection:
        succeed(connection, device, asked[0], register.public_key, network.clock())
    with pytest.raises(HandedOver), writing(register.engine) as connection:
        succeed(connection, device, asked[1], register.public_key, network.clock())
    assert sorted(states(network).values()) == ["confirmed", "revoked"]
