"""Whatever was done today is undone change by change, each time to the very rows of before."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hypothesis.stateful import precondition, rule

from app.services.reserved_notes import read_reserved_notes
from app.services.undo import last_change, undo_last
from tests.stateful.everyday import CentreAtWork
from tests.stateful.histories import try_histories
from tests.support.rows import Rows, rows_of


class Undoing(CentreAtWork):
    """Remembers how everything was before each change."""

    def __init__(self) -> None:
        super().__init__()
        self.befores: list[tuple[Rows, Any]] = []
        self._rows = rows_of(self.desk)

    def knowledge(self) -> Any:
        """What the model knows now."""
        return deepcopy(self.files)

    def recall(self, known: Any) -> None:
        """Let the model know what it knew then."""
        self.files = known

    def change(self, deed: Callable[[], Any], refused: str | None = None) -> Any:
        known = self.knowledge()
        answer = super().change(deed, refused)
        if refused is None:
            before, self._rows = self._rows, rows_of(self.desk)
            if self._rows != before:
                self.befores.append((before, known))
        return answer

    @precondition(lambda self: self.befores)
    @rule()
    def undo(self) -> None:
        rows, known = self.befores.pop()
        told = last_change(self.desk)
        assert told is not None
        assert undo_last(self.desk) == told
        self._rows = rows_of(self.desk)
        assert {name for name in rows if rows[name] != self._rows[name]} == set()
        self.recall(known)

    @precondition(lambda self: not self.befores)
    @rule()
    def undo_nothing(self) -> None:
        assert undo_last(self.desk) is None

    def look_back(self) -> None:
        """In the end all of the day is taken back, sealed notes too."""
        self.leave_and_come_back()
        while self.befores:
            self.undo()
            for household_id, file in self.files.items():
                notes = read_reserved_notes(self.desk, household_id)
                assert {note.note_id: note.text for note in notes} == file.reserved
        self.undo_nothing()


def test_any_history_is_undone_to_the_rows_of_before(empty_vault):
    Undoing.vault = empty_vault
    try_histories(Undoing, count=4, steps=12)
