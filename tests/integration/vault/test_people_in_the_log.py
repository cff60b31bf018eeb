"""What is done to the people who use the program is in the log, and cannot be undone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.services.desk import Desk
from app.services.leaving import (
    dismiss_operator,
    may_finish,
    renew_reserved_key,
    set_clearance,
)
from app.services.operators import add_operator, amend_operator, operators, reset_passphrase
from models.entities import AuditEntry, Change
from models.errors import RuleBroken
from models.records.vault import AddOperator, LeftUndone, OperatorLine
from tests.integration.vault.conftest import Clock, Closed

BRUNO = AddOperator(" Bruno Verdi", "volunteer", date(2026, 3, 1), "bruno porta il pane")


@pytest.fixture
def desk(closed: Closed, clock: Clock) -> Iterator[Desk]:
    desk = closed.open(clock)
    yield desk
    desk.close()


def about(desk: Desk, operator_id: UUID) -> list[tuple[str, str]]:
    """What the log says that was done to somebody."""
    with desk.read() as session:
        theirs = AuditEntry.subject == operator_id.bytes
        entries = session.scalars(
            select(AuditEntry).where(theirs).order_by(AuditEntry.sequence)
        ).all()
    return [(entry.action, entry.detail) for entry in entries]


def test_each_change_of_a_person_is_in_the_log_and_in_her_line(desk, clock):
    bruno = add_operator(desk, BRUNO)
    amend_operator(desk, bruno, " Bruno Verde", "staff", date(2026, 4, 2))
    set_clearance(desk, bruno, has_clearance=True)
    set_clearance(desk, bruno, has_clearance=False)
    reset_passphrase(desk, bruno, "una frase tutta nuova")
    dismiss_operator(desk, bruno)
    assert about(desk, bruno) == [
        ("add_operator", "volunteer"),
        ("amend_operator", "staff"),
        ("set_clearance", "given"),
        ("set_clearance", "taken"),
        ("reset_passphrase", ""),
        ("dismiss_operator", ""),
    ]
    left = clock().date()
    assert [one.operator for one in operators(desk)][1:] == [
        OperatorLine(bruno, "Bruno Verde", "staff", date(2026, 4, 2), left)
    ]


def test_what_follows_from_a_leaving_is_in_the_log_step_by_step(desk):
    bruno = add_operator(desk, replace(BRUNO, has_clearance=True))
    dismiss_operator(desk, bruno)
    with desk.read() as session:
        actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.sequence)).all()
    steps = ["dismiss_operator", "renew_reserved_key", "renew_key", "renew_key", "back_up"]
    assert actions[actions.index("add_operator") + 1 :] == steps


def test_nothing_of_it_waits_to_be_undone(desk):
    bruno = add_operator(desk, BRUNO)
    amend_operator(desk, bruno, "Bruno", "staff", date(2026, 4, 2))
    set_clearance(desk, bruno, has_clearance=True)
    renew_reserved_key(desk)
    reset_passphrase(desk, bruno, "una frase tutta nuova")
    dismiss_operator(desk, bruno)
    with desk.read() as session:
        assert session.scalar(select(func.count(Change.id))) == 0


def test_those_at_work_come_first_and_each_by_name(desk):
    names = ("Zeno", "dario", "Carla", "Elio")
    ids = {
        name: add_operator(desk, AddOperator(name, "staff", date(2026, 3, 1), f"frase di {name}"))
        for name in names
    }
    dismiss_operator(desk, ids["Carla"])
    in_order = [one.operator.name for one in operators(desk)]
    assert in_order == ["Anna Neri", "dario", "Elio", "Zeno", "Carla"]


def test_a_name_is_free_again_once_its_bearer_left_and_a_sole_coordinator_may_change_hers(desk):
    anna, bruno = desk.operator.operator_id, add_operator(desk, BRUNO)
    for name, role, told in (
        ("bruno verdi", "coordinator", {"rule": "operator_exists", "name": "bruno verdi"}),
        ("Anna Neri", "king", {"rule": "no_role", "role": "king"}),
        (" ", "coordinator", {"rule": "name_missing"}),
    ):
        with pytest.raises(RuleBroken) as caught:
            amend_operator(desk, anna, name, role, date(2026, 4, 2))
        assert caught.value.values == told
    dismiss_operator(desk, bruno)
    amend_operator(desk, anna, "Bruno Verdi", "coordinator", date(2026, 4, 2))
    assert [one.operator.name for one in operators(desk)] == ["Bruno Verdi", "Bruno Verdi"]


@pytest.mark.parametrize(
    ("undone", "may"),
    [
        (LeftUndone(key=True, reserved_key=False, register=False), True),
        (LeftUndone(key=False, reserved_key=True, register=False), True),
        (LeftUndone(key=False, reserved_key=False, register=True), False),
    ],
)
def test_only_keys_can_be_renewed_without_a_network(desk, undone, may):
    assert may_finish(desk, undone) is may
    staff = replace(desk, operator=replace(desk.operator, role="staff"))
    assert may_finish(staff, undone) is undone.reserved_key
