"""Documents and reserved notes on a household's page: added, seen, taken back, hidden."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from app.services import documents as services
from app.services.desk import Desk
from app.services.documents import add_document, documents
from app.services.reserved_notes import read_reserved_notes, write_reserved_note
from models.records.documents import AddDocument, DrawnPage, TakenFile
from models.storage.key_slots import VaultKeys
from tests.support.hostile_documents import paper, photograph
from tests.support.household_screen import rows, said, write
from ui import messages
from ui.dialogs.document_viewer import DocumentViewer
from ui.labels.documents import limits_words, problem_words, size_words
from ui.pages.household.documents_tab import DocumentsTab
from ui.pages.household.reserved_tab import ReservedTab

TEXT = "Sentinella di una nota"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "permesso.pdf").write_bytes(paper(2))
    (tmp_path / "carta.jpg").write_bytes(photograph(60, 40))
    (tmp_path / "lettera.docx").write_bytes(b"PK\x03\x04 not a picture")
    return tmp_path


@pytest.fixture
def kept(desk: Desk, family, screen):
    """A permit that is kept, and its tab."""
    file = TakenFile("permesso.pdf", "application/pdf", paper(2), 2)
    made = add_document(desk, AddDocument(family, file, "permit", expires_on=date(2026, 12, 5)))
    return made, screen.open(family, "documents")


def viewer(screen) -> DocumentViewer:
    (found,) = screen.window.findChildren(DocumentViewer)
    return found


def test_a_document_is_chosen_described_and_kept(screen, desk, family, papers, monkeypatch):
    tab = screen.open(family, "documents")
    assert isinstance(tab, DocumentsTab)
    assert "Trascinali qui" in said(tab)
    chosen = (str(papers / "permesso.pdf"), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen)
    screen.press("Aggiungi un documento")
    side = screen.side("documents")
    assert side.form.values()["name"] == "permesso.pdf"
    tab.choose()
    side.form.field("kind").set_value("permit")
    write(side.form, issued_on="1/12/2025", expires_on="5/12/2026")
    screen.key(Qt.Key.Key_Return)
    (line,) = documents(desk, family).lines
    assert (line.kind, line.expires_on) == ("permit", date(2026, 12, 5))
    assert screen.strip() == "Documento aggiunto: Permesso di soggiorno"
    assert rows(tab.table)[0][:2] == ["Permesso di soggiorno", "permesso.pdf"]
    assert "In tutto 2 kB. Ogni documento può arrivare a 10 MB." in said(tab)
    screen.undo()
    assert documents(desk, family).lines == ()


def test_nothing_chosen_is_nothing_done(screen, family, monkeypatch):
    tab = screen.open(family, "documents")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    tab.choose()
    tab.save()
    assert tab.side is None


def test_a_file_let_go_over_the_tab_is_taken(screen, family, papers):
    tab = screen.open(family, "documents")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(papers / "carta.jpg"))])
    keys = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, screen_keys())
    entering = QDragEnterEvent(QPoint(9, 9), *keys)
    tab.dragEnterEvent(entering)
    assert entering.isAccepted()
    tab.dropEvent(QDropEvent(QPointF(9, 9), *keys))
    assert screen.side("documents").form.values()["name"] == "carta.jpg"
    tab.close_side()


def screen_keys() -> Qt.KeyboardModifier:
    return Qt.KeyboardModifier.NoModifier


def test_a_file_that_is_neither_picture_nor_pdf_is_refused_in_plain_words(screen, family, papers):
    tab = screen.open(family, "documents")
    tab.take(papers / "lettera.docx")
    assert "questo file è altro" in said(tab)
    assert tab.side is None


def test_dates_that_cannot_be_are_told_under_the_date(screen, desk, family, papers):
    tab = screen.open(family, "documents")
    tab.take(papers / "carta.jpg")
    side = screen.side("documents")
    write(side.form, issued_on="1/10/2026", expires_on="1/9/2026")
    side.save()
    assert "prima dell'inizio" in said(side)
    assert documents(desk, family).lines == ()
    tab.close_side()


def test_a_household_that_is_full_is_told_with_both_sizes(screen, family, papers, monkeypatch):
    tab = screen.open(family, "documents")
    tab.take(papers / "carta.jpg")
    monkeypatch.setattr(services.keeping, "HOUSEHOLDS_LARGEST", 100)
    screen.side("documents").save()
    assert "possono arrivare a 1 kB" in said(screen.side("documents"))
    tab.close_side()


def test_a_document_is_read_page_by_page_and_gone_when_the_window_locks(screen, kept):
    made, tab = kept
    assert "5 dicembre 2026" in rows(tab.table)[0][3]
    tab.table.row_opened.emit(made)
    shown = viewer(screen)
    assert "Pagina 1 di 2" in said(shown)
    shown.turn(1)
    assert "Pagina 2 di 2" in said(shown)
    shown.turn(1)
    assert not shown._sheet.pixmap().isNull()
    screen.window.lock()
    assert shown._sheet.pixmap().isNull()


def test_a_copy_is_saved_after_a_warning(screen, kept, tmp_path, monkeypatch):
    made, tab = kept
    tab.open_line(made)
    asked: list[str] = []
    monkeypatch.setattr(messages, "confirm", lambda *words: bool(asked.append(words[2])))
    screen.press("Salva una copia…", viewer(screen))
    assert "non è protetta" in asked[0]
    assert viewer(screen).findChildren(QFileDialog) == []
    monkeypatch.setattr(messages, "confirm", lambda *_: True)
    screen.press("Salva una copia…", viewer(screen))
    (dialog,) = viewer(screen).findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "copia.pdf"))
    dialog.close()
    assert (tmp_path / "copia.pdf").read_bytes().startswith(b"%PDF")
    assert "Non è protetta" in said(viewer(screen))
    viewer(screen).reject()


def test_a_document_is_removed_from_its_window_and_comes_back(screen, desk, family, kept):
    made, tab = kept
    tab.open_line(made)
    screen.press("Togli", viewer(screen))
    assert documents(desk, family).lines == ()
    assert screen.strip() == "Documento tolto: permesso.pdf"
    screen.undo()
    assert len(documents(desk, family).lines) == 1
    tab.open_line("nobody")


def test_a_page_that_cannot_be_drawn_is_told_in_its_window(screen, desk, family):
    file = TakenFile("rotto.pdf", "application/pdf", b"%PDF-1.7 and no more", 1)
    made = add_document(desk, AddDocument(family, file, "other"))
    screen.open(family, "documents").open_line(made)
    assert "rovinato" in said(viewer(screen))
    viewer(screen).reject()


def test_what_expired_and_what_is_reserved_is_marked(screen, desk, family):
    file = TakenFile("cartella.pdf", "application/pdf", paper(1), 1)
    add_document(desk, AddDocument(family, file, "isee", expires_on=date(2026, 1, 31)))
    add_document(desk, AddDocument(family, file, "medical", is_reserved=True))
    tab = screen.open(family, "documents")
    first, second = rows(tab.table)
    assert first[:2] == ["Documento sanitario", "riservato cartella.pdf"]
    assert second[3].startswith("scaduto il 31 gennaio 2026")


def without_clearance(desk: Desk) -> None:
    desk.vault.take_keys(VaultKeys(desk.vault.key, None))


def test_who_has_no_clearance_sees_that_something_is_there(screen, desk, family):
    file = TakenFile("cartella.pdf", "application/pdf", paper(1), 1)
    made = add_document(desk, AddDocument(family, file, "medical", is_reserved=True))
    write_reserved_note(desk, family, TEXT)
    without_clearance(desk)
    tab = screen.open(family, "documents")
    assert rows(tab.table)[0][:2] == ["Riservato", "riservato"]
    tab.open_line(made)
    assert "lo apre chi ne ha il permesso" in screen.strip()
    reserved = screen.open(family, "reserved")
    assert "1 nota riservata" in said(reserved)
    assert "chiuse con un'altra chiave" in said(reserved)
    assert not reserved._reveal.isVisible()


def test_notes_are_shown_after_a_press_and_hidden_when_one_leaves(screen, desk, family):
    write_reserved_note(desk, family, TEXT)
    tab = screen.open(family, "reserved")
    assert isinstance(tab, ReservedTab)
    assert TEXT not in said(tab)
    screen.press("Mostra")
    assert TEXT in said(tab)
    screen.open(family, "summary")
    screen.open(family, "reserved")
    assert TEXT not in said(tab)
    assert "1 nota riservata" in said(tab)


def test_a_note_is_written_corrected_and_removed(screen, desk, family):
    tab = screen.open(family, "reserved")
    assert "Nessuna nota riservata" in said(tab)
    screen.press("Scrivi una nota")
    side = screen.side("reserved")
    side.form.field("text").edit.setPlainText(TEXT)
    tab._open_new()
    side.save()
    assert screen.strip() == "Nota scritta"
    assert TEXT in said(tab)
    screen.press("Modifica", tab)
    tab._open_note(read_reserved_notes(desk, family)[0])
    side.form.field("text").edit.setPlainText("altro")
    side.save()
    assert [line.text for line in read_reserved_notes(desk, family)] == ["altro"]
    assert "corretta il 22 novembre 2026" in said(tab)
    assert side.form.values()["text"] is None
    screen.press("Togli", tab)
    assert read_reserved_notes(desk, family) == ()
    screen.undo()
    assert len(read_reserved_notes(desk, family)) == 1


def test_an_empty_note_is_told(screen, family):
    tab = screen.open(family, "reserved")
    screen.press("Scrivi una nota")
    screen.side("reserved").save()
    assert "Scrivi qualcosa" in said(tab)


def test_a_note_half_written_keeps_the_person_on_the_page(screen, family):
    screen.open(family, "reserved")
    screen.press("Scrivi una nota")
    field = screen.side("reserved").form.field("text")
    field.edit.setPlainText(TEXT)
    screen.window.go("search")
    assert screen.here is screen.page
    assert field.value() == TEXT
    screen.page.tab("reserved").close_side()


def test_sizes_are_written_as_italians_do():
    assert [size_words(size) for size in (10, 240_000, 2_500_000)] == ["1 kB", "234 kB", "2,4 MB"]
    assert limits_words(0) == "Ogni documento può arrivare a 10 MB."
    for reason in ("too_big", "memory", "time", "protected", "pages", "missing", "nobody knows"):
        error = services.DocumentNotTaken(reason=reason, size=11_000_000, allowed=10_485_760)
        assert "{" not in problem_words(error)


def test_a_page_drawn_is_the_picture_that_was_drawn(qtbot, desk, monkeypatch):
    from models.ids import new_id
    from models.records.documents import OpenedDocument

    page = DrawnPage(2, 1, bytes([255, 0, 0, 0, 0, 255]), 1)
    monkeypatch.setattr("ui.dialogs.document_viewer.draw_page", lambda *_: page)
    made = DocumentViewer(desk, OpenedDocument(new_id(), "a", "image/png", b""))
    qtbot.addWidget(made)
    image = made._sheet.pixmap().toImage()
    assert [image.pixelColor(x, 0).name() for x in (0, 1)] == ["#ff0000", "#0000ff"]
