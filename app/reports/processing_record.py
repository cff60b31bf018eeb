"""The record of processing (GDPR art. 30): what the controller must be able to show.

Its sentences stand in `resources/codes/processing.toml`.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.reports.access_words import purposes_of
from app.reports.paper import BODY, MUTED, Paper, Style
from app.reports.words import Words
from models.records.privacy import ProcessingRecord

_WORDS: Final = "processing"
_ROLES: Final = {
    "coordinator": ("coordinatori", "coordinators"),
    "staff": ("segreteria", "staff"),
    "volunteer": ("volontari", "volunteers"),
}
_MEASURES: Final = ("encryption", "roles", "accesses", "locks", "backups", "network")


def processing_record_pdf(record: ProcessingRecord, language: str = "it") -> bytes:
    """The record as PDF, in "it" or "en"."""
    words = Words(language)
    title = words.pick("Registro dei trattamenti", "Record of processing activities")
    law = words.pick("art. 30 del Regolamento (UE) 2016/679", "art. 30 of Regulation (EU) 2016/679")
    made = f"{words.pick('Aggiornato al', 'As of')} {words.day(record.made_on)} · {law}"
    paper = Paper(title, record.centre, made, words)
    paper.title(title)
    intro = words.pick(
        "Fatto dal programma con le impostazioni del centro e con quello che l'archivio contiene "
        "oggi. Chi è titolare lo rilegge, lo completa e lo firma.",
        "Made by the program from the settings of the centre and from what the file holds today. "
        "The controller reads it over, completes it and signs it.",
    )
    paper.sentence(intro, Style(BODY.font, 9.5, MUTED))
    _controller(paper, record)
    for activity, told in (
        ("files", _files(words, record)),
        ("register", _register(words, record)),
        ("referral", {"purpose": _purpose(words, record, "referral")}),
        ("operators", {"subjects": _people(words, record)}),
    ):
        _activity(paper, activity, told)
    _measures(paper, record)
    return paper.finish()


def _controller(paper: Paper, record: ProcessingRecord) -> None:
    words, terms = paper.words, record.terms
    missing = words.pick("da scrivere in Impostazioni", "to be written in Settings")
    nobody = words.pick("non nominato", "none appointed")
    officer = words.pick("Protezione dei dati (DPO)", "Data protection officer")
    facts = (
        (words.pick("Nome", "Name"), terms.controller),
        (words.pick("Indirizzo", "Address"), terms.address or missing),
        (words.pick("Contatto", "Contact"), terms.contact or missing),
        (officer, terms.officer or nobody),
    )
    _facts(paper, words.pick("Titolare", "Controller"), facts)


def _files(words: Words, record: ProcessingRecord) -> dict[str, str]:
    households = words.count(record.households, ("nucleo", "nuclei"), ("household", "households"))
    people = words.count(record.people, ("persona", "persone"), ("person", "people"))
    documents = words.count(record.documents, ("allegato", "allegati"), ("document", "documents"))
    terms = record.terms
    kept = _word(words, "files_kept")
    return {
        "purpose": _purpose(words, record, "file"),
        "subjects": f"{_word(words, 'files_subjects')}: {households}, {people}",
        "data": f"{_word(words, 'files_data')}; {documents}",
        "recipients": "; ".join(filter(None, (_word(words, "files_recipients"), terms.recipients))),
        "kept": kept.format(months=terms.months_after_aid, closed=terms.months_after_closing),
    }


def _register(words: Words, record: ProcessingRecord) -> dict[str, str]:
    purpose = {"purpose": _purpose(words, record, "register")}
    if not record.register_url:
        return purpose | {"recipients": _word(words, "register_none")}
    holders = ", ".join(record.key_holders)
    told = _word(words, "register_recipients")
    return purpose | {"recipients": told.format(register=record.register_url, holders=holders)}


def _people(words: Words, record: ProcessingRecord) -> str:
    roles = [
        f"{words.pick(*name)} {record.operators[role]}"
        for role, name in _ROLES.items()
        if record.operators.get(role)
    ]
    cleared = words.pick("leggono quello che è riservato", "read what is reserved")
    return ", ".join((*roles, f"{cleared} {record.cleared}"))


def _purpose(words: Words, record: ProcessingRecord, purpose: str) -> str:
    number = record.consents.get(purpose, 0)
    given = words.count(
        number, ("consenso in vigore", "consensi in vigore"), ("consent in force",) * 2
    )
    return f"{dict(purposes_of(words))[purpose]}: {given}"


def _activity(paper: Paper, activity: str, told: dict[str, str]) -> None:
    """What the record tells of an activity; where it tells nothing, the sentence of the list."""
    words = paper.words
    facts = []
    for caption in ("purpose", "subjects", "data", "special", "recipients", "abroad", "kept"):
        code = "no_transfer" if caption == "abroad" else f"{activity}_{caption}"
        text = told.get(caption) or _word(words, code)
        if text != code:
            facts.append((_word(words, caption), text))
    _facts(paper, _word(words, activity), facts)


def _facts(paper: Paper, title: str, facts: Sequence[tuple[str, str]]) -> None:
    paper.heading(title)
    paper.space(6)
    for caption, text in facts:
        paper.labelled(caption, text)


def _measures(paper: Paper, record: ProcessingRecord) -> None:
    words = paper.words
    paper.heading(_word(words, "measures"))
    copies = _word(words, "measure_copies").format(
        here=_day(words, record.backup_on), away=_day(words, record.backup_elsewhere_on)
    )
    for measure in (*(_word(words, f"measure_{code}") for code in _MEASURES), copies):
        paper.space(3)
        paper.sentence(f"–  {measure}")


def _day(words: Words, day: date | None) -> str:
    return words.short(day) if day else words.pick("mai", "never")


def _word(words: Words, code: str) -> str:
    return words.code(_WORDS, code)
