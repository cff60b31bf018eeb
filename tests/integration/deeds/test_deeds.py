"""Every action is named in the log, writes its line with what it does, and can be taken back."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.services.desk import Desk
from app.services.undo import undo_last
from models.entities import AuditEntry, Change
from models.errors import DiskFull
from models.rules import codes
from models.storage.session import VaultSession
from tests.support.deeds import DEEDS, Deed, Scene
from tests.support.rows import BESIDE, rows_of
from tests.support.vaults import ClosedVault, make_vault

SERVICES = Path("app/services")
NAMED_IN = frozenset({"work", "require", "_printed", "_opened", "_given", "telling"})
"""Functions that take the name of an action."""

NO_DEED = frozenset({"read_audit"})
"""Required of a role, and no deed: who reads the log opens no file."""

ELSEWHERE = {
    "vaults and keys: test_opening, test_operators, test_backups, test_witness": {
        "create_vault",
        "open_vault",
        "open_with_recovery_key",
        "set_passphrase",
        "renew_recovery_sheet",
        "dismiss_operator",
        "renew_key",
        "renew_reserved_key",
        "go_on_knowingly",
        "erase_again",
        "keep_drafts",
        "take_drafts",
    },
    "the exchange with the register: tests/integration/closing": {
        "enrol",
        "join_again",
        "ask_to_join",
        "succeed_device",
        "keep_device",
        "keep_heads",
        "keep_told",
        "dismiss_notice",
        "close_month",
        "reopen_month",
        "prepare_closing",
        "obtain_tokens",
        "leave_register",
        "send_withdrawals",
        "send_return",
        "keep_receipt",
        "receive_entries",
        "receive_aid",
        "judge_matches",
        "answer_match",
        "hold_back",
        "reconcile",
        "doubt_register",
        "register_log_changed",
        "make_parcel",
        "forget_parcel",
        "take_answer",
        "withhold_aid",
        "print_receipt",
    },
}
"""Actions done by tests of their own, for they need more than a vault; none is a change of a file
that a volunteer makes at the counter, save for `withhold_aid` (test_month_return)."""


def named_actions() -> Iterator[str]:
    """The actions that the code names, wherever it names one."""
    for source in SERVICES.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr="audit"), args=[action, *_]):
                    yield from _texts(action)
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=arguments):
                    if name in NAMED_IN:
                        for argument in arguments[:3]:
                            yield from _texts(argument)


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        return
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def known() -> set[str]:
    """The actions that have words."""
    return {code.code for code in codes.codes("deeds") if code.macro}


def tried() -> set[str]:
    return {deed.action for deed in DEEDS}.union(*ELSEWHERE.values())


def test_every_action_of_the_services_has_words_and_is_tried_here_or_elsewhere() -> None:
    named = {name for name in named_actions() if name.isidentifier() and "_" in name}
    named |= {"undo", "enrol", "reconcile"}
    named -= NO_DEED
    assert named - known() == set(), "put its words in resources/codes/deeds.toml"
    assert named - tried() == set(), "put it in tests/support/deeds.py"
    assert known() - tried() == set(), "nothing does it any more"


def test_every_kind_of_the_log_has_actions() -> None:
    kinds = {code.code for code in codes.codes("deeds") if not code.macro}
    assert {code.macro for code in codes.codes("deeds") if code.macro} == kinds - {"early"}


def test_nothing_is_written_but_through_a_unit_of_work_which_always_leaves_a_line() -> None:
    writers = {"commit", "begin", "begin_nested", "work"}
    for source in SERVICES.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=whose, attr=attr)) if attr in writers:
                    written = ast.unparse(whose)
                    assert written in {"work", "desk", "self._desk", "self.desk", "desk.vault"} or (
                        written.split(".")[0] in {"self", "panel"}
                    ), f"{source}: {ast.unparse(node)}"


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> ClosedVault:
    return make_vault(tmp_path_factory.mktemp("deeds"))


@pytest.fixture(scope="module")
def scene(closed: ClosedVault, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """One desk for all deeds: each makes families of its own, and what it does is undone."""
    folder = tmp_path_factory.mktemp("scene")
    desk = closed.copy_to(folder).open()
    yield Scene(desk, folder)
    desk.close()


def last_actions(desk: Desk, after: int) -> list[str]:
    with desk.read() as session:
        rows = session.scalars(select(AuditEntry.action).where(AuditEntry.sequence > after))
        return list(rows)


def last_line(desk: Desk) -> int:
    with desk.read() as session:
        return session.scalars(select(AuditEntry.sequence)).all()[-1]


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if not path.name.startswith("san-giuseppe")}


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.action)
def test_it_leaves_its_line_in_the_same_transaction_and_can_be_taken_back(
    scene: Scene, deed: Deed, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, act = scene.desk, deed.prepare(scene)
    before, whole, there = rows_of(desk), rows_of(desk, ()), files(scene.folder)

    def fail(_session: VaultSession) -> None:
        raise DiskFull(path="")

    with monkeypatch.context() as patch:
        patch.setattr(VaultSession, "commit", fail)
        with pytest.raises(DiskFull):
            act()
    assert rows_of(desk, ()) == whole
    assert files(scene.folder) == there

    line = last_line(desk)
    act()
    assert deed.action in last_actions(desk, line)
    if not deed.kept:
        assert rows_of(desk) != before
        undone = undo_last(desk)
        assert undone is not None
        assert undone.action == deed.action
        assert rows_of(desk) == before


def test_what_was_done_before_the_program_was_closed_is_undone_after_it(
    closed: ClosedVault, tmp_path: Path
) -> None:
    scene = Scene(closed.copy_to(tmp_path).open(), tmp_path)
    states = []
    chosen = [deed for deed in DEEDS if not deed.kept]
    for deed in chosen:
        act = deed.prepare(scene)
        states.append((deed.action, left_to_undo(scene.desk), rows_of(scene.desk)))
        act()
    scene.desk.close()
    again = ClosedVault(tmp_path / closed.path.name, closed.recovery_key).open()
    for action, left, before in reversed(states):
        while left_to_undo(again) > left:
            assert undo_last(again) is not None
        assert rows_of(again) == before, action
    again.close()


def left_to_undo(desk: Desk) -> int:
    with desk.read() as session:
        return len(session.scalars(select(Change.id).where(Change.undone_at.is_(None))).all())


CHILD = """
import sys
from pathlib import Path
from app.services.undo import last_change, undo_last
from app.services.vaults import open_with_recovery_key
from tests.support.vaults import now

desk = open_with_recovery_key(Path(sys.argv[1]), sys.argv[2], now)
print(last_change(desk).action, undo_last(desk).action)
desk.close()
"""


def test_another_process_of_the_same_day_undoes_what_this_one_did(
    closed: ClosedVault, tmp_path: Path
) -> None:
    copy = closed.copy_to(tmp_path)
    desk = copy.open()
    before = rows_of(desk)
    Scene(desk, tmp_path).family()
    desk.close()
    told = subprocess.run(
        [sys.executable, "-c", CHILD, str(copy.path), copy.recovery_key],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["register_household"] * 2
    desk = copy.open()
    assert rows_of(desk) == before
    desk.close()


def test_beside_the_rows_of_a_file_only_traces_are_left_out() -> None:
    assert {"audit_entry", "change", "setting", "content"} == BESIDE
