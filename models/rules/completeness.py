"""What would make a file complete: shown, never forced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.rules.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Completeness:
    """The facts that completeness looks at; dates None when nothing is written."""

    has_full_name: bool
    has_birth_date: bool
    has_code: bool
    has_address: bool
    has_phone: bool
    is_homeless: bool
    isee_until: PartialDate | None
    purposes: Sequence[str]
    """Consents in force."""


def missing(facts: Completeness, today: date) -> tuple[str, ...]:
    """Codes of what is missing, the weightiest first; empty for a complete file."""
    found = (
        ("name", not facts.has_full_name),
        ("birth_date", not facts.has_birth_date),
        ("consent_file", "file" not in facts.purposes),
        ("consent_register", "register" not in facts.purposes),
        ("code", not facts.has_code),
        ("address", not facts.has_address and not facts.is_homeless),
        ("phone", not facts.has_phone),
        ("isee", facts.isee_until is None),
        ("isee_expired", facts.isee_until is not None and facts.isee_until.latest < today),
    )
    return tuple(code for code, lacks in found if lacks)
