"""The sentences for each failure's code: what happened, and what to do."""

from PySide6.QtCore import QCoreApplication

from ui.labels.parcel_failures import parcel_failures

translate = QCoreApplication.translate


def failure_words() -> dict[str, tuple[str, str]]:
    """By code: (what happened, what to do), in the language in use."""
    return (
        _of_the_field()
        | _of_the_vault()
        | _of_the_backups()
        | _of_the_disk()
        | _of_the_file()
        | _of_joining()
        | _of_the_exchange()
        | _of_the_key_holders()
        | parcel_failures()
    )


def _of_the_field() -> dict[str, tuple[str, str]]:
    again = translate("Failures", "Riprova; se succede ancora, telefona a chi vi aiuta.")
    return {
        "unexpected": (translate("Failures", "Qualcosa non ha funzionato nel programma."), again),
        "world": (translate("Failures", "Il computer non è riuscito a finire."), again),
        "not_found": (
            translate("Failures", "Questa scheda non c'è più."),
            translate("Failures", "Torna alla ricerca e aprila di nuovo."),
        ),
        "rule_broken": (
            translate("Failures", "Questo non si può fare."),
            translate("Failures", "Controlla quello che hai scritto e riprova."),
        ),
        "not_allowed": (
            translate("Failures", "Questo non rientra nei tuoi compiti."),
            translate("Failures", "Chiedi alla segreteria o al coordinatore."),
        ),
        "changed_meanwhile": (
            translate("Failures", "Qualcun altro ha cambiato questa scheda nel frattempo."),
            translate("Failures", "Riaprila: troverai i dati aggiornati."),
        ),
    }


def _of_the_vault() -> dict[str, tuple[str, str]]:
    restore = translate(
        "Failures", "Non usare questo file: chiama il coordinatore e riparti dall'ultima copia."
    )
    return {
        "wrong_passphrase": (
            translate("Failures", "La frase non è quella giusta."),
            translate("Failures", "Guarda maiuscole e spazi, e riprova."),
        ),
        "recovery_key_mistyped": (
            translate("Failures", "Nella chiave di recupero c'è una lettera sbagliata."),
            translate("Failures", "Ricopiala dal foglio, un gruppo alla volta."),
        ),
        "vault_missing": (
            translate("Failures", "Il file con i dati non è dove dovrebbe."),
            translate("Failures", "Se sta su una chiavetta, inseriscila; poi riprova."),
        ),
        "vault_exists": (
            translate("Failures", "C'è già un file con questo nome."),
            translate("Failures", "Scegli un altro nome: non viene sovrascritto niente."),
        ),
        "not_a_vault": (
            translate("Failures", "Questo file non è di DA.PO."),
            translate("Failures", "Scegli il file del tuo centro."),
        ),
        "vault_too_new": (
            translate("Failures", "Questo file è stato scritto da una versione più nuova."),
            translate("Failures", "Aggiorna il programma e riprova."),
        ),
        "vault_damaged": (translate("Failures", "Il file con i dati è rovinato."), restore),
        "keys_missing": (
            translate("Failures", "Accanto ai dati manca il file delle chiavi."),
            restore,
        ),
        "keys_damaged": (translate("Failures", "Il file delle chiavi è rovinato."), restore),
        "vault_in_use": (
            translate("Failures", "Qualcuno sta ancora leggendo i dati."),
            translate("Failures", "Chiudi le finestre aperte e riprova."),
        ),
        "vault_already_open": (
            translate("Failures", "I dati sono già aperti in un'altra finestra di DA.PO."),
            translate("Failures", "Usa quella finestra, oppure chiudila e riprova."),
        ),
    }


def _of_the_backups() -> dict[str, tuple[str, str]]:
    return {
        "vault_stepped_back": (
            translate("Failures", "Questo file è più vecchio di quello usato l'ultima volta."),
            translate("Failures", "Rimetti la copia di sicurezza più recente, se ce l'hai."),
        ),
        "vault_behind": (
            translate(
                "Failures",
                "Con la rete ha già parlato un archivio più nuovo, o un altro, il {seen_at}.",
            ),
            translate(
                "Failures",
                "Non è partito niente. Se l'altro c'è ancora, apri quello. Se questo l'hai "
                "rimesso da una copia, vai avanti: prima lo confronto con il registro.",
            ),
        ),
        "backup_failed": (
            translate("Failures", "La copia di sicurezza non è riuscita."),
            translate("Failures", "Riprova; se succede ancora, cambia chiavetta o cartella."),
        ),
        "not_a_backup": (
            translate("Failures", "Questo file non è una copia di sicurezza di DA.PO."),
            translate("Failures", "Scegli un file che finisce con .dapobackup o .dapo."),
        ),
        "backup_damaged": (
            translate("Failures", "Questa copia di sicurezza è rovinata."),
            translate("Failures", "Scegline un'altra, anche meno recente."),
        ),
    }


def _of_the_disk() -> dict[str, tuple[str, str]]:
    return {
        "vault_read_only": (
            translate("Failures", "In questa cartella non si può scrivere."),
            translate("Failures", "Chiedi a chi si occupa del computer di permetterlo."),
        ),
        "disk_full": (
            translate("Failures", "Il disco del computer è pieno."),
            translate("Failures", "Libera un po' di spazio e riprova."),
        ),
        "disk_failed": (
            translate("Failures", "Il disco non ha risposto."),
            translate("Failures", "Riprova; se succede ancora, fai vedere il computer."),
        ),
        "cipher_missing": (
            translate("Failures", "Su questo computer manca la parte che protegge i dati."),
            translate("Failures", "Installa di nuovo il programma."),
        ),
    }


def _of_the_file() -> dict[str, tuple[str, str]]:
    return {
        "file_too_big": (
            translate("Failures", "Questo file è troppo grande per leggerlo."),
            translate("Failures", "Dividilo in file più piccoli, uno per anno ad esempio."),
        ),
        "file_looks_dangerous": (
            translate("Failures", "Questo file sembra fatto per fare danni: non l'ho aperto."),
            translate("Failures", "Fattelo mandare di nuovo da chi lo ha scritto."),
        ),
        "file_not_understood": (
            translate("Failures", "In questo file non trovo una tabella da leggere."),
            translate(
                "Failures",
                "Aprilo con il foglio di calcolo, togli la parola d'ordine "
                "se c'è, e salvalo di nuovo.",
            ),
        ),
        "document_not_taken": (
            translate("Failures", "Questo documento non si può tenere o mostrare."),
            translate("Failures", "Rifai la foto o la scansione e riprova."),
        ),
        "mapping_not_understood": (
            translate("Failures", "Questo file non contiene colonne salvate da DA.PO."),
            translate("Failures", "Scegli le colonne a mano."),
        ),
    }


def _of_joining() -> dict[str, tuple[str, str]]:
    return {
        "not_enrolled": (
            translate("Failures", "Questo centro non è ancora in rete."),
            translate("Failures", "Si entra da Impostazioni, con il codice di chi cura la rete."),
        ),
        "already_enrolled": (
            translate("Failures", "Questo centro è già in rete."),
            translate("Failures", "Non c'è altro da fare."),
        ),
        "trial_data": (
            translate("Failures", "Questi sono dati di prova: non vanno alla rete vera."),
            translate("Failures", "Apri il file del tuo centro e riprova da lì."),
        ),
        "enrolment_refused": (
            translate("Failures", "Il codice d'ingresso è sbagliato, già usato o scaduto."),
            translate("Failures", "Chiedine uno nuovo a chi cura la rete."),
        ),
    }


def _of_the_key_holders() -> dict[str, tuple[str, str]]:
    return {
        "key_holder_unreachable": (
            translate("Failures", "Uno dei custodi delle chiavi non risponde."),
            translate(
                "Failures", "Controlla internet e riprova: si riprende da dove si era rimasti."
            ),
        ),
        "key_holder_key_changed": (
            translate("Failures", "Un custode delle chiavi non è quello che conosciamo."),
            translate("Failures", "Non riprovare: telefona a chi cura la rete, e leggi il codice."),
        ),
        "no_key_in_use": (
            translate("Failures", "I custodi non hanno ancora una chiave in comune."),
            translate("Failures", "Dillo a chi cura la rete: qui non si perde niente."),
        ),
        "quota_spent": (
            translate("Failures", "Il custode delle chiavi ha fermato le domande di oggi."),
            translate(
                "Failures",
                "Chiudi di nuovo dal {until}: si riprende da dove si era rimasti. "
                "Se le persone nuove sono molte, dillo a chi cura la rete.",
            ),
        ),
    }


def _of_the_exchange() -> dict[str, tuple[str, str]]:
    later = translate(
        "Failures", "Controlla internet e riprova: si riprende da dove si era rimasti."
    )
    ask = translate("Failures", "Non riprovare: telefona a chi cura la rete, e leggi il codice.")
    compare = translate(
        "Failures",
        "Riprova: prima confronto il registro con questo archivio, poi rimando quello che manca.",
    )
    silent = translate("Failures", "Il registro della rete non risponde.")
    refused = translate("Failures", "Il registro della rete non ha accettato.")
    return {
        "unreachable": (silent, later),
        "register_unreachable": (silent, later),
        "device_waiting": (
            translate("Failures", "Chi cura la rete deve ancora confermare questo computer."),
            translate(
                "Failures", "Telefonagli e leggi le cifre che trovi in Impostazioni, alla Rete."
            ),
        ),
        "version_not_served": (
            translate("Failures", "Questo DA.PO e il registro della rete non si capiscono più."),
            translate(
                "Failures", "Aggiorna DA.PO; se è già il più nuovo, telefona a chi cura la rete."
            ),
        ),
        "address_not_safe": (
            translate("Failures", "L'indirizzo non è protetto: deve cominciare con https://"),
            translate("Failures", "Chiedi a chi cura la rete l'indirizzo giusto."),
        ),
        "device_revoked": (
            translate("Failures", "Questo computer non può più parlare per il centro."),
            ask,
        ),
        "push_conflict": (refused, compare),
        "request_refused": (refused, ask),
        "register_epoch_changed": (
            translate("Failures", "Il registro della rete è cambiato o è tornato indietro."),
            compare,
        ),
        "receipt_forged": (
            translate("Failures", "La ricevuta non porta la firma del registro."),
            ask,
        ),
        "answer_not_understood": (
            translate("Failures", "Ha risposto qualcosa che non è il registro della rete."),
            translate("Failures", "Controlla l'indirizzo in Impostazioni, e internet."),
        ),
    }
