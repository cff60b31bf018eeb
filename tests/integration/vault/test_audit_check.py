"""Whatever is done to the audit chain from outside, the place and the manner are named."""

from collections.abc import Iterator
from random import Random

import pytest
from sqlalchemy import Connection, Executable, delete, insert, select, update

from app.services.desk import Desk
from models.entities import AuditEntry, Setting
from models.storage.audit import AUDIT_HEAD, digest_of
from models.storage.audit_check import Fault, Verdict, verify_audit
from models.storage.session import VaultSession
from tests.support.vaults import make_vault

LINES = 40
PLACES = sorted(Random(2026).sample(range(2, LINES - 5), 12))
"""Some entries within; the first and the last have tests of their own."""
AT = AuditEntry.sequence


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A chain of LINES entries; harm is done in transactions that are rolled back."""
    desk = make_vault(tmp_path_factory.mktemp("chain")).open()
    while verdict(desk).lines < LINES:
        with desk.work("open_file") as work:
            work.commit()
    yield desk
    desk.close()


def verdict(desk: Desk, *harm: Executable, forging: int = 0) -> Verdict:
    """What a verification says once this was done to the tables."""
    with desk.vault._writer.connect() as connection:
        for statement in harm:
            connection.execute(statement)
        if forging:
            forge(connection, forging)
        with VaultSession(connection) as session:
            found = verify_audit(session)
        connection.rollback()
    return found


def told(desk: Desk, *harm: Executable) -> tuple[str, int] | None:
    fault = verdict(desk, *harm).fault
    return (fault.kind, fault.sequence) if fault else None


def move(place: int, to: int) -> Executable:
    return update(AuditEntry).where(place == AT).values(sequence=to)


def remove(first: int, last: int) -> Executable:
    return delete(AuditEntry).where(AT.between(first, last))


def forge(connection: Connection, place: int) -> None:
    """Edit an entry and compute its digest anew, as somebody would who knows how."""
    here = select(AuditEntry.__table__).where(place == AT)
    before = connection.scalar(select(AuditEntry.digest).where(place - 1 == AT))
    connection.execute(update(AuditEntry).where(place == AT).values(detail="money"))
    *fields, _digest = connection.execute(here).one()
    forged = digest_of(before or bytes(32), *fields)
    connection.execute(update(AuditEntry).where(place == AT).values(digest=forged))


def test_a_whole_chain_is_told_as_whole_with_its_head(chain):
    found = verdict(chain)
    assert (found.lines, found.head.sequence, found.fault) == (LINES, LINES, None)


@pytest.mark.parametrize("column", ["at", "operator_id", "action", "subject", "detail", "digest"])
@pytest.mark.parametrize("place", [1, *PLACES[:2], LINES])
def test_an_edited_entry_is_named(chain, place, column):
    other = b"\0" if column in {"operator_id", "subject", "digest"} else "other"
    assert told(chain, update(AuditEntry).where(place == AT).values({column: other})) == (
        "edited",
        place,
    )


@pytest.mark.parametrize("place", [1, *PLACES, LINES])
def test_an_entry_edited_together_with_its_digest_is_named_or_the_next_one(chain, place):
    fault = verdict(chain, forging=place).fault
    assert isinstance(fault, Fault)
    assert (fault.kind, fault.sequence) in {("edited", place), ("edited", place + 1)}


@pytest.mark.parametrize("place", [1, *PLACES])
def test_a_deleted_entry_is_named(chain, place):
    assert told(chain, remove(place, place)) == ("deleted", place)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("gone", [1, 3])
def test_entries_deleted_with_the_rest_numbered_anew_are_named(chain, place, gone):
    after = update(AuditEntry).where(place <= AT)
    harm = (
        remove(place, place + gone - 1),
        after.values(sequence=AT - gone + 1000),
        update(AuditEntry).where(AT >= 1000).values(sequence=AT - 1000),
    )
    assert told(chain, *harm) == ("deleted", place)


def test_the_last_entry_but_one_taken_out_and_the_last_numbered_anew(chain):
    harm = (remove(LINES - 1, LINES - 1), move(LINES, LINES - 1))
    assert told(chain, *harm) == ("deleted", LINES - 1)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("apart", [1, 4])
def test_entries_that_changed_places_are_named(chain, place, apart):
    harm = (move(place, 1000), move(place + apart, place), move(1000, place + apart))
    assert told(chain, *harm) == ("reordered", place)


def test_an_entry_moved_to_the_end_is_named_where_it_belongs(chain):
    assert told(chain, move(7, 1000)) == ("reordered", 7)


@pytest.mark.parametrize("place", [1, *PLACES, LINES])
def test_a_cut_end_is_named_with_its_first_missing_entry(chain, place):
    fault = verdict(chain, remove(place, LINES)).fault
    assert isinstance(fault, Fault)
    assert (fault.kind, fault.sequence) == ("cut", place)
    assert (fault.at is None) == (place == 1)


def test_an_entry_added_after_the_head_is_told(chain):
    row = {"sequence": LINES + 1, "at": "", "action": "x", "detail": "", "digest": b"\0"}
    assert told(chain, insert(AuditEntry).values(**row)) == ("edited", LINES + 1)


def test_a_head_that_is_another_is_told(chain):
    head = update(Setting).where(Setting.name == AUDIT_HEAD)
    other = head.values(value=f'[{LINES}, "{bytes(32).hex()}"]')
    assert told(chain, other) == ("edited", LINES)


def test_progress_is_told_on_the_way(chain, monkeypatch):
    monkeypatch.setattr("models.storage.audit_check._TOLD_EVERY", 10)
    steps: list[tuple[int, int]] = []
    with chain.read() as session:
        verify_audit(session, lambda done, every: steps.append((done, every)))
    assert steps == [(10, LINES), (20, LINES), (30, LINES), (40, LINES)]
