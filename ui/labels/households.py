"""A household in words: who they are, until when a certificate holds, which consents are there."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QObject

from models.records.household import Composition, IseeLine, MemberLine
from models.rules.money import format_amount
from ui.labels import dates
from ui.labels.codes import word

translate = QCoreApplication.translate
_CAPITALS_KEPT = 3


class _Counted(QObject):
    """Words that follow a number; plural forms are gathered from `tr` of an object only."""

    def couple_with_children(self, children: int) -> str:
        return self.tr("Coppia con %n figli", "", children)

    def parent_with_children(self, children: int) -> str:
        return self.tr("Genitore solo con %n figli", "", children)

    def people(self, count: int) -> str:
        return self.tr("%n persone", "", count)

    def elsewhere(self, count: int) -> str:
        return self.tr("Anche in %n centri", "", count)


def composition_words(composition: Composition) -> str:
    """Such as "Coppia con 2 figli", "Persona sola", "Famiglia numerosa, 6 persone"."""
    people, typology = composition.people, composition.typology
    if typology == "couple_with_children" and people > 2:
        return _Counted().couple_with_children(people - 2)
    if typology == "single_parent" and people > 1:
        return _Counted().parent_with_children(people - 1)
    words = word("typologies", typology)
    if typology in {"single", "couple"} or not people:
        return words
    return f"{words}, {_Counted().people(people)}"


def people_words(count: int) -> str:
    """Such as "4 persone"."""
    return _Counted().people(count)


def elsewhere_words(centres: int) -> str:
    """Such as "Anche in 2 centri"."""
    return _Counted().elsewhere(centres)


def isee_words(certificate: IseeLine, today: date) -> str:
    """Such as "ISEE 4.180,00 € fino al 31 dicembre" or "ISEE scaduto il 31 dicembre 2025"."""
    amount = f"{format_amount(certificate.cents)} €"
    if certificate.expires_on is None:
        return translate("Households", "ISEE {amount}").format(amount=amount)
    ends = certificate.expires_on.latest
    if certificate.is_expired:
        told = translate("Households", "ISEE scaduto il {day}")
        return told.format(day=dates.long_date(ends))
    shown = dates.day_and_month(ends) if ends.year == today.year else dates.long_date(ends)
    return translate("Households", "ISEE {amount} fino al {day}").format(amount=amount, day=shown)


def purpose_word(purpose: str) -> str:
    """The short word of a consent: "scheda", "rete", "invii"."""
    words = {
        "file": translate("Households", "scheda"),
        "register": translate("Households", "rete"),
        "referral": translate("Households", "invii"),
    }
    return words.get(purpose, purpose)


def age_words(member: MemberLine, today: date) -> str:
    """Such as "41 anni"; empty when the birth is unknown."""
    return dates.age(member.born, today) if member.born is not None else ""


def place_words(written: str) -> str:
    """A country or a town as one writes it: "EGITTO" is "Egitto"; "USA" stays as it is."""
    return written.title() if written.isupper() and len(written) > _CAPITALS_KEPT else written
