"""Who was erased leaves the register, at once or with the next closing."""

import pytest
from sqlalchemy import func, select

from app.services.closing import close_month, send_withdrawals
from app.services.erasing import erase_household, erase_member
from models.entities import KnownToken, Published, SentAid, SentMember
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from tests.integration.closing.conftest import Centre
from tests.support.network import LocalNetwork
from tests.support.standing import standing, wanted

pytestmark = pytest.mark.parametrize("register_database", ["sqlite"], indirect=True)

MONTH = "2026-10"
ADA = MemberDraft(surname="Rossi", given_name="Ada", born=PartialDate(1950, 2, 3))
BICE = MemberDraft("child", "Rossi", "Bice", born=PartialDate(1980, 7, 9))


def kept(centre: Centre) -> list[int | None]:
    with centre.desk.read() as session:
        tables = (Published, SentMember, SentAid, KnownToken)
        return [session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_an_erased_household_leaves_the_register_and_its_secrets_the_vault(
    here: Centre, network: LocalNetwork
) -> None:
    ada = here.register(ADA)
    here.give(ada, "food", "2026-10-10")
    close_month(here.desk, MONTH)
    assert standing(network.register.engine, "San Pio")
    erase_household(here.desk, ada, "requested")
    assert send_withdrawals(here.desk) == 1
    assert not standing(network.register.engine, "San Pio")
    assert kept(here) == [0, 0, 0, 0]
    assert wanted(here.desk) == standing(network.register.engine, "San Pio")


def test_an_erased_person_leaves_with_the_next_closing_and_the_others_stay(
    here: Centre, network: LocalNetwork
) -> None:
    household = here.register(ADA, BICE)
    close_month(here.desk, MONTH)
    with here.desk.read() as session:
        before = session.scalars(select(KnownToken.index)).all()
        bice = session.scalars(
            select(SentMember.member_id).where(SentMember.household_id == household)
        ).all()[1]
    erase_member(here.desk, household, bice, "requested")
    with here.desk.read() as session:
        left = session.scalars(select(KnownToken.index)).all()
    assert 0 < len(left) < len(before)
    close_month(here.desk, MONTH)
    assert wanted(here.desk) == standing(network.register.engine, "San Pio")
    assert len(standing(network.register.engine, "San Pio")) == 40 + 1
