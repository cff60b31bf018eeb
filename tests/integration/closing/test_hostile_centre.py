"""A centre of the network that sends what no honest one would: the others go on."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.services.closing import close_month, matches, overlaps
from app.services.household_file import household_file
from models.entities import KnownToken, SharedKey
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from sync.client import (
    AidRow,
    EnrolledDevice,
    EntryRow,
    HouseholdSecrets,
    Outgoing,
    Person,
    RegisterClient,
    SealedAidLine,
    Token,
    aid_address,
    plan_pushes,
    seal_aid,
    seal_person,
)
from sync.matching import Fingerprint
from sync.matching.fingerprint import fingerprint
from sync.matching.person import PersonDetails
from tests.integration.closing.conftest import Centre
from tests.support.network import LocalNetwork

MONTH = "2026-10"
ROSSI = MemberDraft(surname="Rossi", given_name="Ada", sex="F", born=PartialDate(1950, 2, 3))
LIKE_HER: Fingerprint = fingerprint(
    PersonDetails("Rossi", "Ada", "F", PartialDate(1950, 2, 3), generation="adult"), 1
)


@pytest.fixture
def hostile(network: LocalNetwork) -> EnrolledDevice:
    return network.enrol("Hostile")


@pytest.fixture
def ours(here: Centre) -> UUID:
    household = here.register(ROSSI)
    here.give(household, "food", "2026-10-10")
    close_month(here.desk, MONTH)
    return household


def tokens(centre: Centre) -> list[Token]:
    """Those that anybody obtains who knows the same person."""
    with centre.desk.read() as session:
        rows = session.execute(select(KnownToken.index, KnownToken.seal_key))
        return [Token(index, seal_key) for index, seal_key in rows]


def push(device: EnrolledDevice, first: int = 1, **rows: list) -> None:
    with RegisterClient(device) as register:
        for each in plan_pushes(Outgoing(**rows), first, device.epoch):
            register.push(each)


def evidence(centre: Centre) -> int:
    with centre.desk.read() as session:
        return len(session.scalars(select(SharedKey)).all())


def sealed(
    device: EnrolledDevice,
    known: list[Token],
    kind: str = "C3",
    household: HouseholdSecrets | None = None,
) -> list[EntryRow]:
    secrets = household or HouseholdSecrets.generate()
    keys = [(kind, token) for token in known]
    return seal_person(Person(secrets, 0, 1), keys, LIKE_HER.pack(), device.centre)


@pytest.mark.usefixtures("ours")
def test_entries_that_open_to_nothing_are_passed_over(
    here: Centre, hostile: EnrolledDevice
) -> None:
    known = tokens(here)
    unknown = sealed(hostile, known[:1], kind="X9")
    noise = [EntryRow(token.index, token.index, b"noise" * 30) for token in known]
    push(hostile, entries=[*unknown, *noise])
    assert close_month(here.desk, MONTH).received > 0
    assert matches(here.desk) == ()
    assert evidence(here) == 0


def test_bundles_that_no_centre_writes_are_passed_over(
    here: Centre, hostile: EnrolledDevice, ours: UUID
) -> None:
    household = HouseholdSecrets.generate()
    key = household.content_key
    push(
        hostile,
        entries=sealed(hostile, tokens(here), household=household),
        aid=[
            AidRow(aid_address(key, "2026-10"), 1, b"noise" * 60),
            seal_aid(key, "2026-09", 1, [SealedAidLine("food", 1, None, 31)]),
            seal_aid(key, "2026-08", 1, [SealedAidLine("food", 2**60, None, 1)]),
            seal_aid(key, "2026-07", 1, [SealedAidLine("food", 1, -5, 1)]),
            seal_aid(key, "2026-06", 1, [SealedAidLine("food", None, None, None)]),
        ],
    )
    close_month(here.desk, MONTH)
    assert len(matches(here.desk)) == 1
    (line,) = household_file(here.desk, ours).elsewhere
    assert (line.kind, line.quantity, line.given_on) == ("food", 1, PartialDate(2026, 6))
    assert overlaps(here.desk) == ()
    # Of one household everything comes down; here the line was cut after its aid.
    push(hostile, 2, erased_aid=[aid_address(key, "2026-06")])
    close_month(here.desk, MONTH)
    assert len(matches(here.desk)) == 1
    assert household_file(here.desk, ours).elsewhere == ()


@pytest.mark.usefixtures("ours")
def test_an_index_that_somebody_crowds_is_no_evidence_any_more(
    here: Centre, hostile: EnrolledDevice
) -> None:
    known = tokens(here)
    push(hostile, entries=sealed(hostile, known))
    close_month(here.desk, MONTH)
    assert len(matches(here.desk)) == 1
    crowd = [entry for _ in range(9) for entry in sealed(hostile, known)]
    push(hostile, 2, entries=crowd)
    close_month(here.desk, MONTH)
    assert evidence(here) == 0
    assert matches(here.desk) == ()
