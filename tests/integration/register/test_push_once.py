"""Each push reaches the register once, whatever the network does to it."""

import random

import httpx
import msgspec
import pytest
import stamina
from sqlalchemy import func, select, update

from sync.client import (
    DeviceRevoked,
    EnrolledDevice,
    HouseholdSecrets,
    Outgoing,
    PushConflict,
    ReceiptForged,
    RegisterClient,
    RegisterEpochChanged,
    RegisterUnreachable,
    RequestRefused,
    encode,
    plan_pushes,
    seal_aid,
)
from sync.protocol.limits import MAX_BODY_BYTES, MAX_PUSH_ROWS
from sync.protocol.messages import AidRow, Push
from sync.register import tables
from sync.register.devices import DeviceUnknown, revoke_device
from tests.support.network import LocalNetwork


class LossyTransport(httpx.BaseTransport):
    """Loses requests on the way there and answers on the way back."""

    def __init__(self, loss: float) -> None:
        self._real = httpx.HTTPTransport()
        self._chance = random.Random(5)
        self._loss = loss

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self._chance.random() < self._loss:
            raise httpx.ConnectError("lost on the way there", request=request)
        response = self._real.handle_request(request)
        if self._chance.random() < self._loss:
            response.close()
            raise httpx.ReadError("lost on the way back", request=request)
        return response

    def close(self) -> None:
        self._real.close()


def some_push(device: EnrolledDevice, sequence: int = 1, bundles: int = 3) -> Push:
    rows = [
        seal_aid(HouseholdSecrets.generate().content_key, "2026-03", 1, []) for _ in range(bundles)
    ]
    (push,) = plan_pushes(Outgoing(aid=rows), sequence, device.epoch)
    return push


def count(network: LocalNetwork, table) -> int:
    with network.register.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_the_same_push_again_gives_the_same_receipt(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    push = some_push(device)
    with RegisterClient(device) as register:
        first = register.push(push)
        again = register.push(encode(push))
    assert again == first
    assert first.rows == 3
    assert count(network, tables.aid) == 3
    assert count(network, tables.receipt) == 1


def test_other_content_under_the_same_sequence_is_a_conflict_and_changes_nothing(
    network: LocalNetwork,
):
    device = network.enrol("Sacra Famiglia")
    with RegisterClient(device) as register:
        register.push(some_push(device))
        with pytest.raises(PushConflict) as caught:
            register.push(some_push(device))
    assert caught.value.values == {"sequence": 1}
    assert count(network, tables.aid) == 3


def test_devices_of_two_centres_count_their_own_sequences(network: LocalNetwork):
    for centre in ("Sacra Famiglia", "San Giuseppe"):
        device = network.enrol(centre)
        with RegisterClient(device) as register:
            register.push(some_push(device))
    assert count(network, tables.receipt) == 2


def test_a_second_device_of_a_centre_compares_its_rows_before_it_pushes(network: LocalNetwork):
    first, second = (network.enrol("Sacra Famiglia") for _ in range(2))
    with RegisterClient(first) as register, RegisterClient(second) as other:
        register.push(some_push(first))
        assert not register.network().must_reconcile
        assert other.network().must_reconcile
        with pytest.raises(RegisterEpochChanged):
            other.push(some_push(second))
        with pytest.raises(RegisterEpochChanged):
            other.reconciling(is_done=True)
        other.reconciling(is_done=False)
        assert len(list(other.own_rows("aid"))) == 3
        other.push(some_push(second))
        other.reconciling(is_done=True)
        assert not other.network().must_reconcile
        with pytest.raises(DeviceRevoked):
            register.network()


def test_a_push_that_travelled_too_long_is_refused(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    with RegisterClient(device) as register:
        register.push(some_push(device, 2))
        with pytest.raises(RegisterEpochChanged):
            register.push(some_push(device, 1))
    assert count(network, tables.aid) == 3


def test_a_receipt_the_register_forgot_proves_that_it_was_put_back(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    with RegisterClient(device) as register:
        kept = register.push(some_push(device))
        assert register.prove_restore(kept).epoch == device.epoch
        forged = msgspec.structs.replace(kept, sequence=2)
        with pytest.raises(RequestRefused) as refused:
            register.prove_restore(forged)
        assert refused.value.values["reason"] == "receipt_not_ours"
        with network.register.engine.begin() as connection:
            connection.execute(tables.receipt.delete())
        changed = register.prove_restore(kept)
        assert changed.epoch != device.epoch
        # The same proof again proves nothing new.
        assert register.prove_restore(kept) == changed
        with pytest.raises(RegisterEpochChanged):
            register.push(some_push(device, 2))
        assert register.network().withheld == (device.centre,)


def test_an_erased_bundle_is_never_taken_again(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    push = some_push(device, bundles=1)
    erasure = Push(sequence=2, epoch=device.epoch, erased_aid=(push.aid[0].address,))
    newer = msgspec.structs.replace(push.aid[0], version=9)
    with RegisterClient(device) as register:
        for each in (push, erasure, Push(sequence=3, epoch=device.epoch, aid=(newer,))):
            register.push(each)
        (row,) = register.own_rows("aid")
    assert row.is_erased
    assert row.version == 1


def test_a_farewell_said_twice_is_kept_once(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    with RegisterClient(device) as register:
        for sequence in (1, 2):
            register.push(
                Push(sequence=sequence, epoch=device.epoch, farewells=(b"f" * 16, b"f" * 16))
            )
        (row,) = register.own_rows("farewells")
    assert row.name == b"f" * 16


def test_own_rows_come_page_by_page(network: LocalNetwork, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sync.register.reconciling.OWN_ROWS_A_PAGE", 4)
    device = network.enrol("Sacra Famiglia")
    told: list[int] = []
    with RegisterClient(device) as register:
        push = some_push(device, bundles=12)
        register.push(push)
        rows = list(register.own_rows("aid", lambda _phase, done, _total: told.append(done)))
    assert [row.name for row in rows] == sorted(row.address for row in push.aid)
    assert told == [4, 8, 12, 12]


def test_over_a_network_that_loses_a_third_each_way_everything_arrives_once(
    network: LocalNetwork,
):
    device = network.enrol("Sacra Famiglia")
    pushes = [some_push(device, sequence) for sequence in range(1, 21)]
    with (
        stamina.set_testing(True, attempts=100),
        RegisterClient(device, transport=LossyTransport(0.33)) as register,
    ):
        receipts = [register.push(push) for push in pushes]
    assert [each.sequence for each in receipts] == list(range(1, 21))
    assert count(network, tables.aid) == 60
    assert count(network, tables.receipt) == 20


def test_a_register_that_nobody_reaches_is_said_unreachable(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    with (
        RegisterClient(device, transport=LossyTransport(1.0)) as register,
        pytest.raises(RegisterUnreachable) as caught,
    ):
        register.push(some_push(device))
    assert caught.value.code == "register_unreachable"
    assert caught.value.values == {"url": network.register_url}


def test_a_push_beyond_the_limit_is_refused_whole(network: LocalNetwork):
    push = Push(sequence=1, epoch=bytes(16), erased_aid=tuple([b"a" * 16] * (MAX_PUSH_ROWS + 1)))
    with (
        RegisterClient(network.enrol("Sacra Famiglia")) as register,
        pytest.raises(RequestRefused) as caught,
    ):
        register.push(push)
    assert caught.value.values["status"] == 413
    assert count(network, tables.receipt) == 0


def test_a_body_beyond_the_limit_is_refused(network: LocalNetwork):
    row = AidRow(b"a" * 16, 1, b"s" * 20_000)
    push = Push(sequence=1, epoch=bytes(16), aid=tuple([row] * (MAX_BODY_BYTES // 20_000 + 1)))
    with (
        RegisterClient(network.enrol("Sacra Famiglia")) as register,
        pytest.raises(RequestRefused) as caught,
    ):
        register.push(push)
    assert caught.value.values["status"] == 413


def test_large_loads_are_cut_into_pushes_that_the_register_takes():
    rows = [AidRow(bytes([n % 256]) * 16, 1, b"s" * 16_000) for n in range(400)]
    pushes = plan_pushes(Outgoing(aid=rows, erased_entries=[b"t" * 16] * 12_000), 7, bytes(16))
    assert [push.sequence for push in pushes] == list(range(7, 7 + len(pushes)))
    assert sum(push.rows for push in pushes) == 12_400
    assert all(push.rows <= MAX_PUSH_ROWS for push in pushes)
    assert all(len(encode(push)) <= MAX_BODY_BYTES for push in pushes)
    assert plan_pushes(Outgoing(), 1, bytes(16)) == []


def test_writing_over_another_centres_aid_is_refused(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    push = some_push(device)
    with RegisterClient(device) as register:
        register.push(push)
    with (
        RegisterClient(network.enrol("San Giuseppe")) as register,
        pytest.raises(RequestRefused) as caught,
    ):
        register.push(push)
    assert caught.value.values["reason"] == "address_taken"


def test_a_receipt_by_another_key_is_a_forgery(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    forger = msgspec.structs.replace(device, register_key=b"\x01" * 32)
    with RegisterClient(forger) as register, pytest.raises(ReceiptForged):
        register.push(some_push(device))


def test_a_register_made_anew_or_gone_back_in_time_is_noticed(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    with RegisterClient(device) as register:
        register.push(some_push(device))
        with pytest.raises(RegisterEpochChanged) as caught:
            list(register.pull_entries(1_000))
        assert caught.value.values == {"cursor": 1_000, "high_water": 3}
        with pytest.raises(RegisterEpochChanged):
            register.pull_aid([b"a" * 16], since=4)
        with network.register.engine.begin() as connection:
            connection.execute(update(tables.register).values(epoch=b"e" * 16))
        assert register.network().epoch == b"e" * 16
        with pytest.raises(RegisterEpochChanged):
            list(register.pull_entries(0))


def test_a_revoked_device_is_out_at_once(network: LocalNetwork):
    device = network.enrol("Sacra Famiglia")
    revoke_device(network.register.engine, device.device, network.clock())
    with RegisterClient(device) as register, pytest.raises(DeviceRevoked):
        register.network()
    with pytest.raises(DeviceUnknown):
        revoke_device(network.register.engine, b"nobody", network.clock())


def test_nothing_pulled_is_nothing_asked(network: LocalNetwork):
    with RegisterClient(network.enrol("Sacra Famiglia")) as register:
        assert register.pull_aid([], since=5).cursor == 5
        assert [page.cursor for page in register.pull_entries(0)] == [0]
