"""What a volunteer said of a match holds while its evidence is away, and when it comes back."""

import dataclasses
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from app.services.closing import answer_match, close_month, matches, overlaps
from app.services.desk import Desk
from app.services.household_file import household_file
from app.services.members import amend_member
from models.entities import AidElsewhere, Sighting
from models.records.household import MemberDraft
from models.rules.partial_date import PartialDate
from models.storage.audit import utc_text
from tests.integration.closing.conftest import Centre, now

MONTH = "2026-10"
MARIA = MemberDraft(surname="Rossi", given_name="Maria", sex="F", born=PartialDate(1960, 5, 7))
PERHAPS_MARIA = dataclasses.replace(MARIA, born=None)
NOT_MARIA = dataclasses.replace(MARIA, surname="Popescu", given_name="Ion", sex="M")


@dataclasses.dataclass(frozen=True)
class Answered:
    """Two centres of which the first has answered whether a Rossi is its own."""

    here: Centre
    there: Centre
    ours: UUID
    theirs: UUID

    def rewrite(self, person: MemberDraft) -> None:
        """The other centre corrects its file; both exchange."""
        (member,) = household_file(self.there.desk, self.theirs).members
        amend_member(self.there.desk, self.theirs, member.member_id, person)
        close_month(self.there.desk, MONTH)
        close_month(self.here.desk, MONTH)


@pytest.fixture
def answered(here: Centre, there: Centre, request: pytest.FixtureRequest) -> Answered:
    ours, theirs = here.register(MARIA), there.register(PERHAPS_MARIA)
    here.give(ours, "food", "2026-10-10")
    there.give(theirs, "food", "2026-10-15")
    for centre in (here, there, here):
        close_month(centre.desk, MONTH)
    (match,) = matches(here.desk)
    assert match.strength == "review"
    answer_match(here.desk, match.sighting_id, request.param)
    close_month(here.desk, MONTH)
    return Answered(here, there, ours, theirs)


def count(desk: Desk, table: type) -> int:
    with desk.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("answered", ["same"], indirect=True)
def test_the_same_is_honoured_again_when_the_evidence_comes_back(answered: Answered) -> None:
    desk = answered.here.desk
    assert [line.strength for line in matches(desk)] == ["certain"]
    answered.rewrite(NOT_MARIA)
    assert count(desk, Sighting) == 1
    answered.rewrite(PERHAPS_MARIA)
    (match,) = matches(desk)
    assert (match.strength, match.answer) == ("certain", "same")
    assert len(overlaps(desk, MONTH)) == 1


@pytest.mark.parametrize("answered", ["same"], indirect=True)
def test_without_evidence_neither_the_match_nor_its_aid_is_shown(answered: Answered) -> None:
    desk = answered.here.desk
    answered.rewrite(NOT_MARIA)
    assert matches(desk) == ()
    assert overlaps(desk) == ()
    assert count(desk, AidElsewhere) == 0
    file = household_file(desk, answered.ours)
    assert (file.elsewhere, file.also_at) == ((), ())


@pytest.mark.parametrize("answered", ["different"], indirect=True)
def test_not_the_same_is_not_asked_again_when_the_evidence_comes_back(answered: Answered) -> None:
    desk = answered.here.desk
    answered.rewrite(NOT_MARIA)
    assert matches(desk) == ()
    answered.rewrite(PERHAPS_MARIA)
    (match,) = matches(desk)
    assert (match.strength, match.answer) == ("review", "different")
    assert overlaps(desk) == ()


@pytest.mark.parametrize("answered", ["same"], indirect=True)
def test_an_answer_is_forgotten_when_nothing_came_back_in_all_the_months_compared(
    answered: Answered,
) -> None:
    desk = answered.here.desk
    answered.rewrite(NOT_MARIA)
    long_ago = utc_text(now() - timedelta(days=800))
    with desk.work("judge_matches", journal=False) as work:
        work.session.execute(update(Sighting).values(seen_at=long_ago))
        work.commit()
    close_month(desk, MONTH)
    assert count(desk, Sighting) == 0
