"""What stands in the editors of a widget, letter by letter, to be put back later.

Values would not do: a date half typed has none. Secrets are neither read nor written.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

_EDITORS = QLineEdit | QPlainTextEdit | QComboBox | QCheckBox
_TICKED = "x"


def written(widget: QWidget) -> list[str]:
    """One text for each editor, in the order in which they were made."""
    return [_text(editor) for editor in _editors(widget)]


def write(widget: QWidget, texts: Sequence[str]) -> None:
    """Put back what `written` told of the same widget, or of one made alike."""
    for editor, text in zip(_editors(widget), texts, strict=False):
        if isinstance(editor, QLineEdit):
            editor.setText(text)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        elif isinstance(editor, QCheckBox):
            editor.setChecked(text == _TICKED)
        elif (place := editor.findText(text)) >= 0:
            editor.setCurrentIndex(place)


def _editors(widget: QWidget) -> Iterator[_EDITORS]:
    for child in widget.findChildren(QWidget):
        is_secret = isinstance(child, QLineEdit) and child.echoMode() != QLineEdit.EchoMode.Normal
        # A calendar that was opened over a field is a window of its own.
        if isinstance(child, _EDITORS) and not is_secret and child.window() is widget.window():
            yield child


def _text(editor: _EDITORS) -> str:
    if isinstance(editor, QLineEdit):
        return editor.text()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QCheckBox):
        return _TICKED if editor.isChecked() else ""
    return editor.currentText()
