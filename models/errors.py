"""What can go wrong, as facts.

DomainError                  the work asked for cannot be done as asked
├── NotFound                 no such household, member, aid …
├── RuleBroken               a rule of the field forbids it
└── ChangedMeanwhile         someone changed it after it was read
WorldError                   the world failed: disk, file, network, passphrase; nothing is lost

Each carries a stable `code` and values; the words a person reads live in `ui.labels` and `app.cli`.
"""

from typing import ClassVar

from typing_extensions import override


class DapoError(Exception):
    """A fact that the person must be told, with the values that describe it."""

    code: ClassVar[str] = "unexpected"

    def __init__(self, **values: object) -> None:
        super().__init__(self.code, values)
        self.values = values

    @override
    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return f"{self.code}({told})"


class DomainError(DapoError):
    """The work asked for cannot be done as asked."""


class WorldError(DapoError):
    """Disk, file, network or passphrase failed; what was saved stays saved."""


class NotFound(DomainError):
    """There is no such household, member, aid or batch in this vault."""

    code = "not_found"


class RuleBroken(DomainError):
    """A rule of the field forbids the change."""

    code = "rule_broken"


class ChangedMeanwhile(DomainError):
    """The row was changed after the person read it."""

    code = "changed_meanwhile"
