"""Rows are made when they are looked at, each once."""

from ui.widgets.lazy_rows import LazyRows
from ui.widgets.table_cells import Row


def test_only_the_rows_looked_at_are_made_and_only_once():
    made: list[int] = []

    def make(item: int) -> Row:
        made.append(item)
        return Row(item, (str(item),))

    rows = LazyRows(range(1000), make)
    assert len(rows) == 1000
    assert made == []
    assert [row.key for row in rows[:2]] == [0, 1]
    assert rows[1] is rows[1]
    assert made == [0, 1]
