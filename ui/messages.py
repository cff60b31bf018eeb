"""The only message boxes: what happened, whether the data is safe, what to do, a short code."""

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.services.fault_report import fault_code, fault_report
from ui import theme
from ui.labels.failures import Explanation, explain
from ui.saving import ask_where
from ui.theme import Space

_log = logging.getLogger(__name__)
translate = QCoreApplication.translate

_WIDE, _TALL = 640, 460
_alone: set[QDialog] = set()
"""Boxes in sight that belong to no window."""


def tell_failure(owner: QObject | None, error: Exception) -> None:
    """Tell a failure in plain words, without stopping anything; a fault of ours with its report."""
    explanation = explain(error)
    if explanation.is_ours:
        tell_fault(owner, error)
    else:
        _show(_failure_box(owner, explanation))


def tell_fault(owner: QObject | None, error: BaseException) -> None:
    """Show what would be told of a fault of the program, before any of it is written anywhere."""
    _log.error("unexpected failure %s", fault_code(error))
    told = explain(error if isinstance(error, Exception) else RuntimeError())
    words = f"{told.what} {told.safety} {told.remedy}"
    _show(FaultBox(owner, words, fault_report(error)))


def tell_native_fault(report: str) -> None:
    """Show, at the next start, the report of a crash that could not be told when it happened."""
    words = translate(
        "Messages",
        "L'ultima volta DA.PO si è chiuso all'improvviso. Quello che era già salvato è al sicuro.",
    )
    _show(FaultBox(None, words, report))


def tell(owner: QObject | None, title: str, words: str) -> None:
    """Tell one thing, with one button."""
    box = _box(owner, QMessageBox.Icon.Information, title, words)
    box.addButton(translate("Messages", "Va bene"), QMessageBox.ButtonRole.AcceptRole)
    _show(box)


def confirm(owner: QObject | None, title: str, words: str, action: str) -> bool:
    """Ask before sending, erasing a person or restoring; nothing else asks. True means do it."""
    box = _box(owner, QMessageBox.Icon.Question, title, words)
    yes: QAbstractButton = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(translate("Messages", "Lascia stare"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.exec()
    is_yes = box.clickedButton() is yes
    box.deleteLater()
    return is_yes


class FaultBox(QDialog):
    """The report of a fault, to be read first, and then kept in a file or not."""

    def __init__(self, owner: QObject | None, words: str, report: str) -> None:
        super().__init__(_window_of(owner))
        self.setWindowTitle("DA.PO")
        self.resize(round(theme.scaled(_WIDE)), round(theme.scaled(_TALL)))
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        for text in (words, self._promise()):
            line = QLabel(text)
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setWordWrap(True)
            column.addWidget(line)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(self.tr("Resoconto del guasto"))
        column.addWidget(self.report, 1)
        buttons = QDialogButtonBox()
        self.save = buttons.addButton(self.tr("Salva…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.leave = buttons.addButton(
            self.tr("Non salvare"), QDialogButtonBox.ButtonRole.RejectRole
        )
        self.leave.setDefault(True)
        self.save.clicked.connect(self._ask_where)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def save_to(self, path: Path) -> None:
        """Write the report, as it was read."""
        try:
            path.write_text(self.report.toPlainText(), encoding="utf-8")
        except OSError as error:
            tell_failure(self, error)
        else:
            self.accept()

    def _promise(self) -> str:
        return self.tr(
            "Questo è il resoconto del guasto: non contiene nomi né dati, e finora non è scritto "
            "da nessuna parte. Se lo salvi, puoi mandarlo a chi ti ha dato il programma."
        )

    def _ask_where(self) -> None:
        ask_where(self, self.tr("DA.PO resoconto.txt"), self.save_to)


def _show(box: QDialog) -> None:
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if box.parent() is None:
        # Nobody else keeps it, and Python would throw it away while it is read.
        _alone.add(box)
        box.finished.connect(lambda _result: _alone.discard(box))
    box.open()


def _failure_box(owner: QObject | None, explanation: Explanation) -> QMessageBox:
    body = "\n\n".join(
        part for part in (explanation.safety, explanation.remedy, explanation.code_line) if part
    )
    box = _box(owner, QMessageBox.Icon.Warning, explanation.what, body)
    box.addButton(translate("Messages", "Ho capito"), QMessageBox.ButtonRole.AcceptRole)
    return box


def _box(owner: QObject | None, icon: QMessageBox.Icon, title: str, words: str) -> QMessageBox:
    box = QMessageBox(_window_of(owner))
    box.setIcon(icon)
    box.setWindowTitle("DA.PO")
    # Plain text: a name full of markup shows as it was written.
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(words)
    return box


def _window_of(owner: QObject | None) -> QWidget | None:
    return owner.window() if isinstance(owner, QWidget) else None
