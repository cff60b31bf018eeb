"""A document on the screen: its pages are drawn elsewhere, shown from memory, never written."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.desk import Desk
from app.services.documents import DocumentNotTaken, copy_document, draw_page
from models.records.documents import DrawnPage, OpenedDocument
from ui import messages
from ui.jobs import Change, Query
from ui.labels.documents import copy_warning, problem_words
from ui.saving import ask_where
from ui.theme import Space
from ui.widgets.allowed import allow
from ui.widgets.buttons import button
from ui.widgets.scroll import ScrollBody
from ui.widgets.text import label

_ROOM = QSize(920, 1400)
"""Pixels that a page is fitted into."""
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


class DocumentViewer(QDialog):
    """One page at a time.

    `remove_requested` when the person wants the document taken away.
    """

    remove_requested = Signal()

    def __init__(self, desk: Desk, opened: OpenedDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._opened = opened
        self._page = 0
        self._pages = 1
        self.setWindowTitle(opened.name)
        self.resize(QSize(1000, 720))
        self._sheet = QLabel()
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._told = label("", "muted", wraps=True)
        body = ScrollBody()
        body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body.setAccessibleName(opened.name)
        body.column.addWidget(self._told)
        body.column.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addLayout(self._foot())
        for keys, by in (("PgDown", 1), ("PgUp", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: self.turn(by))
        self._draw()

    def turn(self, by: int) -> None:
        """Show the next page (1) or the one before (-1)."""
        page = min(max(self._page + by, 0), self._pages - 1)
        if page != self._page:
            self._page = page
            self._draw()

    def save_to(self, path: Path) -> None:
        """Write a copy that nothing protects."""
        desk, document_id = self._desk, self._opened.document_id

        def body() -> None:
            path.write_bytes(copy_document(desk, document_id).data)

        Change(self, body).done(lambda _: self._told_saved(path)).run()

    @override
    def done(self, result: int) -> None:
        self._sheet.clear()
        super().done(result)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        foot.setSpacing(Space.M)
        self._before = button(
            self.tr("Pagina prima"), "icon", "arrow-left", pressed=lambda: self.turn(-1)
        )
        self._after = button(
            self.tr("Pagina dopo"), "icon", "arrow-right", pressed=lambda: self.turn(1)
        )
        self._where = label("", "caption")
        for made in (self._before, self._where, self._after):
            foot.addWidget(made)
        foot.addStretch(1)
        remove = button(self.tr("Togli"), "danger", "trash-2", pressed=self.remove_requested.emit)
        save = button(self.tr("Salva una copia…"), icon="save", pressed=self._ask_where)
        allow(remove, self._desk, "remove_document")
        allow(save, self._desk, "copy_document")
        close = button(self.tr("Chiudi"), "primary", pressed=self.reject)
        for made in (remove, save, close):
            foot.addWidget(made)
        return foot

    def _draw(self) -> None:
        opened, page = self._opened, self._page
        self._say(self.tr("Apro la pagina…"))
        drawn = Query(self, lambda: draw_page(opened, page, _ROOM.width(), _ROOM.height()))
        drawn.done(self._show).failed(self._not_drawn).run()

    def _show(self, drawn: DrawnPage) -> None:
        self._pages = drawn.pages
        rows = drawn.width * 3
        kind = QImage.Format.Format_RGB888
        picture = QImage(drawn.pixels, drawn.width, drawn.height, rows, kind)
        self._sheet.setPixmap(QPixmap.fromImage(picture))
        words = self.tr("Pagina {number} di {total}")
        told = words.format(number=self._page + 1, total=drawn.pages)
        self._where.setText(told)
        self._sheet.setAccessibleName(told)
        self._before.setEnabled(self._page > 0)
        self._after.setEnabled(self._page + 1 < drawn.pages)
        for made in (self._before, self._where, self._after):
            made.setVisible(drawn.pages > 1)
        self._say("")

    def _not_drawn(self, error: Exception) -> None:
        if isinstance(error, DocumentNotTaken):
            self._sheet.clear()
            self._say(problem_words(error))
        else:
            messages.tell_failure(self, error)

    def _say(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _ask_where(self) -> None:
        title, action = self.tr("Salvare una copia?"), self.tr("Scegli dove")
        if not messages.confirm(self, title, copy_warning(), action):
            return
        ending = _ENDINGS.get(self._opened.media, "")
        name = f"{Path(self._opened.name).stem}.{ending}"
        ask_where(self, name, self.save_to, title=self.tr("Dove salvo la copia?"))

    def _told_saved(self, path: Path) -> None:
        words = self.tr("Copia salvata in {place}. Non è protetta.")
        self._say(words.format(place=str(path)))


def show_document(
    desk: Desk, opened: OpenedDocument, owner: QWidget, remove: Callable[[], object]
) -> None:
    """Show a document above its window; `remove` is called when it is to be taken away."""
    viewer = DocumentViewer(desk, opened, owner.window())
    viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    viewer.remove_requested.connect(viewer.reject)
    viewer.remove_requested.connect(remove)
    viewer.open()
