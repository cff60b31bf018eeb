"""What a life at a vault tells whoever may kill it: what it begins, what is saved, what it finds.

A fact is a name and a value: ``household K12`` → ``saved``, ``numbers`` → ``K1 K2``. ``begin`` says
that it may hold from now on, ``did`` that it holds for good. Told facts are lines of JSON; the
journal of them is kept by the other process.
"""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Value = str | int | float | None
ABSENT = None
"""The value of a fact that nobody began: it must not be found either."""


@dataclass
class Teller:
    """Tells one line at a time, whole or not at all; `mark` is told what was acknowledged too."""

    pipe: int
    mark: Callable[[str], None] | None = None
    last: tuple[object, ...] = ()

    def begin(self, name: str, value: Value = "saved") -> None:
        """The fact may hold from now on."""
        self.say("begin", name, value)

    def did(self, name: str, value: Value = "saved") -> None:
        """The fact is acknowledged: it must hold from now on."""
        self.say("did", name, value)

    def say(self, word: str, *rest: object) -> None:
        """Any line."""
        self.last = (word, *rest)
        line = json.dumps(self.last)
        if self.mark is not None:
            self.mark(line)
        os.write(self.pipe, f"{line}\n".encode())


@dataclass
class Ledger:
    """What must hold of a vault, by what was told before it was killed."""

    certain: dict[str, Value] = field(default_factory=dict)
    doubtful: dict[str, list[Value]] = field(default_factory=dict)
    acknowledged: int = 0

    def take(self, word: str, name: str, value: Value) -> None:
        """Write down one line that was told."""
        if word == "begin":
            self.doubtful.setdefault(name, []).append(value)
        elif word == "did":
            self.acknowledged += 1
            self.certain[name] = value
            self.doubtful.pop(name, None)

    def wrong(self, found: Mapping[str, Value]) -> list[str]:
        """The facts that do not hold as they must; what was found is certain from now on."""
        wrong = []
        for name in {*self.certain, *self.doubtful, *found}:
            allowed = {self.certain.get(name, ABSENT), *self.doubtful.get(name, ())}
            if found.get(name, ABSENT) not in allowed:
                wrong.append(f"{name}: {found.get(name, ABSENT)}, not one of {allowed}")
        self.certain, self.doubtful = dict(found), {}
        return wrong
