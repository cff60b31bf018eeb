"""Words about copies: what is being done, how big they are, what a stick refused."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from models.records.backup import BackupContents
from ui.labels import dates
from ui.labels.failure_words import failure_words
from ui.labels.failures import explain

translate = QCoreApplication.translate

_ON_A_STICK = {"disk_full": "stick_full", "vault_read_only": "stick_not_writable"}


def copying_words() -> str:
    """What is under way while a copy is made."""
    return translate("Backups", "Copio e controllo…")


def rehearsing_words() -> str:
    """What is under way while a copy is restored."""
    return translate("Backups", "Rimetto la copia e la controllo…")


def size_words(size: int) -> str:
    """Such as "1,4 MB"."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def moment_words(at: datetime | None) -> str:
    """Such as "22 novembre 2026, 9:42"; a dash when nobody knows."""
    return "–" if at is None else f"{dates.long_date(at.date())}, {at:%H:%M}"


def contents_facts(found: BackupContents) -> list[tuple[str, str]]:
    """What a copy holds, for a list of facts."""
    return [
        (translate("Backups", "Centro"), found.centre),
        (translate("Backups", "Nuclei"), str(found.households)),
        (translate("Backups", "Aiuti segnati"), str(found.aid)),
        (translate("Backups", "Ultimo lavoro"), moment_words(found.last_work)),
    ]


def day_copy_failure(error: Exception) -> str:
    """What the line at the foot says when the day's copy was not made."""
    told = explain(error)
    words = translate("Backups", "La copia di oggi non è riuscita. {what} {remedy}")
    return words.format(what=told.what, remedy=told.remedy)


def elsewhere_failure(error: Exception) -> tuple[str, str]:
    """What went wrong with the copy on a stick, and what to do."""
    told = explain(error)
    on_a_stick = _ON_A_STICK.get(getattr(error, "code", ""))
    what, remedy = failure_words()[on_a_stick] if on_a_stick else (told.what, told.remedy)
    return what, f"{remedy} {told.code_line}"
