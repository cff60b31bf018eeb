"""Lists that come in and go out: registers brought in, each to be undone; lists to take away."""

from pathlib import Path
from typing import Literal
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from app.services.desk import Desk
from app.services.exports import export_table
from app.services.imports.take import batches, undo_import
from models.errors import RuleBroken
from models.records.taking import BatchLine
from ui.jobs import Change, Query
from ui.labels.codes import language
from ui.messages import confirm, tell, tell_failure
from ui.pages.settings.section import Section
from ui.saving import TABLES, as_table, ask_where
from ui.widgets.allowed import allow, is_allowed, refusal
from ui.widgets.buttons import button
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_cells import Cell, Column, Row
from ui.widgets.text import label

What = Literal["households", "members", "aid"]


class _Counted(QObject):
    """Words that follow a number; plural forms are gathered from `tr` of an object only."""

    def households(self, count: int) -> str:
        return self.tr("%n nuclei", "", count)

    def aid(self, count: int) -> str:
        return self.tr("%n aiuti", "", count)

    def rows(self, count: int) -> str:
        return self.tr("%n righe scritte", "", count)


class ImportsSection(Section):
    """Registers brought in; each can be taken away whole while nobody has worked on it."""

    import_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Registri portati dentro"))
        self._desk = desk
        self._lines: dict[UUID, BatchLine] = {}
        self.table = DataTable(
            self.tr("Registri portati dentro"),
            [
                Column(self.tr("File"), weight="strong", stretches=True),
                Column(self.tr("Quando")),
                Column(self.tr("Nuclei"), side="right"),
                Column(self.tr("Aiuti"), side="right"),
                Column(""),
            ],
            empty=EmptyState("file-spreadsheet", self.tr("Ancora nessun registro.")),
            grows=True,
        )
        self.add(self.table)
        bring = button(
            self.tr("Porta dentro un registro…"), icon="upload", pressed=self.import_requested.emit
        )
        allow(bring, desk, "import_register")
        self.add_buttons(bring)
        self.add(refusal(desk, "import_register"))
        self.table.link_pressed.connect(lambda key, _column: self.ask_undo(key))

    @override
    def reload(self) -> None:
        """Read the imports made."""
        Query(self, lambda: batches(self._desk)).done(self._show).run()

    def ask_undo(self, batch_id: UUID) -> None:
        """Take an import away, after asking: it takes many households with it."""
        line = self._lines[batch_id]
        households = _Counted().households(line.outcome.households_added)
        words = self.tr("Se ne vanno {households} e {aid}. Il resto non si tocca.").format(
            households=households, aid=_Counted().aid(line.outcome.aid_added)
        )
        title = self.tr("Tolgo quello che veniva da «{file}»?").format(file=line.file_name)
        if confirm(self, title, words, self.tr("Togli")):
            self.undo(batch_id)

    def undo(self, batch_id: UUID) -> None:
        """Take an import away."""
        Change(self, lambda: undo_import(self._desk, batch_id)).touching(
            "import", "household", "aid"
        ).done(lambda _answer: self.told.emit(self.tr("Registro tolto"))).failed(
            self._refused
        ).run()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, RuleBroken) and error.values.get("rule") == "changed_since_import":
            words = self.tr(
                "Qualcuno ha già lavorato su {count} di questi nuclei: quel lavoro andrebbe perso."
            ).format(count=error.values.get("households"))
            tell(self, self.tr("Non tolgo questo registro."), words)
        else:
            tell_failure(self, error)

    def _show(self, lines: tuple[BatchLine, ...]) -> None:
        self._lines = {line.batch_id: line for line in lines}
        self.table.set_rows([self._row(line) for line in lines])

    def _row(self, line: BatchLine) -> Row:
        undone = line.undone_at is not None
        may_undo = is_allowed(self._desk, "undo_import")
        take_away = Cell(self.tr("Togli"), is_link=True) if may_undo else Cell()
        return Row(
            line.batch_id,
            (
                line.file_name,
                f"{line.imported_at.astimezone():%d/%m/%Y}",
                str(line.outcome.households_added),
                str(line.outcome.aid_added),
                Cell(self.tr("tolto"), weight="muted") if undone else take_away,
            ),
        )


class ListsSection(Section):
    """Lists for Excel or LibreOffice; what is written leaves the encrypted file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Elenchi da portare fuori"))
        self._desk = desk
        words = self.tr(
            "Per Excel o LibreOffice (xlsx, oppure csv). Contengono nomi: fuori di qui non sono "
            "più cifrati."
        )
        self.add(label(words, "muted", wraps=True))
        names: dict[What, str] = {
            "households": self.tr("Nuclei…"),
            "members": self.tr("Persone…"),
            "aid": self.tr("Aiuti…"),
        }
        self.add_buttons(*(self._button(what, name) for what, name in names.items()))
        self.add(refusal(desk, "export_all"))

    def write(self, path: Path, what: What) -> None:
        """Write a list; the file's ending says in which form."""
        spoken = language()
        Change(self, lambda: export_table(self._desk, path, what, spoken)).done(
            lambda rows: self.told.emit(f"{path.name}: {_Counted().rows(rows)}")
        ).run()

    def _button(self, what: What, name: str) -> QPushButton:
        made = button(name, icon="download", pressed=lambda: self._ask_where(what))
        allow(made, self._desk, f"export_{what}")
        return made

    def _ask_where(self, what: What) -> None:
        name = f"{_stem(self, what)}-{self._desk.today().isoformat()}.xlsx"
        ask_where(self, name, lambda path: self.write(as_table(path), what), kinds=TABLES)


def _stem(section: ListsSection, what: What) -> str:
    names = {
        "households": section.tr("nuclei"),
        "members": section.tr("persone"),
        "aid": section.tr("aiuti"),
    }
    return names[what]
