"""Documenti: identity cards, permits, certificates, signed consents; kept inside the vault."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from app.services.clearance import has_clearance
from app.services.desk import Desk
from app.services.documents import (
    DocumentNotTaken,
    add_document,
    documents,
    open_document,
    remove_document,
    take_file,
)
from models.records.documents import (
    AddDocument,
    DocumentLine,
    Documents,
    OpenedDocument,
    TakenFile,
)
from ui.dialogs.document_viewer import show_document
from ui.jobs import Change, Query
from ui.labels import dates
from ui.labels.codes import choices, word
from ui.labels.documents import FILE_ENDINGS, limits_words, problem_words, size_words
from ui.pages.household.tab import ListTab, SideForm
from ui.theme import Space, Tone
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import CheckField, ChoiceField, TextField
from ui.widgets.form import FormField
from ui.widgets.pill import Mark
from ui.widgets.table_cells import Cell, Column, Row
from ui.widgets.text import label

_SOON_DAYS = 60
_SPARE_COLUMNS = (2, 4, 5)
"""Left out while the form takes its room."""


class DocumentsTab(ListTab):
    """The list, a form for what is added, and a window for what is opened."""

    rule_fields: ClassVar[Mapping[str, str]] = {
        "future_date": "issued_on",
        "dates_crossed": "expires_on",
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._taken: TakenFile | None = None
        self._lines: tuple[DocumentLine, ...] = ()
        self.setAcceptDrops(True)
        card = Card(self.tr("Documenti"), flush=True)
        card.add_link(self.tr("Aggiungi un documento"), self.choose)
        self._told = label("", "caption", wraps=True)
        self._told.setContentsMargins(Space.M, 0, Space.M, Space.S)
        self.table = self._made_table()
        card.add(self.table, 1)
        card.add(self._told)
        self.row.addWidget(card, 1)

    @override
    def show_rows(self) -> None:
        desk, household_id = self._desk, self.file.household_id
        Query(self, lambda: documents(desk, household_id)).done(self._show).run()

    def choose(self) -> None:
        """Ask for a file."""
        if self.is_being_written():
            return
        kinds = self.tr("Foto e PDF ({endings})").format(endings=FILE_ENDINGS)
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Scegli il documento"), "", kinds)
        if path:
            self.take(Path(path))

    def take(self, path: Path) -> None:
        """Read a file and ask what it is."""
        self._told.setText(self.tr("Leggo {name}…").format(name=path.name))
        Query(self, lambda: take_file(path)).done(self._ask).failed(self._not_taken).run()

    def open_line(self, key: object) -> None:
        """Show a document."""
        line = next((line for line in self._lines if line.document_id == key), None)
        if line is None:
            return
        if not line.is_readable:
            self.told.emit(self.tr("Questo documento è riservato: lo apre chi ne ha il permesso"))
            return
        desk = self._desk
        opened = Change(self, lambda: open_document(desk, line.document_id))
        opened.done(self._view).run()

    @override
    def save(self) -> None:
        taken = self._taken
        if taken is None:
            return
        values, desk = self._form.values(), self._desk
        issued, expires = values["issued_on"], values["expires_on"]
        command = AddDocument(
            household_id=self.file.household_id,
            file=taken,
            kind=values["kind"],
            name=values["name"] or "",
            issued_on=issued.earliest if issued else None,
            expires_on=expires.latest if expires else None,
            is_reserved=bool(values["is_reserved"]),
        )
        words = self.tr("Documento aggiunto: {kind}").format(
            kind=word("document_kinds", command.kind)
        )
        self.change(lambda: add_document(desk, command), words)

    @override
    def close_side(self) -> None:
        self._taken = None
        super().close_side()
        self._fit_columns(is_narrow=False)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and not self.is_being_written():
            event.acceptProposedAction()
            self.take(Path(paths[0]))

    @override
    def _refused(self, error: Exception) -> None:
        if isinstance(error, DocumentNotTaken):
            self.say(problem_words(error))
        else:
            super()._refused(error)

    def _ask(self, taken: TakenFile) -> None:
        self._tell_total()
        self._taken = taken
        side = self.ready_form()
        values = {
            "kind": "identity",
            "name": taken.name,
            "issued_on": None,
            "expires_on": None,
            "is_reserved": False,
        }
        self._fit_columns(is_narrow=True)
        side.open(self.tr("Che documento è?"), values, "kind", about="")

    def _fit_columns(self, *, is_narrow: bool) -> None:
        for place in _SPARE_COLUMNS:
            self.table.set_column_shown(place, is_shown=not is_narrow)

    def _not_taken(self, error: Exception) -> None:
        self._tell_total()
        if isinstance(error, DocumentNotTaken):
            self._told.setText(problem_words(error))
            self.told.emit(problem_words(error))
        else:
            self._refused(error)

    def _view(self, opened: OpenedDocument) -> None:
        show_document(self._desk, opened, self, lambda: self._remove(opened))

    def _remove(self, opened: OpenedDocument) -> None:
        desk, words = self._desk, self.tr("Documento tolto: {name}").format(name=opened.name)
        self.change(lambda: remove_document(desk, opened.document_id), words)

    def _show(self, found: Documents) -> None:
        self._lines = found.lines
        self.table.set_rows([self._row(line) for line in found.lines])
        self._tell_total()

    def _tell_total(self) -> None:
        self._told.setText(limits_words(sum(line.size for line in self._lines)))

    def _row(self, line: DocumentLine) -> Row:
        kind = word("document_kinds", line.kind) if line.kind else self.tr("Riservato")
        reserved = Cell(line.name, mark=Mark(self.tr("riservato"), Tone.NEUTRAL, "lock"))
        added = dates.short_day(line.added_at.astimezone().date())
        return Row(
            line.document_id,
            (
                Cell(kind, weight="strong"),
                reserved if line.is_reserved else line.name,
                dates.long_date(line.issued_on) if line.issued_on else "",
                self._expiry(line),
                self.tr("{day}, {operator}").format(day=added, operator=line.operator),
                Cell(size_words(line.size)),
                Cell(self.tr("Apri"), is_link=True) if line.is_readable else Cell(),
            ),
        )

    def _expiry(self, line: DocumentLine) -> Cell | str:
        if line.expires_on is None:
            return ""
        day = dates.long_date(line.expires_on)
        if line.is_expired:
            words = self.tr("scaduto il {day}").format(day=day)
            return Cell(mark=Mark(words, Tone.ATTENTION))
        is_soon = (line.expires_on - self._desk.today()).days <= _SOON_DAYS
        return Cell(mark=Mark(day, Tone.ATTENTION, "clock")) if is_soon else day

    def _made_table(self) -> DataTable:
        made = DataTable(
            self.tr("Documenti del nucleo"),
            [
                Column(self.tr("Tipo")),
                Column(self.tr("Titolo"), stretches=True),
                Column(self.tr("Rilasciato"), weight="muted"),
                Column(self.tr("Scade"), weight="muted"),
                Column(self.tr("Aggiunto"), weight="muted"),
                Column(self.tr("Quanto"), side="right", weight="muted"),
                Column("", least_width=70),
            ],
            empty=EmptyState(
                "file-check",
                self.tr(
                    "Qui si tengono le foto e i PDF dei documenti, cifrati con la scheda. "
                    "Trascinali qui, o sceglili."
                ),
                self.tr("Aggiungi un documento"),
                self.choose,
            ),
        )
        made.link_pressed.connect(lambda key, _column: self.open_line(key))
        made.row_opened.connect(self.open_line)
        return made

    @override
    def made_form(self) -> SideForm:
        today = self._desk.today
        may_reserve = has_clearance(self._desk)
        side = SideForm(
            [
                FormField(
                    "kind",
                    self.tr("Tipo"),
                    lambda: ChoiceField(choices("document_kinds")),
                    2,
                ),
                FormField("name", self.tr("Titolo"), TextField, 2),
                FormField(
                    "issued_on",
                    self.tr("Rilasciato il"),
                    lambda: DateField(today, needs_day=True),
                    2,
                ),
                FormField(
                    "expires_on",
                    self.tr("Scade il"),
                    lambda: DateField(today, expects="any", needs_day=True),
                    2,
                    hint=self.tr("Sessanta giorni prima compare in Da guardare"),
                ),
                FormField(
                    "is_reserved",
                    "",
                    lambda: CheckField(self.tr("Riservato")),
                    2,
                    hint=self.tr("Lo apre solo chi ne ha il permesso"),
                ),
            ]
        )
        self._form = side.form
        self._form.box("is_reserved").setVisible(may_reserve)
        return side
