"""The centre's place in the network: enrolment, windows of the agreement, failures by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from app.services.agreement import keep_told, told_windows
from app.services.desk import Desk
from app.services.progress import Cancelled
from app.services.successors import owe_none
from models.errors import DomainError, RuleBroken, WorldError
from models.records.closing import NetworkState
from models.repositories import aid as aids
from models.repositories.settings import set_setting, setting
from models.storage.session import VaultSession
from sync.client import (
    DeviceWaiting,
    EnrolledDevice,
    QuotaSpent,
    RegisterClient,
    SyncError,
    SyncStopped,
    is_on_this_pc,
)
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
        told: dict[str, object] = {
            "refusal" if name == "reason" else name: each for name, each in error.values.items()
        }
        if isinstance(error, QuotaSpent):
            told["until"] = error.until
        raise NetworkFailed(reason=error.code, **told) from error


def enrol(desk: Desk, register_url: str, code: str) -> NetworkState:
    """Join the network with a one-time code; the device's key is made here and stays here.

    An administrator then confirms the device, once its check text was read aloud.

    Raises:
        AlreadyEnrolled: the vault is enrolled.
        TrialData: a vault of trial data and a register elsewhere than on this PC.
        NetworkFailed: the code was refused, the address has no TLS, or nobody answered.
    """
    with desk.read() as session:
        if setting(session, _SETTING) is not None:
            raise AlreadyEnrolled
    device = ask_to_join(desk, register_url, code)
    with desk.work("enrol", journal=False) as work:
        replace_device(work.session, device, desk.today())
        work.audit("enrol", None, device.register_url)
        work.commit()
    return network_state(desk)


def ask_to_join(desk: Desk, register_url: str, code: str) -> EnrolledDevice:
    """Show the register a one-time code and give the device it made of it; nothing is kept.

    Raises:
        TrialData: a vault of trial data and a register elsewhere than on this PC.
        NetworkFailed: the code was refused, the address has no TLS, or nobody answered.
    """
    if desk.is_trial and not is_on_this_pc(register_url):
        raise TrialData
    with naming_failures():
        return enrol_device(register_url.strip(), code.strip())


def replace_device(session: VaultSession, device: EnrolledDevice, today: date) -> None:
    """Let a device speak for this centre from now on, in the caller's transaction."""
    kept = {"device": device.to_bytes().hex(), "enrolled_on": today.isoformat()}
    set_setting(session, _SETTING, kept)
    owe_none(session)


def look_for_confirmation(desk: Desk) -> NetworkState:
    """Ask whether an administrator has confirmed this device, and keep its certificate then.

    Raises:
        NotEnrolled: the centre has not joined a network.
        NetworkFailed: nobody answered, or the device was shut out.
    """
    with desk.read() as session:
        device = enrolled_device(session)
    with naming_failures(), RegisterClient(device, clock=desk.clock) as register:
        try:
            network = register.network()
        except DeviceWaiting:
            return network_state(desk)
        keep_device(desk, device.renewed(network))
        keep_told(desk, network)
    return network_state(desk)


def network_state(desk: Desk) -> NetworkState:
    """Where the centre is enrolled, and the windows in force; empty texts when it is not."""
    with desk.read() as session:
        kept = setting(session, _SETTING)
        windows = tuple(sorted(aids.windows(session, desk.today()).items()))
        agreed = told_windows(session)
    if kept is None:
        return NetworkState("", "", (), None, windows)
    device = EnrolledDevice.from_bytes(bytes.fromhex(kept["device"]))
    return NetworkState(
        centre=device.centre_name,
        register_url=device.register_url,
        key_holders=tuple(holder.url for holder in device.key_holders),
        enrolled_on=date.fromisoformat(kept["enrolled_on"]),
        windows=windows,
        agreed=agreed,
        check_text=device.check_text if device.is_waiting else "",
    )


def set_window(desk: Desk, kind: str, days: int) -> None:
    """Change the days within which aid of a kind counts as doubled; 0 means never.

    Raises:
        RuleBroken: not between 0 and 366 days, or the centre is in a network, which agrees on them.
    """
    if not 0 <= days <= _LONGEST_WINDOW:
        raise RuleBroken(rule="window_out_of_range", days=days)
    with desk.work("set_window", journal=False) as work:
        if setting(work.session, _SETTING) is not None:
            raise RuleBroken(rule="windows_agreed", kind=kind)
        own = dict(aids.windows(work.session, desk.today())) | {kind: days}
        set_setting(work.session, "windows", own)
        work.audit("set_window", None, f"{kind} {days}")
        work.commit()


def is_enrolled(session: VaultSession) -> bool:
    """Whether this centre has joined a network."""
    return setting(session, _SETTING) is not None


def enrolled_device(session: VaultSession) -> EnrolledDevice:
    """The device that speaks for this centre.

    Raises:
        NotEnrolled: the centre has not joined a network.
    """
    kept = setting(session, _SETTING)
    if kept is None:
        raise NotEnrolled
    return EnrolledDevice.from_bytes(bytes.fromhex(kept["device"]))


def keep_device(desk: Desk, device: EnrolledDevice) -> None:
    """Keep what the network told of itself: the fresh certificate, the keys now pinned."""
    with desk.work("keep_device", journal=False) as work:
        keep_device_in(work.session, device)
        work.commit()


def keep_device_in(session: VaultSession, device: EnrolledDevice) -> None:
    """The same, in the caller's transaction."""
    kept = setting(session, _SETTING) | {"device": device.to_bytes().hex()}
    set_setting(session, _SETTING, kept)


def network_rules(session: VaultSession) -> NetworkRules:
    """The matching rules for the network's size (setting "network_size", a town by default)."""
    return _SIZES[setting(session, "network_size", "town")]()
