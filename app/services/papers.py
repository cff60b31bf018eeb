"""Papers to print or save: read, drawn as PDF in memory, and written in the audit chain.

ReportLab takes longer to import than a page to draw, so it is imported at the first paper.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from app.services.aid import aid_page, day_sheet
from app.services.closing import matches, overlaps, receipts
from app.services.desk import Desk
from app.services.household_file import read_file
from models.errors import NotFound
from models.records.household import HouseholdFile


def household_summary(desk: Desk, household_id: UUID, language: str = "it") -> bytes:
    """The summary of a household as PDF, one or two pages.

    Raises:
        NotFound: there is no such household.
    """
    from app.reports.household_summary import household_summary_pdf  # ReportLab

    file = _with_the_year(desk, read_file(desk, household_id))
    pdf = household_summary_pdf(file, desk.centre, desk.today(), language)
    _printed(desk, "print_summary", household_id)
    return pdf


def closing_receipt(desk: Desk, month: str, language: str = "it") -> bytes:
    """The receipt of a month's closing as PDF.

    Raises:
        NotFound: the month ("2026-11") was never closed.
    """
    from app.reports.closing_receipt import closing_receipt_pdf  # ReportLab

    found = next((receipt for receipt in receipts(desk) if receipt.month == month), None)
    if found is None:
        raise NotFound(month=month)
    pdf = closing_receipt_pdf(found, desk.centre, desk.today(), language)
    _printed(desk, "print_receipt")
    return pdf


def matches_paper(desk: Desk, month: str | None = None, language: str = "it") -> bytes:
    """What other centres' aid told: overlaps of a month (or of all), and households in common."""
    from app.reports.matches_paper import matches_paper_pdf  # ReportLab

    found = overlaps(desk, month)
    pdf = matches_paper_pdf(matches(desk), found, desk.centre, desk.today(), language)
    _printed(desk, "print_matches")
    return pdf


def day_sheet_paper(desk: Desk, day: date | None = None, language: str = "it") -> bytes:
    """The sheet of a distribution day (today when none is named) as PDF."""
    from app.reports.day_sheet import day_sheet_pdf  # ReportLab

    pdf = day_sheet_pdf(day_sheet(desk, day), desk.centre, language)
    _printed(desk, "print_day_sheet")
    return pdf


def recovery_sheet(desk: Desk, recovery_key: str, language: str = "it") -> bytes:
    """The sheet with the recovery key, told once when the vault is made."""
    from app.reports.recovery_sheet import recovery_sheet_pdf  # ReportLab

    pdf = recovery_sheet_pdf(recovery_key, desk.centre, desk.today(), language)
    _printed(desk, "print_recovery_sheet")
    return pdf


def _with_the_year(desk: Desk, file: HouseholdFile) -> HouseholdFile:
    """The file with all its aid, when more was given than a file shows."""
    if file.aid_count <= len(file.aid):
        return file
    return replace(file, aid=aid_page(desk, file.household_id, limit=file.aid_count))


def _printed(desk: Desk, action: str, household_id: UUID | None = None) -> None:
    with desk.work(action, household_id) as work:
        work.commit()
