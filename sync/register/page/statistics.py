"""The network's monthly counts, on the page, on paper and as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from typing import Any, Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from models.rules import codes
from sync.protocol.messages import NetworkMonth
from sync.register.database import reading
from sync.register.page.visits import Visit
from sync.register.page.words import Words
from sync.register.statistics import (
    MonthPublished,
    MonthUnknown,
    monthly,
    months,
    publish,
)

HERE: Final = "/page/statistics"
_WITHHELD: Final = "·"
# A spreadsheet takes text that begins so for a formula.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_CODE_TABLES: Final = {"typology": "typologies", "need": "needs"}

Row = tuple[str, str, str, int | None]


@get("/statistics", sync_to_thread=True)
def show_statistics(inside: NamedDependency[Visit], month: FromQuery[str] = "") -> Response[Any]:
    """Show a month: the latest unless another is asked for."""
    with reading(inside.engine) as connection:
        known = months(connection)
    chosen = month if month in known else next(iter(known), "")
    counted = _monthly(inside, chosen) if chosen else None
    return inside.show(
        "statistics.html",
        months=known,
        month=chosen,
        counted=counted,
        group_word=group_word,
        table_words=TABLE_WORDS,
    )


@get("/statistics/{month:str}/csv", sync_to_thread=True)
def give_csv(inside: NamedDependency[Visit], month: FromPath[str]) -> Response[str]:
    """Give a month's counts as a file; withheld ones are marked, as on the page."""
    counted = _monthly(inside, month)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    t = inside.words
    writer.writerow([t("Mese"), t("Cosa"), t("Voce"), t("Numero")])
    for row in csv_rows(counted, t):
        writer.writerow([safe_cell(row[0]), *map(safe_cell, row[1:3]), _figure(row[3])])
    headers = {"Content-Disposition": f'attachment; filename="dapo-{counted.month}.csv"'}
    # With its mark at the start, Excel reads it as UTF-8.
    return Response(
        "\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers
    )


@post("/statistics/{month:str}/publish", sync_to_thread=True)
def publish_month(inside: NamedDependency[Visit], month: FromPath[str]) -> Response[Any]:
    """Publish a month without waiting for the centres that are missing."""
    back = f"{HERE}?month={month}" if month.replace("-", "").isdigit() else HERE
    try:
        publish(inside.engine, month, inside.now, by=inside.me.name)
    except (MonthPublished, MonthUnknown):
        return inside.go(back, "not_published", is_good=False)
    return inside.go(back, "published")


def csv_rows(counted: NetworkMonth, t: Words) -> Iterable[Row]:
    """Every count of a month: month, subject, what is counted, figure (None when withheld)."""
    month, network = counted.month, t("Rete")
    yield month, network, t("Centri che hanno mandato i conti"), counted.centres
    yield month, network, t("Nuclei diversi seguiti"), counted.kept_households
    yield month, network, t("Persone diverse seguite"), counted.kept_people
    yield month, network, t("Nuclei diversi aiutati nel mese"), counted.households
    yield month, network, t("Persone diverse aiutate nel mese"), counted.people
    yield month, network, t("Sovrapposizioni trovate"), counted.overlaps_found
    yield month, network, t("Sovrapposizioni evitate"), counted.overlaps_avoided
    for aid in counted.aid:
        yield month, t.aid(aid.kind), t("Volte"), aid.times
        yield month, t.aid(aid.kind), t("Pezzi"), aid.units
        yield month, t.aid(aid.kind), t("Centesimi di euro"), aid.cents
        yield month, t.aid(aid.kind), t("Nuclei"), aid.households
    for table in counted.tables:
        base = t("Nuclei") if table.base == "households" else t("Persone")
        for group in table.groups:
            words = (
                f"{t(TABLE_WORDS[table.dimension])}: {group_word(table.dimension, group.code, t)}"
            )
            yield month, base, words, group.count


def group_word(dimension: str, code: str, t: Words) -> str:
    """Name a group of a table; a code nobody knows as it is."""
    if dimension in _CODE_TABLES:
        said = codes.label(_CODE_TABLES[dimension], code, t.language)
        return said if said != code else t(GROUP_WORDS.get(code, code))
    return t(GROUP_WORDS.get(code, code))


def safe_cell(text: str) -> str:
    """Write a text so that no spreadsheet computes it (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _figure(count: int | None) -> str:
    return _WITHHELD if count is None else str(count)


def _monthly(visit: Visit, month: str) -> NetworkMonth:
    with reading(visit.engine) as connection:
        try:
            return monthly(connection, month)
        except MonthUnknown as error:
            raise NotFoundException from error


TABLE_WORDS: Final = {
    "typology": "Tipo di nucleo",
    "isee": "ISEE del nucleo",
    "need": "Bisogni",
    "age": "Età",
    "sex": "Sesso",
    "citizenship": "Cittadinanza",
    "condition": "Condizioni particolari",
}
GROUP_WORDS: Final = {
    "zero": "zero",
    "to_6000": "fino a 6.000 €",
    "to_10000": "fino a 10.000 €",
    "above": "oltre 10.000 €",
    "under_18": "meno di 18 anni",
    "18_29": "da 18 a 29 anni",
    "30_64": "da 30 a 64 anni",
    "65_over": "65 anni e più",
    "F": "donne",
    "M": "uomini",
    "italian": "italiana",
    "eu": "di un Paese UE",
    "third_country": "di un altro Paese",
    "homeless": "senza dimora",
    "disabled": "con disabilità",
    "unknown": "non si sa",
}

ROUTES: Final = (show_statistics, give_csv, publish_month)
