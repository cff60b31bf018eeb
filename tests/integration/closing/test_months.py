"""Which months the closing page offers, and what is told when the exchange is stopped."""

import pytest

from app.services.closing import close_month, closing_months, reopen_month
from app.services.closing.findings import receipt_of
from app.services.desk import Desk
from app.services.network import enrol, naming_failures
from app.services.overview import latest_month_with_aid
from app.services.progress import Cancelled
from models.errors import NotFound, RuleBroken
from models.records.household import MemberDraft
from sync.client import SyncStopped
from tests.integration.closing.conftest import Centre, now

PRESENT = now().astimezone().strftime("%Y-%m")


def test_an_empty_vault_offers_the_present_month(lone_desk: Desk) -> None:
    offered = closing_months(lone_desk)
    assert (offered.months, offered.closed, offered.proposed) == ((PRESENT,), frozenset(), PRESENT)
    assert latest_month_with_aid(lone_desk) == PRESENT


def test_the_latest_month_that_waits_is_proposed_until_it_is_closed(here: Centre) -> None:
    household = here.register(MemberDraft(surname="Rossi", given_name="Ada"))
    here.give(household, "food", "2026-08-10")
    here.give(household, "food", "2026-09-10")
    offered = closing_months(here.desk)
    assert offered.proposed == latest_month_with_aid(here.desk) == "2026-09"
    assert {"2026-08", "2026-09", PRESENT} == set(offered.months)
    close_month(here.desk, "2026-09")
    offered = closing_months(here.desk)
    assert offered.closed == {"2026-09"}
    assert offered.proposed == "2026-09"
    reopen_month(here.desk, "2026-09")
    assert closing_months(here.desk).proposed == "2026-09"


def test_a_month_never_begun_has_no_receipt(lone_desk: Desk) -> None:
    with pytest.raises(NotFound):
        receipt_of(lone_desk, "2026-09")


@pytest.mark.parametrize("month", ["~2026-09", "2026-9", "2026-13", "2026-09-01", ""])
def test_what_is_no_month_is_not_closed(lone_desk: Desk, month: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        close_month(lone_desk, month)
    assert broken.value.values["rule"] == "no_month"


def test_an_exchange_that_was_stopped_was_cancelled() -> None:
    with pytest.raises(Cancelled), naming_failures():
        raise SyncStopped


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize(
    "address",
    ["https://" + "a" * 300 + ".invalid", "https://\u202e.invalid", "http://127.0.0.1/\0"],
)
def test_an_address_that_is_none_is_unreachable(lone_desk: Desk, address: str) -> None:
    with pytest.raises(Exception, match="register_unreachable") as failed:
        enrol(lone_desk, address, "AAAA-BBBB-CCCC-DDDD")
    assert failed.value.reason == "register_unreachable"
