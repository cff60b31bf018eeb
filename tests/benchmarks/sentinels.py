"""Five hundred words in every field, a day's use with a closing and a crash: none on the disk."""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.row import Row
from tests.support.disk_of_a_day import work_a_day
from tests.support.network import local_network
from tests.support.sentinels import leaks
from tests.support.vaults import make_vault

LONG = True
_HOUSEHOLDS = 15


def measure() -> list[Row]:
    """Work the day, search the disk, and find one that leaks, or the search proves nothing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("made", "servers"):
            (folder / part).mkdir()
        with local_network(folder / "servers") as network:
            day = work_a_day(make_vault(folder / "made"), folder / "disk", _HOUSEHOLDS, network)
        sys.stderr.write(f"{' · '.join(day.steps)}\n{day.files} files\n")
        sys.stderr.writelines(f"{leak}\n" for leak in day.leaks)
        if day.steps[-2] != "killed":
            raise RuntimeError(day.complaints)
        at_servers = leaks(folder / "servers", folder / "nowhere")
        planted = folder / "disk" / "home" / ".cache" / "planted"
        planted.write_bytes(day.sentinels[-1].encode("utf-16"))
        control = len(leaks(folder / "disk", folder / "disk" / "salvati"))
    drawn = len(day.sentinels)
    return [
        _row(f"words of {drawn} on the disk of a day", len(day.leaks), drawn, "= 0"),
        _row("words at the register and key-holders", len(at_servers), drawn, "= 0"),
        _row("words found when one leaks", control - len(day.leaks), 1, "> 0"),
    ]


def _row(name: str, found: int, among: int, goal: str) -> Row:
    met = found == 0 if goal == "= 0" else found > 0
    return Row(name, found, among, "words", found / among, goal, met)
