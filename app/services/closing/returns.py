"""The month's return: what this centre counts for the network's statistics, and nothing of anyone.

A household that several centres help must count once in the network, and nobody there can see that
it is one: so each of them counts its part. What is counted, and by which part:

- *kept* households and people, those whose file stands at the register: one part for each centre
  that keeps the file (matches that are certain, or answered "same");
- *helped* households and people, those given aid in the month, also grouped (typology, ISEE band,
  needs, age, sex, citizenship, condition): one part for each centre seen to have helped them in
  the month. Only aid of kinds that the network compares is seen elsewhere: who got nothing but
  other kinds here counts whole, or not at all where another centre is seen to have helped;
- people, by the centres whose file lists the person; whoever no match key can be made of goes with
  the household;
- aid itself (times, units, euro) is given once, by one centre, and counts whole;
- an overlap counts at the centre that gave the later aid, half at each when they tie; an overlap
  avoided counts where the aid was withheld.

Households without consent for the register are counted nowhere: nothing of them leaves.
"""

from collections import Counter, defaultdict
from contextlib import suppress
from datetime import date

from sqlalchemy import func, select

from app.services.closing.bundles import month_before
from app.services.closing.month_files import (
    LAST_OF_MONTH,
    Centres,
    CountedFile,
    Living,
    counted_files,
)
from app.services.closing.overlap_counts import overlaps_avoided, overlaps_found
from app.services.closing.receiving import ENTRY_CURSOR
from app.services.desk import Desk
from models.entities import Aid
from models.records.returns import MonthReturn, ReturnedAid
from models.repositories import aid as aids
from models.repositories.households import known_date
from models.repositories.settings import setting
from models.rules.ages import age_on
from models.rules.partial_date import PartialDate
from models.rules.returns import (
    SHARE,
    UNKNOWN,
    age_class,
    citizenship_group,
    dimensions,
    isee_band,
    macro_need,
    sex_group,
    share_of,
)
from models.rules.typology import Person, compose
from models.storage.session import VaultSession
from sync.client import AidCount, RegisterClient, RequestRefused, Return

RETURNED_MONTHS = 3
"""The closed month and those before it that are returned again: what other centres sent since
changes their parts."""
_HOMELESS_NEEDS = frozenset({"homelessness", "no_home"})


def month_return(desk: Desk, month: str) -> MonthReturn:
    """Count a month ("YYYY-MM") from the vault, as it would leave now."""
    with desk.read() as session:
        return _count(session, month, desk.today())


def send_returns(desk: Desk, register: RegisterClient, month: str) -> int:
    """Return the closed month, and those before it anew; to be called when all else was read.

    A month that the register refuses (one in its future, when this PC's clock is wrong by years)
    is left out: no closing fails for its statistics.

    Returns:
        How many months were returned.
    """
    kept = 0
    for each in make_returns(desk, month):
        with suppress(RequestRefused):
            register.send_return(each)
            kept += 1
    return kept


def make_returns(desk: Desk, month: str) -> list[Return]:
    """The returns of a month and of those before it, as they would leave now."""
    with desk.read() as session:
        version = int(setting(session, ENTRY_CURSOR, 0))
        first = session.scalar(select(func.min(Aid.given_on)).where(Aid.given_on != "")) or month
        earlier = [month_before(month, back) for back in range(1, RETURNED_MONTHS)]
        months = [month, *(each for each in earlier if first <= each + LAST_OF_MONTH)]
        counted = [_count(session, each, desk.today()) for each in months]
    return [_message(each, version) for each in counted]


def _message(counted: MonthReturn, version: int) -> Return:
    return Return(
        month=counted.month,
        version=version,
        kept_households=counted.kept_households,
        kept_people=counted.kept_people,
        households=counted.households,
        people=counted.people,
        groups={name: dict(groups) for name, groups in counted.groups.items()},
        aid=tuple(
            AidCount(line.kind, line.times, line.units, line.cents, line.households)
            for line in counted.aid
        ),
        overlaps_found=counted.overlaps_found,
        overlaps_avoided=counted.overlaps_avoided,
    )


def _count(session: VaultSession, month: str, today: date) -> MonthReturn:
    agreement = aids.agreement(session)
    asked = PartialDate.from_iso(month)
    last_day = asked.latest
    files = counted_files(session, month)
    tally = Tally(agreement.kinds(asked.earliest, today), last_day)
    for file in files:
        tally.add(file)
    helped = session.scalar(
        select(func.count(Aid.household_id.distinct())).where(
            Aid.given_on >= month, Aid.given_on <= month + LAST_OF_MONTH
        )
    )
    return tally.counted(
        month,
        overlaps_found=overlaps_found(session, month, agreement),
        overlaps_avoided=overlaps_avoided(session, month),
        left_out=(helped or 0) - sum(bool(file.given) for file in files),
    )


class Tally:
    """The sums, as files are added; kinds that the network compares are `compared`."""

    def __init__(self, compared: frozenset[str], last_day: date) -> None:
        self._compared = compared
        self._last_day = last_day
        self._aid: dict[str, Counter[str]] = defaultdict(Counter)
        self.groups = {each.name: dict.fromkeys(each.codes, 0) for each in dimensions()}
        self.kept_households = self.kept_people = self.households = self.people = 0

    def add(self, file: CountedFile) -> None:
        """Count a file."""
        part = share_of(1 + len(file.kept_at))
        self.kept_households += part
        self.kept_people += part * file.uncounted_people
        self.kept_people += sum(person.share(file.kept_at) for person in file.people)
        if file.given:
            self._add_aid(file)
            self._add_helped(file)

    def counted(
        self, period: str, *, overlaps_found: int = 0, overlaps_avoided: int = 0, left_out: int = 0
    ) -> MonthReturn:
        """The sums, with what is counted apart from the files."""
        return MonthReturn(
            month=period,
            kept_households=self.kept_households,
            kept_people=self.kept_people,
            households=self.households,
            people=self.people,
            groups=self.groups,
            aid=tuple(ReturnedAid(kind, **counts) for kind, counts in sorted(self._aid.items())),
            overlaps_found=overlaps_found,
            overlaps_avoided=overlaps_avoided,
            left_out=left_out,
        )

    def _add_aid(self, file: CountedFile) -> None:
        for given in file.given:
            self._aid[given.kind].update(times=1, units=given.quantity, cents=given.cents)
        for kind in {given.kind for given in file.given}:
            others = file.helped_at.get(kind, ()) if kind in self._compared else file.kept_at
            self._aid[kind]["households"] += share_of(1 + len(others))

    def _add_helped(self, file: CountedFile) -> None:
        helpers: Centres = frozenset().union(*file.helped_at.values())
        is_seen = any(given.kind in self._compared for given in file.given)

        def part_of(person: Living | None) -> int:
            part = person.share(helpers) if person else share_of(1 + len(helpers))
            # Nobody else sees aid of other kinds: who is counted elsewhere is counted there.
            return part if is_seen or part == SHARE else 0

        self.households += part_of(None)
        self._add_household(file, part_of(None))
        for person in file.people:
            self._add_person(file, person, part_of(person))
        for name in ("age", "sex", "citizenship"):
            self.groups[name][UNKNOWN] += part_of(None) * file.uncounted_people
        self.people += part_of(None) * file.uncounted_people

    def _add_household(self, file: CountedFile, part: int) -> None:
        persons = [
            Person(person.relation, self._age(person), person.is_disabled) for person in file.people
        ]
        composed = compose(persons, file.declared_people, file.declared_minors)
        self.groups["typology"][composed.typology] += part
        self.groups["isee"][isee_band(file.isee_cents)] += part
        for need in {macro_need(code) for code in file.needs}:
            self.groups["need"][need] += part

    def _add_person(self, file: CountedFile, person: Living, part: int) -> None:
        self.people += part
        self.groups["age"][age_class(self._age(person))] += part
        self.groups["sex"][sex_group(person.sex)] += part
        self.groups["citizenship"][citizenship_group(person.citizenship)] += part
        if person.is_disabled:
            self.groups["condition"]["disabled"] += part
        if file.is_homeless or file.needs & _HOMELESS_NEEDS:
            self.groups["condition"]["homeless"] += part

    def _age(self, person: Living) -> int | None:
        return age_on(known_date(person.born), self._last_day)
