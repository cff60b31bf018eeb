"""Words about who works here: roles, what each may do, why something is refused."""

from PySide6.QtCore import QCoreApplication

from models.records.vault import LeftUndone
from models.rules.permissions import ROLES, least_role

translate = QCoreApplication.translate


def role_words(role: str) -> str:
    """Such as "volontario"; the code of a role that nobody knows."""
    said = {
        "volunteer": translate("People", "volontario"),
        "staff": translate("People", "segreteria"),
        "coordinator": translate("People", "coordinatore"),
    }
    return said.get(role, role)


def role_choices() -> list[tuple[str, str]]:
    """Every role with what it may do, the least first."""
    told = {
        "volunteer": translate("People", "schede, aiuti, consensi: il lavoro allo sportello"),
        "staff": translate("People", "anche registri, elenchi, ISEE e chiusura del mese"),
        "coordinator": translate("People", "anche persone, rete, giorni e copie"),
    }
    return [(role, f"{role_words(role).capitalize()}: {told[role]}") for role in ROLES]


def why_not(action: str) -> str:
    """Why a button does not answer, for who may not do its action."""
    return who_may(least_role(action))


def who_may(needed: str) -> str:
    """To whom to turn for what one may not do."""
    said = {
        "staff": translate("People", "Lo fa la segreteria o il coordinatore."),
        "coordinator": translate("People", "Lo fa il coordinatore."),
        "clearance": translate("People", "Lo fa un coordinatore che legge le note riservate."),
    }
    return said.get(needed, translate("People", "Chiedi alla segreteria o al coordinatore."))


def undone_words(undone: LeftUndone) -> tuple[str, ...]:
    """What still follows from somebody's leaving, a sentence each."""
    said = (
        (undone.key, translate("People", "Il file ha ancora la chiave di allora.")),
        (
            undone.reserved_key,
            translate(
                "People",
                "Le note riservate hanno ancora la chiave di allora: "
                "la cambia, entrando, chi le può leggere.",
            ),
        ),
        (
            undone.register,
            translate(
                "People",
                "La rete lo saprà alla prossima chiusura, appena c'è internet: "
                "con la chiavetta non si può dire.",
            ),
        ),
    )
    return tuple(words for is_so, words in said if is_so)
