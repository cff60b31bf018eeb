"""Forms: printed with the names, in the language of the family, and kept when signed."""

from dataclasses import replace
from datetime import date

import pytest

from app.services.access_copy import access_copy, access_copy_json
from app.services.consents import give_consent, withdraw_consent
from app.services.desk import Desk
from app.services.documents import documents, remove_document
from app.services.erasing import erase_household
from app.services.forms import form_language, form_languages, forms_paper, keep_signed_form
from app.services.household_file import read_file
from app.services.households import amend_member
from app.services.privacy import privacy_terms, set_privacy_terms
from app.services.processing_record import processing_record, processing_record_paper
from app.services.undo import undo_last
from models.errors import NotAllowed, NotFound, RuleBroken
from models.ids import new_id
from models.records.documents import TakenFile
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from tests.support.papers import pages_of, text_of
from tests.support.vaults import open_a_file

SCAN = TakenFile("modulo.pdf", "application/pdf", b"%PDF-signed", 1)


def forms_kept(desk: Desk, household_id) -> dict[str, object]:
    """By purpose, the signed form of the consent in force."""
    consents = read_file(desk, household_id).consents
    return {line.purpose: line.document_id for line in consents if line.withdrawn_on is None}


def test_forms_are_offered_in_seven_languages_by_their_own_names():
    assert form_languages() == (
        ("it", "Italiano"),
        ("en", "English"),
        ("fr", "Français"),
        ("es", "Español"),
        ("ro", "Română"),
        ("ar", "العربية"),
        ("uk", "Українська"),
    )


def test_the_adults_of_the_household_sign_and_children_do_not(desk):
    family = open_a_file(desk)
    form = pages_of(forms_paper(desk, "it", family))[2]
    assert "0217 · Abdel Rahman Mahmoud · Ibrahim Heba" in form
    assert "Omar" not in form
    assert "Laila" not in form


def test_the_language_is_proposed_from_the_citizenship_and_then_remembered(desk):
    family = open_a_file(desk)
    assert form_language(read_file(desk, family)) == "it"
    father = read_file(desk, family).members[0]
    drafted = MemberDraft(surname="Abdel Rahman", given_name="Mahmoud", citizenship="Egitto")
    amend_member(desk, family, father.member_id, drafted)
    assert form_language(read_file(desk, family)) == "ar"
    forms_paper(desk, "fr", family)
    file = read_file(desk, family)
    assert (form_language(file), file.form_language) == ("fr", "fr")
    assert b'"form_language": "fr"' in access_copy_json(access_copy(desk, family))


def test_printing_a_form_is_no_change_to_undo_and_hinders_none(desk):
    family = open_a_file(desk)
    mother = read_file(desk, family).members[1]
    amend_member(desk, family, mother.member_id, MemberDraft("spouse", "Ibrahim", "Hebatallah"))
    forms_paper(desk, "uk", family)
    undone = undo_last(desk)
    assert undone is not None
    assert undone.action == "amend_member"
    assert undo_last(desk) is not None  # the household itself
    with pytest.raises(NotFound):
        read_file(desk, family)


def test_a_form_of_nobody_or_in_no_language_is_refused(desk):
    with pytest.raises(NotFound):
        forms_paper(desk, "it", new_id())
    with pytest.raises(RuleBroken):
        forms_paper(desk, "xx")


def test_the_notice_says_what_the_centre_has_set(desk):
    set_privacy_terms(
        desk,
        replace(
            privacy_terms(desk),
            controller="Parrocchia San Pio X",
            contact=" 011 55\n",
            recipients="Comune",
            months_after_aid=9,
        ),
    )
    read = text_of(forms_paper(desk, "es"))
    for told in ("Parrocchia San Pio X", "011 55", "Comune", "9 meses"):
        assert told in read


def test_a_signed_form_is_kept_and_stands_with_the_consents_it_proves(desk):
    family = open_a_file(desk)
    for purpose in ("file", "register"):
        give_consent(desk, family, purpose)
    first = keep_signed_form(desk, family, SCAN)
    (line,) = documents(desk, family).lines
    assert (line.document_id, line.kind) == (first, "consent")
    assert forms_kept(desk, family) == {"file": first, "register": first}
    give_consent(desk, family, "referral")
    second = keep_signed_form(desk, family, SCAN)
    assert forms_kept(desk, family) == {"file": first, "register": first, "referral": second}
    third = keep_signed_form(desk, family, SCAN)
    assert set(forms_kept(desk, family).values()) == {third}


def test_without_a_consent_in_force_there_is_nothing_to_prove(desk):
    family = open_a_file(desk)
    give_consent(desk, family, "file")
    withdraw_consent(desk, family, "file")
    with pytest.raises(RuleBroken) as refused:
        keep_signed_form(desk, family, SCAN)
    assert refused.value.values["rule"] == "no_consent"
    assert documents(desk, family).lines == ()
    with pytest.raises(NotFound):
        keep_signed_form(desk, new_id(), SCAN)


def test_keeping_a_signed_form_is_undone_in_one_go(desk):
    family = open_a_file(desk)
    give_consent(desk, family, "file")
    keep_signed_form(desk, family, SCAN)
    undo_last(desk)
    assert documents(desk, family).lines == ()
    assert forms_kept(desk, family) == {"file": None}


def test_a_form_removed_leaves_its_consents_and_comes_back_to_them_undone(desk):
    family = open_a_file(desk)
    give_consent(desk, family, "file")
    signed = keep_signed_form(desk, family, SCAN)
    remove_document(desk, signed)
    assert forms_kept(desk, family) == {"file": None}
    undo_last(desk)
    assert forms_kept(desk, family) == {"file": signed}


def test_a_household_with_a_signed_form_is_erased_like_any_other(desk):
    family = open_a_file(desk)
    give_consent(desk, family, "file")
    keep_signed_form(desk, family, SCAN)
    erase_household(desk, family, "requested")
    with pytest.raises(NotFound):
        read_file(desk, family)


def test_the_record_of_processing_counts_and_names_nobody(desk):
    family = open_a_file(desk)
    give_consent(desk, family, "file", PartialDate.from_date(desk.today()))
    give_consent(desk, family, "register")
    keep_signed_form(desk, family, SCAN)
    record = processing_record(desk)
    assert (record.households, record.people, record.documents) == (1, 4, 1)
    assert record.consents == {"file": 1, "register": 1}
    assert record.operators == {"coordinator": 1}
    read = text_of(processing_record_paper(desk))
    assert "1 nucleo, 4 persone" in read
    assert "il centro non è in una rete" in read
    assert "da scrivere in Impostazioni" in read
    assert "su questo computer: mai; fuori: mai" in read
    for name in ("Abdel", "Ibrahim", "0217", "Friuli"):
        assert name not in read


def test_the_record_names_register_and_key_holders_of_a_network(desk):
    from app.reports.processing_record import processing_record_pdf

    record = replace(
        processing_record(desk),
        register_url="https://registro.example",
        key_holders=("custode-a.example", "custode-b.example"),
        operators={"volunteer": 9, "coordinator": 2},
        cleared=3,
        backup_on=date(2026, 11, 21),
        terms=replace(privacy_terms(desk), recipients="Comune di Torino", officer="Anna Verdi"),
    )
    read = text_of(processing_record_pdf(record))
    assert "https://registro.example" in read
    assert "custode-a.example, custode-b.example" in read
    assert "coordinatori 2, volontari 9, leggono quello che è riservato 3" in read
    assert "su questo computer: 21/11/2026; fuori: mai" in read
    assert "volontari e operatori autorizzati; Comune di Torino" in read
    english = text_of(processing_record_pdf(record, "en"))
    assert "Record of processing activities" in english
    assert "Encrypted vault" in english


def test_only_the_coordinator_prints_the_record(desk):
    staff = replace(desk, operator=replace(desk.operator, role="staff"))
    with pytest.raises(NotAllowed):
        processing_record(staff)
    volunteer = replace(desk, operator=replace(desk.operator, role="volunteer"))
    assert forms_paper(volunteer, "ro").startswith(b"%PDF")
