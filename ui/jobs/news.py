"""What changed and who began it, told once to whoever shows it."""

from functools import cache

from PySide6.QtCore import QObject, Signal


class News(QObject):
    """`data_changed` carries a frozenset of kinds ("household", "aid", …) and the initiator."""

    data_changed = Signal(object, object)
    saved = Signal()

    def announce(self, kinds: frozenset[str], initiator: object) -> None:
        """Tell that a change reached the disk."""
        self.saved.emit()
        if kinds:
            self.data_changed.emit(kinds, initiator)


@cache
def news() -> News:
    """The news of this program."""
    return News()
