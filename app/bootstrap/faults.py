"""Errors that nobody caught: shown to the person before anything of them is written anywhere.

A crash below Python cannot be shown when it happens. `faulthandler` then writes kinds and places,
which hold no data, in a file of the person's own; at the next start its report is shown and the
file removed, whatever the person does with it.
"""

import faulthandler
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TextIO

from platformdirs import user_state_path
from PySide6.QtCore import QObject, Signal

from app.services.fault_report import fault_code, native_report
from ui import messages


class Faults(QObject):
    """Stands where Python would print an error with all that its words quote."""

    caught = Signal(object)

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        """Native crashes are noted in `folder`; the person's own state unless it is told."""
        super().__init__(parent)
        self._folder = folder or user_state_path("dapo", appauthor=False) / "crashes"
        self._told: set[str] = set()
        self._file: TextIO | None = None
        self.caught.connect(self._tell)

    def watch(self) -> None:
        """From now on no error is printed; with `python -X dev` it is, for who writes programs."""
        sys.excepthook = self._excepthook
        threading.excepthook = lambda args: self._note(args.exc_value)
        sys.unraisablehook = lambda args: self._note(args.exc_value)

    def watch_below(self) -> str:
        """Note crashes below Python from now on; answers the report of one noted before, or ""."""
        report = ""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for left in sorted(self._folder.glob("*.txt")):
                written = left.read_text("utf-8", errors="replace")
                report = native_report(written) or report
                with suppress(OSError):  # on Windows: another window writes there
                    left.unlink()
            path = self._folder / f"{os.getpid()}.txt"
            self._file = path.open("w", encoding="utf-8")
            faulthandler.enable(self._file)
        return report

    def end(self) -> None:
        """Nothing crashed."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            with suppress(OSError):
                Path(self._file.name).unlink()
            self._file = None

    def _excepthook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if sys.flags.dev_mode:
            sys.__excepthook__(kind, error, trace)
        if isinstance(error, KeyboardInterrupt):
            sys.exit(130)
        self._note(error)

    def _note(self, error: BaseException | None) -> None:
        """Through a signal: it may be another thread than the interface's."""
        if error is not None and not isinstance(error, SystemExit):
            with suppress(RuntimeError):  # Qt is gone already
                self.caught.emit(error)

    def _tell(self, error: BaseException) -> None:
        """Tell each fault once: one in the painting of a window would come back for ever."""
        code = fault_code(error)
        if code not in self._told:
            self._told.add(code)
            messages.tell_fault(None, error)
