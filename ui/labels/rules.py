"""The sentences for rules of the field that a service refused to break."""

from PySide6.QtCore import QCoreApplication

from models.errors import RuleBroken

translate = QCoreApplication.translate


def rule_words(error: RuleBroken) -> str:
    """What to mend, in one plain sentence to stand beside the field."""
    rule = str(error.values.get("rule", ""))
    return _rules().get(rule) or translate("Rules", "Questo non si può fare: controlla e riprova.")


def _rules() -> dict[str, str]:
    return {
        "name_missing": translate("Rules", "Serve almeno un nome o un soprannome."),
        "already_closed": translate("Rules", "La scheda è già chiusa."),
        "not_closed": translate("Rules", "La scheda è già aperta."),
        "already_left": translate("Rules", "Questa persona non vive già più qui."),
        "last_member": translate(
            "Rules", "È l'ultima persona del nucleo: chiudi la scheda, se serve."
        ),
        "second_reference": translate("Rules", "L'intestatario è uno solo."),
        "consent_in_force": translate("Rules", "Questo consenso c'è già."),
        "future_date": translate("Rules", "Questa data deve ancora venire."),
        "dates_crossed": translate("Rules", "La fine viene prima dell'inizio."),
        "quantity": translate("Rules", "Da 1 a 9999."),
        "negative_amount": translate("Rules", "La cifra non può essere negativa."),
    }
