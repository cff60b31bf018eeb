"""A look over a vault that was opened after a fault: what it holds, and whether any of it is half.

Everything the lives save has a name of its own: households are numbered K1, K2 …, each of four
people, aid has a purpose P1, P2 …
"""

import tempfile
from pathlib import Path

from sqlalchemy import func, select, text

from app.services.backups import backup_state, backups_beside
from app.services.desk import Desk
from models.entities import Aid, Household, ImportBatch, Member, Operator
from models.records.imports import ImportDraft
from models.storage.audit_check import verify_audit
from models.storage.backup import check_copy, connected
from models.storage.catalogue import count_rows
from models.storage.restore import recognise, restore
from models.storage.session import VaultSession
from tests.support.faults.telling import ABSENT, Value

MEMBERS = 4
RELEASED_TABLES = ("household", "member", "aid", "consent", "identity_code", "change", "import_row")


def facts(desk: Desk) -> dict[str, Value]:
    """What the vault holds of what the lives told."""
    with desk.read() as session:
        numbers = session.scalars(select(Household.number).where(Household.number.like("K%"))).all()
        purposes = session.scalars(select(Aid.purpose).where(Aid.purpose.like("P%")))
        left = session.scalars(select(Operator.name).where(Operator.left_on.is_not(None)))
        return {
            **{f"household {number}": "saved" for number in numbers},
            **{f"aid {purpose}": "saved" for purpose in purposes},
            **{f"gone {name}": "saved" for name in left},
        }


def imports(desk: Desk) -> dict[str, Value]:
    """How many households, people and aids each import brought: all of them, or it is half."""
    found: dict[str, Value] = {}
    with desk.read() as session:
        for name in session.scalars(select(ImportBatch.file_name)):
            stem = f"9{int(name[1:].removesuffix('.csv')):04}"
            theirs = select(Household.id).where(Household.number.like(f"{stem}_"))
            counts = (
                len(session.scalars(theirs).all()),
                session.scalar(
                    select(func.count(Member.id)).where(Member.household_id.in_(theirs))
                ),
                session.scalar(select(func.count(Aid.id)).where(Aid.household_id.in_(theirs))),
            )
            found[f"import {name}"] = told(*counts)
        known = select(func.count()).where(Household.number.like("9%"))
        in_all = sum(int(str(value).split()[0]) for value in found.values())
        if session.scalar(known) != in_all:
            found["households of no import"] = "some"
    return found


def drafted(prepared: ImportDraft) -> str:
    """What `imports` shall find of a draft."""
    households = prepared.households
    people = sum(len(one.members) for one in households)
    return told(len(households), people, len(prepared.aids))


def told(households: int, people: int | None, aid: int | None) -> str:
    """Three counts in words."""
    return f"{households} households, {people} people, {aid} aids"


def tables(desk: Desk) -> dict[str, Value]:
    """How many rows the tables have that the work itself does not add to."""
    with connected(desk.vault.path, desk.vault.key, read_only=True) as connection:
        counted = count_rows(connection)
    return {name: counted.get(name, ABSENT) for name in RELEASED_TABLES}


def numbers(desk: Desk) -> set[str]:
    """The numbers of the households."""
    with desk.read() as session:
        return set(session.scalars(select(Household.number)))


def one_moment(desk: Desk) -> dict[str, Value]:
    """The households as one fact: those of one moment, never a mixture."""
    return {"numbers": " ".join(sorted(numbers(desk)))}


def halves(desk: Desk) -> list[str]:
    """Whatever is half saved, litter of unfinished work included."""
    with desk.read() as session:
        bad = [
            f"refers nowhere: {row}" for row in session.execute(text("PRAGMA foreign_key_check"))
        ]
        bad += [f"page: {row}" for row in session.execute(text("PRAGMA cipher_integrity_check"))]
        if (fault := verify_audit(session).fault) is not None:
            bad.append(f"audit: {fault}")
        bad += _half_households(session)
    vault = desk.vault.path
    bad += [f"left behind: {path.name}" for path in litter(vault.parent)]
    return bad


def litter(folder: Path) -> list[Path]:
    """Parts of files that nobody makes any more; that of a compact copy is written over."""
    names = (".part", ".rekey", "prova-", "(ripristino)")
    return [
        path
        for path in folder.rglob("*")
        if any(name in path.name for name in names) and not path.name.endswith(".dapobackup.part")
    ]


def backups(desk: Desk) -> dict[str, Value]:
    """The newest backups, beside the vault and off the PC: when and how many households."""
    found: dict[str, Value] = {}
    vault = desk.vault
    for line in backups_beside(vault.path)[:1]:
        rows = check_copy(line.path, vault.key).rows
        found["backup"] = f"{line.made_at:%Y-%m-%d %H.%M}: {rows['household']}"
    folder = backup_state(desk).folder
    for path in folder.glob("*.dapobackup") if folder else ():
        with tempfile.TemporaryDirectory() as elsewhere:
            target = Path(elsewhere) / "seen.dapo"
            contents = restore(recognise(path), vault.key, target, lambda *_: None)
        found["compact"] = contents.rows["household"]
    return found


def _half_households(session: VaultSession) -> list[str]:
    counted = (
        select(Household.number, func.count(Member.id))
        .outerjoin(Member, Member.household_id == Household.id)
        .where(Household.number.like("K%"))
        .group_by(Household.id)
        .having(func.count(Member.id) != MEMBERS)
    )
    return [
        f"half a household: {number} of {members}" for number, members in session.execute(counted)
    ]
