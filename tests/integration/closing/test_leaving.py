"""What may not stand at the register any more comes down: by itself at a closing, or at once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from app.services.closing import close_month, register_standing, send_withdrawals
from app.services.closing.sending import Scope
from app.services.consents import give_consent, withdraw_consent
from app.services.desk import Desk
from app.services.households import close_household, reopen_household
from app.services.network import NotEnrolled
from models.entities import Farewell, Household, Published, SentAid
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from tests.integration.closing.conftest import Centre
from tests.support.network import LocalNetwork
from tests.support.standing import standing, wanted

pytestmark = pytest.mark.parametrize("register_database", ["sqlite"], indirect=True)

MONTH = "2026-10"
ADA = MemberDraft(surname="Rossi", given_name="Ada", born=PartialDate(1950, 2, 3))


def stands(network: LocalNetwork) -> int:
    return len(standing(network.register.engine, "San Pio"))


def test_a_withdrawn_consent_is_sent_at_once_without_asking_any_key_holder(
    here: Centre, network: LocalNetwork
) -> None:
    ada = here.register(ADA)
    bruno = here.register(MemberDraft(surname="Bianchi", given_name="Bruno"))
    close_month(here.desk, MONTH)
    withdraw_consent(here.desk, ada, "register")
    here.register(MemberDraft(surname="Verdi", given_name="Carla"))
    phases: list[str] = []
    assert send_withdrawals(here.desk, lambda phase, _done, _total: phases.append(phase)) == 1
    assert set(phases) == {"push"}
    assert stands(network) == 40 + 1
    assert wanted(here.desk) == standing(network.register.engine, "San Pio")
    assert register_standing(here.desk, ada).code == "left"
    assert register_standing(here.desk, bruno).code == "stands"
    assert send_withdrawals(here.desk) == 0


def test_who_consents_again_comes_back_as_somebody_else(here: Centre) -> None:
    ada = here.register(ADA)
    assert register_standing(here.desk, ada).code == "will_stand"
    close_month(here.desk, MONTH)
    first = secrets_of(here.desk)
    withdraw_consent(here.desk, ada, "register")
    close_month(here.desk, MONTH)
    assert secrets_of(here.desk) == set()
    give_consent(here.desk, ada, "register")
    close_month(here.desk, MONTH)
    assert secrets_of(here.desk).isdisjoint(first)
    withdraw_consent(here.desk, ada, "register")
    close_month(here.desk, MONTH)
    with here.desk.read() as session:
        assert len(session.scalars(select(Farewell)).all()) == 2


def secrets_of(desk: Desk) -> set[bytes]:
    with desk.read() as session:
        rows = session.scalars(select(Published)).all()
        return {secret for row in rows for secret in (row.handle, row.content_key)}


def test_a_household_that_never_consented_never_stood(here: Centre) -> None:
    ada = here.register(ADA, consent=False)
    assert register_standing(here.desk, ada).code == "never_stood"


@pytest.mark.parametrize("reason", ["requested", "deceased", "doubled"])
def test_a_file_closed_for_good_leaves_though_nobody_withdrew(
    here: Centre, network: LocalNetwork, reason: str
) -> None:
    ada = here.register(ADA)
    close_month(here.desk, MONTH)
    close_household(here.desk, ada, reason)
    assert register_standing(here.desk, ada).code == "must_leave"
    close_month(here.desk, MONTH)
    assert stands(network) == 0
    reopen_household(here.desk, ada)
    close_month(here.desk, MONTH)
    assert stands(network) == 40 + 1


def test_a_family_that_moved_stays_while_its_aid_is_compared_and_leaves_then(
    here: Centre, network: LocalNetwork
) -> None:
    ada = here.register(ADA)
    close_month(here.desk, MONTH)
    close_household(here.desk, ada, "moved")
    close_month(here.desk, MONTH)
    assert stands(network) == 40 + 1
    with here.desk.work("close_household", journal=False) as work:
        long_ago = datetime.now(UTC).replace(year=datetime.now(UTC).year - 3, day=1)
        work.session.execute(update(Household).values(closed_on=long_ago.date().isoformat()))
        work.commit()
    close_month(here.desk, MONTH)
    assert stands(network) == 0


def test_months_that_are_not_compared_any_more_are_taken_down_and_never_sent_again(
    here: Centre, network: LocalNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = here.register(ADA)
    here.give(ada, "food", "2024-06-10")
    with monkeypatch.context() as years_ago:
        years_ago.setattr(Scope, "too_old", "2022-08")
        close_month(here.desk, "2024-08")
    with here.desk.read() as session:
        assert set(session.scalars(select(SentAid.month))) == {"2024-06", "2024-07", "2024-08"}
    assert stands(network) == 40 + 3
    close_month(here.desk, MONTH)
    assert stands(network) == 40 + 1
    assert wanted(here.desk) == standing(network.register.engine, "San Pio")
    close_month(here.desk, "2024-08")
    assert stands(network) == 40 + 1


def test_months_taken_down_by_a_wrong_clock_stand_again_under_new_secrets(
    here: Centre, network: LocalNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = here.register(ADA)
    here.give(ada, "food", "2026-09-10")
    close_month(here.desk, MONTH)
    assert stands(network) == 40 + 2
    first = secrets_of(here.desk)
    with monkeypatch.context() as ten_years_ahead:
        ten_years_ahead.setattr(Scope, "too_old", "2034-10")
        close_month(here.desk, MONTH)
    assert stands(network) == 40
    close_month(here.desk, MONTH)
    assert stands(network) == 40 + 2
    assert wanted(here.desk) == standing(network.register.engine, "San Pio")
    assert secrets_of(here.desk).isdisjoint(first)


@pytest.mark.usefixtures("network")
def test_without_a_network_there_is_nothing_to_send(lone_desk: Desk) -> None:
    with pytest.raises(NotEnrolled):
        send_withdrawals(lone_desk)
