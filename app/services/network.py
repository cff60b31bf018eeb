"""The centre's place in the network: enrolment, windows of the agreement, failures by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from app.services.desk import Desk
from app.services.progress import Cancelled
from models.errors import DomainError, RuleBroken, WorldError
from models.records.closing import NetworkState
from models.repositories import aid as aids
from models.repositories.settings import set_setting, setting
from models.storage.session import VaultSession
from sync.client import EnrolledDevice, SyncError, SyncStopped
from sync.client import enrol as enrol_device
from sync.matching import NetworkRules

_SETTING = "network"
_SIZES = {"town": NetworkRules.town, "region": NetworkRules.region, "nation": NetworkRules.nation}
_LONGEST_WINDOW = 366


class NotEnrolled(DomainError):
    """This centre has not joined a network yet."""

    code = "not_enrolled"


class AlreadyEnrolled(DomainError):
    """This vault already speaks for a centre of a network."""

    code = "already_enrolled"


class TrialData(DomainError):
    """Trial data are never sent to a register that is not on this PC."""

    code = "trial_data"


class NetworkFailed(WorldError):
    """The exchange failed; what was saved stays saved and the closing can go on from there.

    Values: `reason` (a code of `sync.client.errors`) and its own values; what a server gave as its
    reason to refuse is `refusal`.
    """

    code = "network_failed"

    @property
    def reason(self) -> str:
        """The code of what failed, as "register_unreachable"."""
        return str(self.values["reason"])


@contextmanager
def naming_failures() -> Iterator[None]:
    """Turn the exchange's failures into `NetworkFailed`, and its stopping into `Cancelled`."""
    try:
        yield
    except SyncStopped as error:
        raise Cancelled from error
    except SyncError as error:
        told = {
            "refusal" if name == "reason" else name: each for name, each in error.values.items()
        }
        raise NetworkFailed(reason=error.code, **told) from error


def enrol(desk: Desk, register_url: str, code: str) -> NetworkState:
    """Join the network with a one-time code; the device's key is made here and stays here.

    Raises:
        AlreadyEnrolled: the vault is enrolled.
        TrialData: a vault of trial data and a register elsewhere than on this PC.
        NetworkFailed: the code was refused, or nobody answered.
    """
    with desk.read() as session:
        if setting(session, _SETTING) is not None:
            raise AlreadyEnrolled
    if desk.is_trial and not _is_on_this_pc(register_url):
        raise TrialData
    with naming_failures():
        device = enrol_device(register_url.strip(), code.strip())
    with desk.work("enrol", journal=False) as work:
        kept = {"device": device.to_bytes().hex(), "enrolled_on": desk.today().isoformat()}
        set_setting(work.session, _SETTING, kept)
        work.audit("enrol", None, device.register_url)
        work.commit()
    return network_state(desk)


def network_state(desk: Desk) -> NetworkState:
    """Where the centre is enrolled, and the windows in force; empty texts when it is not."""
    with desk.read() as session:
        kept = setting(session, _SETTING)
        windows = tuple(sorted(aids.windows(session).items()))
    if kept is None:
        return NetworkState("", "", (), None, windows)
    device = EnrolledDevice.from_bytes(bytes.fromhex(kept["device"]))
    return NetworkState(
        centre=device.centre_name,
        register_url=device.register_url,
        key_holders=tuple(holder.url for holder in device.key_holders),
        enrolled_on=date.fromisoformat(kept["enrolled_on"]),
        windows=windows,
    )


def set_window(desk: Desk, kind: str, days: int) -> None:
    """Change the days within which aid of a kind counts as doubled; 0 means never.

    Raises:
        RuleBroken: not between 0 and 366 days.
    """
    if not 0 <= days <= _LONGEST_WINDOW:
        raise RuleBroken(rule="window_out_of_range", days=days)
    with desk.work("set_window", journal=False) as work:
        set_setting(work.session, "windows", aids.windows(work.session) | {kind: days})
        work.audit("set_window", None, f"{kind} {days}")
        work.commit()


def enrolled_device(session: VaultSession) -> EnrolledDevice:
    """The device that speaks for this centre.

    Raises:
        NotEnrolled: the centre has not joined a network.
    """
    kept = setting(session, _SETTING)
    if kept is None:
        raise NotEnrolled
    return EnrolledDevice.from_bytes(bytes.fromhex(kept["device"]))


def network_rules(session: VaultSession) -> NetworkRules:
    """The matching rules for the network's size (setting "network_size", a town by default)."""
    return _SIZES[setting(session, "network_size", "town")]()


def _is_on_this_pc(url: str) -> bool:
    return url.strip().startswith(("http://127.0.0.1", "http://localhost", "http://[::1]"))
