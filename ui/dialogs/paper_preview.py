"""A paper before it is paper: shown from memory, then saved or printed if the person wants.

No printer is looked for before "Stampa" is pressed: an offline one would freeze the program.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.jobs import Change, Query
from ui.saving import ask_where
from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.scroll import ScrollBody
from ui.widgets.text import label

if TYPE_CHECKING:
    from pypdfium2 import PdfBitmap
    from PySide6.QtPrintSupport import QPrinter

_SHOWN_DPI: Final = 110
_PRINTED_DPI: Final = 200
_POINTS_AN_INCH: Final = 72


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF and the pictures of its pages."""

    pdf: bytes
    pages: tuple[QImage, ...]


def show_paper(owner: QWidget, title: str, file_name: str, draw: Callable[[], bytes]) -> None:
    """Draw a paper in a job and show it over the window of `owner`.

    Args:
        owner: the page that asks.
        title: what the paper is, in words.
        file_name: proposed when it is saved, with ".pdf".
        draw: a service that answers the PDF, and writes in the audit chain that it was printed.
    """

    def body() -> Paper:
        pdf = draw()
        return Paper(pdf, pictures(pdf, _SHOWN_DPI))

    def shown(paper: Paper) -> None:
        preview = PaperPreview(title, file_name, paper, owner.window())
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()

    Change(owner, body).done(shown).run()


def pictures(pdf: bytes, dpi: int) -> tuple[QImage, ...]:
    """Every page of a PDF as a picture."""
    import pypdfium2  # only when a paper is looked at

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_picture(page.render(scale=dpi / _POINTS_AN_INCH)) for page in document)
    finally:
        document.close()


def _picture(bitmap: "PdfBitmap") -> QImage:
    letters = bytes(bitmap.buffer)
    kind = QImage.Format.Format_BGR888
    # Copied: the picture must not lean on memory that goes with the document.
    return QImage(letters, bitmap.width, bitmap.height, bitmap.stride, kind).copy()


class PaperPreview(QDialog):
    """The pages, one under the other, and what can be done with them."""

    def __init__(
        self, title: str, file_name: str, paper: Paper, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._file_name = file_name
        self._paper = paper
        self.setWindowTitle(title)
        self.resize(QSize(900, 720))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        sheets = ScrollBody()
        sheets.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        sheets.setAccessibleName(title)
        for number, page in enumerate(paper.pages, start=1):
            sheet = QLabel()
            sheet.setPixmap(QPixmap.fromImage(page))
            words = self.tr("Pagina {number} di {total}")
            sheet.setAccessibleName(words.format(number=number, total=len(paper.pages)))
            sheets.column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        sheets.column.addStretch(1)
        column.addWidget(sheets, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        foot.setSpacing(Space.M)
        told = self.tr("Quello che si salva qui esce dal file cifrato: custodiscilo.")
        foot.addWidget(label(told, "caption", wraps=True), 1)
        foot.addWidget(button(self.tr("Chiudi"), pressed=self.reject))
        foot.addWidget(button(self.tr("Salva…"), icon="save", pressed=self._ask_where))
        printing = button(self.tr("Stampa"), "primary", "printer", pressed=self._ask_printer)
        foot.addWidget(printing)
        return foot

    def save_to(self, path: Path) -> None:
        """Write the PDF."""
        Query(self, lambda: path.write_bytes(self._paper.pdf)).done(
            lambda _count: self.accept()
        ).run()

    def _ask_where(self) -> None:
        ask_where(self, self._file_name, self.save_to, kinds=["PDF (*.pdf)"])

    def _ask_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # see above

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(dialog)

    def print_on(self, printer: "QPrinter") -> None:
        """Print every page on one sheet each."""
        Query(self, lambda: pictures(self._paper.pdf, _PRINTED_DPI)).done(
            lambda pages: self._paint(printer, pages)
        ).run()

    def _paint(self, printer: "QPrinter", pages: tuple[QImage, ...]) -> None:
        painter = QPainter(printer)
        for number, page in enumerate(pages):
            if number:
                printer.newPage()
            room = QRectF(painter.viewport())
            size = QSize(page.size()).scaled(
                room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
            )
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), page)
        painter.end()
        self.accept()
