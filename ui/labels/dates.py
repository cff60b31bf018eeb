"""Dates, ages and distances in the words of the language in use."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject

from models.rules.partial_date import PartialDate

translate = QCoreApplication.translate


class _Counted(QObject):
    """Words that follow a number; plural forms are gathered from `tr` of an object only."""

    def years(self, count: int) -> str:
        return self.tr("%n anni", "", count)

    def days_ahead(self, count: int) -> str:
        return self.tr("tra %n giorni", "", count)

    def days_behind(self, count: int) -> str:
        return self.tr("%n giorni fa", "", count)


def long_date(day: date) -> str:
    """Such as "5 marzo 1948"."""
    return QLocale().toString(_qdate(day), "d MMMM yyyy")


def day_and_month(day: date) -> str:
    """Such as "21 ottobre"; for days of this year."""
    return QLocale().toString(_qdate(day), "d MMMM")


def short_day(day: date) -> str:
    """Such as "21 ott", for narrow columns."""
    return QLocale().toString(_qdate(day), "d MMM")


def weekday_date(day: date) -> str:
    """Such as "domenica 22 novembre"."""
    return QLocale().toString(_qdate(day), "dddd d MMMM")


def month_name(day: date, *, with_year: bool = True) -> str:
    """Such as "novembre 2026"."""
    return QLocale().toString(_qdate(day), "MMMM yyyy" if with_year else "MMMM")


def month_initial(month: int) -> str:
    """Such as "G" for January, as under the bars of a year."""
    return QLocale().standaloneMonthName(month, QLocale.FormatType.NarrowFormat).upper()


def partial_date(known: PartialDate) -> str:
    """A date as far as it is known: "5 marzo 1948", "marzo 1948", "1948", "circa 1948"."""
    first = _qdate(known.earliest)
    if known.day is not None:
        text = QLocale().toString(first, "d MMMM yyyy")
    elif known.month is not None:
        text = QLocale().toString(first, "MMMM yyyy")
    else:
        text = str(known.year)
    return translate("Dates", "circa {date}").format(date=text) if known.is_approximate else text


def age(known: PartialDate, today: date) -> str:
    """Such as "78 anni"; "circa 36 anni" when the day of birth is not known."""
    years = known.age_on(today)
    text = _Counted().years(years)
    return text if known.is_full else translate("Dates", "circa {age}").format(age=text)


def days_ago(day: date, today: date) -> str:
    """Such as "oggi", "ieri", "32 giorni fa"."""
    days = (today - day).days
    if days == 0:
        return translate("Dates", "oggi")
    if days == 1:
        return translate("Dates", "ieri")
    if days < 0:
        return _Counted().days_ahead(-days)
    return _Counted().days_behind(days)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
