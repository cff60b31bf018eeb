"""The sheets to sign: printed in the language of the family, and kept when they come back."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from app.services.desk import Desk
from app.services.documents import DocumentNotTaken, open_document, remove_document, take_file
from app.services.forms import form_language, form_languages, forms_paper, keep_signed_form
from models.errors import RuleBroken
from models.records.documents import OpenedDocument, TakenFile
from models.records.household import HouseholdFile
from ui import messages, theme
from ui.dialogs.document_viewer import show_document
from ui.dialogs.paper_preview import show_paper
from ui.jobs import Change, Query
from ui.labels.documents import FILE_ENDINGS, problem_words
from ui.labels.rules import rule_words
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.fields import ChoiceField
from ui.widgets.flow import FlowLayout
from ui.widgets.text import label

_CHOICE = 170


class FormsCard(Card):
    """Notice and consent form: language, print, and the signed sheet back.

    Signals:
        kept: a sentence about something that was kept and can be undone.
    """

    kept = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Fogli da firmare"))
        self._desk = desk
        self._file: HouseholdFile | None = None
        words = self.tr(
            "L'informativa resta alla famiglia; il foglio dei consensi si firma e torna qui. "
            "Sotto ogni frase c'è l'italiano."
        )
        self.add(label(words, "muted", wraps=True))
        self.language = ChoiceField(form_languages())
        self.language.name(self.tr("Lingua dei fogli"))
        self.language.setFixedWidth(round(theme.scaled(_CHOICE)))
        self.paper = button(
            self.tr("Stampa informativa e consensi"), icon="printer", pressed=self.print_forms
        )
        self.signed = button(
            self.tr("Allega il foglio firmato…"), icon="upload", pressed=self.choose_scan
        )
        row = FlowLayout()
        for made in (self.language, self.paper, self.signed):
            row.addWidget(made)
        self.body.addLayout(row)
        self.trouble = label("", "caption", wraps=True)
        self.trouble.hide()
        self.add(self.trouble)

    def show_file(self, file: HouseholdFile) -> None:
        """Take the file that the sheets are about; another one brings its own language."""
        if self._file is None or self._file.household_id != file.household_id:
            self.language.set_value(form_language(file))
            self._say("")
        self._file = file

    def print_forms(self) -> None:
        """Show the sheets, to be printed or saved."""
        if self._file is None:
            return
        desk, household_id, chosen = self._desk, self._file.household_id, self.language.value()
        name = self.tr("informativa e consensi {number}.pdf").format(number=self._file.number)
        show_paper(
            self,
            self.tr("Informativa e consensi"),
            name.replace(" .pdf", ".pdf"),
            lambda: forms_paper(desk, chosen, household_id),
        )

    def choose_scan(self) -> None:
        """Ask for the scanned sheet."""
        kinds = self.tr("Foto e PDF ({endings})").format(endings=FILE_ENDINGS)
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Scegli il foglio firmato"), "", kinds)
        if path:
            self.take(Path(path))

    def take(self, path: Path) -> None:
        """Read a scanned sheet and keep it with the consents that it proves."""
        if self._file is None:
            return
        household_id = self._file.household_id
        self._say(self.tr("Leggo {name}…").format(name=path.name))
        Query(self, lambda: take_file(path)).done(
            lambda scanned: self._keep(household_id, scanned)
        ).failed(self._refused).run()

    def open_signed(self, document_id: UUID) -> None:
        """Show a signed sheet."""
        desk = self._desk
        Change(self, lambda: open_document(desk, document_id)).done(self._view).run()

    def _keep(self, household_id: UUID, scanned: TakenFile) -> None:
        desk = self._desk
        kept = Change(self, lambda: keep_signed_form(desk, household_id, scanned))
        kept.touching("household").done(self._kept).failed(self._refused).run()

    def _kept(self, _document_id: UUID) -> None:
        self._say("")
        self.kept.emit(self.tr("Foglio firmato allegato ai consensi"))

    def _view(self, opened: OpenedDocument) -> None:
        show_document(self._desk, opened, self, lambda: self._remove(opened))

    def _remove(self, opened: OpenedDocument) -> None:
        desk, words = self._desk, self.tr("Documento tolto: {name}").format(name=opened.name)
        removed = Change(self, lambda: remove_document(desk, opened.document_id))
        removed.touching("household").done(lambda _: self.kept.emit(words)).run()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, DocumentNotTaken):
            self._say(problem_words(error))
        elif isinstance(error, RuleBroken):
            self._say(rule_words(error))
        else:
            self._say("")
            messages.tell_failure(self, error)

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
