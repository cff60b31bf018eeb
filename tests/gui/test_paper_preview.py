"""Papers are seen first, from memory; a printer is looked for only when asked."""

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.reports.recovery_sheet import recovery_sheet_pdf
from tests.support.accessibility import unnamed_widgets
from tests.support.vaults import NOW
from ui.dialogs import paper_preview
from ui.dialogs.paper_preview import PaperPreview, show_paper


@pytest.fixture
def pdf():
    return recovery_sheet_pdf("AAAA-BBBB-CCCC", "San Giuseppe", NOW.date())


@pytest.fixture
def owner(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def preview(owner, pdf):
    show_paper(owner, "Foglio", "foglio.pdf", lambda: pdf)
    return owner.findChild(PaperPreview)


def test_every_page_is_shown(preview):
    (page,) = preview._paper.pages
    assert page.width() > 800
    assert preview.windowTitle() == "Foglio"
    assert (
        len({page.pixelColor(x, y).name() for x in range(0, 900, 9) for y in range(0, 900, 9)}) > 3
    )


def test_it_is_saved_as_it_was_drawn(preview, pdf, tmp_path):
    preview.save_to(tmp_path / "foglio.pdf")
    assert (tmp_path / "foglio.pdf").read_bytes() == pdf


def test_a_folder_that_cannot_be_written_is_told_and_the_paper_stays(
    monkeypatch, preview, tmp_path
):
    told = []
    monkeypatch.setattr("ui.messages.tell_failure", lambda _owner, error: told.append(error))
    preview.save_to(tmp_path / "nowhere" / "foglio.pdf")
    assert isinstance(told[0], FileNotFoundError)
    assert preview.isVisible()


def test_it_is_printed_page_by_page(preview, tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.print_on(printer)
    printed = (tmp_path / "printed.pdf").read_bytes()
    assert len(paper_preview.pictures(printed, 30)) == 1


def test_it_can_be_read_aloud(preview):
    assert unnamed_widgets(preview) == []
