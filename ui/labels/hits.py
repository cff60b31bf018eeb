"""A household in one line, as lists show it: how many, where, under which number."""

from PySide6.QtCore import QCoreApplication, QObject

from models.records.household import Composition
from models.records.search import SearchHit
from ui.labels.codes import relation_words
from ui.labels.matched import matched_spans

translate = QCoreApplication.translate


class _Counted(QObject):
    """Words that follow a number; plural forms are gathered from `tr` of an object only."""

    def people(self, count: int) -> str:
        return self.tr("%n componenti", "", count)

    def adults(self, count: int) -> str:
        return self.tr("%n adulti", "", count)

    def minors(self, count: int) -> str:
        return self.tr("%n minori", "", count)

    def households(self, count: int) -> str:
        return self.tr("%n nuclei", "", count)


def households_counted(count: int) -> str:
    """Such as "4 nuclei"."""
    return _Counted().households(count)


def composition_line(composition: Composition) -> str:
    """Such as "4 componenti: 2 adulti, 2 minori", or "persona sola"."""
    if composition.people <= 1:
        return translate("Hits", "persona sola")
    counted = _Counted()
    parts = [counted.adults(composition.people - composition.minors)]
    if composition.minors:
        parts.append(counted.minors(composition.minors))
    return f"{counted.people(composition.people)}: {', '.join(parts)}"


def number_line(number: str, card: str) -> str:
    """Such as "scheda 0217", or "tessera SM0083" when there is no number."""
    if number:
        return translate("Hits", "scheda {number}").format(number=number)
    return translate("Hits", "tessera {card}").format(card=card) if card else ""


def hit_line(hit: SearchHit) -> str:
    """The second line of a result: who, where, as whom it was found, its number."""
    found = ""
    # Where the names above show every letter typed, nothing needs explaining.
    is_plain = len(matched_spans(hit.names, hit.matched)) == len(hit.matched)
    if hit.found_as and not is_plain:
        relation = relation_words().get(hit.found_relation, "")
        words = translate("Hits", "trovato come {relation}")
        found = words.format(relation=relation)
        if hit.found_as not in hit.names:
            found = f"{found}: {hit.found_as}"
    similar = translate("Hits", "nome simile") if hit.is_similar else ""
    parts = (
        composition_line(hit.composition),
        found,
        hit.street,
        similar,
        number_line(hit.number, hit.card),
    )
    return " · ".join(part for part in parts if part)


def watched_words() -> dict[str, str]:
    """The heading of the households that each line of "Da guardare" counts."""
    return {
        "isee": translate("Hits", "ISEE in scadenza"),
        "stp": translate("Hits", "Tesserini STP o ENI in scadenza"),
        "document": translate("Hits", "Documenti in scadenza"),
        "consent_register": translate("Hits", "Consensi alla rete da chiedere"),
        "silent": translate("Hits", "In silenzio da 60 giorni"),
        "alike": translate("Hits", "Forse la stessa famiglia in due schede"),
        "retention": translate("Hits", "Schede da cancellare o confermare"),
    }
