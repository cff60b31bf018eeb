"""Words of the audit log: what a line tells, and what a verification found."""

from PySide6.QtCore import QCoreApplication

from app.services.audit_log import detail_words
from models.records.audit import AuditFinding, AuditLine
from models.rules import codes
from ui.labels import dates
from ui.labels.codes import language, word
from ui.theme import Tone

translate = QCoreApplication.translate


def deed_kinds() -> list[tuple[str, str]]:
    """Every kind of deed with its words, in the order of the list."""
    kinds = [code.code for code in codes.codes("deeds") if not code.macro]
    return [(kind, word("deeds", kind)) for kind in kinds]


def deed_words(line: AuditLine) -> str:
    """What was done, and what more the line tells of it."""
    return ": ".join(filter(None, (word("deeds", line.action), detail_words(line, language()))))


def household_words(line: AuditLine) -> str:
    """Whose file it was; without a number the file is only said to be there."""
    if line.household_id is None:
        return ""
    return line.number or translate("Audit", "senza numero")


def finding_words(found: AuditFinding) -> tuple[str, str, Tone]:
    """A sentence, what follows from it, and its tone."""
    if found.fault is None:
        title = translate("Audit", "Il registro delle attività è intero: {lines} righe.")
        detail = translate(
            "Audit",
            "Nessuna riga è stata cambiata, tolta o spostata. L'impronta di oggi è {head}: "
            "scritta su un foglio, mostra anche domani che nessuno ha riscritto tutto.",
        )
        return _filled(title, found), _filled(detail, found), Tone.OK
    titles = {
        "edited": translate("Audit", "La riga {line}{day}, o quella appena prima, è cambiata."),
        "deleted": translate("Audit", "La riga {line}{day} è stata tolta."),
        "reordered": translate("Audit", "La riga {line}{day} è stata spostata."),
        "cut": translate("Audit", "Dalla riga {line} in poi{day} il registro è stato tagliato."),
    }
    detail = translate(
        "Audit",
        "Le righe prima di quella sono a posto. Non è un guasto del disco: qualcuno ha cambiato il "
        "file da fuori. Metti da parte una copia di questo archivio, guarda nelle copie di "
        "sicurezza (Impostazioni) che cosa c'era scritto, e avvisa chi risponde della privacy.",
    )
    return _filled(titles[found.fault], found), detail, Tone.STOP


def _filled(words: str, found: AuditFinding) -> str:
    day = ""
    if found.at is not None:
        told = translate("Audit", " (intorno al {day})")
        day = told.format(day=dates.long_date(found.at.astimezone().date()))
    return words.format(lines=found.lines, head=found.head, line=found.sequence, day=day)
