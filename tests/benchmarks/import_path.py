"""Taking a register of 2,000 households and 50,000 aids, beside a bare insert of the same rows."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from app.services.imports.take import take
from app.services.vaults import create_vault
from models.entities import Base
from models.ids import new_id
from models.records.imports import (
    DraftAid,
    DraftCode,
    DraftHousehold,
    DraftMember,
    ImportDraft,
)
from models.records.taking import ConsentAnswer
from models.records.vault import CreateVault
from models.rules.partial_date import PartialDate
from models.rules.places import place_code
from models.storage.engine import connect
from tests.benchmarks.row import Row

if TYPE_CHECKING:
    from models.storage.vault import Vault

HOUSEHOLDS = 2000
AIDS_EACH = 25
GOAL = 0.25
FILLED = [
    "import_batch",
    "household",
    "member",
    "identity_code",
    "address",
    "phone",
    "isee",
    "consent",
    "import_row",
    "aid",
    "search_word",
]


def measure() -> list[Row]:
    """Rows a second from a draft to the saved vault; the limit is `executemany` of those rows.

    Both write the same rows into the same schema under the same settings, in one transaction.
    """
    draft = _draft()
    place_code("Cinisello Balsamo")  # the list of places is read once a run of the program
    with tempfile.TemporaryDirectory() as folder:
        ours, other = (_vault(Path(folder) / name) for name in ("ours", "raw"))
        began = perf_counter()
        take(ours, draft, ConsentAnswer(given=True))
        taken = perf_counter() - began
        rows = _rows(ours.vault)
        count = sum(map(len, rows.values()))
        other.vault.close()
        raw = _raw(other.vault, rows)
        ours.close()
    ratio = raw / taken
    goal = f">= {GOAL} x"
    return [Row("import path", count / taken, count / raw, "rows/s", ratio, goal, ratio >= GOAL)]


def _vault(folder: Path) -> Any:
    folder.mkdir()
    command = CreateVault(folder / "v.dapo", "Centro", "Anna", "gatto vulcano lampada ponte")
    return create_vault(command).desk


def _draft() -> ImportDraft:
    """Households of four with a code each and a parcel a fortnight."""
    dice = random.Random(7)
    households = tuple(_household(dice, place) for place in range(HOUSEHOLDS))
    aids = tuple(
        DraftAid(
            fingerprint=new_id().bytes,
            household=place,
            kind=dice.choice(("food", "food", "food", "clothing")),
            given_on=PartialDate(2026, dice.randint(1, 10), dice.randint(1, 28)),
            collected_by=0,
        )
        for place in range(HOUSEHOLDS)
        for _ in range(AIDS_EACH)
    )
    return ImportDraft("registro", households, aids, ())


def _household(dice: random.Random, place: int) -> DraftHousehold:
    surname = "".join(dice.choices(("ro", "ssi", "bian", "chi", "ver", "di", "la", "mo"), k=3))
    born = PartialDate(dice.randint(1940, 2000), dice.randint(1, 12), dice.randint(1, 28))
    return DraftHousehold(
        fingerprint=new_id().bytes,
        old_number=f"N{place:04d}",
        card="",
        members=tuple(
            DraftMember(
                surname=surname.capitalize(),
                given_name="".join(dice.choices(("an", "na", "lu", "ca", "ma", "rio"), k=2)),
                relation=relation,
                sex="F",
                born=born,
                birth_place="Cinisello Balsamo",
                codes=(DraftCode("passport", f"YA{place:05d}{at}"),),
            )
            for at, relation in enumerate(("reference", "spouse", "child", "child"))
        ),
        address=f"Via Friuli {place}",
        phones=(f"333 {1_000_000 + place}",),
        isee_cents=dice.randint(0, 900_000),
    )


def _rows(vault: Vault) -> dict[str, list[tuple[Any, ...]]]:
    """Everything the import wrote, as bare tuples."""
    with vault.read() as session:
        return {
            name: [
                tuple(row) for row in session.connection().exec_driver_sql(f"SELECT * FROM {name}")
            ]
            for name in FILLED
        }


def _raw(vault: Vault, rows: dict[str, list[tuple[Any, ...]]]) -> float:
    """Seconds of one transaction of `executemany`, parents first."""
    connection = connect(vault.path, vault.key)
    began = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for name, filled in rows.items():
        marks = ", ".join("?" * len(Base.metadata.tables[name].columns))
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", filled)
    connection.execute("COMMIT")
    seconds = perf_counter() - began
    connection.close()
    return seconds
