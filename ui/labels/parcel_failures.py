"""The sentences for what goes wrong with a file on a stick."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def parcel_failures() -> dict[str, tuple[str, str]]:
    """By code: (what happened, what to do)."""
    return _of_the_stick() | _of_the_parcel()


def _of_the_stick() -> dict[str, tuple[str, str]]:
    return {
        "stick_full": (
            translate("Failures", "Sulla chiavetta non c'è posto."),
            translate("Failures", "Libera spazio, o usane un'altra, e riprova."),
        ),
        "stick_not_writable": (
            translate("Failures", "Sulla chiavetta non si può scrivere."),
            translate("Failures", "Guarda se ha il blocchetto di protezione, o usane un'altra."),
        ),
        "stick_failed": (
            translate("Failures", "La chiavetta non ridà quello che le si scrive."),
            translate("Failures", "Non fidarti più di questa: usane un'altra."),
        ),
        "network_needed": (
            translate("Failures", "Il registro, o questo archivio, è stato ripristinato."),
            translate(
                "Failures",
                "Stavolta la chiavetta non basta: collega una volta il computer alla rete, "
                "anche col telefono, e chiudi il mese.",
            ),
        ),
    }


def _of_the_parcel() -> dict[str, tuple[str, str]]:
    again = translate("Failures", "Prepara un plico nuovo: contiene anche quello che aspettava.")
    right = translate("Failures", "Scegli il file giusto sulla chiavetta.")
    return {
        "parcel_not_a_parcel": (
            translate("Failures", "Questo file non è un plico di DA.PO."),
            right,
        ),
        "parcel_damaged": (
            translate("Failures", "Il plico è rovinato: un pezzo manca o è cambiato."),
            translate("Failures", "Fallo copiare di nuovo, o fallo portare un'altra volta."),
        ),
        "parcel_is_answer": (
            translate("Failures", "Questa è una risposta, non un plico da portare."),
            translate("Failures", "Riportala al suo centro, o scegli il file con «andata»."),
        ),
        "parcel_is_outgoing": (
            translate("Failures", "Questo è il plico da portare, non la risposta."),
            translate("Failures", "Deve prima passare da un computer con la rete."),
        ),
        "parcel_other_network": (
            translate("Failures", "Questo plico è di un'altra rete."),
            translate("Failures", "Dallo a chi è nella rete del centro che lo ha preparato."),
        ),
        "parcel_other_centre": (
            translate("Failures", "Questa risposta è di un altro centro."),
            right,
        ),
        "parcel_unknown_number": (
            translate("Failures", "Questo archivio non ha preparato il plico {number}."),
            again,
        ),
        "parcel_already_read": (
            translate("Failures", "La risposta al plico {number} è già stata letta, o superata."),
            translate("Failures", "Non c'è altro da fare con questo file."),
        ),
        "parcel_expired": (
            translate("Failures", "Il plico {number} è arrivato troppo tardi."),
            again,
        ),
        "parcel_no_request": (
            translate("Failures", "Da qui non è partita nessuna richiesta d'ingresso."),
            right,
        ),
    }
