"""The disk fills up, or the power goes, while the work of a day is saved: nothing is half saved."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.services.aid import aid_page, record_aid
from app.services.closing import close_month, matches, receipts
from app.services.desk import Desk
from app.services.household_file import household_file
from app.services.imports.drafting import draft
from app.services.imports.reading import read_workbook
from app.services.imports.take import batches, take
from app.services.imports.understanding import understand
from app.services.members import amend_member
from app.services.undo import undo_last
from app.services.vaults import open_with_recovery_key
from models.entities import Aid, Household, Member, Outbox, SearchWord, SentAid, SentMember
from models.errors import DiskFull
from models.ids import new_id
from models.records.aid import RecordAid
from models.records.household import MemberDraft
from models.records.taking import ConsentAnswer
from models.rules.partial_date import PartialDate
from models.storage.audit_check import verify_audit
from tests.integration.closing.conftest import Centre, now
from tests.support.network import LocalNetwork
from tests.support.processes import unmeasured

MONTH = "2026-10"
ROOT = Path(__file__).parents[3]
REGISTER = ROOT / "resources" / "demo" / "sacra_famiglia_pacchi.xlsx"
EVERYTHING = (Household, Member, Aid, SearchWord, Outbox, SentMember, SentAid)

TAKE_A_REGISTER = """
import sys, threading
from pathlib import Path
from app.services.imports.drafting import draft
from app.services.imports.reading import read_workbook
from app.services.imports.take import take
from app.services.imports.understanding import understand
from app.services.vaults import open_with_recovery_key
from models.records.taking import ConsentAnswer

def stand_still(phase, done, total):
    if phase == "write" and done:
        print("written, not yet saved", flush=True)
        threading.Event().wait()

if __name__ == "__main__":
    desk = open_with_recovery_key(Path(sys.argv[1]), sys.argv[2])
    workbook = read_workbook(Path(sys.argv[3]))
    understood = understand(workbook, desk.today())
    take(desk, draft(workbook, understood, desk.today()), ConsentAnswer(True), stand_still)
"""
CLOSE_A_MONTH = """
import sys, threading
from pathlib import Path
from app.services.closing import close_month
from app.services.vaults import open_with_recovery_key

def stand_still(phase, done, total):
    if phase == sys.argv[3] and total:
        print("in the middle", flush=True)
        threading.Event().wait()

if __name__ == "__main__":
    desk = open_with_recovery_key(Path(sys.argv[1]), sys.argv[2])
    close_month(desk, "2026-10", stand_still)
"""


@contextmanager
def full_disk(desk: Desk) -> Iterator[None]:
    """The vault cannot grow by a page."""
    with desk.vault._writer.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    yield
    with desk.vault._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")


def counts(desk: Desk) -> dict[str, int]:
    with desk.read() as session:
        assert verify_audit(session).fault is None
        return {
            entity.__tablename__: session.scalar(select(func.count()).select_from(entity)) or 0
            for entity in EVERYTHING
        }


def bring_in(desk: Desk) -> int:
    workbook = read_workbook(REGISTER)
    understood = draft(workbook, understand(workbook, desk.today()), desk.today())
    return take(desk, understood, ConsentAnswer(given=True)).households_added


def test_aid_that_finds_the_disk_full_is_recorded_once_there_is_room(here: Centre) -> None:
    household = here.register(MemberDraft(surname="Rossi", given_name="Ada"))
    here.give(household, "food", "2026-10-01")
    before = counts(here.desk)
    long_story = RecordAid(household, "money", cents=500, purpose="bolletta " * 20_000)
    with full_disk(here.desk), pytest.raises(DiskFull) as told:
        record_aid(here.desk, long_story)
    assert told.value.code == "disk_full"
    assert counts(here.desk) == before
    record_aid(here.desk, long_story)
    assert len(aid_page(here.desk, household)) == 2


def test_an_import_that_finds_the_disk_full_leaves_nothing_and_can_be_done_again(
    lone_desk: Desk,
) -> None:
    before = counts(lone_desk)
    with full_disk(lone_desk), pytest.raises(DiskFull):
        bring_in(lone_desk)
    assert counts(lone_desk) == before
    assert batches(lone_desk) == ()
    added = bring_in(lone_desk)
    assert added == counts(lone_desk)["household"] > 20


def test_a_closing_that_finds_the_disk_full_is_closed_once_there_is_room(
    here: Centre, there: Centre
) -> None:
    _fill(here)
    _fill(there)
    close_month(there.desk, MONTH)
    before = counts(here.desk)
    with full_disk(here.desk), pytest.raises(DiskFull):
        close_month(here.desk, MONTH)
    assert counts(here.desk) == before
    receipt = close_month(here.desk, MONTH)
    assert receipt.entries_sent == 5 * 40
    assert len(matches(here.desk)) == 5


def _fill(centre: Centre) -> None:
    for number, surname in enumerate(("Hoxha", "Popescu", "Quispe", "Diallo", "Esposito")):
        born = PartialDate(1960 + number, 4, 11 + number)
        household = centre.register(MemberDraft(surname=surname, given_name="Dana", born=born))
        centre.give(household, "food", "2026-10-10")


Killed = Callable[..., None]


@pytest.fixture
def killed() -> Killed:
    """Runs a program until it says that it is in the middle of its work, and kills it."""
    if os.name == "nt":
        pytest.skip("kill -9 is of POSIX")

    def run(program: str, *arguments: str) -> None:
        command = [sys.executable, "-c", program, *arguments]
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=unmeasured()
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline()
            process.kill()

    return run


def test_a_program_killed_while_it_imports_has_imported_nothing(
    lone_desk: Desk, template_vault: tuple[Path, str], killed: Killed
) -> None:
    before, path, recovery_key = counts(lone_desk), lone_desk.vault.path, template_vault[1]
    lone_desk.close()
    killed(TAKE_A_REGISTER, str(path), recovery_key, str(REGISTER))
    desk = open_with_recovery_key(path, recovery_key, now)
    assert counts(desk) == before
    assert bring_in(desk) == counts(desk)["household"]
    desk.close()


@pytest.mark.parametrize("phase", ["seal", "push", "compare"])
def test_a_program_killed_while_it_closes_a_month_closes_it_the_next_time(
    lone_desk: Desk,
    template_vault: tuple[Path, str],
    network: LocalNetwork,
    killed: Killed,
    phase: str,
) -> None:
    network.welcome(lone_desk, "Solo")
    _fill(Centre(lone_desk))
    path, recovery_key = lone_desk.vault.path, template_vault[1]
    lone_desk.close()
    killed(CLOSE_A_MONTH, str(path), recovery_key, phase)
    desk = open_with_recovery_key(path, recovery_key, now)
    (begun,) = receipts(desk)
    assert begun.done_at is None
    receipt = close_month(desk, MONTH)
    assert (receipt.entries_sent, receipt.bundles_sent) == (5 * 40, 5)
    assert counts(desk)["outbox"] == 1
    desk.close()


def test_a_month_is_closed_though_another_was_interrupted(here: Centre) -> None:
    _fill(here)

    def cut(phase: str, _done: int, total: int, /) -> None:
        if phase == "push" and total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        close_month(here.desk, "2026-09", cut)
    october = close_month(here.desk, MONTH)
    september = close_month(here.desk, "2026-09")
    assert (september.entries_sent, september.bundles_sent) == (5 * 40, 5)
    assert (october.entries_sent, october.bundles_sent) == (0, 5)
    assert october.done_at is not None
    assert september.done_at is not None


def test_a_household_erased_by_undoing_comes_down_at_the_next_closing(here: Centre) -> None:
    _fill(here)
    household = here.register(MemberDraft(surname="Sbagliata", given_name="Nora"))
    close_month(here.desk, MONTH)
    assert (undo_last(here.desk) or pytest.fail("nothing undone")).household_id == household
    receipt = close_month(here.desk, MONTH)
    assert receipt.entries_removed == 40
    assert receipt.households == 5


def test_a_person_of_whom_no_key_can_be_made_any_more_comes_down(here: Centre) -> None:

    household = here.register(MemberDraft(surname="Rossi", given_name="Ada"))
    assert close_month(here.desk, MONTH).entries_sent == 40
    member = household_file(here.desk, household).members[0]
    amend_member(here.desk, household, member.member_id, MemberDraft(nickname="la sarta"))
    assert close_month(here.desk, MONTH).entries_removed == 40


def test_aid_removed_before_the_first_that_is_left_is_corrected(here: Centre) -> None:
    household = here.register(MemberDraft(surname="Rossi", given_name="Ada"))
    here.give(household, "food", "2026-08-10")
    assert close_month(here.desk, MONTH).bundles_sent == 3
    undo_last(here.desk)
    assert close_month(here.desk, MONTH).bundles_sent == 4


def test_a_month_of_a_thousand_aids_is_sent_by_day(here: Centre, there: Centre) -> None:
    rossi = MemberDraft(surname="Rossi", given_name="Ada", born=PartialDate(1950, 2, 3))
    theirs, ours = there.register(rossi), here.register(rossi)
    here.give(ours, "food", "2026-10-10")
    with there.desk.work("import_register", journal=False) as work:
        work.session.add_all(
            Aid(
                id=new_id(),
                household_id=theirs,
                kind=kind,
                quantity=2,
                cents=cents,
                given_on="2026-10-07",
                recorded_at="2026-10-07T10:00:00.000Z",
            )
            for kind, cents in (("food", None), ("money", 100))
            for _ in range(700)
        )
        work.commit()
    for centre in (there, here):
        close_month(centre.desk, MONTH)
    elsewhere = household_aid(here.desk, ours)
    assert elsewhere == {("food", 1400, None), ("money", 1400, 70_000)}


def household_aid(desk: Desk, household_id: UUID) -> set[tuple[str, int, int | None]]:

    file = household_file(desk, household_id)
    return {(line.kind, line.quantity, line.cents) for line in file.elsewhere}
