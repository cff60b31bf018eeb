"""Asking where a file is to be saved."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

TABLES: Final = ("Excel (*.xlsx)", "CSV (*.csv)")
"""The forms in which a list is saved; its ending says in which one."""

translate = QCoreApplication.translate


def ask_where(
    owner: QWidget,
    name: str,
    save: Callable[[Path], object],
    *,
    kinds: Sequence[str] = (),
    title: str = "",
) -> None:
    """Ask for a place, and call `save` with it; nothing happens when none is chosen.

    Args:
        owner: where the question belongs.
        name: the name proposed; a name typed without an ending gets its ending.
        save: what to do with the place.
        kinds: the kinds of file offered, such as "PDF (*.pdf)".
        title: what is asked; "Dove lo salvo?" unless it is told.
    """
    dialog = QFileDialog(owner, title or translate("Saving", "Dove lo salvo?"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(kinds))
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: save(Path(chosen)))
    dialog.open()


def as_table(path: Path) -> Path:
    """The place of a list, with an ending that says its form."""
    return path if path.suffix.lower() in {".xlsx", ".csv"} else path.with_suffix(".xlsx")
