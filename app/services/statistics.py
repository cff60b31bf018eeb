"""Statistics as lines: this centre's own counts before they leave, and the network's published."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from app.services.closing.returns import month_return
from app.services.desk import Desk
from app.services.exports import Euro, Value, telling, write_table
from app.services.network import enrolled_device, naming_failures
from models.records.returns import Figure, MonthReturn, NetworkFigures
from models.rules.codes import label
from models.rules.returns import SHARE, dimension_label, dimensions, group_label
from sync.client import NetworkMonth, RegisterClient

_TOTALS = (
    ("kept_households", "households"),
    ("kept_people", "people"),
    ("households", "households"),
    ("people", "people"),
    ("overlaps_found", "overlaps"),
    ("overlaps_avoided", "overlaps"),
)
_TITLES = {
    "it": ("Tabella", "Voce", "Che cosa", "Quanti"),
    "en": ("Table", "Line", "Of what", "How many"),
}
_TABLES = {"total": ("In tutto", "In all"), "aid": ("Aiuti", "Aid")}
_LINES = {
    "kept_households": ("Nuclei seguiti", "Households followed"),
    "kept_people": ("Persone seguite", "People followed"),
    "households": ("Nuclei aiutati nel mese", "Households helped in the month"),
    "people": ("Persone aiutate nel mese", "People helped in the month"),
    "overlaps_found": ("Aiuti doppi trovati", "Overlaps found"),
    "overlaps_avoided": ("Aiuti doppi evitati", "Overlaps avoided"),
}
_MEASURES = {
    "households": ("nuclei", "households"),
    "people": ("persone", "people"),
    "overlaps": ("aiuti doppi", "overlaps"),
    "times": ("volte", "times"),
    "units": ("quantità", "units"),
    "cents": ("euro", "euro"),
}
WITHHELD = {"it": "riservato", "en": "withheld"}


def own_figures(desk: Desk, month: str) -> tuple[Figure, ...]:
    """This centre's counts of a month as they would leave now, in parts of ones."""
    return tuple(figures_of(month_return(desk, month)))


def figures_of(counted: MonthReturn) -> Iterator[Figure]:
    """What was counted, line by line."""
    for code, measure in _TOTALS:
        count = getattr(counted, code)
        yield Figure("total", code, measure, count if code == "overlaps_avoided" else count / SHARE)
    for each in dimensions():
        for code, shares in counted.groups[each.name].items():
            yield Figure(each.name, code, each.base, shares / SHARE)
    for line in counted.aid:
        yield Figure("aid", line.kind, "households", line.households / SHARE)
        yield Figure("aid", line.kind, "times", line.times)
        yield Figure("aid", line.kind, "units", line.units)
        yield Figure("aid", line.kind, "cents", line.cents)


def network_months(desk: Desk) -> tuple[str, ...]:
    """The months whose counts the network has published, newest first.

    Raises:
        NotEnrolled: the centre has not joined a network.
        NetworkFailed: the register did not answer.
    """
    with _register(desk) as register, naming_failures():
        return register.network_months()


def network_figures(desk: Desk, month: str) -> NetworkFigures:
    """The network's counts of a month.

    Raises:
        NotEnrolled: the centre has not joined a network.
        NetworkFailed: the register did not answer, or the month is not published
            (`refusal` "month_not_published").
    """
    with _register(desk) as register, naming_failures():
        told = register.network_month(month)
    return NetworkFigures(
        month=told.month,
        published_on=datetime.fromtimestamp(told.published_at or 0, UTC).astimezone().date(),
        centres=told.centres,
        figures=tuple(_published(told)),
    )


def export_figures(desk: Desk, path: Path, told: NetworkFigures, language: str = "it") -> int:
    """Write the network's month to `path` (.xlsx or .csv) and tell how many lines it has.

    Raises:
        RuleBroken: the file's ending is neither .xlsx nor .csv.
        DiskFull, DiskFailed: nothing was written.
    """
    rows = [(*words_of(each, language), _cell(each, language)) for each in told.figures]
    return write_table(path, _TITLES[language], rows, telling(desk, "export_figures"))


def words_of(figure: Figure, language: str = "it") -> tuple[str, str, str]:
    """The words of a line: its table, what it is of, what is counted; "it" or "en"."""
    place = 1 if language == "en" else 0
    if figure.table == "total":
        table, line = _TABLES["total"][place], _LINES[figure.code][place]
    elif figure.table == "aid":
        table, line = _TABLES["aid"][place], label("aid_kinds", figure.code, language)
    else:
        table = dimension_label(figure.table, language)
        line = group_label(figure.table, figure.code, language)
    return table, line, _MEASURES[figure.measure][place]


def _register(desk: Desk) -> RegisterClient:
    with desk.read() as session:
        device = enrolled_device(session)
    return RegisterClient(device, clock=desk.clock)


def _published(told: NetworkMonth) -> Iterator[Figure]:
    for code, measure in _TOTALS:
        yield Figure("total", code, measure, getattr(told, code))
    for table in told.tables:
        for group in table.groups:
            yield Figure(table.dimension, group.code, table.base, group.count)
    for aid in told.aid:
        for measure in ("households", "times", "units", "cents"):
            yield Figure("aid", aid.kind, measure, getattr(aid, measure))


def _cell(figure: Figure, language: str) -> Value:
    if figure.count is None:
        return WITHHELD["en" if language == "en" else "it"]
    return Euro(int(figure.count)) if figure.measure == "cents" else int(figure.count)
