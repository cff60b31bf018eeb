"""The demo's phases over a folder of registers, and what each of them found."""

import json
import shutil
import signal
import tempfile
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from app.cli.console import Console
from app.cli.demo_centres import CentreTask, bring, gather, join, peak_mb
from app.cli.demo_desktop import show_desktop
from app.cli.demo_pool import Pool
from app.cli.demo_scores import Score, centres_of, read_truth, score
from app.cli.demo_servers import DemoNetwork
from app.cli.desk_access import FileMissing
from app.cli.exit_codes import ExitCode
from app.cli.words import own_language, told
from app.services.papers import household_summary
from app.services.search import household_by_number
from app.services.vaults import open_vault, suggest_passphrase
from models.errors import DapoError
from resources import resource_path

ENDINGS = {".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt"}
WHOLE = Path(__file__).resolve().parents[2] / "tests" / "data" / "registers"


def run(chosen: Namespace) -> ExitCode:
    """Run the demo as the command line of `app.cli.demo` tells."""
    console = Console(chosen.lang or own_language())
    folder = chosen.registers or (WHOLE if chosen.full else resource_path("demo"))
    try:
        return Demo(console, folder, chosen.output).run(chosen)
    except KeyboardInterrupt:
        console.complain(console.pick("Interrotto.", "Cancelled."), "cancelled")
        return ExitCode.CANCELLED
    except DapoError as error:
        console.complain(told(error, console.language), error.code)
        return ExitCode.WORLD


@dataclass
class Interrupts:
    """Ctrl+C and polite ends: noted as well as raised.

    Python drops an exception where it has nobody to give it to, in a weak reference's callback say.
    """

    came: bool = False

    def hear(self) -> None:
        """Begin to listen; in the main thread only."""
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, self._note)

    def heed(self) -> None:
        """Raise KeyboardInterrupt if one came."""
        if self.came:
            raise KeyboardInterrupt

    def _note(self, *_: object) -> None:
        self.came = True
        raise KeyboardInterrupt


@dataclass
class Demo:
    """One run over a folder of registers: its phases, and what each of them found."""

    console: Console
    folder: Path
    output: Path
    interrupts: Interrupts = field(default_factory=Interrupts)
    passphrase: str = field(default_factory=suggest_passphrase)
    seconds: dict[str, float] = field(default_factory=dict)
    peak: float = 0.0

    def run(self, chosen: Namespace) -> ExitCode:
        """All phases in order; the report, and the desktop unless `--headless`."""
        self.interrupts.hear()
        truth = read_truth(self.folder)
        tasks = self._tasks(centres_of(truth))
        with self._phase("total"):
            reports, ready = self._exchange(tasks)
            self._tell_findings(reports, truth)
            if ready:
                with self._phase("summary"):
                    self._write_summary(ready[0], reports[0])
        if chosen.report is not None:
            self._write_report(chosen.report, reports)
        if ready and not chosen.headless:
            self._open_desktop(ready[0])
        return ExitCode.DONE if len(ready) == len(tasks) else ExitCode.PARTLY

    def _tasks(self, known_centres: tuple[str, ...]) -> list[CentreTask]:
        """A fresh vault for each register of the folder."""
        try:
            registers = sorted(
                path for path in self.folder.iterdir() if path.suffix.lower() in ENDINGS
            )
        except OSError as error:
            raise FileMissing(path=str(self.folder)) from error
        vaults = self.output / "vaults"
        shutil.rmtree(vaults, ignore_errors=True)
        vaults.mkdir(parents=True)
        return [
            CentreTask(path, vaults / f"{path.name}.dapo", self.passphrase, known_centres)
            for path in registers
        ]

    def _exchange(self, tasks: list[CentreTask]) -> tuple[list[dict[str, Any]], list[CentreTask]]:
        """Import, closing, and a second closing that sees all others; reports and their tasks."""
        with (
            tempfile.TemporaryDirectory(prefix="dapo-demo-") as servers,
            Pool(self.console) as pool,
        ):
            with self._phase("import"):
                brought = pool.each(bring, [(task,) for task in tasks])
            names = _told_apart([(task, came.report["centre"]) for task, came in brought.items()])
            with DemoNetwork(Path(servers)) as network:
                with self._phase("servers"):
                    network.start()
                codes = {
                    task: network.invite(name, brought[task].report["members"])
                    for task, name in names.items()
                }
                with self._phase("closing"):
                    calls = [
                        (task, network.url, code, network.database) for task, code in codes.items()
                    ]
                    joined = pool.each(join, calls)
                with self._phase("findings"):
                    found = pool.each(gather, [(task,) for task in joined])
        self.peak = max([self.peak, *(answer.peak_mb for answer in found.values())])
        reports = [
            {
                **brought[task].report,
                "centre": names[task],
                "matches": found[task].matches,
                "overlaps": found[task].overlaps,
            }
            for task in found
        ]
        return reports, list(found)

    def _tell_findings(self, reports: list[dict[str, Any]], truth: dict[str, Any] | None) -> None:
        say = self.console.say
        for report in reports:
            certain = sum(match["strength"] == "certain" for match in report["matches"])
            review = len(report["matches"]) - certain
            doubled = len(report["overlaps"])
            say(
                f"{report['centre']}: {report['households']} nuclei, {certain} seguiti anche"
                f" altrove, {review} da riconoscere, {doubled} aiuti doppi",
                f"{report['centre']}: {report['households']} households, {certain} followed"
                f" elsewhere too, {review} to review, {doubled} doubled aids",
            )
        if truth is None or not reports:
            return
        scores = score(reports, truth)
        self._tell_score("nuclei, riscontri certi", "households, certain matches", scores.certain)
        self._tell_score("nuclei, tutti i riscontri", "households, all matches", scores.matches)
        self._tell_score("aiuti doppi", "doubled aids", scores.overlaps)

    def _tell_score(self, italian: str, english: str, told: Score) -> None:
        self.console.say(
            f"  {italian}: precisione {told.precision:.3f}, richiamo {told.recall:.3f}"
            f" (trovati {told.found}, veri {told.true})",
            f"  {english}: precision {told.precision:.3f}, recall {told.recall:.3f}"
            f" (found {told.found}, true {told.true})",
        )

    def _write_summary(self, task: CentreTask, report: dict[str, Any]) -> None:
        """The paper of the household that was helped twice most often."""
        lines = report["overlaps"] or report["matches"]
        counted = Counter(line["household_number"] for line in lines)
        desk = open_vault(task.vault, task.passphrase)
        try:
            for number, _ in counted.most_common():
                household_id = household_by_number(desk, number) if number else None
                if household_id is not None:
                    paper = self.output / "household-summary.pdf"
                    paper.write_bytes(household_summary(desk, household_id, self.console.language))
                    self.console.say(f"Riepilogo del nucleo: {paper}", f"Summary: {paper}")
                    return
        finally:
            desk.close()

    def _write_report(self, path: Path, reports: list[dict[str, Any]]) -> None:
        self.peak = max(self.peak, peak_mb())
        content = {"centres": reports, "seconds": self.seconds, "peak_mb": self.peak}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        self.console.say(f"Rapporto: {path}", f"Report: {path}")

    def _open_desktop(self, task: CentreTask) -> None:
        self.console.say(
            f"Archivio di prova: {task.vault}\nFrase segreta: {task.passphrase}",
            f"Trial vault: {task.vault}\nPassphrase: {task.passphrase}",
        )
        if not show_desktop(task.vault, task.passphrase, self.output):
            self.console.say("Il programma si è chiuso male.", "The desktop ended badly.")

    @contextmanager
    def _phase(self, name: str) -> Iterator[None]:
        self.interrupts.heed()
        begun = perf_counter()
        yield
        self.interrupts.heed()
        self.seconds[name] = round(perf_counter() - begun, 2)
        self.console.line(f"[{name}]", f"{self.seconds[name]:.1f} s")


def _told_apart(named: Sequence[tuple[CentreTask, str]]) -> dict[CentreTask, str]:
    """Centres' names, with the file's name beside those that two registers share."""
    counted = Counter(name for _, name in named)
    return {
        task: name if counted[name] == 1 else f"{name} ({task.register.name})"
        for task, name in named
    }
