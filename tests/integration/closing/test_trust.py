"""Waiting to be confirmed, shut out, stopped by the quota: nothing is lost, and it goes on."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.services.closing import close_month
from app.services.desk import Desk
from app.services.network import (
    NetworkFailed,
    NotEnrolled,
    enrol,
    enrolled_device,
    look_for_confirmation,
    naming_failures,
    network_state,
)
from models.entities import KnownToken
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from sync.client import QuotaSpent
from sync.oprf import MAX_BATCH
from sync.protocol.certificates import DeviceCertificate, read_certificate
from sync.register.database import reading
from sync.register.devices import list_devices, revoke_device
from tests.integration.closing.conftest import Centre
from tests.support.network import LocalNetwork

MONTH = "2026-10"


def tokens_kept(desk: Desk) -> int:
    with desk.read() as session:
        return session.scalar(select(func.count()).select_from(KnownToken)) or 0


def certificate_of(network: LocalNetwork, desk: Desk) -> DeviceCertificate:
    look_for_confirmation(desk)
    with desk.read() as session:
        text = enrolled_device(session).certificate
    now = int(network.clock().timestamp())
    return read_certificate(text, network.register.signing_key.public_key(), now)


def fill(desk: Desk, people: int) -> None:
    centre = Centre(desk)
    syllables = ["ba", "ce", "di", "fo", "gu", "la", "me"]
    for number in range(people):
        born = PartialDate(1950 + number, 1 + number % 12, 1 + number % 28)
        first, second = syllables[number % 7], syllables[number // 7 % 7]
        surname, name = f"{first}{second}rossi".title(), f"{second}{first}nino".title()
        household = centre.register(MemberDraft(surname=surname, given_name=name, born=born))
        centre.give(household, "food", "2026-10-10")


def test_a_device_waits_until_it_is_confirmed_and_then_closes(
    lone_desk: Desk, network: LocalNetwork
) -> None:
    with pytest.raises(NotEnrolled):
        look_for_confirmation(lone_desk)
    state = enrol(lone_desk, network.register_url, network.invite("Solo"))
    with reading(network.register.engine) as connection:
        (line,) = list_devices(connection)
    assert state.check_text == line.check_text
    assert (line.state, line.centre_name, line.last_seen_at) == ("waiting", "Solo", None)

    with pytest.raises(NetworkFailed) as failed:
        close_month(lone_desk, MONTH)
    assert failed.value.reason == "device_waiting"
    assert look_for_confirmation(lone_desk).check_text == line.check_text

    network.confirm_waiting()
    assert look_for_confirmation(lone_desk).check_text == ""
    assert network_state(lone_desk).centre == "Solo"
    assert close_month(lone_desk, MONTH).done_at is not None
    with reading(network.register.engine) as connection:
        (line,) = list_devices(connection)
    assert (line.state, line.confirmed_by) == ("confirmed", "command line")
    assert line.last_seen_at == int(network.clock().timestamp())


def test_a_device_shut_out_while_it_waited_is_told_so(
    lone_desk: Desk, network: LocalNetwork
) -> None:
    enrol(lone_desk, network.register_url, network.invite("Solo"))
    with lone_desk.read() as session:
        device = enrolled_device(session).device
    revoke_device(network.register.engine, device, network.clock(), by="Ada")
    with pytest.raises(NetworkFailed) as failed:
        look_for_confirmation(lone_desk)
    assert failed.value.reason == "device_revoked"


@pytest.mark.usefixtures("caplog")
def test_a_closing_stopped_by_the_quota_keeps_its_tokens_and_goes_on_another_day(
    lone_desk: Desk, network: LocalNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One batch at a time: of two at once each may be paid at one key-holder only.
    monkeypatch.setattr("sync.client.tokens._BATCHES_A_LANE", 1)
    monkeypatch.setattr("sync.client.tokens.MAX_BATCH", MAX_BATCH)
    network.welcome(lone_desk, "Solo")
    fill(lone_desk, 40)
    asker = certificate_of(network, lone_desk)
    for holder in network.key_holders:
        # All but one batch of the month's questions are gone.
        holder.quotas.reserve(asker, 1, 9_000 - 600, network.clock())
    with pytest.raises(NetworkFailed) as failed:
        close_month(lone_desk, MONTH)
    assert failed.value.reason == "quota_spent"
    until = failed.value.values["until"]
    assert until > network.clock().date()
    kept = tokens_kept(lone_desk)
    assert kept == MAX_BATCH

    for _ in range(6):
        network.clock.now = datetime.combine(until, datetime.min.time(), UTC) + timedelta(hours=9)
        try:
            receipt = close_month(lone_desk, MONTH)
        except NetworkFailed as error:
            until = error.values["until"]
            kept_before, kept = kept, tokens_kept(lone_desk)
            if kept < kept_before or error.reason != "quota_spent":
                raise
        else:
            break
    assert receipt.done_at is not None
    assert receipt.bundles_sent == 40
    assert tokens_kept(lone_desk) > kept


def test_a_quota_without_a_day_still_has_a_name() -> None:
    with pytest.raises(NetworkFailed) as failed, naming_failures():
        raise QuotaSpent(left=0, until="2026-11-23", url="https://a")
    assert str(failed.value.values["until"]) == "2026-11-23"
    assert QuotaSpent(left=0).until is None
