"""The last steps: the recovery sheet typed back, and what to begin with."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton
from typing_extensions import override

from ui import theme
from ui.dialogs.first_run.step import Step
from ui.theme import Role
from ui.widgets.buttons import button
from ui.widgets.fields import TextField
from ui.widgets.form import FieldBox
from ui.widgets.text import label

_GROUPS_TYPED = 2
_GROUPS_A_LINE = 3
_LIKE_ANOTHER = str.maketrans("OIL", "011")


class RecoveryStep(Step):
    """The recovery key: shown, printed, and its last groups typed back from the paper."""

    def __init__(self, show_sheet: Callable[[], None]) -> None:
        super().__init__(
            self.tr("Il foglio di recupero"),
            self.tr(
                "Se la frase segreta si dimentica, solo questo foglio riapre le schede. "
                "Stampalo adesso e chiudilo in una busta, lontano dal computer."
            ),
        )
        self._groups: list[str] = []
        self._shown = label("", "lead")
        shown = theme.mono_font()
        shown.setPointSizeF(theme.scaled(15))
        self._shown.setFont(shown)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self._shown)
        self.print = button(self.tr("Vedi e stampa il foglio"), "plain", "printer")
        self.print.clicked.connect(lambda _checked=False: show_sheet())
        self.column.addWidget(self.print)
        self.typed = TextField()
        words = self.tr("Ricopia dal foglio gli ultimi due gruppi")
        self._box = FieldBox(words, self.typed, self.tr("Così siamo sicuri che si legge bene."))
        self.column.addWidget(self._box)
        self.column.addStretch(1)

    def show_key(self, key: str) -> None:
        """Show the groups of the key, three a line."""
        self._groups = key.split("-")
        lines = [
            "  ".join(self._groups[at : at + _GROUPS_A_LINE])
            for at in range(0, len(self._groups), _GROUPS_A_LINE)
        ]
        self._shown.setText("\n".join(lines))

    def forget(self) -> None:
        """Leave nothing of the key on the screen."""
        self._groups = []
        self._shown.clear()
        self.typed.set_value(None)

    @override
    def begin(self) -> None:
        self.print.setFocus()

    @override
    def check(self) -> bool:
        wanted = "".join(self._groups[-_GROUPS_TYPED:]).translate(_LIKE_ANOTHER)
        is_right = _plain(self.typed.value() or "") == wanted
        words = "" if is_right else self.tr("Non sono quelli: guarda gli ultimi due sul foglio")
        self._box.tell(words, is_wrong=not is_right)
        if not is_right:
            self.typed.setFocus()
        return is_right


class BeginningStep(Step):
    """With what to begin: the centre's own register, nothing, or invented people."""

    def __init__(self) -> None:
        super().__init__(self.tr("Come si comincia"), "")
        self._group = QButtonGroup(self)
        self._choices = {
            "import": self._choice(
                self.tr("Porto dentro il registro del centro"),
                self.tr("Excel, LibreOffice o testo: si vede tutto prima, e si può annullare."),
            ),
            "empty": self._choice(
                self.tr("Comincio da zero"),
                self.tr("Le famiglie si scrivono una alla volta, quando vengono."),
            ),
            "demo": self._choice(
                self.tr("Prima provo con dati inventati"),
                self.tr("In un file a parte: il centro appena preparato resta vuoto e pronto."),
            ),
        }
        self._choices["import"].setChecked(True)
        self.column.addStretch(1)

    def choice(self) -> str:
        """The key of what was chosen: "import", "empty" or "demo"."""
        return next(key for key, made in self._choices.items() if made.isChecked())

    def choose(self, key: str) -> None:
        """Choose one."""
        self._choices[key].setChecked(True)

    @override
    def begin(self) -> None:
        self._choices[self.choice()].setFocus()

    def _choice(self, title: str, words: str) -> QRadioButton:
        made = QRadioButton(title)
        made.setFont(theme.font(Role.STRONG))
        made.setAccessibleDescription(words)
        self._group.addButton(made)
        self.column.addWidget(made)
        below = label(words, "muted", wraps=True)
        below.setContentsMargins(34, 0, 0, 8)
        self.column.addWidget(below)
        return made


def _plain(typed: str) -> str:
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return letters.translate(_LIKE_ANOTHER)
