"""What this program is, whose it is, and what it is made of."""

from importlib.metadata import PackageNotFoundError, version

from resources import VERSION
from ui.pages.settings.section import Section
from ui.widgets.card import FactList
from ui.widgets.text import label

_MADE_OF = (
    ("Qt for Python", "PySide6-Essentials", "LGPL-3.0"),
    ("SQLCipher", "sqlcipher3", "BSD-3-Clause"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("ReportLab", "reportlab", "BSD-3-Clause"),
    ("python-bidi", "python-bidi", "LGPL-3.0"),
    ("PDFium", "pypdfium2", "BSD-3-Clause, Apache-2.0"),
)


class AboutSection(Section):
    """The program, its licence, and the works of others inside it."""

    def __init__(self) -> None:
        super().__init__(self.tr("Il programma"))
        words = self.tr(
            "DA.PO è libero: chiunque può usarlo, leggerlo e migliorarlo (EUPL-1.2). "
            "Caratteri Inter e Noto (OFL), icone Lucide (ISC)."
        )
        self.add(label(words, "muted", wraps=True))
        facts = FactList()
        facts.set_facts(
            [
                ("DA.PO", VERSION),
                *(
                    (f"{name} · {licence}", _version(package))
                    for name, package, licence in _MADE_OF
                ),
            ]
        )
        self.add(facts)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "–"
