"""The centre's rows at the register beside its vault, when one of the two was put back.

The vault says what is to stand: the tags of entries follow from a household's secrets and the
notes of what was sent, the addresses of aid from its content key and the month. What stands there
and is not wanted is erased first. What is wanted and does not stand is noted as not sent: the
closing that follows seals it anew. All of it is decided in one transaction and can be begun again
at any point.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import delete, select

from app.services.closing.bundles import HORIZON_MONTHS, month_before, months_between
from app.services.closing.outbox import last_sequence, lay_in_outbox, never_use_again
from app.services.closing.receiving import read_from_the_beginning, withheld_names
from app.services.desk import Desk
from app.services.progress import Progress
from models.entities import (
    Consent,
    Farewell,
    Outbox,
    Published,
    Reconciliation,
    SentAid,
    SentMember,
)
from models.ids import new_id
from models.repositories.settings import forget_setting, set_setting, setting
from models.storage.audit import utc_text
from models.storage.unit_of_work import UnitOfWork
from sync.client import (
    INDEX_LENGTH,
    EnrolledDevice,
    HouseholdSecrets,
    MalformedMessage,
    Network,
    Outgoing,
    OwnRow,
    Person,
    Receipt,
    RegisterClient,
    RequestRefused,
    aid_address,
    decode,
    entry_tags,
    farewell_address,
)

if TYPE_CHECKING:
    from models.storage.session import VaultSession

UNKNOWN = b"?"
"""Digest of a bundle that stands, of which this vault does not know the content."""
_DOUBT = "register_doubt"
_MONTHS_AHEAD = 2
_NAMED_AT_ONCE = 5_000


def doubt(desk: Desk, reason: str) -> None:
    """Compare with the register at the next exchange, whatever it says by then."""
    with desk.work("doubt_register", journal=False) as work:
        doubt_in(work.session, reason)
        work.commit()


def doubt_in(session: "VaultSession", reason: str) -> None:
    """The same, in the caller's transaction."""
    set_setting(session, _DOUBT, reason)


def why_reconcile(
    desk: Desk, register: RegisterClient, device: EnrolledDevice, network: Network
) -> tuple[str, Network]:
    """Tell why the rows must be compared, or "", and the network as it is after that.

    A register that forgot what it confirmed is shown its own receipt; it then takes a new epoch,
    so that the other centres notice as well.
    """
    with desk.read() as session:
        reason = str(setting(session, _DOUBT, ""))
        laid = last_sequence(session)
        confirmed = session.scalars(
            select(Outbox.receipt)
            .where(Outbox.receipt.is_not(None))
            .order_by(Outbox.sequence.desc())
            .limit(1)
        ).one_or_none()
    if reason:
        return reason, network
    if network.epoch != device.epoch:
        return "register_restored", network
    receipt = _read_receipt(confirmed)
    # Of a device that this one followed the register tells no last sequence here.
    is_own = receipt is not None and receipt.device == device.device
    if receipt is not None and is_own and receipt.sequence > network.last_sequence:
        return "register_restored", _prove(register, receipt) or network
    if network.last_sequence > laid:
        return "vault_restored", network
    return ("resumed" if network.must_reconcile else ""), network


def _read_receipt(kept: bytes | None) -> Receipt | None:
    try:
        return decode(kept, Receipt) if kept else None
    except MalformedMessage:  # of a version that nobody reads any more, it proves nothing
        return None


def _prove(register: RegisterClient, receipt: Receipt) -> Network | None:
    try:
        register.prove_restore(receipt)
    except RequestRefused:
        return None
    return register.network()


@dataclass
class Standing:
    """What the register has of this centre."""

    entries: set[bytes] = field(default_factory=set)
    aid: dict[bytes, OwnRow] = field(default_factory=dict)
    farewells: set[bytes] = field(default_factory=set)

    @classmethod
    def read(cls, register: RegisterClient, progress: Progress) -> "Standing":
        """Read it all, page by page."""
        return cls(
            {row.name for row in register.own_rows("entries", progress)},
            {row.name: row for row in register.own_rows("aid", progress)},
            {row.name for row in register.own_rows("farewells", progress)},
        )


def reconcile(
    desk: Desk, register: RegisterClient, network: Network, reason: str, progress: Progress
) -> None:
    """Note in the vault what is missing at the register; lay what is too much in the outbox.

    Until the closing that follows says that it is done, the register shows other centres nothing
    of this one.
    """
    progress("own_rows", 0, 0)
    register.take_epoch(network.epoch)
    register.reconciling(is_done=False)
    found = Standing.read(register, progress)
    months = _months_around(desk.today(), network)
    with desk.work("reconcile", journal=False) as work:
        comparison = _Comparison(work, found, desk.today())
        comparison.run(months)
        session = work.session
        never_use_again(session, network.last_sequence)
        session.execute(delete(Outbox).where(Outbox.receipt.is_(None)))
        lay_in_outbox(session, comparison.outgoing(), network.epoch)
        if reason != "vault_restored":
            read_from_the_beginning(session, withheld_names(network))
        forget_setting(session, _DOUBT)
        _note(session, comparison, reason, network, utc_text(desk.clock()))
        work.audit("reconcile", None, reason)
        work.commit()


def _note(
    session: "VaultSession", comparison: "_Comparison", reason: str, network: Network, now: str
) -> None:
    """A comparison begun again counts with the one that was cut."""
    newest = select(Reconciliation).order_by(Reconciliation.id.desc()).limit(1)
    note = session.scalars(newest).one_or_none() if reason == "resumed" else None
    if note is None:
        note = Reconciliation(
            id=new_id(),
            at=now,
            reason=reason,
            erased=0,
            missing=0,
            held_back=0,
            went_back_to=_moment(network.went_back_to) if reason == "register_restored" else None,
        )
        session.add(note)
    note.erased = max(note.erased, comparison.erased)
    note.missing += comparison.missing
    note.held_back += comparison.held_back


def _moment(seconds: int) -> str | None:
    return utc_text(datetime.fromtimestamp(seconds, UTC)) if seconds else None


def _months_around(today: date, network: Network) -> tuple[str, ...]:
    """Months of which a later state of this vault may have sent aid; either clock may be wrong."""
    presents = {today.isoformat()[:7], datetime.fromtimestamp(network.time, UTC).isoformat()[:7]}
    months = {
        month
        for present in presents
        for month in months_between(
            month_before(present, HORIZON_MONTHS + _MONTHS_AHEAD),
            month_before(present, -_MONTHS_AHEAD),
        )
    }
    return tuple(sorted(months))


class _Comparison:
    """What stands beside what is wanted, household by household, in one transaction."""

    def __init__(self, work: UnitOfWork, found: Standing, today: date) -> None:
        self._work = work
        self._session = work.session
        self._found = found
        self._today = today.isoformat()
        self._secrets = {
            row.household_id: HouseholdSecrets(row.handle, row.content_key)
            for row in self._session.scalars(select(Published))
        }
        self._unsaid: list[bytes] = []
        self._erased_aid: list[bytes] = []
        self.missing = self.held_back = 0

    @property
    def erased(self) -> int:
        """Rows taken down because this vault does not want them."""
        return len(self._found.entries) + len(self._erased_aid)

    def outgoing(self) -> Outgoing:
        """What is to be taken down, and the farewells the register does not know (any more)."""
        return Outgoing(
            erased_entries=sorted(self._found.entries),
            erased_aid=self._erased_aid,
            farewells=self._unsaid,
        )

    def run(self, months: Sequence[str]) -> None:
        """Compare; whatever is left of `entries` afterwards is not wanted."""
        self._hold_back()
        self._begin_anew()
        self._compare_entries()
        self._compare_aid()
        self._adopt(months)
        self._erased_aid += [row.name for row in self._found.aid.values() if not row.is_erased]
        said = self._session.scalars(select(Farewell.address).where(Farewell.is_learnt.is_(False)))
        self._unsaid = [address for address in said if address not in self._found.farewells]

    def _hold_back(self) -> None:
        """Households that left after this vault was copied stay away until they consent anew."""
        left = [
            household_id
            for household_id, secrets in self._secrets.items()
            if farewell_address(secrets.content_key) in self._found.farewells
        ]
        for household_id in left:
            consents = select(Consent).where(
                Consent.household_id == household_id,
                Consent.purpose == "register",
                Consent.withdrawn_on.is_(None),
            )
            for consent in self._session.scalars(consents):
                consent.withdrawn_on = max(self._today, consent.given_on)
            address = farewell_address(self._secrets[household_id].content_key)
            self._session.merge(
                Farewell(
                    address=address, household_id=household_id, left_on=self._today, is_learnt=True
                )
            )
            self._work.audit("hold_back", household_id)
        self.held_back = len(left)
        self._forget(left)

    def _begin_anew(self) -> None:
        """A household whose aid cannot stand at its addresses any more gets new secrets."""
        gone = [
            sent.household_id
            for sent in self._session.scalars(select(SentAid).where(SentAid.digest != b""))
            if (row := self._found.aid.get(self._address(sent))) is not None and row.is_erased
        ]
        self._forget(list(dict.fromkeys(gone)))

    def _compare_entries(self) -> None:
        for sent in self._session.scalars(select(SentMember).where(SentMember.indexes != b"")):
            person = Person(self._secrets[sent.household_id], sent.ordinal, sent.generation)
            tags = set(entry_tags(person, len(sent.indexes) // INDEX_LENGTH))
            if tags <= self._found.entries:
                self._found.entries -= tags
            else:
                self.missing += len(tags - self._found.entries)
                sent.indexes, sent.digest = b"", b""

    def _compare_aid(self) -> None:
        compared = [
            (sent, self._found.aid.pop(self._address(sent), None))
            for sent in self._session.scalars(select(SentAid))
        ]
        self._erased_aid += [
            row.name for sent, row in compared if row and not (sent.digest or row.is_erased)
        ]
        for sent, row in [pair for pair in compared if pair[0].digest]:
            if row is None:
                self.missing += 1
                sent.digest = UNKNOWN
            elif row.version != sent.version:
                sent.version, sent.digest = max(row.version, sent.version), UNKNOWN

    def _adopt(self, months: Iterable[str]) -> None:
        """Aid that a later state of this vault sent: the next closing of the month corrects it."""
        for household_id, month, address in self._addresses(months):
            row = self._found.aid.pop(address, None)
            if row is not None:
                digest = b"" if row.is_erased else UNKNOWN
                self._session.add(
                    SentAid(
                        household_id=household_id, month=month, version=row.version, digest=digest
                    )
                )

    def _addresses(self, months: Iterable[str]) -> Iterator[tuple[UUID, str, bytes]]:
        if not self._found.aid:
            return
        for household_id, secrets in self._secrets.items():
            for month in months:
                yield household_id, month, aid_address(secrets.content_key, month)

    def _address(self, sent: SentAid) -> bytes:
        return aid_address(self._secrets[sent.household_id].content_key, sent.month)

    def _forget(self, households: Sequence[UUID]) -> None:
        """What stands of them is taken down, for the vault does not know it any more."""
        for start in range(0, len(households), _NAMED_AT_ONCE):
            part = households[start : start + _NAMED_AT_ONCE]
            for entity in (Published, SentMember, SentAid):
                self._session.execute(delete(entity).where(entity.household_id.in_(part)))
        for household_id in households:
            self._secrets.pop(household_id, None)
