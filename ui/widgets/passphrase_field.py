"""The passphrase field: hidden, with a button that shows it while it is looked at."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from ui import icons
from ui.widgets.buttons import button
from ui.widgets.fields import TextField


class PassphraseField(TextField):
    """A secret; the value is the text as typed, or None."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        hidden = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText
        self.edit.setInputMethodHints(hidden | Qt.InputMethodHint.ImhNoAutoUppercase)
        self._eye = button("", "icon", "eye")
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        self._row.addWidget(self._eye)
        self._row.setSpacing(2)
        self._show(shown=False)

    @override
    def value(self) -> Any:
        """The text as typed, or None."""
        return self.edit.text() or None

    @override
    def set_value(self, value: Any) -> None:
        """Empty it, or fill it; it is hidden again."""
        super().set_value(value)
        self._eye.setChecked(False)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        words = self.tr("Nascondi la frase") if shown else self.tr("Mostra la frase")
        self._eye.setIcon(icons.icon("eye-off" if shown else "eye"))
        self._eye.setToolTip(words)
        self._eye.setAccessibleName(words)
