"""The words of the papers: sentences here, names of codes from `resources/codes`."""

from datetime import date, datetime

from models.rules.codes import label
from models.rules.money import format_amount
from models.rules.partial_date import MONTHS, PartialDate

_ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Words:
    """Dates, amounts and names of codes in one language ("it" or "en")."""

    def __init__(self, language: str = "it") -> None:
        self.language = language
        self._months = MONTHS if language == "it" else _ENGLISH_MONTHS

    def pick(self, italian: str, english: str) -> str:
        """The sentence in the paper's language."""
        return italian if self.language == "it" else english

    @property
    def paging(self) -> tuple[str, str]:
        """The words of "page 1 of 2"."""
        return self.pick("pagina", "page"), self.pick("di", "of")

    def count(self, number: int, italian: tuple[str, str], english: tuple[str, str]) -> str:
        """A number with its noun, singular or plural: "1 persona", "3 persone"."""
        one, many = italian if self.language == "it" else english
        return f"{number} {one if number == 1 else many}"

    def code(self, table: str, code: str) -> str:
        """The name of a code as the person reads it; the code itself when nobody named it."""
        return label(table, code, self.language) if code else ""

    def day(self, day: date) -> str:
        """A date in full: "22 novembre 2026"."""
        return f"{day.day} {self._months[day.month - 1]} {day.year}"

    def month(self, month: str) -> str:
        """A month ("2026-11") in words: "novembre 2026"."""
        year, _, number = month.partition("-")
        return f"{self._months[int(number) - 1]} {year}"

    def initial(self, month: str) -> str:
        """The first letter of a month ("2026-11"): "N"."""
        return self.month(month)[0].upper()

    def known(self, when: PartialDate | None) -> str:
        """As much of a date as is known: "05/03/1948", "marzo 1948", "circa 1948", ""."""
        if when is None:
            return ""
        if when.day is not None:
            text = f"{when.day:02d}/{when.month:02d}/{when.year}"
        elif when.month is not None:
            text = f"{self._months[when.month - 1]} {when.year}"
        else:
            text = str(when.year)
        return f"{self.pick('circa', 'about')} {text}" if when.is_approximate else text

    def short(self, day: date) -> str:
        """A date in figures: "22/11/2026"."""
        return f"{day.day:02d}/{day.month:02d}/{day.year}"

    def clock(self, moment: datetime) -> str:
        """A moment in local time: "22/11/2026, 10:42"."""
        local = moment.astimezone()
        return f"{self.short(local.date())}, {local.hour:02d}:{local.minute:02d}"

    def number(self, count: int) -> str:
        """A count with its thousands apart: "20.811", in English "20,811"."""
        return f"{count:,}".replace(",", self.pick(".", ","))

    def euro(self, cents: int) -> str:
        """An amount of money: "60,00 €"."""
        return f"{format_amount(cents)} €"
