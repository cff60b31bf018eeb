"""Power cuts: a life is recorded once, and cut at many moments, each in several ways."""

import json
import random
from dataclasses import dataclass, field

from tests.support.faults.killed_vaults import KINDS
from tests.support.faults.killing import Nursery, Order, nursery, quick_folder
from tests.support.faults.recording import Remains, read_log
from tests.support.faults.telling import Ledger, Value

_IMAGES_A_LIFE = 60
_FACTS = {
    "imports": "imports",
    "migrations": "tables",
    "backups": "backups",
    "restores": "one_moment",
}


@dataclass
class Cut:
    """What came of it."""

    images: int = 0
    wrong: list[str] = field(default_factory=list)


def cut_power(kind: str, images: int, seed: int = 1, synchronous: str = "") -> Cut:
    """Record lives of a kind, and open what power cuts leave of them.

    `synchronous` is the control: a vault that waits for the disk less must lose.
    """
    chance, told = random.Random(seed), Cut()
    with quick_folder() as folder, nursery(folder, keeps_log=True) as lives:
        kills = KINDS[kind](lives, chance)
        while told.images < images:
            kills.begin_anew()
            order = kills.order | {"life": 7, "synchronous": synchronous}
            recorded = _Recorded(lives, order, _FACTS.get(kind, "facts"))
            recorded.cut(min(_IMAGES_A_LIFE, images - told.images), chance, told)
    return told


class _Recorded:
    """A life that was recorded from its opening to its closing."""

    def __init__(self, lives: Nursery, order: Order, facts: str) -> None:
        self._lives, disk = lives, lives.disk
        look = {"act": "look", "facts": facts}
        self._look = order | look
        (found,) = (line[1] for line in lives.whole(self._look) if line[0] == "found")
        self._before: dict[str, Value] = found
        self._remains = Remains(disk.root / "vault", disk.root / "state")
        disk.begin(is_recording=True)
        lines = list(lives.live(order))
        assert lines[-1] == ["end", 0], lines
        disk.begin()
        assert disk.log is not None
        self._events = read_log(disk.log)
        disk.log.write_bytes(b"")

    def cut(self, images: int, chance: random.Random, told: Cut) -> None:
        """Cut the power at so many moments, and look at each time what there is."""
        moments = sorted(chance.choices(range(1, len(self._events) + 1), k=images))
        at = 0
        for moment in moments:
            for event in self._events[at:moment]:
                self._remains.replay(event)
            at = moment
            self._remains.put(chance)
            told.images += 1
            told.wrong += [
                f"cut at {moment} of {len(self._events)}: {one}" for one in self._wrong(at)
            ]

    def _wrong(self, moment: int) -> list[str]:
        ledger = Ledger(dict(self._before))
        marks = (json.loads(event.first) for event in self._events[:moment] if event.kind == "M")
        for word, *rest in marks:
            if word in {"begin", "did"}:
                ledger.take(word, *rest)
        wrong = ["nothing was found"]
        for word, *rest in self._lives.live(self._look):
            if word == "found":
                wrong = [*ledger.wrong(rest[0]), *rest[1]]
            elif word == "broke":
                wrong = [f"{rest[0]}\n{rest[1]}"]
        return wrong
