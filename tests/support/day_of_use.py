"""A day at the desk in a process of its own: the real program, driven, and killed at the end.

    python -c "from tests.support.day_of_use import main; main()" VAULT CHOSEN

VAULT holds households whose words are sentinels (`tests.support.sentinels`). What the person saves
goes to the folder CHOSEN, what she brings in comes from there. The passphrase stands in
DAPO_PASSPHRASE. With DAPO_MONTH set the month is closed too. Tells each step on standard output,
and ends by SIGKILL with a paper on the screen; any other end is a failure.
"""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.bootstrap.desktop import Desktop
from app.services.backups import back_up
from app.services.closing import close_month
from app.services.desk import Desk
from app.services.documents import documents, open_document
from app.services.exports import export_table
from app.services.imports.drafting import draft
from app.services.imports.reading import read_workbook
from app.services.imports.take import take
from app.services.imports.understanding import understand
from app.services.search import search
from models.records.taking import ConsentAnswer
from ui.dialogs.document_viewer import DocumentViewer
from ui.dialogs.paper_preview import PaperPreview
from ui.main_window import MainWindow
from ui.messages import FaultBox

PATIENCE = 60.0


class Day(Desktop):
    """The desktop, with somebody who works at it as soon as it stands."""

    def start(self, vault: Path | None = None, passphrase: str = "") -> None:
        """As ever, and then the day."""
        self._phrase = passphrase
        self._chosen = Path(sys.argv[2])
        super().start(vault, passphrase)
        QTimer.singleShot(0, self, self._begin)

    @property
    def desk(self) -> Desk:
        """The open one."""
        assert self._desk is not None
        return self._desk

    @property
    def window(self) -> MainWindow:
        """The one in sight."""
        assert self._window is not None
        return self._window

    def _begin(self) -> None:
        """What goes wrong here is not the program's: it is told, and the day ends."""
        try:
            self._work()
        except BaseException:
            traceback.print_exc()
            os._exit(4)

    def _work(self) -> None:
        until(lambda: self._window is not None)
        household = self._look_around()
        self._print(household)
        self._save_lists()
        self._bring_in()
        self._look_at_documents(household)
        told("backup")
        back_up(self.desk)
        if month := os.environ.get("DAPO_MONTH"):
            told("closing")
            close_month(self.desk, month)
        self._fail()
        self._lock_half_written(household)
        self._die(household)

    def _look_around(self) -> UUID:
        told("search")
        typed = "zqw"
        self.window.page("search").box.edit.setText(typed)
        settle()
        household = search(self.desk, typed)[0].household_id
        self.window.go("counter", household)
        settle()
        for tab in ("summary", "members", "aid", "needs", "consents", "economy", "documents"):
            self.window.go("household", (household, tab))
            settle()
        self.window.go("household", (household, "reserved"))
        settle()
        self.window.page("household").tab("reserved").reveal()
        settle()
        return household

    def _print(self, household: UUID) -> None:
        told("print")
        preview = self._preview(household)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(self._chosen / "stampato.pdf"))
        preview.print_on(printer)
        until((self._chosen / "stampato.pdf").exists)
        settle()
        preview = self._preview(household)
        preview.save_to(self._chosen / "riassunto.pdf")
        until((self._chosen / "riassunto.pdf").exists)
        settle()

    def _preview(self, household: UUID) -> PaperPreview:
        self.window.go("household", (household, "summary"))
        settle()
        self.window.page("household").print_summary()
        return until(lambda: self.window.findChild(PaperPreview))

    def _save_lists(self) -> None:
        told("export")
        for name in ("nuclei.xlsx", "nuclei.csv"):
            export_table(self.desk, self._chosen / name, "households")

    def _bring_in(self) -> None:
        for path in sorted(self._chosen.glob("da portare.*")):
            told(f"import {path.suffix}")
            workbook, today = read_workbook(path), self.desk.today()
            prepared = draft(workbook, understand(workbook, today), today)
            take(self.desk, prepared, ConsentAnswer(given=True), file_name=path.name)

    def _look_at_documents(self, household: UUID) -> None:
        told("documents")
        for line in documents(self.desk, household).lines:
            viewer = DocumentViewer(
                self.desk, open_document(self.desk, line.document_id), self.window
            )
            viewer.open()
            until(lambda viewer=viewer: not viewer._sheet.pixmap().isNull())
            viewer.close()

    def _fail(self) -> None:
        """An error that nobody caught, which quotes what was written."""
        told("fault")
        names = search(self.desk, "zqw")[0].names
        QTimer.singleShot(0, self, lambda: {}[names])
        box = until(self._fault_box)
        box.leave.click()
        settle()

    def _fault_box(self) -> FaultBox | None:
        boxes = QApplication.topLevelWidgets()
        return next((one for one in boxes if isinstance(one, FaultBox) and one.isVisible()), None)

    def _lock_half_written(self, household: UUID) -> None:
        told("lock")
        QGuiApplication.clipboard().setText(search(self.desk, "zqw")[0].names)
        self.window.go("household", (household, "needs"))
        settle()
        tab = self.window.page("household").tab("needs")
        tab.open_item("new")
        tab.side.form.field("notes").write(["Zqwabcabcab"])
        self.window.lock()
        until(lambda: self._window is None and self._desk is None and self._dialog is not None)
        self._dialog._field.set_value(self._phrase)
        self._dialog.unlock()
        until(lambda: self._window is not None)
        until(lambda: self.window.page("household").tab("needs").is_being_written())
        self.window.page("household").tab("needs").close_side()

    def _die(self, household: UUID) -> None:
        self._preview(household)
        told("killed")
        os.kill(os.getpid(), signal.SIGKILL)


def told(step: str) -> None:
    """Say what comes now."""
    sys.stdout.write(f"{step}\n")
    sys.stdout.flush()


def settle() -> None:
    """Let every job and event pass."""
    for _ in range(20):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def until(condition: Callable[[], object]):
    """Wait for something, and answer it."""
    end = time.monotonic() + PATIENCE
    while not (answer := condition()):
        if time.monotonic() > end:
            told("waited in vain")
            os._exit(3)
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    return answer


def main() -> int:
    """Work."""
    bootstrap.Desktop = Day
    return bootstrap.run(bootstrap.Start(Path(sys.argv[1])))
