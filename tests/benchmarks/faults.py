"""Faults: a line that loses and doubles, registers and desktops killed, and a centre's PC.

The whole takes hours. ``DAPO_FAULTS_SHARE=0.1`` runs a tenth of it, ``--bounded`` what fits into
ten minutes on two cores. `vault_faults` is the part of the PC alone.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import vault_faults
from tests.benchmarks.row import Row
from tests.support.killed_closings import kill_closings
from tests.support.lossy_proxy import lossy_proxy
from tests.support.mortal_register import Killing, mortal_register
from tests.support.postgresql import postgres_server
from tests.support.pushing import Pusher, Stored, confirmed, join, push_together
from tests.support.vaults import bring_in, make_vault

LONG = True

_SHARE = float(os.environ.get("DAPO_FAULTS_SHARE", "1"))
_CENTRES, _ROWS_A_PUSH = 8, 10
_ROWS, _KILLS, _POSTGRES_KILLS, _DESKTOP_KILLS = (
    max(1, round(whole * _SHARE)) for whole in (1_000_000, 1_000, 200, 20)
)


def measure() -> Iterator[Row]:
    """Run all of it: what must end well, and its weaker twins that must not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield _lossy(folder, is_naive=False)
        yield _lossy(folder, is_naive=True)
        yield _killed(folder, str(folder / "killed.db"), "SQLite", _KILLS)
        yield _killed(folder, str(folder / "careless.db"), "answering first", 100, careless=True)
        with (
            postgres_server(fsync="on") as server,
            server.database("killed") as database,
        ):
            yield _killed(folder, database, "PostgreSQL", _POSTGRES_KILLS)
        yield _desktops(folder)
    yield from vault_faults.measure()


def _lossy(folder: Path, *, is_naive: bool) -> Row:
    database = str(folder / f"lossy_{is_naive}.db")
    rows = min(_ROWS, 20_000) if is_naive else _ROWS
    sequences = range(1, rows // (_CENTRES * _ROWS_A_PUSH) + 1)
    with mortal_register(database, folder / "lossy.key") as register:
        register.start()
        pushers = join(database, register.url, _CENTRES, _ROWS_A_PUSH)
        with lossy_proxy(register.url) as url:
            push_together(pushers, sequences, url, is_naive=is_naive)
    stored = Stored.read(database)
    meant = len(sequences) * _CENTRES * _ROWS_A_PUSH
    if is_naive:
        return _row("rows twice, pushed without numbers", stored.rows_taken - meant, meant, "> 0")
    wrong = stored.differs_from(pushers) + abs(stored.rows_taken - meant)
    wrong += abs(stored.receipts - confirmed(pushers))
    return _row(f"rows wrong, {_asked(pushers)} pushes, 15 % lost", wrong, meant, "= 0")


def _killed(folder: Path, database: str, name: str, kills: int, *, careless: bool = False) -> Row:
    with mortal_register(database, folder / f"{name}.key", is_careless=careless) as register:
        register.start()
        pushers = join(database, register.url, _CENTRES, _ROWS_A_PUSH)
        killing = Killing(register, lambda: confirmed(pushers), kills)
        # Enough for every kill: each life confirms a push at least, mostly a few.
        sequences = range(1, max(10, kills * 4 // _CENTRES) + 1)
        push_together(pushers, sequences, register.url, killing)
    stored = Stored.read(database)
    if careless:
        return _row(f"rows lost by {killing.kills} kills, {name}", stored.lost(pushers), 1, "> 0")
    wrong = stored.differs_from(pushers)
    meant = sum(len(each.meant) for each in pushers)
    return _row(f"rows wrong after {killing.kills} kills, {name}", wrong, meant, "= 0")


def _desktops(folder: Path) -> Row:
    made = make_vault(folder)
    desk = made.open()
    bring_in(desk)
    desk.close()
    servers = folder / "servers"
    servers.mkdir()
    told = kill_closings(made, servers, _DESKTOP_KILLS)
    name = f"closings wrong after {told.kills} kills of the desktop"
    return _row(name, told.wrong, told.closings, "= 0")


def _asked(pushers: list[Pusher]) -> str:
    return f"{sum(each.asked for each in pushers):,}"


def _row(name: str, found: int, among: int, goal: str) -> Row:
    met = found > 0 if goal == "> 0" else found == 0
    return Row(name, found, among, "rows", found / among, goal, met)
