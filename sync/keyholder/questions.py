"""What a key-holder remembers, in memory only: recent nonces and questions counted by device."""

from collections import Counter, OrderedDict
from datetime import date, datetime
from threading import Lock

from sync.protocol.limits import NONCE_KEPT_SECONDS


class RecentNonces:
    """Nonces seen in the last minutes; a restart forgets them, which repeats an answer at worst."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._lock = Lock()

    def is_first_use(self, key_id: str, nonce: str, now: datetime) -> bool:
        """Keep the nonce; false when it was already there."""
        instant = now.timestamp()
        with self._lock:
            while self._seen and next(iter(self._seen.values())) < instant - NONCE_KEPT_SECONDS:
                self._seen.popitem(last=False)
            if (key_id, nonce) in self._seen:
                return False
            self._seen[key_id, nonce] = instant
            return True


class QuestionCounts:
    """Elements evaluated for each device on each day."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[date, bytes]] = Counter()
        self._lock = Lock()

    def add(self, device: bytes, day: date, elements: int) -> None:
        """Count the elements of one batch."""
        with self._lock:
            self._counts[day, device] += elements

    def of(self, device: bytes, day: date) -> int:
        """Return how many elements a device had evaluated on a day."""
        return self._counts[day, device]
