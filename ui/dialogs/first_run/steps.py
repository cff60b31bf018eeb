"""The steps that ask: language and size, the centre and its place, who and which passphrase."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout
from typing_extensions import override

from app.services.vault_place import warn_of_place
from app.settings import SettingsFile
from ui.dialogs.first_run.step import Step
from ui.dialogs.passphrase_choice import PassphraseChoice
from ui.i18n import LANGUAGES
from ui.labels.places import place_warning
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.form import FieldBox
from ui.widgets.text import label

SIZES = (10.0, 11.0, 12.0, 13.0, 14.0, 16.0)


class LanguageStep(Step):
    """Language and size of letters, seen at once."""

    def __init__(self, settings: SettingsFile) -> None:
        super().__init__(
            self.tr("Benvenuti"),
            self.tr("Due minuti per preparare le schede del centro. Si comincia da come si legge."),
        )
        self.language = ChoiceField(list(LANGUAGES.items()))
        self.language.set_value(settings.now.language)
        self.letters = ChoiceField([(size, _size_words(self, size)) for size in SIZES])
        self.letters.set_value(settings.now.points)
        self.column.addWidget(FieldBox(self.tr("Lingua"), self.language))
        self.column.addWidget(FieldBox(self.tr("Grandezza delle lettere"), self.letters))
        self.column.addStretch(1)
        self.language.changed.connect(lambda: settings.change(language=self.language.value()))
        self.letters.changed.connect(lambda: settings.change(points=self.letters.value()))

    @override
    def begin(self) -> None:
        self.language.setFocus()


class CentreStep(Step):
    """How the centre is called, and where its file lies."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            self.tr("Il centro"),
            self.tr("Tutte le schede stanno in un solo file cifrato, su questo computer."),
        )
        self._folder = folder
        self.name = TextField()
        self._box = FieldBox(self.tr("Come si chiama il centro"), self.name)
        self.column.addWidget(self._box)
        self.column.addWidget(label(self.tr("Dove sta il file"), "heading"))
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        self._place = label("", wraps=True)
        row.addWidget(self._place, 1)
        row.addWidget(
            button(self.tr("Un'altra cartella…"), icon="folder-open", pressed=self._ask_folder)
        )
        self.column.addLayout(row)
        self.warning = Banner(tone=Tone.ATTENTION)
        self.column.addWidget(self.warning)
        self.column.addStretch(1)
        self.name.changed.connect(self._tell_place)
        self._tell_place()

    def path(self) -> Path:
        """The file to be made."""
        return self._folder / f"{_file_stem(self.name.value() or 'centro')}.dapo"

    def use_folder(self, folder: Path) -> None:
        """Keep the file in another folder."""
        self._folder = folder
        self._tell_place()

    @override
    def begin(self) -> None:
        self.name.setFocus()

    @override
    def check(self) -> bool:
        wrong = ""
        if not self.name.value():
            wrong = self.tr("Scrivi il nome del centro")
        elif self.path().exists():
            wrong = self.tr("In questa cartella c'è già un centro con questo nome")
        self._box.tell(wrong, is_wrong=bool(wrong))
        if wrong:
            self.name.setFocus()
        return not wrong

    def _tell_place(self) -> None:
        self._place.setText(str(self.path()))
        danger = warn_of_place(self.path())
        self.warning.setVisible(danger is not None)
        if danger is not None:
            self.warning.tell(*place_warning(danger), Tone.ATTENTION)

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Dove tengo il file?"), str(self._folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.use_folder(Path(name)))
        dialog.open()


class CoordinatorStep(Step):
    """Who coordinates, and the passphrase that opens the file."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Chi coordina"),
            self.tr(
                "La frase segreta apre il file: senza, nessuno legge niente. "
                "Cinque parole a caso sono facili da ricordare e impossibili da indovinare."
            ),
        )
        self.name = TextField()
        self._box = FieldBox(self.tr("Il tuo nome"), self.name)
        self.phrase = PassphraseChoice()
        self.column.addWidget(self._box)
        self.column.addWidget(self.phrase)
        self.column.addStretch(1)

    @override
    def begin(self) -> None:
        self.name.setFocus()

    @override
    def check(self) -> bool:
        missing = "" if self.name.value() else self.tr("Scrivi il tuo nome")
        self._box.tell(missing, is_wrong=bool(missing))
        if missing:
            self.name.setFocus()
            return False
        return self.phrase.check()


def _size_words(step: Step, size: float) -> str:
    usual = step.tr("{size} punti, come di solito") if size == 11 else step.tr("{size} punti")
    return usual.format(size=round(size))


def _file_stem(name: str) -> str:
    """A file name that every system takes: "San Giuseppe / Milano" gives "san-giuseppe-milano"."""
    kept = "".join(sign if sign.isalnum() else " " for sign in name.casefold())
    return "-".join(kept.split())[:60] or "centro"
