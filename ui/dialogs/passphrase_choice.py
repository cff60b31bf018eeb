"""Choosing a passphrase: typed twice, its strength in words, five words suggested."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.passphrases import passphrase_strength, suggest_passphrase
from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.form import FieldBox
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.text import label

SHORTEST = 8


class PassphraseChoice(QWidget):
    """Two fields and a suggestion; `check` says beside the field what is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PassphraseField()
        self.again = PassphraseField()
        self._first_box = FieldBox(self.tr("Nuova frase segreta"), self.first)
        self._again_box = FieldBox(self.tr("Scrivila un'altra volta"), self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._first_box)
        self._suggest = button(
            self.tr("Proponi cinque parole"), "link", "refresh-cw", pressed=self.suggest
        )
        column.addWidget(self._suggest)
        self._suggested = label("", "strong", wraps=True)
        self._suggested.hide()
        column.addWidget(self._suggested)
        column.addWidget(self._again_box)
        self.first.changed.connect(self._tell_strength)

    def value(self) -> str:
        """What was typed first."""
        return self.first.value() or ""

    def suggest(self) -> None:
        """Write five words in the first field, and show them to be copied by hand."""
        words = suggest_passphrase()
        self.first.set_value(words)
        self._suggested.setText(words)
        self._suggested.show()
        self.again.setFocus()

    def clear(self) -> None:
        """Leave nothing in the fields."""
        self.first.set_value(None)
        self.again.set_value(None)
        self._suggested.hide()
        self._suggested.clear()
        self._first_box.tell("")
        self._again_box.tell("")

    def check(self) -> bool:
        """True when it is long enough and the same twice; else the cursor goes to what is wrong."""
        if len(self.value().strip()) < SHORTEST:
            self._first_box.tell(self.tr("Servono almeno otto lettere"), is_wrong=True)
            self.first.setFocus()
            return False
        if self.again.value() != self.value():
            words = self.tr("Le due frasi non sono uguali: riscrivila guardando maiuscole e spazi")
            self._again_box.tell(words, is_wrong=True)
            self.again.setFocus()
            return False
        return True

    def _tell_strength(self) -> None:
        words = {
            "weak": self.tr("Debole: si indovina. Aggiungi parole che non c'entrano fra loro."),
            "fair": self.tr("Discreta: con una parola in più sarebbe buona."),
            "strong": self.tr("Buona: nessuno la indovina."),
        }
        typed = self.value()
        self._first_box.tell(words[passphrase_strength(typed)] if typed else "")
