"""Rows made when they are painted, so that a list of thousands opens at once."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

from typing_extensions import override

from ui.widgets.table_cells import Row

T = TypeVar("T")


class LazyRows(Sequence[Row], Generic[T]):
    """The rows of some items, each made once, by `make`, at the first look."""

    def __init__(self, items: Sequence[T], make: Callable[[T], Row]) -> None:
        self._items = items
        self._make = make
        self._made: dict[int, Row] = {}

    @override
    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...

    @override
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        if place not in self._made:
            self._made[place] = self._make(self._items[place])
        return self._made[place]
