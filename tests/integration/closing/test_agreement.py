"""The network's agreement and board, from the register to the centre that applies them."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.services.board import dismiss_notice, hear_network, keep_heard, notices
from app.services.closing import close_month, leaving, overlaps
from app.services.closing.bundles import bundles
from app.services.desk import Desk
from app.services.network import (
    enrol,
    look_for_confirmation,
    network_rules,
    network_state,
    set_window,
)
from models.errors import RuleBroken
from models.records.household import CodeLine, MemberDraft
from models.repositories import aid as aids
from models.repositories.settings import setting
from models.rules.partial_date import PartialDate
from sync.matching import NetworkRules
from sync.register.agreement import Agreement, make_agreement, withdraw_agreement
from sync.register.board import Notice, post_notice, withdraw_notice
from tests.integration.closing.conftest import Centre
from tests.support.network import LocalNetwork

ROSSI = MemberDraft(
    surname="Rossi",
    given_name="Maria",
    sex="F",
    born=PartialDate(1960, 5, 7),
    codes=(CodeLine("codice_fiscale", "RSSMRA60E47F205R"),),
)


@pytest.fixture
def register_database(tmp_path: Path) -> str:
    """SQLite: what the register keeps in PostgreSQL, test_agreed.py looks at by itself."""
    return str(tmp_path / "register.db")


def titles(desk: Desk) -> list[str]:
    return [each.title for each in notices(desk)]


def agree(network: LocalNetwork, begins: date, **windows: int) -> int:
    version = Agreement(valid_from=begins, windows=windows)
    return make_agreement(network.register.engine, version, network.clock(), by="Anna")


def announce(network: LocalNetwork, title: str, first: int = 0, last: int = 7) -> int:
    today = network.clock().date()
    notice = Notice(
        title, "due righe\nqui", today + timedelta(days=first), today + timedelta(days=last)
    )
    return post_notice(network.register.engine, notice, network.clock(), by="Anna")


def test_a_kind_dropped_from_the_agreement_leaves_no_more_from_that_day(
    here: Centre, network: LocalNetwork
) -> None:
    today = here.desk.today()
    month = today.isoformat()[:7]
    household = here.register(ROSSI)
    before = (today - timedelta(days=35)).isoformat()
    here.give(household, "money", before)
    here.give(household, "food", today.isoformat())
    close_month(here.desk, month)
    agree(network, today, food=15)
    close_month(here.desk, month)

    here.give(household, "money", today.isoformat())
    with here.desk.read() as session:
        agreement = aids.agreement(session)
        left = {
            (bundle.month, line.kind)
            for bundle in bundles(
                session, frozenset({household}), lambda day: agreement.kinds(day, today), month
            )
            for line in bundle.lines
        }

    # What was given before may have been doubled before: it stays told.
    assert left == {(before[:7], "money"), (month, "food")}
    assert leaving(here.desk, month).aid == 0


def test_overlaps_are_judged_by_the_agreement_of_the_day_of_the_later_aid(
    here: Centre, there: Centre, network: LocalNetwork
) -> None:
    today = here.desk.today()
    month = today.isoformat()[:7]
    last_month = (today.replace(day=1) - timedelta(days=1)).replace(day=10)
    agree(network, today, food=3)
    for centre, days in ((there, 0), (here, 6)):
        household = centre.register(ROSSI)
        centre.give(household, "food", (last_month + timedelta(days=days)).isoformat())
        centre.give(household, "food", (today - timedelta(days=6 - days)).isoformat())
        close_month(centre.desk, month)
    close_month(there.desk, month)
    close_month(here.desk, month)

    # Six days apart both times: doubled while fifteen days were agreed, no more since three are.
    found = {(line.given_on.iso, line.other_given_on.iso) for line in overlaps(here.desk)}

    assert (
        (last_month + timedelta(days=6)).isoformat(),
        last_month.isoformat(),
    ) in found
    assert (today.isoformat(), (today - timedelta(days=6)).isoformat()) not in found


def test_a_centre_of_a_network_sees_its_windows_and_changes_none(
    here: Centre, network: LocalNetwork
) -> None:
    today = here.desk.today()
    tomorrow = today + timedelta(days=1)
    agree(network, today, food=20, school=60)
    agree(network, tomorrow, food=21)
    look_for_confirmation(here.desk)

    state = network_state(here.desk)

    assert state.windows == (("food", 20), ("school", 60))
    assert [(each.valid_from, dict(each.windows)["food"]) for each in state.agreed] == [
        (date(2000, 1, 1), 15),
        (today, 20),
        (tomorrow, 21),
    ]
    with pytest.raises(RuleBroken):
        set_window(here.desk, "food", 5)


def test_a_version_withdrawn_before_it_began_is_told_no_more(
    here: Centre, network: LocalNetwork
) -> None:
    number = agree(network, here.desk.today() + timedelta(days=1), food=2)
    withdraw_agreement(network.register.engine, number, network.clock(), by="Anna")
    look_for_confirmation(here.desk)
    assert len(network_state(here.desk).agreed) == 1


def test_a_centre_alone_decides_on_its_own_windows(lone_desk: Desk) -> None:
    set_window(lone_desk, "food", 5)
    set_window(lone_desk, "money", 0)
    state = network_state(lone_desk)
    assert dict(state.windows) == {"food": 5, "clothing": 90, "money": 0}
    assert state.agreed == ()
    with pytest.raises(RuleBroken):
        set_window(lone_desk, "food", 367)


def test_what_the_agreement_does_not_compare_does_not_leave(
    here: Centre, network: LocalNetwork
) -> None:
    agree(network, here.desk.today(), school=60)
    household = here.register(ROSSI)
    for kind in ("school", "advice"):
        here.give(household, kind, here.desk.today().isoformat())
    month = here.desk.today().isoformat()[:7]
    close_month(here.desk, month)
    here.give(household, "school", here.desk.today().isoformat())
    assert {row.kind for row in leaving(here.desk, month).rows} == {"school"}


@pytest.mark.parametrize(
    ("size", "rules"), [("region", NetworkRules.region), ("nation", NetworkRules.nation)]
)
def test_matching_follows_the_size_that_was_agreed(
    here: Centre, network: LocalNetwork, size: str, rules: Callable[[], NetworkRules]
) -> None:
    version = Agreement(here.desk.today(), {"food": 15}, network_size=size)
    make_agreement(network.register.engine, version, network.clock(), by="Anna")
    look_for_confirmation(here.desk)
    with here.desk.read() as session:
        assert network_rules(session) == rules()


def test_the_board_is_kept_at_the_centre_until_it_is_over_or_put_aside(
    here: Centre, network: LocalNetwork
) -> None:
    announce(network, "Magazzino chiuso lunedì")
    aside = announce(network, "Nuovo orario", first=-3)
    announce(network, "Più avanti", first=3)
    look_for_confirmation(here.desk)
    assert titles(here.desk) == [
        "Magazzino chiuso lunedì",
        "Nuovo orario",
    ]
    assert notices(here.desk)[0].text == "due righe\nqui"

    dismiss_notice(here.desk, aside)
    assert titles(here.desk) == ["Magazzino chiuso lunedì"]

    with here.desk.read() as session:
        assert len(setting(session, "board")) == 3


def test_the_board_is_heard_between_two_closings(
    here: Centre, lone_desk: Desk, network: LocalNetwork
) -> None:
    announce(network, "Magazzino chiuso lunedì")
    heard = hear_network(here.desk)
    assert heard is not None
    assert notices(here.desk) == ()
    assert [each.title for each in keep_heard(here.desk, heard)] == ["Magazzino chiuso lunedì"]
    assert hear_network(lone_desk) is None
    enrol(lone_desk, network.register_url, network.invite("San Pietro"))
    assert hear_network(lone_desk) is None


def test_what_was_taken_down_is_gone_with_the_next_exchange(
    here: Centre, network: LocalNetwork
) -> None:
    number = announce(network, "Sbagliato")
    look_for_confirmation(here.desk)
    withdraw_notice(network.register.engine, number, network.clock(), by="Anna")
    assert titles(here.desk) == ["Sbagliato"]
    look_for_confirmation(here.desk)
    assert notices(here.desk) == ()
