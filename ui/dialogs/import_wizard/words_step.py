"""The third step: the words a register uses for aid, and the kind that each one means."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.imports.corrections import with_word
from models.records.imports import AidWord, Mapping
from ui.labels.codes import aid_icon, aid_word, aid_words
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.card import Card, columns
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import ChoiceField
from ui.widgets.form import Form, FormField
from ui.widgets.pill import Mark
from ui.widgets.table_cells import Cell, Column, Row


class WordsStep(QWidget):
    """Corrects the kinds of words; `mapped` carries the mapping after each correction."""

    mapped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._mapping = Mapping("", (), ())
        self.banner = Banner()
        self.table = DataTable(
            self.tr("Parole per gli aiuti"),
            [
                Column(self.tr("Nel file c'è scritto"), weight="strong", stretches=True),
                Column(self.tr("Volte"), side="right"),
                Column(self.tr("È")),
            ],
            empty=EmptyState(
                "package", self.tr("Questo registro non usa parole per gli aiuti: si va avanti.")
            ),
        )
        self.table.current_changed.connect(self._show_word)
        self.form = Form(
            [
                FormField(
                    "kind", self.tr("Che aiuto è"), lambda: ChoiceField(list(aid_words().items()))
                )
            ],
            columns=1,
        )
        self._card = Card(" ")
        self._card.add(self.form)
        self._card.body.addStretch(1)
        field = self.form.field("kind")
        if isinstance(field, ChoiceField):
            field.combo.activated.connect(lambda _place: self._correct())
        listed = Card(flush=True)
        listed.add(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.banner)
        column.addLayout(columns((listed, 7), (self._card, 4)), 1)

    def show_mapping(self, mapping: Mapping) -> None:
        """Show the words of a mapping; those nobody has told yet come first."""
        self._mapping = mapping
        words = sorted(mapping.aid_words, key=lambda entry: entry.is_known)
        unknown = sum(not entry.is_known for entry in words)
        if unknown:
            title = self.tr("%n parole da riconoscere", "", unknown)
            detail = self.tr("Se le lasci così, quegli aiuti si chiamano «Altro».")
            self.banner.tell(title, detail, Tone.ATTENTION)
        else:
            self.banner.tell(self.tr("Ho riconosciuto tutte le parole"), "", Tone.OK)
        self._card.setVisible(bool(words))
        key = self.table.current_key()
        self.table.set_rows([self._row(entry) for entry in words])
        places = [entry.word for entry in words]
        if words:
            self.table.sheet.selectRow(places.index(key) if key in places else 0)

    def first_focus(self) -> QWidget:
        """The list of words."""
        return self.table.sheet

    def _row(self, entry: AidWord) -> Row:
        kind = Cell(aid_word(entry.kind), aid_icon(entry.kind))
        if not entry.is_known:
            kind = Cell(mark=Mark(self.tr("che aiuto è?"), Tone.ATTENTION, "circle-question-mark"))
        return Row(entry.word, (entry.word, str(entry.count), kind))

    def _show_word(self, key: object) -> None:
        entry = next((each for each in self._mapping.aid_words if each.word == key), None)
        if entry is not None:
            self._card.heading.setText(f"«{entry.word}»")
            self.form.set_values({"kind": entry.kind})

    def _correct(self) -> None:
        word = self.table.current_key()
        if isinstance(word, str):
            mapping = with_word(self._mapping, word, self.form.values()["kind"])
            self.show_mapping(mapping)
            self.mapped.emit(mapping)
