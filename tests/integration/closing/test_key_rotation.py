"""One key epoch follows another while centres close when they like: no match is lost for good."""

import shutil
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from sqlalchemy import func, select

from app.services.closing import answer_match, close_month, matches
from app.services.consents import withdraw_consent
from app.services.desk import Desk
from app.services.network import NetworkFailed, enrolled_device, keep_device
from app.services.progress import Cancelled
from app.services.vaults import open_with_recovery_key
from models.entities import KnownToken, SentMember, SharedKey
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from sync.client import TokenClient
from sync.keyholder.keys import forget_ended, rotate
from sync.oprf import KeyHolderKey
from sync.register import tables
from sync.register.database import reading
from tests.integration.closing.conftest import Centre, now
from tests.support.network import LocalNetwork

pytestmark = pytest.mark.parametrize("register_database", ["sqlite"], indirect=True)

MONTH = "2026-10"
ENTRIES = 40
BATCH = 8
BEGINS_IN = 7


def person(surname: str, number: int) -> MemberDraft:
    return MemberDraft(
        surname=surname, given_name="Dana", born=PartialDate(1970 + number, 3, 10 + number)
    )


def tokens_by_epoch(desk: Desk) -> Counter[int]:
    with desk.read() as session:
        return Counter(session.scalars(select(KnownToken.key_epoch)).all())


def standing_by_epoch(desk: Desk) -> Counter[int]:
    """Members with entries at the register, as the vault knows."""
    with desk.read() as session:
        rows = select(SentMember.key_epoch).where(SentMember.indexes != b"")
        return Counter(session.scalars(rows).all())


def live_entries(network: LocalNetwork) -> int:
    live = select(func.count()).where(tables.entry.c.is_erased.is_(False))
    with reading(network.register.engine) as connection:
        return connection.scalar(live) or 0


def matched(centre: Centre) -> int:
    return len(matches(centre.desk))


def test_two_centres_close_at_different_moments_of_a_rotation(
    here: Centre, there: Centre, network: LocalNetwork
) -> None:
    begins = network.clock().date() + timedelta(days=BEGINS_IN)
    for centre in (here, there):
        centre.register(person("Hoxha", 1))
    there.register(person("Popescu", 2))
    for centre in (there, here):
        close_month(centre.desk, MONTH)
    assert matched(here) == 1
    network.rotate(begins)

    # Announced, not begun: nothing changes.
    assert close_month(here.desk, MONTH).entries_sent == ENTRIES
    assert standing_by_epoch(here.desk) == {1: 1}

    # Begun: here derives anew and meets a person that there sent under the old key alone.
    network.clock.advance(days=BEGINS_IN + 1)
    here.register(person("Popescu", 2))
    told: list[tuple[str, int, int]] = []
    close_month(here.desk, MONTH, lambda *each: told.append(each))
    assert standing_by_epoch(here.desk) == {1: 2, 2: 2}
    assert tokens_by_epoch(here.desk)[1] == tokens_by_epoch(here.desk)[2]
    assert any(phase == "tokens" and done == total for phase, done, total in told)
    assert live_entries(network) == (2 * 2 + 2) * ENTRIES
    assert matched(here) == 2
    answers: tuple[Literal["same", "different"], ...] = ("same", "different")
    for line, answer in zip(matches(here.desk), answers, strict=True):
        answer_match(here.desk, line.sighting_id, answer)

    # Ended while there slept: the old entries leave, and with them what only they could show.
    network.clock.advance(days=31)
    close_month(here.desk, MONTH)
    assert standing_by_epoch(here.desk) == {2: 2}
    assert set(tokens_by_epoch(here.desk)) == {2}
    assert live_entries(network) == (2 + 2) * ENTRIES
    assert matched(here) == 0

    # There wakes up: it derives anew and finds its matches in the same closing.
    network.clock.advance(days=10)
    close_month(there.desk, MONTH)
    assert standing_by_epoch(there.desk) == {2: 2}
    assert live_entries(network) == (2 + 2) * ENTRIES
    assert matched(there) == 2
    close_month(here.desk, MONTH)
    assert {line.answer for line in matches(here.desk)} == set(answers)


def test_a_person_known_under_both_keys_is_weighed_once(
    here: Centre, there: Centre, network: LocalNetwork
) -> None:
    for centre in (here, there):
        centre.register(person("Hoxha", 1))
        close_month(centre.desk, MONTH)
    close_month(here.desk, MONTH)
    before = matches(here.desk)
    network.rotate(network.clock().date())
    for centre in (here, there, here):
        close_month(centre.desk, MONTH)
    with here.desk.read() as session:
        by_epoch = Counter(session.scalars(select(SharedKey.key_epoch)).all())
    assert by_epoch[1] == by_epoch[2] > 0
    assert [each.reasons for each in matches(here.desk)] == [each.reasons for each in before]


def test_a_household_that_withdraws_in_the_overlap_leaves_under_both_keys(
    here: Centre, network: LocalNetwork
) -> None:
    household = here.register(person("Hoxha", 1))
    close_month(here.desk, MONTH)
    network.rotate(network.clock().date())
    close_month(here.desk, MONTH)
    assert live_entries(network) == 2 * ENTRIES
    withdraw_consent(here.desk, household, "register")
    close_month(here.desk, MONTH)
    assert live_entries(network) == 0


def test_a_key_holder_that_changes_a_pinned_key_is_caught_by_register_and_centre(
    here: Centre, network: LocalNetwork, caplog: pytest.LogCaptureFixture
) -> None:
    here.register(person("Hoxha", 1))
    close_month(here.desk, MONTH)
    ring = network.key_holders[0].keys
    text = ring.path.read_text()
    seed = ring.key_of(1, network.clock()).seed.hex()
    ring.path.write_text(text.replace(seed, "77" * 32))
    network.see_keys()
    assert any("not its own" in message for message in caplog.messages)
    here.register(person("Popescu", 2))
    with pytest.raises(NetworkFailed) as failed:
        close_month(here.desk, MONTH)
    assert failed.value.reason == "key_holder_key_changed"
    ring.path.write_text(text)
    close_month(here.desk, MONTH)
    assert standing_by_epoch(here.desk) == {1: 2}


def test_a_register_that_tells_one_centre_other_keys_is_caught(here: Centre) -> None:
    """Register and one key-holder together: what was pinned before still tells."""
    here.register(person("Hoxha", 1))
    close_month(here.desk, MONTH)
    with here.desk.read() as session:
        device = enrolled_device(session)
    first = device.key_holders[0]
    other = msgspec.structs.replace(first, keys={1: KeyHolderKey.generate().public_key})
    tagged = msgspec.structs.replace(device, key_holders=(other, *device.key_holders[1:]))
    keep_device(here.desk, tagged)
    with pytest.raises(NetworkFailed) as failed:
        close_month(here.desk, MONTH)
    assert failed.value.reason == "key_holder_key_changed"
    assert failed.value.values["url"] == first.url


def test_without_a_key_in_use_a_closing_stops_and_takes_nothing_down(
    here: Centre, network: LocalNetwork, caplog: pytest.LogCaptureFixture
) -> None:
    here.register(person("Hoxha", 1))
    close_month(here.desk, MONTH)
    # One key-holder alone goes on to its next key, and the overlap passes.
    rotate(network.key_holders[0].keys.path, network.clock().date(), network.clock().date())
    network.see_keys()
    behind = network.register.key_holders[1].url
    assert caplog.messages == [f"key-holder {behind} has no key of epoch 2 yet"]
    network.clock.advance(days=40)
    with pytest.raises(NetworkFailed) as failed:
        close_month(here.desk, MONTH)
    assert failed.value.reason == "no_key_in_use"
    assert standing_by_epoch(here.desk) == {1: 1}
    assert live_entries(network) == ENTRIES
    # The other follows: all goes on under the new key.
    rotate(network.key_holders[1].keys.path, network.clock().date(), network.clock().date())
    network.see_keys()
    close_month(here.desk, MONTH)
    assert standing_by_epoch(here.desk) == {2: 1}


def test_a_first_closing_in_the_overlap_stands_under_both_keys(
    make_centre: Callable[[str], Centre], network: LocalNetwork
) -> None:
    network.rotate(network.clock().date())
    newcomer = make_centre("Newcomer")
    newcomer.register(person("Hoxha", 1))
    assert close_month(newcomer.desk, MONTH).entries_sent == 2 * ENTRIES
    assert standing_by_epoch(newcomer.desk) == {1: 1, 2: 1}


def test_a_cancelled_asking_keeps_what_was_answered_and_asks_only_for_the_rest(
    here: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.client.tokens.MAX_BATCH", BATCH)
    for number, surname in enumerate(("Abdel Rahman", "Popescu", "Hoxha", "Quispe", "Esposito")):
        here.register(person(surname, number))
    asked: list[int] = []
    real = TokenClient.ask

    def counting(self, texts, *rest, **named):
        asked.append(len(texts))
        return real(self, texts, *rest, **named)

    monkeypatch.setattr(TokenClient, "ask", counting)

    def cancel(phase: str, _done: int, _total: int, /) -> None:
        if phase == "tokens":
            raise Cancelled

    with pytest.raises(Cancelled):
        close_month(here.desk, MONTH, cancel)
    kept = tokens_by_epoch(here.desk)[1]
    assert BATCH <= kept < asked[0]
    close_month(here.desk, MONTH)
    assert asked == [asked[0], asked[0] - kept]


def test_a_power_cut_while_asking_keeps_what_was_saved_meanwhile(
    here: Centre, tmp_path: Path, template_vault: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.client.tokens.MAX_BATCH", BATCH)
    for number, surname in enumerate(("Abdel Rahman", "Popescu", "Hoxha", "Quispe", "Esposito")):
        here.register(person(surname, number))
    monkeypatch.setattr("app.services.closing.sending._TOKENS_KEPT_AT_ONCE", 1)
    cut = tmp_path / "cut.dapo"

    def cut_the_power(phase: str, _done: int, _total: int, /) -> None:
        if phase == "tokens":
            for ending in ("", ".keys", "-wal"):
                shutil.copy(f"{here.desk.vault.path}{ending}", f"{cut}{ending}")
            raise Cancelled

    with pytest.raises(Cancelled):
        close_month(here.desk, MONTH, cut_the_power)
    desk = open_with_recovery_key(cut, template_vault[1], now)
    assert tokens_by_epoch(desk)[1] >= BATCH
    desk.close()


def test_ended_keys_may_be_forgotten_by_the_key_holders(
    here: Centre, network: LocalNetwork
) -> None:
    here.register(person("Hoxha", 1))
    network.rotate(network.clock().date())
    network.clock.advance(days=40)
    for holder in network.key_holders:
        assert forget_ended(holder.keys.path, network.clock().date()) == 1
    network.see_keys()
    close_month(here.desk, MONTH)
    assert standing_by_epoch(here.desk) == {2: 1}
