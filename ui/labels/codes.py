"""Words for codes that the services answer: kinds of aid, relations, identity codes."""

from PySide6.QtCore import QCoreApplication, QLocale

from models.rules import codes

translate = QCoreApplication.translate

AID_ICONS = {
    "food": "package",
    "clothing": "shirt",
    "money": "euro",
    "baby": "baby",
    "hygiene": "spray-can",
    "blankets": "bed-double",
    "furniture": "sofa",
    "medicine": "pill",
    "school": "book-open",
    "meal": "utensils",
    "transport": "bus",
    "lodging": "building-2",
    "advice": "message-circle",
    "other": "ellipsis",
}


def language() -> str:
    """The language in use, "it" or "en", as services that write words want it."""
    return QLocale().name()[:2]


def word(table: str, code: str) -> str:
    """The words for a code of a list in `resources/codes`; the code itself when it is unknown."""
    return codes.label(table, code, language())


def choices(table: str) -> list[tuple[str, str]]:
    """All codes of a list with their words, in the order in which they are offered."""
    return [(entry.code, word(table, entry.code)) for entry in codes.codes(table)]


def aid_word(kind: str) -> str:
    """The word for a kind of aid; the code itself when the centre added it."""
    return aid_words().get(kind, kind)


def aid_icon(kind: str) -> str:
    """The icon of a kind of aid."""
    return AID_ICONS.get(kind, "ellipsis")


def aid_words() -> dict[str, str]:
    """Kinds of aid, in the order in which they are offered."""
    return {
        "food": translate("Codes", "Pacco alimentare"),
        "clothing": translate("Codes", "Vestiario"),
        "baby": translate("Codes", "Neonati"),
        "hygiene": translate("Codes", "Igiene"),
        "money": translate("Codes", "Contributo"),
        "blankets": translate("Codes", "Coperte"),
        "furniture": translate("Codes", "Mobili"),
        "medicine": translate("Codes", "Medicine"),
        "school": translate("Codes", "Scuola"),
        "meal": translate("Codes", "Mensa"),
        "transport": translate("Codes", "Trasporto"),
        "lodging": translate("Codes", "Alloggio"),
        "advice": translate("Codes", "Consulenza"),
        "other": translate("Codes", "Altro"),
    }


def relation_words() -> dict[str, str]:
    """Relations to the reference person."""
    return {
        "reference": translate("Codes", "intestatario"),
        "spouse": translate("Codes", "coniuge"),
        "partner": translate("Codes", "convivente"),
        "child": translate("Codes", "figlio o figlia"),
        "parent": translate("Codes", "genitore"),
        "sibling": translate("Codes", "fratello o sorella"),
        "grandparent": translate("Codes", "nonno o nonna"),
        "grandchild": translate("Codes", "nipote"),
        "other_relative": translate("Codes", "altro parente"),
        "other": translate("Codes", "altra persona"),
    }


def relation_word(relation: str, sex: str = "") -> str:
    """The word for a relation, "figlia" rather than "figlio o figlia" when the sex is known."""
    known = {
        ("child", "F"): translate("Codes", "figlia"),
        ("child", "M"): translate("Codes", "figlio"),
        ("sibling", "F"): translate("Codes", "sorella"),
        ("sibling", "M"): translate("Codes", "fratello"),
        ("grandparent", "F"): translate("Codes", "nonna"),
        ("grandparent", "M"): translate("Codes", "nonno"),
        ("reference", "F"): translate("Codes", "intestataria"),
    }
    return known.get((relation, sex)) or relation_words().get(relation, relation)


def identity_words() -> dict[str, str]:
    """Kinds of identity code."""
    return {
        "codice_fiscale": translate("Codes", "Codice fiscale"),
        "provisional_code": translate("Codes", "Codice provvisorio"),
        "stp": translate("Codes", "STP"),
        "eni": translate("Codes", "ENI"),
        "card": translate("Codes", "Tessera"),
        "passport": translate("Codes", "Passaporto"),
        "permit": translate("Codes", "Permesso di soggiorno"),
        "other": translate("Codes", "Altro codice"),
    }
