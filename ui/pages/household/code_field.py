"""One field for any identity code: what it is gets recognised, what looks wrong is told."""

from datetime import date
from typing import Any

from typing_extensions import override

from models.records.household import CodeLine
from models.rules.codice_fiscale import CodeDetails, CodeKind, decode, recognise_code
from ui.labels.codes import word
from ui.widgets.fields import TextField


class CodeField(TextField):
    """The value is a `CodeLine` or None; nothing typed is refused."""

    @override
    def value(self) -> Any:
        """The code with its kind, or None."""
        text = self.edit.text().strip()
        return CodeLine(str(recognise_code(text).kind), text) if text else None

    @override
    def read_back(self) -> str:
        """Which code it is, and what looks wrong in it."""
        text = self.edit.text().strip()
        if not text:
            return ""
        found = recognise_code(text)
        kind = word("code_kinds", str(found.kind))
        if not found.warnings:
            return kind if found.kind is not CodeKind.OTHER else ""
        told = ", ".join(word("code_warnings", str(code)) for code in found.warnings)
        return self.tr("{kind}: {warning}, si tiene com'è").format(kind=kind, warning=told)

    def told(self, today: date) -> CodeDetails | None:
        """Birth and sex, when it is a codice fiscale that holds."""
        found = recognise_code(self.edit.text())
        return decode(found.value, today) if found.kind is CodeKind.CODICE_FISCALE else None
