"""Words of the coordinator page: Italian in the source, English beside it in resources/page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Final

from models.rules import codes
from resources import resource_path

LANGUAGES: Final = ("it", "en")
_MONTHS: Final = {
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "en": "January February March April May June July August September October November December",
}
FLASHES: Final = {
    "passphrase_changed": "La frase segreta è cambiata, e gli altri accessi sono chiusi.",
    "confirmed": "Il computer è confermato: {centre} può mandare e ricevere.",
    "confirmer_invited": "L’hai invitato tu: lo conferma un’altra persona.",
    "not_waiting": "Questo computer non aspettava più: niente è cambiato.",
    "revoked": "Il computer di {centre} è revocato: il registro lo rifiuta da adesso.",
    "granted": "Domande concesse per altre {people} persone; valgono dal prossimo scambio.",
    "settled": "Segnato come guardato.",
    "already_settled": "Era già stato guardato.",
    "invited": "Il codice per {centre} è pronto: {code}",
    "invitation_withdrawn": "L’invito è stato ripreso: quel codice non vale più.",
    "invitation_gone": "L’invito non c’era più: forse qualcuno l’ha appena usato.",
    "agreed": "Il nuovo accordo è scritto, e vale dal {day}.",
    "agreement_withdrawn": "L’accordo è stato ritirato prima di cominciare.",
    "agreement_stands": "È già cominciato: se ne scrive uno nuovo, il passato resta.",
    "announced": "L’avviso è in bacheca: i centri lo vedono dal prossimo scambio.",
    "announcement_withdrawn": "L’avviso è stato tolto.",
    "announcement_gone": "L’avviso non c’era più.",
    "log_whole": "Tutte le {lines} righe sono come sono state scritte.",
    "log_changed": "La riga {line} non è come è stata scritta: qualcuno ha toccato la banca dati.",
    "restored": "Segnato: ogni centro confronta le sue righe al prossimo scambio.",
    "published": "I conti sono pubblicati.",
    "not_published": "Questi conti non si possono pubblicare.",
}
ACTS: Final = {
    "add_administrator": "aggiunto chi può entrare",
    "remove_administrator": "tolto chi poteva entrare",
    "reset_passphrase": "data una frase segreta nuova",
    "change_passphrase": "cambiata la propria frase segreta",
    "prove_passphrase": "detta la propria frase segreta",
    "prove_passphrase_refused": "frase segreta sbagliata",
    "sign_in": "entrato",
    "sign_in_refused": "tentativo di entrare, respinto",
    "sign_out": "uscito",
    "invite": "invitato un centro",
    "withdraw_invitation": "ripreso un invito",
    "enrol": "arrivato un computer",
    "confirm": "confermato un computer",
    "revoke": "revocato un computer",
    "succeed": "un computer subentrato a quello di prima",
    "allow": "concesse domande",
    "alarm_quota": "segnalate troppe domande",
    "alarm_revocations_late": "elenco delle revoche vecchio",
    "alarm_keys_foreign": "un custode mostra chiavi non sue",
    "alarm_keys_lagging": "a un custode manca una chiave",
    "settle_alarm": "guardato un allarme",
    "make_agreement": "scritto un accordo",
    "withdraw_agreement": "ritirato un accordo",
    "post_announcement": "messo un avviso in bacheca",
    "withdraw_announcement": "tolto un avviso",
    "push": "mandate righe sigillate",
    "restored": "rimessa una copia della banca dati",
    "return": "mandati i conti di un mese",
    "publish_month": "pubblicati i conti di un mese",
}


@dataclass(frozen=True)
class Words:
    """Words in one language; what has no English yet is said in Italian."""

    language: str

    def __call__(self, italian: str, **values: object) -> str:
        """Say a sentence; ``{name}`` in it stands for a value."""
        said = italian if self.language == "it" else english().get(italian, italian)
        return said.format(**values) if values else said

    def count(self, number: int, one: str, many: str) -> str:
        """Say a number of things; ``{n}`` stands for it."""
        return self(one if number == 1 else many, n=self.number(number))

    def number(self, number: int) -> str:
        """Write a number with its thousands apart."""
        return f"{number:,}".replace(",", "." if self.language == "it" else ",")

    def day(self, day: date) -> str:
        """Write a day out: "1 novembre 2026"."""
        return f"{day.day} {self.month_name(day.month)} {day.year}"

    @staticmethod
    def typed_day(day: date) -> str:
        """Write a day as people type it: "1/11/2026"."""
        return f"{day.day}/{day.month}/{day.year}"

    def month(self, month: str) -> str:
        """Write a month ("2026-11") out."""
        return f"{self.month_name(int(month[5:7]))} {month[:4]}"

    def month_name(self, month: int) -> str:
        """Name a month, counted from 1."""
        return _MONTHS[self.language].split()[month - 1]

    def moment(self, seconds: int) -> str:
        """Write a moment (UTC seconds) in the server's own time: "1 novembre 2026, 10:42"."""
        at = datetime.fromtimestamp(seconds, UTC).astimezone()
        return f"{self.day(at.date())}, {at:%H:%M}"

    def short_moment(self, seconds: int) -> str:
        """Write a moment in few letters, for a long table: "1/11/2026 10:42"."""
        at = datetime.fromtimestamp(seconds, UTC).astimezone()
        return f"{self.typed_day(at.date())} {at:%H:%M}"

    def euro(self, cents: int) -> str:
        """Write an amount: "1.234,50"."""
        comma = "," if self.language == "it" else "."
        return f"{self.number(cents // 100)}{comma}{cents % 100:02d}"

    def flash(self, code: str, values: Mapping[str, str]) -> str:
        """Say what the form before did; values stand apart from the words around them."""
        apart = {name: f"\u2068{value}\u2069" for name, value in values.items()}
        return self(FLASHES[code], **apart)

    def act(self, action: str) -> str:
        """Name an act of the log; one nobody knows by its code."""
        return self(ACTS.get(action, action))

    def aid(self, kind: str) -> str:
        """Name a kind of aid; a code nobody knows as it is."""
        return codes.label("aid_kinds", kind, self.language)

    def aid_kinds(self) -> list[tuple[str, str]]:
        """All kinds of aid, code and name, in the order in which they are offered."""
        return [(each.code, self.aid(each.code)) for each in codes.codes("aid_kinds")]


def choose_language(cookie: str | None, accepted: str) -> str:
    """Choose a language: the one switched to, else what the browser asks for, else Italian."""
    if cookie in LANGUAGES:
        return cookie
    for part in accepted.split(","):
        asked = part.split(";")[0].strip().lower()[:2]
        if asked in LANGUAGES:
            return asked
    return LANGUAGES[0]


@cache
def english() -> dict[str, str]:
    """Every Italian sentence of the page with its English one."""
    text = resource_path("page/english.json").read_text(encoding="utf-8")
    known: dict[str, str] = json.loads(text)
    return known
