"""A line with one identity code: its kind, its text, until when it holds, and what looks wrong."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout
from typing_extensions import override

from models.records.household import CodeLine
from models.rules.codice_fiscale import recognise_code
from ui.labels.codes import choices, word
from ui.theme import Space, Tone
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.rows_field import RowEditor
from ui.widgets.text import label

_EXPIRING = {"stp", "eni", "permit", "passport"}
_READ = {"codice_fiscale", "provisional_code", "stp", "eni"}


class CodeRow(RowEditor):
    """The kind is recognised while the code is typed; nothing typed is ever refused."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: CodeLine | None = None
        self.kind = ChoiceField(choices("code_kinds"))
        self.text = TextField()
        self.expires = DateField(expects="any")
        self.expires.edit.setPlaceholderText(self.tr("scade il"))
        self._warning = label("", "caption", tone=Tone.ATTENTION, wraps=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.XS)
        grid.addWidget(self.text, 0, 0, 1, 2)
        grid.addWidget(self.kind, 1, 0)
        grid.addWidget(self.expires, 1, 1)
        grid.addWidget(self._warning, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(self.text)
        self.text.edit.textEdited.connect(self._recognise)
        for field in (self.text, self.kind, self.expires):
            field.changed.connect(self._changed)
        self._changed()

    @override
    def line(self) -> Any:
        value = self.text.value()
        if value is None:
            return None
        return CodeLine(
            kind=self.kind.value(),
            value=value,
            issued_on=self._kept.issued_on if self._kept else None,
            expires_on=self.expires.value(),
            code_id=self._kept.code_id if self._kept else None,
        )

    @override
    def set_line(self, line: Any) -> None:
        self._kept = line
        self.kind.set_value(line.kind)
        self.expires.set_value(line.expires_on)
        self.text.set_value(line.value)
        self._tell(line.warnings)

    @override
    def problem(self) -> str:
        return "" if self.expires.isHidden() else self.expires.problem()

    @override
    def name(self, words: str) -> None:
        self.text.name(words)
        self.kind.name(self.tr("Che codice è"))
        self.expires.name(self.tr("Quando scade"))

    def _recognise(self, text: str) -> None:
        found = recognise_code(text)
        if found.kind in _READ:
            self.kind.set_value(str(found.kind))

    def _changed(self) -> None:
        kind = self.kind.value()
        self.expires.setVisible(kind in _EXPIRING or self.expires.value() is not None)
        value = self.text.value()
        found = recognise_code(value) if value and kind in _READ else None
        if found is None:
            self._tell(())
        elif str(found.kind) != kind:
            self._tell((), self.tr("non ha la forma di questo codice"))
        else:
            self._tell(tuple(map(str, found.warnings)))
        self.changed.emit()

    def _tell(self, warnings: tuple[str, ...], words: str = "") -> None:
        told = ", ".join(filter(None, [*(word("code_warnings", code) for code in warnings), words]))
        self._warning.setText(
            self.tr("{warning}: si tiene com'è").format(warning=told) if told else ""
        )
        self._warning.setVisible(bool(told))
        self._warning.setAlignment(Qt.AlignmentFlag.AlignTop)
