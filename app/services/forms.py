"""The information notice and the consent form: printed in a language, and kept when signed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select, update

from app.reports.form_texts import language_of, languages
from app.services.desk import Desk
from app.services.documents.keeping import lay_document
from app.services.household_file import read_file
from app.services.privacy import privacy_terms
from models.entities import Consent, Household
from models.errors import RuleBroken
from models.records.documents import AddDocument, TakenFile
from models.records.household import HouseholdFile, MemberLine
from models.records.privacy import Signers
from models.rules.ages import is_minor

if TYPE_CHECKING:
    from models.storage.session import VaultSession

_ITALIAN = "it"


def form_languages() -> tuple[tuple[str, str], ...]:
    """The languages that forms are printed in: code, and the name that its readers give it."""
    return tuple((code, spoken.name) for code, spoken in languages().items())


def form_language(file: HouseholdFile) -> str:
    """The language of a household's last form; else that of its reference person's state."""
    if file.form_language in languages():
        return file.form_language
    spoken = (language_of(member.citizenship) for member in file.members)
    return next(filter(None, spoken), _ITALIAN)


def forms_paper(desk: Desk, language: str, household_id: UUID | None = None) -> bytes:
    """The notice and the consent form as PDF; for a household its names are filled in.

    The language is remembered with the household.

    Raises:
        NotFound: no such household.
        RuleBroken: "unknown_code" for a language there are no forms in.
    """
    from app.reports.forms import forms_pdf  # ReportLab

    if language not in languages():
        raise RuleBroken(rule="unknown_code", value=language)
    signers = Signers() if household_id is None else _signers(read_file(desk, household_id))
    pdf = forms_pdf(privacy_terms(desk), desk.centre, desk.today(), language, signers)
    with desk.work("print_consent", household_id, journal=False) as work:
        if household_id is not None:
            of_it = update(Household).where(Household.id == household_id)
            work.session.execute(of_it.values(form_language=language))
        work.audit("print_consent", household_id, language)
        work.commit()
    return pdf


def keep_signed_form(desk: Desk, household_id: UUID, scanned: TakenFile) -> UUID:
    """Keep a signed form as a document, and note it with the consents that it is the proof of.

    Those are the consents in force that have none yet; where each has one, all of them.

    Raises:
        NotFound: no such household.
        RuleBroken: "no_consent": none is in force.
        DocumentNotTaken: see `add_document`.
    """
    command = AddDocument(household_id, scanned, kind="consent")
    with desk.work("add_document", household_id) as work:
        document = lay_document(desk, work, command)
        proved = _unproved(work.session, household_id)
        if not proved:
            raise RuleBroken(rule="no_consent")
        work.session.flush()
        for consent in proved:
            consent.document_id = document.id
        work.commit()
    return document.id


def _unproved(session: "VaultSession", household_id: UUID) -> Sequence[Consent]:
    in_force = session.scalars(
        select(Consent).where(Consent.household_id == household_id, Consent.withdrawn_on.is_(None))
    ).all()
    return [consent for consent in in_force if consent.document_id is None] or in_force


def _signers(file: HouseholdFile) -> Signers:
    adults = tuple(member.name for member in file.members if _signs(member))
    return Signers(file.number, file.names, adults)


def _signs(member: MemberLine) -> bool:
    return bool(member.name) and not is_minor(member.age, member.relation)
