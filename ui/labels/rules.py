"""The sentences for rules of the field that a service refused to break."""

from PySide6.QtCore import QCoreApplication

from models.errors import RuleBroken

translate = QCoreApplication.translate


def rule_words(error: RuleBroken) -> str:
    """What to mend, in one plain sentence to stand beside the field."""
    rule = str(error.values.get("rule", ""))
    words = _rules().get(rule) or translate("Rules", "Questo non si può fare: controlla e riprova.")
    for name, value in error.values.items():
        words = words.replace(f"{{{name}}}", str(value))
    return words.replace(": {names}", "")


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
        "no_consent": translate("Rules", "Prima segna qui sotto che cosa ha firmato."),
        "future_date": translate("Rules", "Questa data deve ancora venire."),
        "until_when": translate("Rules", "Un giorno da domani, entro dieci anni."),
        "dates_crossed": translate("Rules", "La fine viene prima dell'inizio."),
        "quantity": translate("Rules", "Da 1 a 9999."),
        "note_empty": translate("Rules", "Scrivi qualcosa, o lascia stare."),
        "note_too_long": translate("Rules", "È troppo lunga: fanne due note."),
        "same_file": translate("Rules", "È la stessa scheda."),
        "kept_is_closed": translate(
            "Rules", "La scheda che resta è chiusa: riaprila, o fai restare l'altra."
        ),
        "paired_twice": translate("Rules", "Una persona può essere una sola persona dell'altra."),
        "merge_forgotten": translate(
            "Rules", "Non si possono più dividere: qualcuno di loro è stato cancellato per sempre."
        ),
        "negative_amount": translate("Rules", "La cifra non può essere negativa."),
    } | _of_the_vault()


def _of_the_vault() -> dict[str, str]:
    return {
        "operator_exists": translate("Rules", "C'è già una persona con questo nome."),
        "no_role": translate("Rules", "Scegli che cosa fa: volontario, segreteria, coordinatore."),
        "passphrase_too_short": translate("Rules", "Servono almeno otto lettere."),
        "last_coordinator": translate(
            "Rules", "È l'unico coordinatore: prima affida questo compito a un'altra persona."
        ),
        "oneself": translate(
            "Rules", "Non si può togliere sé stessi: lo fa un altro coordinatore."
        ),
        "slot_of_earlier_version": translate(
            "Rules",
            "Chi ha ancora la frase della versione 0.1.0 deve prima entrare una volta: {names}.",
        ),
        "last_clearance": translate(
            "Rules",
            "È l'ultima persona che legge le note riservate: senza di lei si perdono. Prima deve "
            "dare il permesso a un'altra; se le vuoi perdere davvero, prima toglile il permesso.",
        ),
        "no_backup_folder": translate("Rules", "Prima scegli la chiavetta o la cartella."),
        "not_a_folder": translate("Rules", "Questa cartella non c'è."),
        "backup_folder_missing": translate(
            "Rules", "La chiavetta non è inserita, o la cartella non c'è più."
        ),
        "backup_of_another_vault": translate("Rules", "Questa copia è di un altro centro."),
    }
