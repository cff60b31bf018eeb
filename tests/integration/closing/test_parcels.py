"""A centre that closes its months by a stick sees what it would see over the network."""

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.services.aid import remove_aid
from app.services.closing import close_month, matches, overlaps, receipts
from app.services.consents import withdraw_consent
from app.services.desk import Desk
from app.services.parcels import ask_to_join, carry_parcel, parcel_state, take_answer
from app.services.vaults import open_with_recovery_key
from models.records.closing import ClosingReceipt
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from tests.integration.closing.conftest import Centre, now
from tests.integration.closing.test_closing import HASSAN, HASSAN_AS_THEY_WRITE, HEBA, ROSSI
from tests.support.network import LocalNetwork, local_network
from tests.support.parcels import Stick, unplugged

FIRST, SECOND = "2026-09", "2026-10"
PEREZ = MemberDraft(surname="Quispe", given_name="Rosa", sex="F", born=PartialDate(1979, 11, 30))
KOVAL = MemberDraft(surname="Koval", given_name="Olena", sex="F", born=PartialDate(1988, 1, 9))


@pytest.fixture
def lonely(lone_desk: Desk, here: Centre, network: LocalNetwork, tmp_path: Path) -> Iterator[Stick]:
    """A centre that joined by its stick, which San Pio carries; it was confirmed since."""
    yield joined(lone_desk, here.desk, network, tmp_path / "stick")


def joined(desk: Desk, courier: Desk, network: LocalNetwork, folder: Path) -> Stick:
    folder.mkdir()
    stick = Stick(folder, desk, courier)
    code = network.invite("Santa Teresa")
    with unplugged():
        request = ask_to_join(desk, code, folder)
    answer = stick.carry(request)
    stick.take(answer)
    network.confirm_waiting()
    return stick


def test_the_first_month_takes_three_trips_and_the_second_one(
    lonely: Stick, here: Centre
) -> None:
    centre = Centre(lonely.lonely)
    ours, theirs = centre.register(HASSAN, HEBA), here.register(HASSAN_AS_THEY_WRITE, HEBA)
    centre.give(ours, "food", "2026-09-10")
    here.give(theirs, "food", "2026-09-12")
    close_month(here.desk, FIRST)

    first = lonely.travel(FIRST)
    assert (first.is_done, first.people, first.matches) == (False, 2, 0)

    second = lonely.travel(FIRST)
    assert (second.is_done, second.people, second.matches) == (True, 0, 1)
    assert len(matches(lonely.lonely)) == 1
    assert not overlaps(lonely.lonely)

    third = lonely.travel(FIRST)
    assert (third.is_done, third.people, third.matches) == (True, 0, 0)
    assert len(overlaps(lonely.lonely)) == 1

    centre.give(ours, "food", "2026-10-10")
    here.give(theirs, "food", "2026-10-12")
    close_month(here.desk, SECOND)
    fourth = lonely.travel(SECOND)
    assert (fourth.is_done, fourth.people, fourth.matches) == (True, 0, 0)
    assert len(overlaps(lonely.lonely, SECOND)) == 1

    close_month(here.desk, SECOND)
    assert len(overlaps(here.desk, SECOND)) == 1
