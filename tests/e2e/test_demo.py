"""The demo from end to end: real servers, real vaults, two tiny registers."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cli import demo_run
from app.cli.demo import main
from tests.support.papers import text_of
from tests.support.passphrases import true_passphrases

HERE = """\
Numero;Cognome;Nome;Nato il;Codice fiscale;Data aiuto;Tipo aiuto;Quantità;Importo
0101;Rossi;Maria;02/03/1960;RSSMRA60C42F205G;05/10/2026;Pacco;2;
0101;Rossi;Maria;02/03/1960;RSSMRA60C42F205G;12/10/2026;Contributo;1;60,00
0102;Popescu;Ion;11/07/1979;;06/10/2026;Pacco;1;
"""
THERE = """\
Scheda;Cognome;Nome;Nato il;CF;Data;Aiuto;Quanti
A-7;ROSSI;MARIA;02/03/1960;RSSMRA60C42F205G;08/10/2026;borsa spesa;1
A-8;VERDI;LUCA;14/05/1971;;09/10/2026;borsa spesa;1
"""
SAN_CARLO, CROCE = "Centro di ascolto San Carlo", "Croce Rossa"
TRUTH = {
    "totals": {SAN_CARLO: {}, CROCE: {}},
    "same_household": [
        {"a": f"{SAN_CARLO}|0101", "b": f"{CROCE}|0007", "a_person_written_in_both": True}
    ],
    "duplicate_aid": [
        {
            "kind": "food",
            "first": [SAN_CARLO, "0101", "2026-10-05"],
            "second": [CROCE, "0007", "2026-10-08"],
        }
    ],
}
KEYS = {
    *("register", "centre", "households", "members", "food_units", "food_entries"),
    *("clothing_entries", "money_entries", "euro", "unaccounted_rows", "matches", "overlaps"),
}

pytestmark = pytest.mark.e2e


@pytest.fixture(autouse=True)
def _true_passphrases() -> Iterator[None]:
    """The vaults are made in processes of their own."""
    with true_passphrases():
        yield


@pytest.fixture(autouse=True)
def _own_handler() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def registers(tmp_path: Path) -> Path:
    folder = tmp_path / "registers"
    folder.mkdir()
    (folder / "san_carlo.csv").write_text(HERE, encoding="utf-8")
    (folder / "croce_rossa.csv").write_text(THERE, encoding="utf-8")
    (folder / "truth.json").write_text(json.dumps(TRUTH), encoding="utf-8")
    return folder


def run_demo(registers: Path, *more: str) -> tuple[int, dict[str, Any]]:
    report = registers.parent / "out" / "report.json"
    options = ["--registers", str(registers), "--output", str(report.parent)]
    code = main([*options, "--report", str(report), "--lang", "it", *more])
    return code, json.loads(report.read_text(encoding="utf-8"))


def test_the_demo_finds_who_was_helped_twice_and_writes_it_all_down(
    registers: Path, capsys: pytest.CaptureFixture[str]
):
    code, report = run_demo(registers, "--headless")
    assert code == 0
    assert set(report) == {"centres", "seconds", "peak_mb"}
    by_centre = {centre["centre"]: centre for centre in report["centres"]}
    assert set(by_centre) == {SAN_CARLO, CROCE}
    here, there = by_centre[SAN_CARLO], by_centre[CROCE]
    assert set(here) == KEYS
    assert (here["register"], here["households"], here["members"]) == ("san_carlo.csv", 2, 2)
    assert (here["food_units"], here["food_entries"]) == (3, 2)
    assert (here["money_entries"], here["euro"], here["unaccounted_rows"]) == (1, 60.0, 0)
    assert [match["household_number"] for match in here["matches"]] == ["0101"]
    assert [match["household_number"] for match in there["matches"]] == ["A-7"]
    assert [(o["kind"], o["given_on"], o["other_given_on"]) for o in here["overlaps"]] == [
        ("food", "2026-10-05", "2026-10-08")
    ]
    assert {"import", "closing", "findings", "summary", "total"} <= set(report["seconds"])
    assert report["peak_mb"] > 0
    out = capsys.readouterr().out
    assert "aiuti doppi: precisione 1.000, richiamo 1.000 (trovati 2, veri 2)" in out
    paper = registers.parent / "out" / "household-summary.pdf"
    assert "ROSSI MARIA" in text_of(paper.read_bytes()).upper()


def test_a_register_that_cannot_be_read_stops_nobody_else(
    registers: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    (registers / "rotto.xlsx").write_bytes(b"PK\x03\x04 no archive")
    shown: list[Path] = []
    monkeypatch.setattr(demo_run, "show_desktop", lambda vault, *_: not shown.append(vault))
    code, report = run_demo(registers)
    assert code == 5
    assert len(report["centres"]) == 2
    assert "rotto.xlsx" in capsys.readouterr().err
    assert [vault.name for vault in shown] == ["croce_rossa.csv.dapo"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--registers", str(tmp_path / "none"), "--output", str(tmp_path)]) == 4
    assert "none" in capsys.readouterr().err


def processes_naming(folder: Path) -> list[str]:
    """Command lines of the processes that were given a path in this folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if str(folder).encode() in line:
                found.append(line.decode(errors="replace"))
    return found


@pytest.mark.linux("reads /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_demo_leaves_no_server_behind(
    registers: Path, tmp_path: Path, how: signal.Signals
):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    options = ["--registers", str(registers), "--headless", "--output", str(tmp_path / "out")]
    with subprocess.Popen(
        [sys.executable, "-m", "app.cli.demo", *options],
        env=os.environ | {"TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as demo:
        assert demo.stdout
        next(line for line in demo.stdout if line.startswith("[servers]"))
        # It waits while we look, or it might come to its end meanwhile.
        demo.send_signal(signal.SIGSTOP)
        assert processes_naming(temporary)
        demo.send_signal(how)
        demo.send_signal(signal.SIGCONT)
        demo.communicate()
    assert demo.returncode == 130
    assert processes_naming(temporary) == []
    assert list(temporary.iterdir()) == []
