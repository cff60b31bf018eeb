"""The only message boxes: what happened, whether the data is safe, what to do, a short code."""

import logging

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from ui.labels.failures import Explanation, explain

_log = logging.getLogger(__name__)
translate = QCoreApplication.translate


def tell_failure(owner: QObject | None, error: Exception) -> None:
    """Tell a failure in plain words, without stopping anything; unknown ones go to the log too."""
    explanation = explain(error)
    if explanation.is_ours:
        _log.error("unexpected failure", exc_info=error)
    box = _failure_box(owner, explanation)
    _show(box)


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


def _show(box: QMessageBox) -> None:
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def _failure_box(owner: QObject | None, explanation: Explanation) -> QMessageBox:
    body = "\n\n".join(
        part for part in (explanation.safety, explanation.remedy, explanation.code_line) if part
    )
    box = _box(owner, QMessageBox.Icon.Warning, explanation.what, body)
    box.addButton(translate("Messages", "Ho capito"), QMessageBox.ButtonRole.AcceptRole)
    return box


def _box(owner: QObject | None, icon: QMessageBox.Icon, title: str, words: str) -> QMessageBox:
    box = QMessageBox(owner.window() if isinstance(owner, QWidget) else None)
    box.setIcon(icon)
    box.setWindowTitle("DA.PO")
    # Plain text: a name full of markup shows as it was written.
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(words)
    return box
