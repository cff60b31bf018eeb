"""A process killed while it saves: what it had told as saved is there when the vault is opened."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from models.entities import Household
from models.errors import DiskFailed, DiskFull
from models.ids import new_id
from models.storage.audit_check import verify_audit
from tests.support.processes import unmeasured

resource = pytest.importorskip("resource", reason="kill -9 and file size limits are POSIX")
ROOT = Path(__file__).parents[3]
SAVE_FOR_EVER = """
import sys
from pathlib import Path
from app.services.vaults import open_with_recovery_key
from models.entities import Household
from models.ids import new_id
desk = open_with_recovery_key(Path(sys.argv[1]), sys.argv[2])
while True:
    with desk.work("register_household") as work:
        household = Household(id=new_id(), label="x" * 2000, opened_on="2026", changed_at="")
        work.session.add(household)
        work.commit()
    print(household.id, flush=True)
"""


def register(desk, label: str) -> None:
    with desk.work("register_household") as work:
        work.session.add(Household(id=new_id(), label=label, opened_on="2026-03-10", changed_at=""))
        work.commit()


@pytest.mark.parametrize("saved", [1, 23, 61])
def test_a_killed_process_loses_nothing_it_told_as_saved(closed, saved):
    run = [sys.executable, "-c", SAVE_FOR_EVER, str(closed.path), closed.recovery_key]
    with subprocess.Popen(
        run, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=unmeasured()
    ) as process:
        told = [process.stdout.readline().strip() for _ in range(saved)]
        process.send_signal(signal.SIGKILL)
        told += [line.strip() for line in process.stdout if line.endswith("\n")]
    desk = closed.open()
    with desk.read() as session:
        kept = {str(found) for found in session.scalars(select(Household.id))}
        assert verify_audit(session).fault is None
    desk.close()
    assert set(told) <= kept
    assert len(kept) <= len(told) + 1


def test_a_disk_that_takes_no_more_is_told_and_loses_nothing_saved(closed, desk):
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (closed.path.stat().st_size + 8192, limits[1]))
    try:
        with pytest.raises((DiskFull, DiskFailed)):
            register(desk, "x" * 900_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    register(desk, "y")
    with desk.read() as session:
        assert session.scalars(select(Household.label)).all() == ["y"]
        assert verify_audit(session).fault is None
