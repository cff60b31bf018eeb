"""What an entry of the chain holds, and that nobody's name is needed to write one."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from models.entities import AuditEntry
from models.storage.audit import Deed, append_entry, read_head
from models.storage.audit_check import verify_audit
from models.storage.session import VaultSession


def test_an_entry_that_nobody_in_particular_made_stands_in_the_chain_like_any_other(desk, clock):
    with desk.vault._writer.connect() as connection, VaultSession(connection) as session:
        before = read_head(session)
        head = append_entry(session, Deed(clock(), None, "open_file"))
        assert head.sequence == before.sequence + 1
        assert read_head(session) == head
        newest = select(AuditEntry).order_by(AuditEntry.sequence.desc()).limit(1)
        entry = session.scalars(newest).one()
        assert (entry.operator_id, entry.subject, entry.action) == (None, None, "open_file")
        assert verify_audit(session).fault is None
        connection.rollback()


def test_a_fault_tells_when_the_entry_there_or_the_last_before_it_was_made(desk, clock):
    with desk.vault._writer.connect() as connection, VaultSession(connection) as session:
        moments = []
        for _ in range(3):
            clock.now += timedelta(minutes=5)
            moments.append(clock.now)
            head = append_entry(session, Deed(clock(), None, "open_file"))
        last = head.sequence
        edited = update(AuditEntry).where(AuditEntry.sequence == last - 1)
        session.execute(edited.values(detail="other"))
        fault = verify_audit(session).fault
        assert (fault.kind, fault.sequence, fault.at) == ("edited", last - 1, moments[1])
        session.execute(edited.values(detail=""))
        session.execute(delete(AuditEntry).where(AuditEntry.sequence == last))
        fault = verify_audit(session).fault
        assert (fault.kind, fault.sequence, fault.at) == ("cut", last, moments[1])
        connection.rollback()
