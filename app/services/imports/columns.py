"""Which role each column has, from its header's words and from its cells together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.services.imports.header_words import PERSONAL_ROLES, HeaderMeaning, meaning
from app.services.imports.profiles import Profile
from models.records.imports import ColumnMapping, DateOrder, Role, Subject

_UNSEEN_FIT = 0.4
_NEARLY_BLANK = 0.02
_STRAY_CELLS = 2
_THRESHOLD = 0.3
_LINE_COUNTER_FIT = 0.55
_VARIED = 10
_VARIED_SHARE = 0.2
_LOG_ROLES = frozenset([Role.AID_DATE, Role.AID_KIND, Role.QUANTITY, Role.AMOUNT, Role.PURPOSE])
_SEVERAL = frozenset([Role.PHONE, Role.NOTE, Role.FREE_AID, Role.ADDRESS, Role.PURPOSE, Role.CODE])


def _number_fit(look: Profile) -> float:
    if look.rising > 0.95 and look.distinct > 0.99 and look.distinct_count > 20:
        return _LINE_COUNTER_FIT
    is_small_count = look.small > 0.95 and look.distinct_count <= 20 and look.distinct < 0.5
    return (
        0.1
        if is_small_count
        else look.ids * (1 - max(look.cents, look.codes, look.dates, look.recent_serials))
    )


def _count_fit(look: Profile) -> float:
    return look.small * (1 - look.cents)


def _kind_fit(look: Profile) -> float:
    """Every row tells its kind, and food or clothing is among them; else it is a purpose."""
    fit = min(1.0, look.kinds * 1.1)
    return fit * (1.0 if look.filled > 0.6 else 0.4) * (1.0 if look.kinds_goods > 0.1 else 0.6)


# How well cells fit a role, from 0 to 1.
_FITS: dict[Role, Callable[[Profile], float]] = {
    Role.IGNORE: lambda _: 1.0,
    Role.NUMBER: _number_fit,
    Role.SIZE: lambda look: _count_fit(look) * (look.distinct_count < 25),
    Role.MINORS: lambda look: _count_fit(look) * (look.distinct_count < 20),
    Role.ADDRESS: lambda look: min(1.0, look.streets * 1.2),
    Role.PHONE: lambda look: look.phones * (1 - look.dates),
    Role.EMAIL: lambda look: look.mails,
    Role.ISEE: lambda look: look.numbers,
    Role.ISEE_TYPE: lambda look: look.names * (look.distinct_count < 15),
    Role.ISEE_EXPIRY: lambda look: look.dates,
    Role.NOTE: lambda look: 1.0 - max(look.dates, look.codes, look.numbers),
    Role.RELATION: lambda look: look.relation_letters,
    Role.SURNAME: lambda look: look.names * (1 - look.kinds),
    Role.GIVEN_NAME: lambda look: look.names * (1 - look.kinds),
    Role.WHOLE_NAME: lambda look: look.names * (1 - look.kinds) * (look.several_words > 0.4),
    Role.SEX: lambda look: look.sexes,
    Role.BIRTH_DATE: lambda look: max(
        look.dates * (1.0 if look.old > 0.1 else 0.4), 0.9 * look.serials
    ),
    Role.BIRTH_PLACE: lambda look: look.names * (1 - look.relations) * (1 - look.sexes),
    Role.CITIZENSHIP: lambda look: look.names,
    Role.CODE: lambda look: look.codes,
    Role.CHILDREN: lambda look: (
        min(1.0, max(look.dated_texts * 1.2, look.year_texts * 1.2, look.names * 0.8))
        * (1 - look.dated_aids)
    ),
    Role.AID_DATE: lambda look: max(look.dates * look.recent, look.recent_serials),
    Role.AID_KIND: _kind_fit,
    Role.QUANTITY: lambda look: max(_count_fit(look), look.marks * 0.9),
    Role.AMOUNT: lambda look: look.numbers * (0.2 if look.recent_serials > 0.9 else 1.0),
    Role.PURPOSE: lambda look: look.names * (0.6 if look.kinds_goods > 0.5 else 1.0),
    Role.FREE_AID: lambda look: min(1.0, look.dated_aids * 1.2),
}

# How sure cells alone make us, without a word in the header.
_ALONE: dict[Role, Callable[[Profile], float]] = {
    Role.CODE: lambda look: 0.9 * look.codes,
    Role.SEX: lambda look: 0.85 * look.sexes * (look.distinct_count <= 6),
    Role.RELATION: lambda look: 0.85 * look.relations * (look.distinct_count <= 40),
    Role.EMAIL: lambda look: 0.9 * look.mails,
    Role.BIRTH_DATE: lambda look: 0.7 * look.dates * min(1.0, look.old * 2) * (1 - look.coming),
    Role.AID_DATE: lambda look: max(
        0.65 * look.dates * look.recent * (look.old < 0.02),
        0.55 * look.recent_serials * (look.recent_serials > 0.9),
    ),
    Role.AID_KIND: lambda look: 0.75 * _kind_fit(look) * (look.distinct_count <= 60),
    Role.FREE_AID: lambda look: 0.9 * look.dated_aids,
    Role.CHILDREN: lambda look: 0.65 * look.dated_texts * (1 - look.dated_aids),
    Role.ADDRESS: lambda look: 0.8 * look.streets,
    Role.PHONE: lambda look: 0.7 * look.phones * (1 - look.dates),
    Role.BIRTH_PLACE: lambda look: 0.7 * look.names * min(1.0, look.places * 1.5),
    Role.WHOLE_NAME: lambda look: _nameness(look) * (0.6 if look.several_words > 0.8 else 0.0),
    Role.SURNAME: lambda look: _nameness(look) * (0.5 if look.several_words <= 0.8 else 0.2),
    Role.GIVEN_NAME: lambda look: _nameness(look) * (0.45 if look.several_words <= 0.8 else 0.2),
    Role.NUMBER: lambda look: 0.5 * _number_fit(look) * _is_varied(look),
    Role.AMOUNT: lambda look: 0.45 * look.numbers * min(1.0, look.cents * 2),
    Role.QUANTITY: lambda look: 0.4 * _count_fit(look) * (look.distinct_count <= 15),
    Role.PURPOSE: lambda look: 0.32 * look.names * (1 - look.places),
}


def _is_nearly_blank(look: Profile) -> bool:
    """Whether a column has nothing but a total or a remark below."""
    return not look.filled or (look.filled < _NEARLY_BLANK and look.distinct_count <= _STRAY_CELLS)


def _is_varied(look: Profile) -> bool:
    return look.distinct_count > _VARIED or look.distinct > _VARIED_SHARE


def _nameness(look: Profile) -> float:
    taken = max(look.places, look.kinds, look.relations, look.sexes, look.streets)
    return look.names * (1 - taken) * _is_varied(look)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One column taken for one role, and how sure that is."""

    score: float
    index: int
    role: Role
    meaning: HeaderMeaning


def assign(
    headers: Sequence[str],
    looks: Sequence[Profile],
    free: set[int],
    *,
    is_grid: bool = False,
    is_dated: bool = False,
) -> list[ColumnMapping]:
    """Give each column in `free` its role: the surest first, one column to a role.

    Beside a grid of months (`is_grid`) no column is a log's unless its header says so; when the
    date is told already (`is_dated`) no other column tells it.
    """
    candidates = [
        candidate
        for index in free
        for candidate in _candidates(index, headers[index], looks[index])
        if not (is_grid and candidate.role in _LOG_ROLES and not _is_said(candidate))
        and not (is_dated and candidate.role is Role.AID_DATE)
    ]
    candidates.sort(key=lambda found: (-found.score, -looks[found.index].filled, found.index))
    roles: dict[int, Candidate] = {}
    held: set[tuple[Role, Subject, int]] = set()
    for candidate in candidates:
        key = (candidate.role, candidate.meaning.subject, candidate.meaning.group)
        if candidate.index in roles or candidate.score < _THRESHOLD:
            continue
        if key in held and candidate.role not in _SEVERAL | {Role.IGNORE}:
            continue
        held.add(key)
        roles[candidate.index] = candidate
    return [
        _column(index, headers[index], looks[index], roles.get(index)) for index in sorted(free)
    ]


def _is_said(candidate: Candidate) -> bool:
    """Whether the header's words allow the role: an amount or a date, never a kind of aid."""
    said = {role for role, _ in candidate.meaning.roles}
    return candidate.role is not Role.AID_KIND and candidate.role in said


def _candidates(index: int, header: str, look: Profile) -> list[Candidate]:
    meant = meaning(header)
    scores: dict[Role, float] = {}
    for role, weight in meant.roles:
        scores[role] = weight * (
            _UNSEEN_FIT if _is_nearly_blank(look) else _fit(role, look, meant.subject)
        )
    if not _is_nearly_blank(look):
        alone_roles = _ALONE if meant.subject is Subject.PERSON else _ALONE.keys() & PERSONAL_ROLES
        for role in alone_roles:
            scores[role] = max(scores.get(role, 0.0), _ALONE[role](look))
    return [Candidate(score, index, role, meant) for role, score in scores.items()]


def _fit(role: Role, look: Profile, subject: Subject) -> float:
    """How well the cells fit; a child's name may be the given name alone."""
    if role is Role.WHOLE_NAME and subject is Subject.CHILD:
        return look.names
    return _FITS[role](look)


def _column(index: int, header: str, look: Profile, found: Candidate | None) -> ColumnMapping:
    order = DateOrder.MONTH_FIRST if look.is_month_first else DateOrder.DAY_FIRST
    if found is None:
        return ColumnMapping(index, header, Role.IGNORE, date_order=order)
    return ColumnMapping(
        index,
        header,
        found.role,
        found.meaning.subject,
        found.meaning.group,
        date_order=order,
    )
