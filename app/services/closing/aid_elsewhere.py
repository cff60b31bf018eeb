"""The aid that other centres gave to the households that match, read month by month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from app.services.closing.bundles import HORIZON_MONTHS, month_before, months_between
from app.services.desk import Desk
from app.services.progress import Progress
from models.entities import AidElsewhere, Sighting
from models.ids import new_id
from models.repositories.aid import IS_LIKELY
from models.repositories.settings import set_setting, setting
from models.rules.partial_date import DateNotUnderstood, PartialDate
from models.storage.session import VaultSession
from sync.client import ForeignAid, PulledAid, RegisterClient, SealBroken, aid_address, open_aid

_MONTHS_ASKED = "register_months_asked"
_NAMED_AT_ONCE = 5_000


@dataclass(frozen=True)
class Place:
    """Whose address it is: a household of another centre, and a month."""

    handle: bytes
    content_key: bytes
    centre: str
    month: str


def fetch_aid(
    desk: Desk,
    register: RegisterClient,
    until: str,
    progress: Progress,
    withheld: frozenset[str] = frozenset(),
) -> int:
    """Read the aid that other centres gave to the households that match.

    A cursor tells up to where the months asked the last time were read; a month that was not among
    them is read from the beginning.

    Args:
        desk: whose matches.
        register: where the aid is.
        until: the month being closed ("YYYY-MM").
        progress: told "pull_aid".
        withheld: centres of which the register tells nothing now; what was read of them stays.

    Returns:
        How many monthly bundles came.
    """
    months = months_of_interest(until, desk.today().isoformat()[:7])
    with desk.read() as session:
        questions = aid_questions(session, months, withheld)

    # One by one: each is kept before the next is asked.
    answers = (
        AnsweredAid(cursor, places, register.pull_aid(places, cursor, progress))
        for cursor, places in questions.items()
    )
    return keep_aid(desk, months, answers)


@dataclass(frozen=True)
class AnsweredAid:
    """What came for some addresses that were asked from one cursor."""

    since: int
    places: Mapping[bytes, Place]
    pulled: PulledAid


def keep_aid(desk: Desk, months: list[str], answers: Iterable[AnsweredAid]) -> int:
    """Keep what came for the months asked, with the cursor to ask from the next time.

    Returns:
        How many monthly bundles came.
    """
    count = 0
    reached: dict[bytes, int] = {}
    for answer in answers:
        places, pulled = answer.places, answer.pulled
        if not answer.since:
            _forget_untold(desk, places.keys() - {bundle.address for bundle in pulled.bundles})
        with desk.work("receive_aid", journal=False) as work:
            for bundle in pulled.bundles:
                if bundle.address in places:
                    _keep_bundle(work.session, bundle, places[bundle.address])
            work.commit()
        for place in places.values():
            reached[place.handle] = min(reached.get(place.handle, pulled.cursor), pulled.cursor)
        count += len(pulled.bundles)
    _note_reached(desk, reached, months)
    return count


def _forget_untold(desk: Desk, addresses: Iterable[bytes]) -> None:
    """All was asked for from the beginning: what is not told does not stand there any more."""
    untold = sorted(addresses)
    with desk.work("receive_aid", journal=False) as work:
        for start in range(0, len(untold), _NAMED_AT_ONCE):
            part = untold[start : start + _NAMED_AT_ONCE]
            work.session.execute(delete(AidElsewhere).where(AidElsewhere.address.in_(part)))
        work.commit()


def aid_questions(
    session: VaultSession, months: Iterable[str], withheld: frozenset[str] = frozenset()
) -> dict[int, dict[bytes, Place]]:
    """Which addresses to ask for, and whose they are, by the cursor to ask them from."""
    asked = frozenset[str](setting(session, _MONTHS_ASKED, ()))
    sightings = select(
        Sighting.aid_cursor, Sighting.other_handle, Sighting.content_key, Sighting.other_centre
    ).where(IS_LIKELY, Sighting.other_centre.not_in(withheld))
    questions: dict[int, dict[bytes, Place]] = defaultdict(dict)
    for cursor, handle, key, centre in session.execute(sightings):
        for month in months:
            since = cursor if month in asked else 0
            questions[since][aid_address(key, month)] = Place(handle, key, centre, month)
    return questions


def _note_reached(desk: Desk, reached: dict[bytes, int], months: list[str]) -> None:
    with desk.work("receive_aid", journal=False) as work:
        for cursor in set(reached.values()):
            handles = [handle for handle, each in reached.items() if each == cursor]
            moved = update(Sighting).where(Sighting.other_handle.in_(handles))
            work.session.execute(moved.values(aid_cursor=cursor))
        set_setting(work.session, _MONTHS_ASKED, months)
        work.commit()


def months_of_interest(until: str, present: str) -> list[str]:
    """The months whose aid elsewhere is asked for.

    From the horizon before the closed month to the present one, or to the one after the closed
    month; a clock wrong by years adds months, and takes none away.
    """
    last = max(month_before(until, -1), min(present, month_before(until, -HORIZON_MONTHS)))
    return list(months_between(month_before(until, HORIZON_MONTHS), last))


def _keep_bundle(session: VaultSession, bundle: ForeignAid, place: Place) -> None:
    try:
        rows = _aid_rows(bundle, place)
    except (SealBroken, DateNotUnderstood):
        return
    session.execute(delete(AidElsewhere).where(AidElsewhere.address == bundle.address))
    if rows:
        session.execute(insert(AidElsewhere), rows)


def _aid_rows(bundle: ForeignAid, place: Place) -> list[dict[str, object]]:
    """The rows of a bundle, none of an erased one; all of it counts, or nothing.

    Raises:
        SealBroken: it does not open, or holds what no centre of ours writes.
        DateNotUnderstood: a day that the month has not.
    """
    if not bundle.sealed:
        return []
    year, month = (int(part) for part in place.month.split("-"))
    return [
        {
            "id": new_id(),
            "other_handle": place.handle,
            "other_centre": place.centre,
            "kind": line.kind,
            "quantity": line.quantity or 1,
            "cents": line.cents,
            "given_on": PartialDate(year, month, line.day).iso,
            "month": place.month,
            "address": bundle.address,
        }
        for line in open_aid(place.content_key, place.month, bundle.version, bundle.sealed)
    ]
