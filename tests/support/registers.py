"""Made-up registers: one known truth written in many layouts, headers, formats and messes.

`make_register(seed, folder)` writes a file and returns what it says in all; the import must
find exactly that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.support.register_truth import Aid, Family, Maker, Person, grouped
from tests.support.register_words import MONTHS, RELATIONS
from tests.support.spreadsheets import Table, Value, write_ods, write_text, write_xlsx


@dataclass(slots=True)
class Expected:
    """What a register says in all; None where its layout cannot tell."""

    layout: str
    path: Path
    households: int
    food_units: int
    food_entries: int | None
    clothing_entries: int
    money_entries: int
    euro_cents: int
    note: dict[str, object] = field(default_factory=dict)


Columns = list[tuple[str, Callable[..., Value]]]


def _shuffled(maker: Maker, columns: Columns) -> Columns:
    if maker.random.random() < 0.6:
        maker.random.shuffle(columns)
    return columns


def _with_extras(maker: Maker, columns: Columns) -> Columns:
    """Columns that say nothing for us, and one said twice."""
    extras: Columns = [
        ("Operatore", lambda *_: maker.pick(["Anna", "Piero", "Lucia"])),
        ("Firma", lambda *_: None),
        ("Punti", lambda *_: maker.random.randint(10, 90)),
        ("Colonna1", lambda *_: None),
    ]
    chosen = maker.random.sample(extras, maker.random.choice([0, 0, 1, 2]))
    result = _shuffled(maker, [*columns, *chosen])
    if maker.random.random() < 0.15:
        result.append(result[0])
    return result


def _person_columns(maker: Maker, person: Callable[..., Person], *, with_birth: bool) -> Columns:
    names: Columns = [(maker.header("whole"), lambda *it: maker.whole(person(*it)))]
    if maker.random.random() < 0.5:
        names = [
            (maker.header("surname"), lambda *it: person(*it).surname),
            (maker.header("name"), lambda *it: person(*it).name),
        ]
    columns = names
    if with_birth:
        columns += [
            (maker.header("birth"), lambda *it: maker.birth(person(*it))),
            (maker.header("code"), lambda *it: person(*it).code or None),
        ]
        optional: Columns = [
            (maker.header("sex"), lambda *it: person(*it).sex),
            (maker.header("place"), lambda *it: person(*it).place),
        ]
        columns += [column for column in optional if maker.random.random() < 0.7]
    return columns


def _aid_columns(maker: Maker) -> Columns:
    purpose: Columns = [(maker.header("purpose"), lambda _, aid: aid.purpose or None)]
    return [
        (maker.header("date"), lambda _, aid: maker.day(aid.day)),
        (maker.header("kind"), lambda _, aid: maker.word(aid.kind)),
        (maker.header("quantity"), lambda _, aid: maker.quantity(aid)),
        (maker.header("amount"), lambda _, aid: maker.money(aid.cents)),
        *(purpose if maker.random.random() < 0.7 else []),
    ]


def _table(columns: Columns, records: Sequence[tuple[object, ...]]) -> list[list[Value]]:
    return [[name for name, _ in columns], *([read(*it) for _, read in columns] for it in records)]


def _log_records(maker: Maker) -> list[tuple[Family, Aid]]:
    records = [(family, aid) for family in maker.families for aid in family.aids]
    if maker.random.random() < 0.6:
        records.sort(key=lambda record: record[1].day)
    return records


def _log(maker: Maker) -> list[Table]:
    """One row an aid, the person who collected beside the household's number."""
    people: dict[tuple[int, int], Person] = {}

    def collector(family: Family, aid: Aid) -> Person:
        key = (family.number, id(aid))
        return people.setdefault(key, maker.slipped(maker.collector(family, aid)))

    columns = [
        (maker.header("number"), lambda family, _: maker.number(family)),
        *_person_columns(maker, collector, with_birth=True),
        *_aid_columns(maker),
    ]
    return [("Registro", _table(_with_extras(maker, columns), _log_records(maker)))]


def _log_without_number(maker: Maker) -> list[Table]:
    """One row an aid, households known by their person alone."""
    maker.forget_homonyms()
    columns = [
        *_person_columns(maker, lambda family, _: family.people[0], with_birth=True),
        *_aid_columns(maker),
    ]
    return [("Foglio1", _table(_with_extras(maker, columns), _log_records(maker)))]


def _two_sheets(maker: Maker) -> list[Table]:
    """People member by member, aid apart, joined by number."""
    header = maker.header("number")
    relation = {key: maker.pick(words) for key, words in RELATIONS.items()}
    people = _shuffled(
        maker,
        [
            (header, lambda family, _: maker.number(family)),
            (maker.header("relation"), lambda _, person: relation[person.relation]),
            *_person_columns(maker, lambda _, person: person, with_birth=True),
            (
                maker.header("address"),
                lambda family, person: family.address if person is family.people[0] else None,
            ),
            (
                maker.header("phone"),
                lambda family, person: family.phone if person is family.people[0] else None,
            ),
            (
                maker.header("isee"),
                lambda family, person: family.isee if person is family.people[0] else None,
            ),
        ],
    )
    own = maker.header("number") if maker.random.random() < 0.5 else header
    aid = _with_extras(maker, [(own, lambda family, _: maker.number(family)), *_aid_columns(maker)])
    records = [(family, person) for family in maker.families for person in family.people]
    names = maker.random.choice(
        [("Anagrafica", "Aiuti"), ("Famiglie", "Consegne"), ("Foglio1", "Foglio2")]
    )
    return [(names[0], _table(people, records)), (names[1], _table(aid, _log_records(maker)))]


def _across(maker: Maker) -> list[Table]:
    """A row a household, spouse and children in columns; movements apart."""

    def spouse(family: Family) -> Person | None:
        return next((person for person in family.people if person.relation == "spouse"), None)

    def children(family: Family) -> Value:
        born = [person for person in family.people if person.relation == "child"]
        return ", ".join(
            f"{child.name} {child.born:%d/%m/%Y}" if child.born else child.name for child in born
        )

    columns: Columns = [
        (maker.header("number"), maker.number),
        *_person_columns(maker, lambda family: family.people[0], with_birth=True),
        (
            maker.header("spouse"),
            lambda family: maker.whole(it) if (it := spouse(family)) else None,
        ),
        (
            maker.header("spouse_birth"),
            lambda family: maker.birth(it) if (it := spouse(family)) else None,
        ),
        (maker.header("children"), children),
        (maker.header("isee"), lambda family: maker.money(round(family.isee * 100))),
        (maker.header("phone"), lambda family: family.phone),
    ]
    aid = [(maker.header("number"), lambda family, _: maker.number(family)), *_aid_columns(maker)]
    records = [(family,) for family in maker.families]
    return [
        ("Schede", _table(_shuffled(maker, columns), records)),
        ("Movimenti", _table(_with_extras(maker, aid), _log_records(maker))),
    ]


def _month_name(style: str, year: int, month: int) -> Value:
    name = MONTHS[month - 1]
    return {
        "short": f"{name[:3]} {year % 100}" if year == 2025 else name[:3],
        "full": f"{name} {year}".upper(),
        "numeric": f"{month:02d}/{year}",
        "bare": name,
        "dash": f"{name[:3]}-{year % 100}",
        "cell": date(year, month, 1),
    }[style]


def _grid(maker: Maker) -> list[Table]:
    """A row a household, a column a month, other aid in free text."""
    style = maker.pick(["short", "full", "numeric", "bare", "dash", "cell"])
    mark = maker.pick(["x", "X", "sì", "1"])
    months = [(2025, 11), (2025, 12), *((2026, month) for month in range(1, 11))]

    def count(family: Family, year: int, month: int) -> Value:
        given = [
            a
            for a in family.aids
            if a.kind == "food" and (a.day.year, a.day.month) == (year, month)
        ]
        total = sum(aid.quantity for aid in given)
        return None if not total else mark if total == 1 else total

    def other(family: Family) -> Value:
        pieces = [
            f"{a.day:%d/%m/%Y} € {grouped(a.cents)} {a.purpose}"
            if a.cents
            else f"{maker.words['clothing'][0]} {a.day:%d/%m/%Y}"
            for a in family.aids
            if a.kind != "food"
        ]
        return "; ".join(pieces)

    columns: Columns = [
        (maker.header("number"), maker.number),
        *_person_columns(maker, lambda family: family.people[0], with_birth=True),
        (maker.header("address"), lambda family: family.address),
        (maker.header("phone"), lambda family: family.phone),
        (maker.header("size"), lambda family: len(family.people)),
        (maker.header("minors"), lambda family: sum(p.relation == "child" for p in family.people)),
        (maker.header("isee"), lambda family: family.isee),
    ]
    grid: Columns = [
        (_month_name(style, *month), lambda family, m=month: count(family, *m)) for month in months
    ]
    table = _table(
        [*_shuffled(maker, columns), *grid, (maker.header("other"), other)],
        [(family,) for family in maker.families],
    )
    return [("PACCHI 2026" if style != "bare" else "Pacchi 2025-2026", table)]


def _sheet_a_month(maker: Maker) -> list[Table]:
    """A sheet a month, a row a household, a column a kind."""
    heads = [
        maker.header("number"),
        maker.header("whole"),
        maker.pick(["Pacchi", "Pacco", "Viveri"]),
        maker.pick(["Vestiario", "Abiti"]),
        maker.pick(["Euro", "Contributo €", "Importo"]),
    ]
    tables: list[Table] = []
    for year, month in [(2025, 11), (2025, 12), *((2026, month) for month in range(1, 11))]:
        rows: list[list[Value]] = [list(heads)]
        for family in maker.families:
            given = [a for a in family.aids if (a.day.year, a.day.month) == (year, month)]
            while given:
                row = [
                    given.pop(next(i for i, a in enumerate(given) if a.kind == kind))
                    if any(a.kind == kind for a in given)
                    else None
                    for kind in ("food", "clothing", "money")
                ]
                rows.append(
                    [
                        maker.number(family),
                        maker.whole(family.people[0]),
                        row[0] and row[0].quantity,
                        row[1] and row[1].quantity,
                        row[2] and maker.money(row[2].cents),
                    ]
                )
        tables.append((f"{MONTHS[month - 1]} {year}", rows))
    return tables


def _kind_columns(maker: Maker) -> list[Table]:
    """A row a visit, a column a kind."""
    columns = [
        (maker.header("date"), lambda _, aid: maker.day(aid.day)),
        (maker.header("number"), lambda family, _: maker.number(family)),
        *_person_columns(maker, maker.collector, with_birth=maker.random.random() < 0.5),
        (
            maker.pick(["Pacco", "Pacchi", "N. pacchi", "Viveri"]),
            lambda _, aid: aid.quantity if aid.kind == "food" else None,
        ),
        (
            maker.pick(["Vestiario", "Vestiti", "Indumenti"]),
            lambda _, aid: aid.quantity if aid.kind == "clothing" else None,
        ),
        (
            maker.pick(["Euro", "Contributo economico", "Contributo €"]),
            lambda _, aid: maker.money(aid.cents),
        ),
        (maker.header("purpose"), lambda _, aid: aid.purpose or None),
    ]
    return [("2026", _table(_shuffled(maker, columns), _log_records(maker)))]


def _two_header_rows(maker: Maker) -> list[Table]:
    """Groups above details: "Beneficiario | | Aiuto | | "."""
    columns = [
        ("N. tessera", lambda family, _: maker.number(family)),
        ("Cognome", lambda family, aid: maker.collector(family, aid).surname),
        ("Nome", lambda family, aid: maker.collector(family, aid).name),
        ("Data di nascita", lambda family, aid: maker.birth(maker.collector(family, aid))),
        ("Data", lambda _, aid: maker.day(aid.day)),
        ("Tipo", lambda _, aid: maker.word(aid.kind)),
        ("Quantità", lambda _, aid: maker.quantity(aid)),
        ("Importo", lambda _, aid: maker.money(aid.cents)),
    ]
    table = _table(columns, _log_records(maker))
    group: list[Value] = ["BENEFICIARIO", None, None, None, "AIUTO", None, None, None]
    return [("Foglio1", [group, *table])]


def _till(maker: Maker) -> list[Table]:
    """A till's export: cards and points, an entry a purchase."""
    columns: Columns = [
        ("tessera", lambda family, _: maker.number(family)),
        (
            maker.pick(["titolare", "intestatario_tessera"]),
            lambda family, _: maker.whole(family.people[0]),
        ),
        ("codice_fiscale", lambda family, _: family.people[0].code or None),
        ("data_nascita", lambda family, _: maker.birth(family.people[0])),
        ("componenti", lambda family, _: len(family.people)),
        ("punti_mese", lambda *_: maker.random.choice([30, 50, 80])),
        (maker.pick(["data_spesa", "data_scontrino"]), lambda _, aid: maker.day(aid.day)),
        ("punti_spesi", lambda *_: maker.random.randint(5, 40)),
        (
            "reparto",
            lambda _, aid: {
                "food": "alimentari",
                "clothing": "abbigliamento",
                "money": "buono spesa",
            }[aid.kind],
        ),
    ]
    return [("spese", _table(_shuffled(maker, columns), _log_records(maker)))]


LAYOUTS: dict[str, Callable[[Maker], list[Table]]] = {
    "log": _log,
    "log without number": _log_without_number,
    "two sheets": _two_sheets,
    "across": _across,
    "grid": _grid,
    "sheet a month": _sheet_a_month,
    "kind columns": _kind_columns,
    "two header rows": _two_header_rows,
    "till": _till,
}


def _messed(maker: Maker, rows: list[list[Value]]) -> list[list[Value]]:
    """Titles, blank rows, a note, the header said again, a total at the end."""
    head, body = rows[:1], rows[1:]
    pick = maker.random
    if maker.mess and pick.random() < 0.3 and len(rows[0]) > 4:
        body.insert(pick.randint(1, len(body)), ["Agosto: chiuso per ferie"])
    for _ in range(pick.choice([0, 0, 2, 4])):
        body.insert(pick.randint(1, len(body)), [])
    if pick.random() < 0.2 and len(body) > 10:
        body.insert(len(body) // 2, list(head[0]))
    if pick.random() < 0.3 and len(head[0]) > 3:
        body.append([])
        body.append(["TOTALE", *[None] * (len(head[0]) - 2), 1234])
    titles: list[list[Value]] = [
        ["CENTRO DI ASCOLTO - REGISTRO AIUTI"],
        [],
        ["aggiornato al 31/10/2026"],
        [],
    ]
    return [*titles[: pick.choice([0, 0, 1, 2, 4])], *head, *body]


def make_register(seed: int, folder: Path, layout: str | None = None) -> Expected:
    """Write the register of a seed into `folder` and tell what it says in all."""
    maker = Maker(seed)
    layout = layout or maker.pick(sorted(LAYOUTS))
    tables = LAYOUTS[layout](maker)
    has_header = layout != "log" or not maker.happens(0.15)
    if not has_header:
        tables = [(name, rows[1:]) for name, rows in tables]
    elif layout != "two header rows":
        tables = [(name, _messed(maker, [list(row) for row in rows])) for name, rows in tables]
    path, how = _write(maker, folder / f"register_{seed}", tables)
    aids = [aid for family in maker.families for aid in family.aids]
    food = [aid.quantity for aid in aids if aid.kind == "food"]
    is_counted = layout != "till"
    money = [aid.cents or 0 for aid in aids if aid.kind == "money"]
    return Expected(
        layout=layout,
        path=path,
        households=len(maker.families),
        food_units=sum(food) if is_counted else len(food),
        food_entries=None if layout == "grid" else len(food),
        clothing_entries=sum(aid.kind == "clothing" for aid in aids),
        money_entries=len(money),
        euro_cents=sum(money) if is_counted else 0,
        note={
            "how": how,
            "dates": maker.date_style,
            "births": maker.birth_style,
            "money": maker.money_style,
            "names": maker.name_style,
            "mess": maker.mess,
            "header": has_header,
        },
    )


def _write(maker: Maker, stem: Path, tables: list[Table]) -> tuple[Path, str]:
    kind = (
        maker.pick(["xlsx", "ods", "csv", "csv"])
        if len(tables) == 1
        else maker.pick(["xlsx", "ods"])
    )
    if kind == "xlsx":
        path = stem.with_suffix(".xlsx")
        write_xlsx(path, tables)
        return path, kind
    if kind == "ods":
        path = stem.with_suffix(".ods")
        write_ods(path, tables)
        return path, kind
    separator = maker.pick([";", ",", "\t", "|"])
    encoding = maker.pick(["utf-8", "utf-8-sig", "cp1252", "utf-16", "mac_roman"])
    path = stem.with_suffix(".csv" if separator != "\t" else ".tsv")
    write_text(path, tables[0][1], separator, encoding)
    return path, f"{kind} {separator!r} {encoding}"
