"""How the closing on a stick speaks: where things stand, what was made, what came back."""

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from models.records.closing import NetworkState
from models.records.parcels import MadeParcel, ParcelState, TakenAnswer
from ui.labels import dates
from ui.pages.closing.words import month_alone, phases

translate = QCoreApplication.translate


class _Counted(QObject):
    """Words that follow a number."""

    def people(self, count: int) -> str:
        return self.tr("%n persone nuove o cambiate partono col prossimo plico.", "", count)

    def matches(self, count: int) -> str:
        return self.tr("Gli aiuti di %n riscontri arrivano col prossimo plico.", "", count)


def prepare_button(*, is_in: bool) -> str:
    """What the first step is called."""
    if is_in:
        return translate("Stick", "Prepara il plico")
    return translate("Stick", "Prepara la richiesta d'ingresso")


def outward(*, is_in: bool) -> str:
    """What the first step does."""
    if is_in:
        return translate(
            "Stick",
            "Scrive sulla chiavetta un plico chiuso con tutto quello che aspetta. "
            "Dallo a chi ha la rete: chi la cura, o un altro centro.",
        )
    return translate(
        "Stick",
        "Questo centro non è ancora in rete. Scrive sulla chiavetta la richiesta: "
        "dalla a chi ha la rete.",
    )


def state(network: NetworkState, parcels: ParcelState) -> str:
    """Where things stand, in a sentence."""
    if parcels.waiting:
        latest = parcels.waiting[-1]
        words = translate(
            "Stick", "In attesa della risposta al plico {number}, preparato il {day}."
        )
        day = dates.long_date(latest.made_at.astimezone().date())
        return words.format(number=latest.number, day=day)
    if network.check_text:
        words = translate(
            "Stick",
            "In attesa di conferma: telefona a chi cura la rete e leggi {digits}. "
            "Se vede altre cifre, fermati. Poi si può preparare il primo plico.",
        )
        return words.format(digits=network.check_text)
    if parcels.is_joining:
        return translate("Stick", "In attesa della risposta alla richiesta d'ingresso.")
    return translate("Stick", "Nessun plico in viaggio.")


def left(parcels: ParcelState) -> str:
    """What the next parcel will bring and what no parcel can, or nothing."""
    told = [_following(parcels.people, parcels.matches)]
    if parcels.is_put_back:
        told.append(
            translate(
                "Stick",
                "Questo archivio viene da una copia: se da allora era partito un altro plico, "
                "stavolta la chiavetta non basta e serve internet una volta, anche col telefono.",
            )
        )
    if parcels.is_successor_owed:
        told.append(
            translate(
                "Stick",
                "Qualcuno è andato via e la rete non lo sa ancora: con la chiavetta non si può "
                "dire. Collega una volta il computer e chiudi il mese, anche col telefono.",
            )
        )
    return " ".join(filter(None, told))


def _following(people: int, matches: int) -> str:
    """What the next parcel will bring."""
    counted = _Counted()
    told = [counted.people(people)] if people else []
    if matches:
        told.append(counted.matches(matches))
    return " ".join(told)


def made(parcel: MadeParcel) -> tuple[str, str]:
    """A parcel is on the stick."""
    title = translate("Stick", "Il plico {number} è sulla chiavetta").format(number=parcel.number)
    detail = translate(
        "Stick",
        "Il file è «{name}», {size} MB. Dallo a chi ha la rete: vale 90 giorni. "
        "Se la chiavetta si perde, preparane un altro.",
    )
    size = QLocale().toString(max(0.1, parcel.size / 1_000_000), "f", 1)
    return title, detail.format(name=parcel.path.name, size=size)


def taken(answer: TakenAnswer) -> tuple[str, str]:
    """An answer was read."""
    if answer.receipt is None:
        return (
            translate("Stick", "La richiesta è arrivata"),
            translate("Stick", "Ora serve la conferma, per telefono: leggi le cifre qui sopra."),
        )
    month = month_alone(answer.receipt.month)
    if answer.is_done:
        title = translate("Stick", "La chiusura di {month} è fatta").format(month=month)
    else:
        title = translate("Stick", "Letto. Per chiudere {month} serve un altro viaggio").format(
            month=month
        )
    return title, _following(answer.people, answer.matches)


def phase(code: str) -> str:
    """What is being done."""
    own = {
        "parcel": translate("Stick", "Scrivo il plico"),
        "carry": translate("Stick", "Consegno il plico, e aspetto la risposta"),
    }
    return (phases() | own).get(code, "")
