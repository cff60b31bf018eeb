"""The power goes while somebody is seen off: every state on the disk opens, and is finished."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from app.services.desk import Desk
from app.services.documents import add_document, open_document
from app.services.leaving import dismiss_operator, finish_leaving, left_undone
from app.services.operators import add_operator
from app.services.reserved_notes import read_reserved_notes, write_reserved_note
from models.errors import WrongPassphrase
from models.records.documents import AddDocument, TakenFile
from models.records.vault import AddOperator, LeftUndone
from models.storage import vault as storage
from models.storage.key_slots import read_slots
from models.storage.unit_of_work import UnitOfWork
from tests.integration.vault.conftest import Closed

BRUNO = AddOperator(
    "Bruno Verdi", "staff", date(2026, 3, 1), "bruno porta il pane", has_clearance=True
)
NOTHING = LeftUndone(key=False, reserved_key=False, register=False)


class Disk:
    """What a power cut would leave: the files as they are before each step that lasts."""

    def __init__(self, vault: Path, folder: Path) -> None:
        self._vault, self._folder = vault, folder
        self.images: list[Path] = []

    def before(self, real: Callable[..., object]) -> Callable[..., object]:
        def step(*told: object) -> object:
            self.take()
            return real(*told)

        return step

    def take(self) -> None:
        image = self._folder / f"{len(self.images):02d}"
        image.mkdir(parents=True)
        for path in self._vault.parent.glob(f"{self._vault.name}*"):
            if not path.name.endswith((".lock", ".seen")):
                shutil.copy(path, image / path.name)
        self.images.append(image / self._vault.name)


@pytest.fixture
def disk(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    disk = Disk(desk.vault.path, tmp_path / "images")
    for owner, name in (
        (UnitOfWork, "commit"),
        (storage, "write_slots"),
        (storage, "make_copy"),
        (storage, "sync_folder"),
    ):
        monkeypatch.setattr(owner, name, disk.before(getattr(owner, name)))
    yield disk
    monkeypatch.undo()


@pytest.mark.slow
def test_whatever_the_power_cut_leaves_opens_and_is_finished(
    desk: Desk, family: UUID, permit: TakenFile, closed: Closed, disk: Disk
):
    bruno = add_operator(desk, BRUNO)
    write_reserved_note(desk, family, "in confidenza")
    paper = add_document(desk, AddDocument(family, permit, "permit", is_reserved=True))
    former = desk.vault.keys
    disk.images.clear()
    shutil.rmtree(disk._folder)
    dismiss_operator(desk, bruno)
    disk.take()
    images = list(disk.images)
    assert len(images) > 10
    desk.close()
    left = [_outcome(Closed(image, closed.recovery_key), family, paper, former) for image in images]
    # Only before the wish was written down has nothing happened.
    assert left.index(True) <= 1
    assert all(left[left.index(True) :])


def _outcome(image: Closed, family: UUID, paper: UUID, former: storage.VaultKeys) -> bool:
    """Open what is left, finish it, and tell whether Bruno had been seen off."""
    desk = image.open()
    try:
        has_left = left_undone(desk) != NOTHING or desk.vault.key != former.vault
        assert [line.text for line in read_reserved_notes(desk, family)] == ["in confidenza"]
        assert finish_leaving(desk) == NOTHING
        assert [line.text for line in read_reserved_notes(desk, family)] == ["in confidenza"]
        assert open_document(desk, paper).data.startswith(b"%PDF")
        if has_left:
            assert desk.vault.key != former.vault
            assert desk.vault.keys.reserved != former.reserved
    finally:
        desk.close()
    slots = read_slots(image.path)
    assert not any(slot.next_key or slot.next_reserved for slot in slots.slots)
    if has_left:
        with pytest.raises(WrongPassphrase):
            slots.open_with_passphrase(BRUNO.passphrase)
    return has_left
