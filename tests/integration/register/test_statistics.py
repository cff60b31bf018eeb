"""Centres return their months; the network's month is published once, and never small."""

import random

import msgspec
import pytest
from sqlalchemy import select

from sync.client import RegisterClient, RequestRefused, enrol
from sync.protocol.messages import Return
from sync.register import tables
from sync.register.database import reading, writing
from sync.register.devices import Device, list_devices, revoke_device
from sync.register.statistics import (
    MonthPublished,
    MonthUnknown,
    monthly,
    months,
    publish,
    store_return,
)
from tests.support.made_returns import whole_return
from tests.support.network import LocalNetwork

MONTH = "2026-10"


def counted(households: int, *, version: int = 0, seed: int = 1, month: str = MONTH) -> Return:
    made = whole_return(random.Random(seed), households, kept_more=30, month=month)
    return msgspec.structs.replace(made, version=version)


def send(device, made: Return):
    with RegisterClient(device) as register:
        return register.send_return(made)


def let_water_rise(network: LocalNetwork, water: int) -> None:
    with writing(network.register.engine) as connection:
        connection.execute(tables.register.update().values(high_water=water))


def as_told(network: LocalNetwork):
    with reading(network.register.engine) as connection:
        return monthly(connection, MONTH)


def test_a_month_is_published_when_every_centre_returned_it_knowing_the_others(
    network: LocalNetwork,
):
    here, there = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    let_water_rise(network, 100)
    assert not send(here, counted(60, version=100)).is_published
    assert as_told(network).awaited == ("San Giuseppe",)
    let_water_rise(network, 200)
    assert not send(there, counted(50, version=200)).is_published
    assert as_told(network).awaited == ("Sacra Famiglia",)

    answer = send(here, counted(40, version=200))

    assert answer.is_published
    with RegisterClient(there) as register:
        assert register.network_months() == (MONTH,)
        published = register.network_month(MONTH)
    assert published == as_told(network)
    assert (published.households, published.centres, published.awaited) == (90, 2, ())
    assert published.kept_households == 150


def test_a_published_month_stays_as_it_was(network: LocalNetwork):
    here, there = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    send(there, counted(50))
    assert send(here, counted(60)).is_published
    before = as_told(network)

    assert send(here, counted(61)).is_published

    assert as_told(network) == before


def test_one_centre_alone_does_not_settle_a_month_for_all(network: LocalNetwork):
    here = network.enrol("Sacra Famiglia")
    assert not send(here, counted(60)).is_published
    there = network.enrol("San Giuseppe")
    assert send(there, counted(50)).is_published


def test_a_month_waits_for_who_holds_an_invitation_until_it_expires(network: LocalNetwork):
    here, there = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    network.invite("San Pio X")
    send(there, counted(50))
    assert not send(here, counted(60)).is_published
    network.clock.advance(days=8)
    assert send(here, counted(60)).is_published


def test_a_month_waits_for_a_device_to_be_confirmed(network: LocalNetwork):
    here, there = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    enrol(network.register_url, network.invite("San Pio X"))
    send(there, counted(50))
    assert not send(here, counted(60)).is_published


def test_an_administrator_publishes_without_waiting_once(network: LocalNetwork):
    here, _ = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    send(here, counted(60))
    engine, now = network.register.engine, network.clock()
    with RegisterClient(here) as register, pytest.raises(RequestRefused) as refused:
        register.network_month(MONTH)
    assert refused.value.values["reason"] == "month_not_published"

    published = publish(engine, MONTH, now, by="Anna Neri")

    assert published.published_at == int(now.timestamp())
    assert as_told(network) == published
    with pytest.raises(MonthPublished):
        publish(engine, MONTH, now, by="Anna Neri")
    with pytest.raises(MonthUnknown):
        publish(engine, "2026-09", now, by="Anna Neri")


def test_a_centre_whose_devices_are_shut_out_is_not_awaited(network: LocalNetwork):
    here, there = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    gone = network.enrol("San Pio X")
    send(there, counted(50))
    assert not send(here, counted(60)).is_published

    revoke_device(network.register.engine, gone.device, network.clock(), by="Anna Neri")

    assert as_told(network).awaited == ()
    assert send(here, counted(61)).is_published


def test_what_knows_less_does_not_take_the_place_of_what_knows_more(network: LocalNetwork):
    here, _ = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    let_water_rise(network, 100)
    send(here, counted(60, version=100))

    late = send(here, counted(20, version=99))
    again = send(here, counted(60, version=100))

    assert (late.version, again.version) == (100, 100)
    assert as_told(network).households == 60


def test_of_two_that_know_the_same_the_later_stands(network: LocalNetwork):
    here, _ = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    send(here, counted(60))
    send(here, counted(20))

    assert as_told(network).households == 20


def test_a_return_sent_twice_is_one(network: LocalNetwork):
    here, _ = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    first = send(here, counted(60))
    rows = select(tables.audit.c.id).where(tables.audit.c.action == "return")

    assert send(here, counted(60)) == first

    with reading(network.register.engine) as connection:
        assert len(connection.execute(rows).all()) == 1
        assert months(connection) == (MONTH,)


def test_nobody_has_returned_a_month_that_nobody_returned(network: LocalNetwork):
    with reading(network.register.engine) as connection, pytest.raises(MonthUnknown):
        monthly(connection, MONTH)


def test_the_lowest_threshold_of_the_agreement_still_protects_special_counts(
    network: LocalNetwork,
):
    here, _ = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    send(here, counted(60))

    told = as_told(network)

    assert (told.threshold, told.special_threshold) == (5, 10)


def test_counts_that_no_month_can_have_are_refused_with_the_reason(network: LocalNetwork):
    here = network.enrol("Sacra Famiglia")

    with pytest.raises(RequestRefused) as refused:
        send(here, counted(60, version=1))

    assert refused.value.values["reason"] == "return_version_in_future"
    with reading(network.register.engine) as connection:
        assert months(connection) == ()


MALFORMED = (
    {"households": -1},
    {"people": 10**13},
    {"month": "2026-13"},
    {"month": "2026-10'; DROP TABLE entry"},
    {"overlaps_avoided": -1},
    {"version": 2**60},
    {"groups": {"sex": {"women": -5}}},
    {"groups": {"sex": {"women": 0.5}}},
    {"aid": [["food", -1, 0, 0, 0]]},
    {"aid": [["food", 1, 0, 0]]},
)


def test_what_is_no_return_and_no_month_is_refused(network: LocalNetwork):
    here = network.enrol("Sacra Famiglia")

    for fields in MALFORMED:
        with pytest.raises(RequestRefused) as refused:
            send(here, msgspec.structs.replace(counted(60), **fields))
        assert refused.value.values["reason"] == "malformed", fields
    for month in ("2026-13", "x", "2026-1", "....", "2026-10-01"):
        with RegisterClient(here) as register, pytest.raises(RequestRefused) as refused:
            register.network_month(month)
        assert refused.value.values["reason"] in {"malformed", "not_found"}, month


def test_two_centres_cannot_return_for_each_other(network: LocalNetwork):
    """The centre is the device's: nothing in a return says whose it is."""
    here, there = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    send(here, counted(60))
    send(there, counted(20))
    table = tables.centre_return

    with reading(network.register.engine) as connection:
        stored = connection.execute(select(table.c.centre).order_by(table.c.centre)).scalars()
        devices = {line.centre: line.device for line in list_devices(connection)}
        assert [devices[centre] for centre in stored] == [here.device, there.device]


def test_whatever_way_it_is_sent_it_is_checked(network: LocalNetwork):
    """A parcel on a stick goes through the same store."""
    here, there = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    send(there, counted(50))
    device = Device(here.device, here.centre, b"", "confirmed", 0, None, here.device)

    with writing(network.register.engine) as connection:
        answer = store_return(connection, device, counted(60), network.clock())

    assert answer.is_published
