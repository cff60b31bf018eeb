"""The network's monthly counts, on the page, on paper and as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from typing import Any, Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from models.rules.returns import dimension_label, group_label
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
        dimension_label=dimension_label,
        group_label=group_label,
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
            group_words = group_label(table.dimension, group.code, t.language)
            words = f"{dimension_label(table.dimension, t.language)}: {group_words}"
            yield month, base, words, group.count


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


ROUTES: Final = (show_statistics, give_csv, publish_month)
