"""Failures in plain words: what happened, is the data safe, what to do, a short code."""

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from app.services.fault_report import fault_code
from models.errors import NotAllowed, RuleBroken, WorldError
from ui.labels import dates
from ui.labels.failure_words import failure_words
from ui.labels.people import who_may
from ui.labels.rules import rule_words

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Explanation:
    """A failure as the person reads it; `is_ours` when the program, not the world, is at fault."""

    what: str
    safety: str
    remedy: str
    code: str
    is_ours: bool = False

    @property
    def code_line(self) -> str:
        """The line with the code to read on the phone."""
        words = translate("Failures", "Codice da leggere al telefono: {code}")
        return words.format(code=self.code)


def explain(error: Exception) -> Explanation:
    """Words for any error; one that has none of its own gets those of its family and its code."""
    code = _code(error)
    words = failure_words()
    known = code if code in words else "world" if isinstance(error, WorldError) else "unexpected"
    what, remedy = words[known]
    if isinstance(error, RuleBroken):
        what = rule_words(error)
    elif isinstance(error, NotAllowed):
        remedy = who_may(str(error.values.get("needed", "")))
    values: Mapping[str, object] = getattr(error, "values", None) or {}
    return Explanation(
        what=_filled(what, values),
        safety=translate("Failures", "Quello che era già salvato è al sicuro."),
        remedy=_filled(remedy, values),
        code=code.replace("_", "-").upper() if code != "unexpected" else fault_code(error),
        is_ours=code == "unexpected",
    )


def _code(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "disk_full"
    code = getattr(error, "code", None)
    if code == "network_failed":
        # The exchange's own reason says more; the error that carries it loads the network's code.
        code = getattr(error, "reason", code)
    elif code == "parcel_unusable":
        code = f"parcel_{getattr(error, 'reason', '')}"
    return code if isinstance(code, str) else "unexpected"


def _filled(words: str, values: Mapping[str, object]) -> str:
    for name, value in values.items():
        written = dates.long_date(value) if isinstance(value, date) else str(value)
        words = words.replace(f"{{{name}}}", written)
    return words
