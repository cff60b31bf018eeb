"""A file and its notes put back together, and a register's log that went back: both are told."""

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.services.closing import close_month, reconciliations, send_withdrawals
from app.services.closing.heads import VaultBehind, go_on_knowingly, is_log_changed
from app.services.consents import withdraw_consent
from app.services.desk import Desk
from app.services.operators import add_operator
from app.services.parcels import NetworkNeeded
from app.services.vaults import open_vault, open_with_recovery_key
from models.errors import NotAllowed
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from models.storage.witness import seen_path
from sync.register import tables
from sync.register.database import reading, writing
from sync.register.reconciling import begin_epoch
from tests.integration.closing.conftest import Centre, now
from tests.integration.closing.test_succession import STAFF
from tests.support.copies import RegisterCopy
from tests.support.network import LocalNetwork
from tests.support.parcels import joined
from tests.support.standing import standing, wanted

MONTH = "2026-10"
ADA = MemberDraft(surname="Rossi", given_name="Ada", born=PartialDate(1950, 2, 3))
BEA = MemberDraft(surname="Bianchi", given_name="Bea", born=PartialDate(1951, 2, 3))


@pytest.fixture
def register_database(tmp_path: Path) -> str:
    """SQLite alone: what is kept are two numbers and a digest."""
    return str(tmp_path / "register.db")


class Snapshot:
    """A vault with all that lies beside it, and the person's own notes of it: put back together."""

    def __init__(self, desk: Desk, recovery_key: str) -> None:
        self._path, self._recovery_key, self._clock = desk.vault.path, recovery_key, desk.clock
        self._notes = desk.vault._witness.folder
        self._folder = self._path.with_name("snapshot")
        self._folder.mkdir()
        desk.close()
        for path in self._files():
            shutil.copy(path, self._folder / path.name)
        shutil.copytree(self._notes, self._folder / "notes")

    def open(self) -> Desk:
        return open_with_recovery_key(self._path, self._recovery_key, self._clock)

    def put_back(self, desk: Desk) -> Desk:
        """Nothing on this PC tells any more that another file was there."""
        desk.close()
        for path in self._files():
            shutil.copy(self._folder / path.name, path)
        shutil.copytree(self._folder / "notes", self._notes, dirs_exist_ok=True)
        return self.open()

    def _files(self) -> tuple[Path, ...]:
        keys = self._path.with_name(self._path.name + ".keys")
        return self._path, keys, seen_path(self._path)


@pytest.fixture
def recovery_key(template_vault: tuple[Path, str]) -> str:
    return template_vault[1]


@pytest.fixture
def older(here: Centre, recovery_key: str) -> Iterator[Desk]:
    """A vault put back with its notes, after a later one of it has closed the month."""
    here.register(ADA)
    close_month(here.desk, MONTH)
    snapshot = Snapshot(here.desk, recovery_key)
    desk = snapshot.open()
    Centre(desk).register(BEA)
    close_month(desk, MONTH)
    desk = snapshot.put_back(desk)
    yield desk
    desk.close()


def pushes(network: LocalNetwork) -> int:
    with reading(network.register.engine) as connection:
        return len(connection.execute(tables.receipt.select()).all())


def test_a_file_put_back_with_its_notes_is_told_before_anything_is_sent(
    older: Desk, network: LocalNetwork
) -> None:
    before, sent = standing(network.register.engine, "San Pio"), pushes(network)
    Centre(older).register(BEA)
    for exchange in (lambda: close_month(older, MONTH), lambda: send_withdrawals(older)):
        with pytest.raises(VaultBehind) as caught:
            exchange()
        # Its own work since may have made it longer than the other was by then.
        assert caught.value.values["reason"] in {"older", "other"}
        assert caught.value.values["seen_at"] <= now()
    assert standing(network.register.engine, "San Pio") == before
    assert pushes(network) == sent
    assert reconciliations(older) == ()


def test_who_goes_on_knowingly_is_compared_and_asked_once(
    older: Desk, network: LocalNetwork
) -> None:
    go_on_knowingly(older)
    close_month(older, MONTH)
    (note,) = reconciliations(older)
    assert note.reason == "vault_restored"
    assert wanted(older) == standing(network.register.engine, "San Pio")
    close_month(older, MONTH)
    assert len(reconciliations(older)) == 1


def test_an_older_file_of_which_the_register_had_nothing_yet_is_told_too(
    here: Centre, recovery_key: str
) -> None:
    """No push lies between: only the head of the audit chain tells."""
    close_month(here.desk, MONTH)
    snapshot = Snapshot(here.desk, recovery_key)
    desk = snapshot.open()
    Centre(desk).register(ADA, consent=False)
    close_month(desk, MONTH)
    desk = snapshot.put_back(desk)
    with pytest.raises(VaultBehind):
        close_month(desk, MONTH)
    go_on_knowingly(desk)
    close_month(desk, MONTH)
    desk.close()


def test_two_copies_of_one_file_that_both_go_on_are_told(here: Centre, recovery_key: str) -> None:
    close_month(here.desk, MONTH)
    snapshot = Snapshot(here.desk, recovery_key)
    desk = snapshot.open()
    Centre(desk).register(ADA)
    close_month(desk, MONTH)
    desk = snapshot.put_back(desk)
    for _ in range(200):
        with desk.work("open_file", journal=False) as work:
            work.commit()
    with pytest.raises(VaultBehind) as caught:
        close_month(desk, MONTH)
    assert caught.value.values["reason"] == "other"
    desk.close()


def test_only_the_coordinator_goes_on_with_an_older_file(here: Centre) -> None:
    add_operator(here.desk, STAFF)
    path = here.desk.vault.path
    here.desk.close()
    hers = open_vault(path, STAFF.passphrase, now)
    with pytest.raises(NotAllowed):
        go_on_knowingly(hers)
    hers.close()


def test_another_vault_that_joined_with_a_code_is_not_taken_for_an_older_one(
    here: Centre, lone_desk: Desk, network: LocalNetwork
) -> None:
    here.register(ADA)
    close_month(here.desk, MONTH)
    network.welcome(lone_desk, "San Pio")
    close_month(lone_desk, MONTH)
    close_month(lone_desk, MONTH)


def test_a_centre_by_stick_is_told_when_the_answer_is_read(
    lone_desk: Desk, here: Centre, network: LocalNetwork, tmp_path: Path, recovery_key: str
) -> None:
    stick = joined(lone_desk, here.desk, network, tmp_path / "stick")
    Centre(stick.lonely).register(ADA)
    stick.travel(MONTH)
    snapshot = Snapshot(stick.lonely, recovery_key)
    stick.lonely = snapshot.open()
    stick.travel(MONTH)
    stick.lonely = snapshot.put_back(stick.lonely)
    with pytest.raises(VaultBehind):
        stick.travel(MONTH)
    go_on_knowingly(stick.lonely)
    with pytest.raises(NetworkNeeded):
        stick.travel(MONTH)
    close_month(stick.lonely, MONTH)
    stick.travel(MONTH)
    stick.lonely.close()


@pytest.fixture
def rewritten(network: LocalNetwork) -> Callable[[], None]:
    """Let the register's log be another than the centres were told."""

    def rewrite() -> None:
        with writing(network.register.engine) as connection:
            connection.exec_driver_sql("DROP TRIGGER audit_keeps_words")
            connection.execute(tables.audit.update().values(digest=bytes(32)))
            connection.execute(tables.audit_head.update().values(digest=bytes(32)))

    return rewrite


def test_a_rewritten_log_of_the_register_is_told_on_one_receipt(
    here: Centre, rewritten: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    assert not close_month(here.desk, MONTH).is_log_changed
    assert not close_month(here.desk, MONTH).is_log_changed
    assert caplog.records == []
    rewritten()
    assert close_month(here.desk, MONTH).is_log_changed
    assert [line.levelno for line in caplog.records] == [logging.WARNING]
    assert "log" in caplog.records[0].getMessage()
    assert not is_log_changed(here.desk)
    assert not close_month(here.desk, MONTH).is_log_changed


@pytest.mark.usefixtures("caplog")
def test_it_is_told_though_the_closing_that_found_it_was_cut(
    here: Centre, rewritten: Callable[[], None]
) -> None:
    ada = here.register(ADA)
    close_month(here.desk, MONTH)
    rewritten()
    withdraw_consent(here.desk, ada, "register")
    send_withdrawals(here.desk)
    assert is_log_changed(here.desk)
    assert close_month(here.desk, MONTH).is_log_changed


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize("is_told", [True, False])
def test_a_log_that_is_shorter_than_it_was_is_told_unless_the_register_said_so(
    here: Centre, network: LocalNetwork, tmp_path: Path, *, is_told: bool
) -> None:
    close_month(here.desk, MONTH)
    copy = RegisterCopy(network.register.engine, tmp_path)
    network.invite("Terza")
    close_month(here.desk, MONTH)
    copy.put_back()
    if is_told:
        with writing(network.register.engine) as connection:
            begin_epoch(connection, now(), by="command line")
    assert close_month(here.desk, MONTH).is_log_changed is not is_told
