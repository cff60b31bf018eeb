"""Finding a household: the search box, the results under it, and Enter that never runs ahead."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.services.desk import Desk
from app.services.search import search
from models.records.search import SearchHit
from ui.jobs import Query
from ui.labels.hits import hit_line
from ui.labels.matched import matched_spans
from ui.pages.hit_marks import hit_note, watched_mark
from ui.widgets.result_list import ResultList, ResultRow
from ui.widgets.search_box import SearchBox


class HouseholdFinder(QObject):
    """Asks the vault at each letter and fills the list.

    Enter or Ins pressed before the answer to the last letter is there waits for it: what opens is
    what the person typed, not what was found for its beginning.

    Signals:
        chosen, aid_requested: the id of a household.
        found: (text, hits) when the list shows the answer to what is written.
    """

    chosen = Signal(object)
    aid_requested = Signal(object)
    found = Signal(str, object)

    def __init__(self, desk: Desk, box: SearchBox, results: ResultList, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._box = box
        self._results = results
        self._answered = ""
        self._waiting: Callable[[UUID], object] | None = None
        box.steer(results)
        box.text_changed.connect(lambda _text: self.look())
        box.edit.returnPressed.connect(self._entered)
        results.chosen.connect(lambda key: self._act(self.chosen.emit, key))
        results.aid_requested.connect(lambda key: self._act(self.aid_requested.emit, key))

    def look(self) -> None:
        """Ask again for what is written."""
        self._waiting = None
        text = self._box.text()
        if not text:
            self._show("", ())
            return
        Query(self, lambda: search(self._desk, text)).done(
            lambda hits: self._show(text, hits)
        ).run()

    def _entered(self) -> None:
        """Enter while the list is empty: either nothing is found, or nothing yet."""
        if self._box.text() != self._answered:
            self._waiting = self.chosen.emit

    def _act(self, act: Callable[[UUID], object], key: UUID) -> None:
        if self._box.text() == self._answered:
            act(key)
        else:
            self._waiting = act

    def _show(self, text: str, hits: tuple[SearchHit, ...]) -> None:
        if text != self._box.text():
            return
        self._answered = text
        self._results.set_rows([result_row(hit, self._desk) for hit in hits])
        self.found.emit(text, hits)
        act, self._waiting = self._waiting, None
        if act is not None and hits:
            act(hits[0].household_id)


def result_row(hit: SearchHit, desk: Desk, watched: str = "") -> ResultRow:
    """A household found, as the list shows it; `watched` is the line of "Da guardare" it is in."""
    today = desk.today()
    return ResultRow(
        key=hit.household_id,
        title=hit.names,
        subtitle=hit_line(hit),
        spans=matched_spans(hit.names, hit.matched),
        mark=watched_mark(hit, watched, today),
        note=hit_note(hit, today),
    )
