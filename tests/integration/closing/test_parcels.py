"""A centre that closes its months by a stick sees what it would see over the network."""

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.services.aid import remove_aid
from app.services.closing import close_month, matches, overlaps, receipts
from app.services.consents import withdraw_consent
from app.services.desk import Desk
from app.services.vaults import open_with_recovery_key
from models.records.closing import ClosingReceipt
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from tests.integration.closing.conftest import Centre, now
from tests.integration.closing.test_closing import HASSAN, HASSAN_AS_THEY_WRITE, HEBA, ROSSI
from tests.support.network import LocalNetwork, local_network
from tests.support.parcels import Stick, joined

FIRST, SECOND = "2026-09", "2026-10"
PEREZ = MemberDraft(surname="Quispe", given_name="Rosa", sex="F", born=PartialDate(1979, 11, 30))
KOVAL = MemberDraft(surname="Koval", given_name="Olena", sex="F", born=PartialDate(1988, 1, 9))


@pytest.fixture
def register_database(tmp_path: Path) -> str:
    """SQLite alone: a parcel never knows which database answers."""
    return str(tmp_path / "register.db")


@pytest.fixture
def lonely(lone_desk: Desk, here: Centre, network: LocalNetwork, tmp_path: Path) -> Stick:
    """A centre that joined by its stick, which San Pio carries; it was confirmed since."""
    return joined(lone_desk, here.desk, network, tmp_path / "stick")


def test_the_first_month_takes_three_trips_and_the_second_one(lonely: Stick, here: Centre) -> None:
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


def receipt_facts(desk: Desk) -> list[tuple[object, ...]]:
    """What the receipts of the closed months tell, apart from times and digests."""
    left_out = {"begun_at", "done_at", "digest", "received"}
    return [
        tuple(
            getattr(receipt, each.name)
            for each in dataclasses.fields(ClosingReceipt)
            if each.name not in left_out
        )
        for receipt in receipts(desk)
    ]


def findings(desk: Desk) -> tuple[object, ...]:
    found = [
        (each.names, each.other_centre, each.strength, each.reasons, each.people)
        for each in matches(desk)
    ]
    doubled = [
        (each.names, each.other_centre, each.kind, each.given_on, each.other_given_on)
        for each in overlaps(desk)
    ]
    return found, doubled, receipt_facts(desk)


class Months:
    """Two months of three centres; `close` is how the third one closes."""

    def __init__(self, first: Centre, second: Centre, third: Centre) -> None:
        self.first, self.second, self.third = first, second, third

    def run(self, close: Callable[[str], object]) -> list[tuple[object, ...]]:
        self._september()
        self._close(FIRST, close)
        self._october()
        self._close(SECOND, close)
        return [findings(each.desk) for each in (self.first, self.second, self.third)]

    def _close(self, month: str, close: Callable[[str], object]) -> None:
        close_month(self.first.desk, month)
        close_month(self.second.desk, month)
        close(month)
        close_month(self.first.desk, month)
        close_month(self.second.desk, month)

    def _september(self) -> None:
        first, second, third = self.first, self.second, self.third
        hassan = first.register(HASSAN, HEBA, number="1")
        self.their_hassan = third.register(HASSAN_AS_THEY_WRITE, HEBA, number="17")
        self.rossi = second.register(ROSSI, number="4")
        self.their_rossi = third.register(ROSSI, number="18")
        third.register(KOVAL, consent=False, number="19")
        first.give(hassan, "food", "2026-09-10")
        self.wrong = third.give(self.their_hassan, "food", "2026-09-12")
        second.give(self.rossi, "food", "2026-09-20")
        third.give(self.their_rossi, "food", "2026-09-21")

    def _october(self) -> None:
        """New people everywhere, a correction, and a consent withdrawn at the lonely centre."""
        first, second, third = self.first, self.second, self.third
        quispe = first.register(PEREZ, number="2")
        theirs = third.register(PEREZ, number="20")
        first.give(quispe, "food", "2026-10-03")
        third.give(theirs, "food", "2026-10-05")
        remove_aid(third.desk, self.their_hassan, self.wrong)
        third.give(self.their_hassan, "food", "2026-10-06")
        withdraw_consent(third.desk, self.their_rossi, "register")
        second.give(self.rossi, "food", "2026-10-07")


def test_matches_overlaps_and_receipts_are_those_of_a_network_all_online(
    here: Centre,
    there: Centre,
    lonely: Stick,
    tmp_path: Path,
    template_vault: tuple[Path, str],
) -> None:
    by_stick = Months(here, there, Centre(lonely.lonely)).run(
        lambda month: [lonely.travel(month) for _ in range(3)]
    )

    online = tmp_path / "online"
    online.mkdir()
    with local_network(online) as network:
        centres = [
            opened(online, template_vault, network, name)
            for name in ("San Pio", "Sacra Famiglia", "Santa Teresa")
        ]
        together = Months(*centres)
        expected = together.run(lambda month: close_month(centres[2].desk, month))
        for centre in centres:
            centre.desk.close()

    assert by_stick == expected
    assert by_stick[0][1]
    assert lonely.trips == 6


def opened(folder: Path, template: tuple[Path, str], network: LocalNetwork, name: str) -> Centre:
    path, recovery_key = template
    copy = folder / f"{name}.dapo"
    shutil.copy(path, copy)
    shutil.copy(path.with_name(path.name + ".keys"), copy.with_name(copy.name + ".keys"))
    desk = open_with_recovery_key(copy, recovery_key, now)
    network.welcome(desk, name)
    return Centre(desk)
