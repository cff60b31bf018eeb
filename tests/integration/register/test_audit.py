"""The register's log is only added to, and whoever changes it is found out at the line."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text

from sync.register.audit import Head, read_head, read_lines, record, verify
from sync.register.database import open_database, reading, writing
from sync.register.devices import grant_allowance, revoke_device
from sync.register.enrolment import invite, list_invitations, withdraw_invitation
from tests.support.network import LocalNetwork

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
UNGUARD = {
    "sqlite": ("DROP TRIGGER audit_keeps_rows", "DROP TRIGGER audit_keeps_words"),
    "postgresql": ("DROP TRIGGER audit_keeps_rows ON audit",),
}


@pytest.fixture
def engine(register_database: str):
    engine = open_database(register_database)
    yield engine
    engine.dispose()


def write(engine: Engine, lines: int) -> None:
    for number in range(lines):
        with writing(engine) as connection:
            record(connection, "push", NOW, device=b"d" * 16, centre=number, rows=9, detail="x")


def tamper(engine: Engine, *statements: str) -> None:
    """What somebody with the database's own rights does, who removes the guards first."""
    with writing(engine) as connection:
        for statement in (*UNGUARD[engine.dialect.name], *statements):
            connection.execute(text(statement))


def found(engine: Engine, known: Head | None = None):
    with reading(engine) as connection:
        fault = verify(connection, known).fault
    return (fault.kind, fault.line) if fault else None


def head_of(engine: Engine) -> Head:
    with reading(engine) as connection:
        return read_head(connection)


def test_a_log_that_nobody_touched_is_whole(engine: Engine):
    assert found(engine) is None
    write(engine, 5)
    head = head_of(engine)
    assert found(engine, head) is None
    write(engine, 3)
    assert found(engine, head) is None
    assert Head.read(str(head)) == head
    assert head.length == 5


def test_lines_are_read_latest_first_a_page_at_a_time(engine: Engine):
    write(engine, 5)
    with reading(engine) as connection:
        first = read_lines(connection, limit=2)
        second = read_lines(connection, before=first[-1].id, limit=9)
    assert [line.id for line in first + second] == [5, 4, 3, 2, 1]
    assert (first[0].centre, first[0].by, first[0].detail) == (4, "", "x")


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit SET rows = 8 WHERE id = 3", ("edited", 3)),
        ("UPDATE audit SET \"by\" = 'Ada' WHERE id = 1", ("edited", 1)),
        ("UPDATE audit SET at = at + 1 WHERE id = 6", ("edited", 6)),
        ("DELETE FROM audit WHERE id = 3", ("deleted", 3)),
        ("DELETE FROM audit WHERE id = 1", ("deleted", 1)),
        ("DELETE FROM audit WHERE id >= 5", ("cut", 5)),
        ("DELETE FROM audit", ("cut", 1)),
        ("UPDATE audit SET id = 9 WHERE id = 6", ("deleted", 6)),
    ],
)
def test_what_was_edited_deleted_or_cut_is_named(engine: Engine, statement, fault):
    write(engine, 6)
    tamper(engine, statement)
    assert found(engine) == fault


def test_a_cut_log_whose_head_was_cut_too_shows_against_one_written_down(engine: Engine):
    write(engine, 4)
    short = head_of(engine)
    write(engine, 2)
    known = head_of(engine)
    tamper(
        engine,
        "DELETE FROM audit WHERE id > 4",
        "UPDATE audit_head SET length = 4, digest = (SELECT digest FROM audit WHERE id = 4)",
    )
    assert head_of(engine) == short
    assert found(engine) is None
    assert found(engine, known) == ("cut", 5)


def test_a_log_written_anew_shows_against_a_head_written_down(engine: Engine):
    write(engine, 4)
    known = head_of(engine)
    tamper(
        engine,
        "DELETE FROM audit WHERE id > 2",
        "UPDATE audit_head SET length = 2, digest = (SELECT digest FROM audit WHERE id = 2)",
    )
    with writing(engine) as connection:
        record(connection, "revoke", NOW)
        record(connection, "revoke", NOW)
    assert found(engine) is None
    assert found(engine, known) == ("rewritten", 4)


def test_a_head_that_is_not_the_last_lines_is_named(engine: Engine):
    write(engine, 2)
    tamper(engine, "UPDATE audit_head SET length = 1")
    assert found(engine) == ("rewritten", 2)


def test_every_act_of_an_administrator_is_a_line(network: LocalNetwork):
    engine, now = network.register.engine, network.clock()
    device = network.enrol("Sacra Famiglia")
    grant_allowance(engine, device.device, 500, now, by="Ada")
    invite(engine, "San Carlo", now, by="Ada", allowance=40)
    with reading(engine) as connection:
        (open_one,) = list_invitations(connection, now)
    assert (open_one.centre_name, open_one.invited_by, open_one.allowance) == (
        "San Carlo",
        "Ada",
        40,
    )
    withdraw_invitation(engine, open_one.id, now, by="Bice")
    revoke_device(engine, device.device, now, by="Bice")
    revoke_device(engine, device.device, now, by="Bice")
    with reading(engine) as connection:
        lines = read_lines(connection, limit=9)[::-1]
    assert [(line.action, line.by, line.rows) for line in lines] == [
        ("invite", "command line", 0),
        ("enrol", "", 0),
        ("confirm", "command line", 0),
        ("allow", "Ada", 500),
        ("invite", "Ada", 40),
        ("withdraw_invitation", "Bice", 0),
        ("revoke", "Bice", 0),
    ]
    assert found(engine) is None
