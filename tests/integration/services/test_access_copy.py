"""The copy for the person: everything that is kept, nothing of who works at the centre."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import select

from app.services.access_copy import access_copy_paper, save_access_copy
from app.services.aid import record_aid
from app.services.consents import give_consent, withdraw_consent
from app.services.desk import Desk
from app.services.documents import add_document
from app.services.erasing import erase_household
from app.services.households import close_household, household_file
from app.services.members import member_left
from app.services.needs import record_need
from app.services.privacy import privacy_terms, set_privacy_terms
from app.services.reserved_notes import write_reserved_note
from models.entities import Household, WithheldAid
from models.errors import DiskFailed, NotAllowed, NotFound, RuleBroken
from models.ids import new_id
from models.records.aid import RecordAid
from models.records.documents import AddDocument, TakenFile
from models.records.privacy import PrivacyTerms
from models.rules.partial_date import PartialDate
from models.storage.key_slots import VaultKeys
from tests.integration.vault.test_erasing import SENTINELS, a_file, everything
from tests.support.vaults import bring_in

TERMS = PrivacyTerms("Parrocchia San Pio", "Via Dante 1", "02 123456", "Studio Verdi", 36, 6)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).split())


def told(desk: Desk, path: Path, household_id: object) -> dict[str, object]:
    save_access_copy(desk, household_id, path)
    return json.loads(path.read_bytes())


def test_every_text_of_a_file_is_on_the_paper_and_in_the_json(desk, tmp_path):
    household_id = a_file(desk)
    set_privacy_terms(desk, TERMS)
    paper = text_of(access_copy_paper(desk, household_id))
    copy = json.dumps(told(desk, tmp_path / "copia.json", household_id), ensure_ascii=False)
    kept = set(SENTINELS) - {"Zbyszek"}  # corrected since
    assert [word for word in kept if word not in paper] == []
    assert [word for word in kept if word not in copy] == []
    for each in ("Parrocchia San Pio", "Via Dante 1", "02 123456", "Studio Verdi", "36 mesi"):
        assert each in paper
    assert desk.operator.name not in paper + copy
    assert str(household_id) not in copy


def test_the_json_has_the_shape_that_is_documented(desk, tmp_path):
    household_id = a_file(desk)
    copy = told(desk, tmp_path / "copia.json", household_id)
    documented = Path("docs/copia-dei-dati.md").read_text(encoding="utf-8")
    assert (copy["format"], copy["version"]) == ("dapo-access-copy", 1)
    assert [name for name in copy if f"`{name}`" not in documented] == []
    household = copy["household"]
    assert household["members"][0]["born"] == "1980-01-01"
    assert household["needs"][0]["of"] == "Zywiecka Zofiya"
    assert copy["aid"][0]["given_on"] == "2026-02-10"
    assert copy["aid"][0]["early_because"] == "Zmotivo"
    assert copy["register"]["code"] == "will_stand"
    assert {each["deed"] for each in copy["consultations"]} == {"read", "changed"}
    again = told(desk, tmp_path / "copia.json", household_id)
    assert {each["deed"] for each in again["consultations"]} == {"read", "changed", "printed"}


def test_long_notes_and_reasons_are_not_cut(desk):
    household_id = a_file(desk)
    words = " ".join(f"parola{number}" for number in range(1200))
    member_id = household_file(desk, household_id).members[0].member_id
    record_need(desk, household_id, "work", member_id=member_id, notes=words)
    record_aid(desk, RecordAid(household_id, "food", purpose="grande " * 90 + "fine"))
    paper = text_of(access_copy_paper(desk, household_id))
    assert [each for each in words.split() if each not in paper] == []
    assert "grande fine" in paper


def test_what_was_withdrawn_left_closed_and_refused_is_told_too(desk, tmp_path):
    household_id = a_file(desk)
    withdraw_consent(desk, household_id, "register")
    give_consent(desk, household_id, "referral")
    son = household_file(desk, household_id).members[1].member_id
    member_left(desk, household_id, son, desk.today())
    with desk.work("withhold_aid", household_id) as work:
        work.session.add(
            WithheldAid(
                id=new_id(),
                household_id=household_id,
                kind="food",
                possible_from="2026-11-28",
                withheld_on="2026-11-22",
                other_centre="Sacra Famiglia",
                recorded_at="2026-11-22T10:00:00Z",
            )
        )
        work.commit()
    close_household(desk, household_id, "moved")
    paper = text_of(access_copy_paper(desk, household_id, "en"))
    for each in ("withdrawn on", "Referral to other bodies", "Left on", "Moved away"):
        assert each in paper
    assert "Sacra Famiglia" in paper
    copy = told(desk, tmp_path / "copia.json", household_id)
    assert [each["surname"] for each in copy["household"]["former_members"]] == ["Zywiecko"]
    assert copy["aid_not_given"][0]["other_centre"] == "Sacra Famiglia"


def test_the_source_of_what_was_imported_is_told(desk):
    bring_in(desk, "sacra_famiglia_pacchi.xlsx")
    with desk.read() as session:
        household_id = session.scalars(select(Household.id)).first()
    assert "sacra_famiglia_pacchi.xlsx" in text_of(access_copy_paper(desk, household_id))


def test_a_volunteer_may_not_and_a_file_that_is_not_there_is_refused(desk, tmp_path):
    household_id = a_file(desk)
    volunteer = replace(desk, operator=replace(desk.operator, role="volunteer"))
    with pytest.raises(NotAllowed):
        access_copy_paper(volunteer, household_id)
    with pytest.raises(NotFound):
        access_copy_paper(desk, new_id())
    with pytest.raises(DiskFailed):
        save_access_copy(desk, household_id, tmp_path / "nowhere" / "copia.json")


def test_terms_have_usual_values_and_are_checked(desk):
    assert privacy_terms(desk) == PrivacyTerms(controller="San Giuseppe")
    set_privacy_terms(desk, TERMS)
    assert privacy_terms(desk) == TERMS
    for changed in ({"controller": " "}, {"months_after_aid": 0}, {"months_after_closing": 241}):
        with pytest.raises(RuleBroken):
            set_privacy_terms(desk, replace(TERMS, **changed))
    assert privacy_terms(desk) == TERMS


def test_dates_known_in_part_stay_so(desk, tmp_path):
    household_id = a_file(desk)
    record_aid(desk, RecordAid(household_id, "money", cents=100, given_on=PartialDate(2025)))
    copy = told(desk, tmp_path / "copia.json", household_id)
    assert "2025" in {each["given_on"] for each in copy["aid"]}


def test_reserved_notes_are_in_the_copy_of_who_may_read_them_only(desk, tmp_path):
    household_id = a_file(desk)
    write_reserved_note(desk, household_id, "Zriservata")
    scan = TakenFile("permesso.png", "image/png", b"p", 1)
    expires = date(2027, 1, 1)
    add_document(desk, AddDocument(household_id, scan, "permit", "Zpermesso", expires_on=expires))
    paper = text_of(access_copy_paper(desk, household_id))
    assert "Zriservata" in paper
    assert "Zpermesso" in paper
    assert (
        told(desk, tmp_path / "a.json", household_id)["reserved_notes"][0]["text"] == "Zriservata"
    )
    desk.vault.take_keys(VaultKeys(desk.vault.key, None))
    paper = text_of(access_copy_paper(desk, household_id))
    assert "Zriservata" not in paper
    assert "le dà chi può leggerle" in paper
    copy = told(desk, tmp_path / "b.json", household_id)
    assert (copy["reserved_notes"], copy["reserved_notes_withheld"]) == ([], 1)
    erase_household(desk, household_id, "requested")
    assert "Zpermesso" not in everything(desk)
