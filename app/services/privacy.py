"""Who answers for the data and for how long they are kept, as the centre has set it."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from app.services.desk import Desk
from models.errors import RuleBroken
from models.records.privacy import PrivacyTerms
from models.rules.writing import tidy

if TYPE_CHECKING:
    from models.storage.session import VaultSession

_SETTING: Final = "privacy_terms"
_LONGEST_MONTHS: Final = 240


def privacy_terms(desk: Desk) -> PrivacyTerms:
    """What is set; the centre's name and usual times where nothing is."""
    with desk.read() as session:
        return terms_in(session, desk.centre)


def terms_in(session: "VaultSession", centre: str) -> PrivacyTerms:
    """As `privacy_terms`, within a session."""
    from models.repositories.settings import setting  # SQLAlchemy, see vaults

    return PrivacyTerms(**({"controller": centre} | setting(session, _SETTING, {})))


def set_privacy_terms(desk: Desk, terms: PrivacyTerms) -> None:
    """Keep who answers and for how long; papers and what falls due follow from now on.

    Raises:
        NotAllowed: only the coordinator may.
        RuleBroken: "name_missing" for the controller; "months" outside 1 to 240.
    """
    from models.repositories.settings import set_setting

    told = {
        name: tidy(value) if isinstance(value, str) else value
        for name, value in asdict(terms).items()
    }
    if not told["controller"]:
        raise RuleBroken(rule="name_missing")
    for months in (terms.months_after_aid, terms.months_after_closing):
        if not 1 <= months <= _LONGEST_MONTHS:
            raise RuleBroken(rule="months", months=months)
    with desk.work("set_privacy_terms", journal=False) as work:
        set_setting(work.session, _SETTING, told)
        work.commit()
