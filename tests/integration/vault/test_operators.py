"""The people who use the program: roles, clearance, and leaving."""

import ast
import errno
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from app.services.backups import back_up, backups_beside
from app.services.desk import Desk
from app.services.exports import What
from app.services.leaving import (
    dismiss_operator,
    finish_leaving,
    left_undone,
    renew_key,
    set_clearance,
)
from app.services.operators import (
    add_operator,
    amend_operator,
    operators,
    reset_passphrase,
)
from app.services.restoring import restore_backup
from app.services.vaults import (
    draw_recovery_key,
    keep_recovery_key,
    open_vault,
    open_with_recovery_key,
    set_passphrase,
)
from models.errors import (
    DiskFull,
    NotAllowed,
    NotFound,
    RecoveryKeyMistyped,
    RuleBroken,
    VaultDamaged,
    VaultInUse,
    WorldError,
    WrongPassphrase,
)
from models.ids import new_id
from models.records.vault import AddOperator
from models.rules.permissions import STAFF_ACTIONS, VOLUNTEERS_ACTIONS, least_role, may
from models.storage.engine import connect
from models.storage.vault import Vault, rekeyed_path
from tests.integration.vault.conftest import PHRASE, Clock, Closed, failing
from tests.integration.vault.test_schema import RECOVERY_KEYS, RELEASED
from tests.support.passphrases import true_passphrases
from tests.support.vaults import ClosedVault

BRUNO = AddOperator("Bruno Verdi", "volunteer", date(2026, 3, 1), "bruno porta il pane")


@pytest.fixture
def desk(closed: Closed, clock: Clock) -> Iterator[Desk]:
    desk = closed.open(clock)
    yield desk
    desk.close()


def at_work(desk: Desk) -> list[tuple[str, str, bool]]:
    return [
        (one.operator.name, one.operator.role, one.has_clearance)
        for one in operators(desk)
        if one.operator.left_on is None
    ]


def test_a_person_is_authorised_and_opens_the_vault_with_her_own_passphrase(desk, closed, clock):
    add_operator(desk, BRUNO)
    assert at_work(desk) == [
        ("Anna Neri", "coordinator", True),
        ("Bruno Verdi", "volunteer", False),
    ]
    desk.close()
    his = open_vault(closed.path, BRUNO.passphrase, clock)
    assert (his.operator.name, his.operator.role) == ("Bruno Verdi", "volunteer")
    assert his.operator.authorised_on == date(2026, 3, 1)
    assert his.vault.keys.reserved is None
    his.close()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"name": " "}, "name_missing"),
        ({"name": "anna neri"}, "operator_exists"),
        ({"role": "king"}, "no_role"),
        ({"passphrase": "short"}, "passphrase_too_short"),
    ],
)
def test_nobody_is_authorised_without_name_role_and_a_passphrase(desk, changes, rule):
    told = {
        "name": BRUNO.name,
        "role": BRUNO.role,
        "authorised_on": BRUNO.authorised_on,
        "passphrase": BRUNO.passphrase,
    }
    with pytest.raises(RuleBroken) as caught:
        add_operator(desk, AddOperator(**(told | changes)))
    assert caught.value.values["rule"] == rule
    assert len(at_work(desk)) == 1


def test_a_volunteer_may_not_authorise_dismiss_or_clear_anyone(desk, closed, clock):
    bruno = add_operator(desk, BRUNO)
    anna = desk.operator.operator_id
    desk.close()
    his = open_vault(closed.path, BRUNO.passphrase, clock)
    day, carla = date(2026, 1, 1), AddOperator("C", "staff", date(2026, 1, 1), "una frase lunga")
    refused = {
        "add_operator": lambda: add_operator(his, carla),
        "amend_operator": lambda: amend_operator(his, bruno, "Bruno Verdi", "coordinator", day),
        "set_clearance": lambda: set_clearance(his, bruno, has_clearance=True),
        "reset_passphrase": lambda: reset_passphrase(his, anna, "una frase lunga"),
        "dismiss_operator": lambda: dismiss_operator(his, anna),
        "renew_key": lambda: renew_key(his),
    }
    for action, deed in refused.items():
        with pytest.raises(NotAllowed) as caught:
            deed()
        told = {"action": action, "role": "volunteer", "needed": "coordinator"}
        assert caught.value.values == told
    his.close()
    open_vault(closed.path, PHRASE, clock).close()


def test_a_role_changes_and_the_last_coordinator_stays_one(desk):
    bruno = add_operator(desk, BRUNO)
    anna = desk.operator.operator_id
    with pytest.raises(RuleBroken) as caught:
        amend_operator(desk, anna, "Anna Neri", "staff", date(2026, 3, 1))
    assert caught.value.values["rule"] == "last_coordinator"
    amend_operator(desk, bruno, "Bruno Verdi", "coordinator", date(2026, 3, 2))
    amend_operator(desk, anna, "Anna Neri", "staff", date(2026, 3, 1))
    assert [role for _, role, _ in at_work(desk)] == ["staff", "coordinator"]


def test_clearance_is_given_and_taken_without_anybodys_passphrase(desk, closed, clock):
    bruno = add_operator(desk, BRUNO)
    reserved = desk.vault.keys.reserved
    for has_clearance in (True, False):
        set_clearance(desk, bruno, has_clearance=has_clearance)
        desk.close()
        his = open_vault(closed.path, BRUNO.passphrase, clock)
        assert his.vault.keys.reserved == (reserved if has_clearance else None)
        his.close()
        desk = closed.open(clock)
    desk.close()


def test_nobody_gives_a_clearance_that_she_has_not(desk, closed, clock):
    add_operator(desk, AddOperator("Carla", "coordinator", date(2026, 1, 1), "carla senza chiave"))
    bruno = add_operator(desk, BRUNO)
    desk.close()
    hers = open_vault(closed.path, "carla senza chiave", clock)
    with pytest.raises(NotAllowed) as caught:
        set_clearance(hers, bruno, has_clearance=True)
    told = {"action": "set_clearance", "role": "coordinator", "needed": "clearance"}
    assert caught.value.values == told
    set_clearance(hers, bruno, has_clearance=False)
    hers.close()


def test_a_forgotten_passphrase_is_replaced_by_the_coordinator(desk, closed, clock):
    bruno = add_operator(desk, BRUNO)
    reset_passphrase(desk, bruno, "una frase tutta nuova")
    desk.close()
    with pytest.raises(WrongPassphrase):
        open_vault(closed.path, BRUNO.passphrase, clock)
    open_vault(closed.path, "una frase tutta nuova", clock).close()


def test_who_left_opens_neither_the_vault_nor_its_backups_and_the_others_do(desk, closed, clock):
    bruno = add_operator(desk, BRUNO)
    old = back_up(desk).path
    old_key = desk.vault.key
    dismiss_operator(desk, bruno)
    assert not left_undone(desk).key
    assert desk.vault.key != old_key
    assert at_work(desk) == [("Anna Neri", "coordinator", True)]
    desk.close()
    with pytest.raises(WrongPassphrase):
        open_vault(closed.path, BRUNO.passphrase, clock)
    with pytest.raises(VaultDamaged):
        connect(closed.path, old_key)
    with pytest.raises(WrongPassphrase):
        restore_backup(old, BRUNO.passphrase, closed.path.with_name("his.dapo"))
    open_vault(closed.path, PHRASE, clock).close()
    closed.open(clock).close()
    for line in backups_beside(closed.path):
        restored = closed.path.with_name("again.dapo")
        restore_backup(line.path, closed.recovery_key, restored, clock=clock)[0].close()


def test_one_cannot_see_oneself_off_nor_a_stranger_nor_somebody_twice(desk):
    with pytest.raises(RuleBroken) as refused:
        dismiss_operator(desk, desk.operator.operator_id)
    assert refused.value.values == {"rule": "oneself"}
    with pytest.raises(NotFound):
        dismiss_operator(desk, new_id())
    bruno = add_operator(desk, BRUNO)
    dismiss_operator(desk, bruno)
    for deed in (
        lambda: dismiss_operator(desk, bruno),
        lambda: set_clearance(desk, bruno, has_clearance=True),
        lambda: reset_passphrase(desk, bruno, "una frase lunga"),
    ):
        with pytest.raises(NotFound) as caught:
            deed()
        assert caught.value.values == {"operator_id": bruno}


def test_the_only_other_coordinator_may_go(desk):
    carla = add_operator(
        desk, AddOperator("Carla", "coordinator", date(2026, 1, 1), "carla con la chiave")
    )
    dismiss_operator(desk, carla)
    assert len(at_work(desk)) == 1


class Cut(Exception):
    """Stands for the end of the process."""


CUTS = {
    "before the copy": ("models.storage.vault.make_copy", "before"),
    "after the copy": ("models.storage.vault.make_copy", "after"),
    "after the file took its place": ("models.storage.vault.sync_folder", "after"),
    "before the slots are settled": ("models.storage.vault.Vault._settle_key", "before"),
}


@pytest.mark.parametrize("cut", CUTS)
def test_a_new_key_cut_anywhere_leaves_a_vault_that_opens_and_is_finished_later(
    desk, closed, clock, monkeypatch, cut
):
    bruno = add_operator(desk, BRUNO)
    old_key = desk.vault.key
    target, when = CUTS[cut]
    with monkeypatch.context() as patch:
        cut_at(patch, target, when)
        with pytest.raises(Cut):
            dismiss_operator(desk, bruno)
        desk.close()
    again = open_vault(closed.path, PHRASE, clock)
    assert left_undone(again).key
    assert not rekeyed_path(closed.path).exists()
    renew_key(again)
    assert again.vault.key != old_key
    assert not left_undone(again).key
    again.close()
    with pytest.raises(WrongPassphrase):
        open_vault(closed.path, BRUNO.passphrase, clock)
    closed.open(clock).close()


def cut_at(patch: pytest.MonkeyPatch, target: str, when: str) -> None:
    if target.endswith("_settle_key"):
        patch.setattr(Vault, "_settle_key", lambda _self: cut())
        return
    module, name = target.rsplit(".", 1)
    real = getattr(__import__(module, fromlist=[name]), name)

    def cutting(*told: object) -> object:
        if when == "after":
            real(*told)
        return cut()

    patch.setattr(target, cutting)
    patch.setattr(Vault, "_settle_key", lambda _self: None)


def cut() -> None:
    raise Cut


def test_a_vault_that_somebody_reads_keeps_its_key(desk, closed, clock):
    bruno = add_operator(desk, BRUNO)
    key = desk.vault.key
    with desk.read() as session:
        session.connection()
        with failing(VaultInUse, desk.vault.path):
            dismiss_operator(desk, bruno)
    assert desk.vault.key == key
    assert left_undone(desk).key
    renew_key(desk)
    desk.close()
    closed.open(clock).close()


def test_the_slot_of_who_left_opens_nothing_even_if_it_could_not_be_removed(
    desk, closed, clock, monkeypatch
):
    bruno = add_operator(desk, BRUNO)
    monkeypatch.setattr(Vault, "set_slots", lambda *_told: cut())
    with pytest.raises(Cut):
        dismiss_operator(desk, bruno)
    monkeypatch.undo()
    desk.close()
    with pytest.raises(WrongPassphrase):
        open_vault(closed.path, BRUNO.passphrase, clock)


@pytest.mark.usefixtures("caplog")  # its register answers no more
def test_slots_of_the_first_version_are_made_anew_by_signing_in(tmp_path):
    released = ClosedVault(RELEASED / "0.1.0.dapo", RECOVERY_KEYS["0.1.0"])
    vault = released.copy_to(tmp_path)
    with true_passphrases():
        desk = open_vault(vault.path, "gatto vulcano lampada ponte miele")
    bruno = add_operator(desk, BRUNO)
    with pytest.raises(RuleBroken) as caught:
        dismiss_operator(desk, bruno)
    assert caught.value.values == {"rule": "slot_of_earlier_version", "names": "volontaria 3"}
    assert desk.vault.keys.reserved is not None
    desk.close()
    desk = vault.open()
    assert desk.vault.keys.reserved is None
    undone = dismiss_operator(desk, bruno)
    assert (undone.key, undone.reserved_key, undone.register) == (False, False, True)
    desk.close()
    vault.open().close()


def test_clearance_waits_for_a_slot_of_this_version(tmp_path):
    released = ClosedVault(RELEASED / "0.1.0.dapo", RECOVERY_KEYS["0.1.0"])
    desk = released.copy_to(tmp_path).open()
    (anna,) = operators(desk)
    assert anna.is_early
    with pytest.raises(RuleBroken) as caught:
        set_clearance(desk, anna.operator.operator_id, has_clearance=False)
    assert caught.value.values == {"rule": "slot_of_earlier_version"}
    desk.close()


def test_a_changed_passphrase_keeps_the_clearance(desk, closed, clock):
    set_passphrase(desk, PHRASE, "una frase di prova nuova")
    desk.close()
    again = open_vault(closed.path, "una frase di prova nuova", clock)
    assert again.vault.keys.reserved is not None
    again.close()


def test_every_action_of_the_services_is_somebodys():
    named = {action for source in Path("app").rglob("*.py") for action in actions_in(source)}
    assert len(named) > 40
    named |= {f"export_{what}" for what in get_args(What)}
    forgotten = {action for action in named if least_role(action) == "coordinator"}
    assert forgotten - COORDINATORS <= {"export_"}


COORDINATORS = frozenset(
    {
        "add_operator",
        "amend_operator",
        "ask_to_join",
        "choose_backup_folder",
        "create_vault",
        "dismiss_operator",
        "enrol",
        "erase_household",
        "erase_member",
        "export_audit",
        "go_on_knowingly",
        "join_again",
        "keep_longer",
        "print_processing_record",
        "read_audit",
        "renew_key",
        "renew_recovery_sheet",
        "reopen_month",
        "reset_passphrase",
        "set_clearance",
        "set_privacy_terms",
        "set_window",
        "verify_audit",
    }
)


def actions_in(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(attr="work" | "require"), args=[action, *_]):
                texts = (each for each in ast.walk(action) if isinstance(each, ast.Constant))
                yield from (text.value for text in texts if isinstance(text.value, str))


@pytest.mark.parametrize("role", ["", "king", "Coordinator"])
def test_a_role_nobody_knows_may_do_nothing(role):
    assert not any(may(role, action) for action in VOLUNTEERS_ACTIONS | STAFF_ACTIONS)


def test_each_role_may_do_all_that_the_one_before_it_may():
    for action in VOLUNTEERS_ACTIONS | STAFF_ACTIONS | COORDINATORS:
        allowed = [may(role, action) for role in ("volunteer", "staff", "coordinator")]
        assert allowed == sorted(allowed)
        assert allowed[2]


def test_services_refuse_with_the_least_role_that_may(desk, closed, clock):
    add_operator(desk, BRUNO)
    desk.close()
    his = open_vault(closed.path, BRUNO.passphrase, clock)
    with pytest.raises(NotAllowed) as caught:
        his.work("import_register")
    assert caught.value.values == {
        "action": "import_register",
        "role": "volunteer",
        "needed": "staff",
    }
    with pytest.raises(NotAllowed):
        his.work("something_new")
    his.close()


def test_dismissing_is_refused_while_the_disk_is_full_and_done_later(desk, monkeypatch):
    bruno = add_operator(desk, BRUNO)

    def full(*_told: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("models.storage.backup.sync_file", full)
    with pytest.raises(WorldError):
        dismiss_operator(desk, bruno)
    monkeypatch.undo()
    assert left_undone(desk).key
    finish_leaving(desk)
    assert not left_undone(desk).key


def test_a_new_recovery_sheet_ends_the_old_one_of_that_person_only(desk, closed, clock):
    elena = AddOperator("Elena Rossi", "coordinator", date(2026, 3, 1), "elena chiude il mese")
    add_operator(desk, elena)
    desk.close()
    hers = open_vault(closed.path, elena.passphrase, clock)
    her_sheet = draw_recovery_key()
    keep_recovery_key(hers, her_sheet)
    hers.close()
    closed.open(clock).close()
    anna = open_with_recovery_key(closed.path, her_sheet, clock)
    assert anna.operator.name == "Elena Rossi"
    anna.close()
    mine = closed.open(clock)
    sheet = draw_recovery_key()
    with pytest.raises(RecoveryKeyMistyped):
        keep_recovery_key(mine, f"{sheet[:-1]}*")
    keep_recovery_key(mine, sheet)
    mine.close()
    with pytest.raises(WrongPassphrase):
        closed.open(clock)
    open_with_recovery_key(closed.path, sheet, clock).close()
    open_with_recovery_key(closed.path, her_sheet, clock).close()


def test_only_a_coordinator_makes_a_recovery_sheet(desk, closed, clock):
    add_operator(desk, BRUNO)
    desk.close()
    his = open_vault(closed.path, BRUNO.passphrase, clock)
    with pytest.raises(NotAllowed):
        keep_recovery_key(his, draw_recovery_key())
    his.close()


def test_a_log_that_stays_keeps_the_old_key(desk, monkeypatch):
    bruno, key = add_operator(desk, BRUNO), desk.vault.key
    monkeypatch.setattr("models.storage.vault.has_log", lambda _path: True)
    with failing(VaultInUse, desk.vault.path):
        dismiss_operator(desk, bruno)
    monkeypatch.undo()
    assert desk.vault.key == key
    renew_key(desk)
    assert desk.vault.key != key


def test_a_disk_that_fails_as_the_new_key_takes_its_place_is_told(desk, closed, clock, monkeypatch):
    def full(*_told: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("models.storage.vault.sync_folder", full)
    former = desk.vault.key
    with failing(DiskFull, closed.path, errno=errno.ENOSPC):
        renew_key(desk)
    monkeypatch.undo()
    assert desk.vault.key != former
    desk.close()
    closed.open(clock).close()
