"""The beginning of every exchange: what the register is now, and whether both sides still agree."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from app.services.agreement import keep_told
from app.services.closing.heads import is_behind, tell_heads
from app.services.closing.reconciling import doubt, reconcile, why_reconcile
from app.services.closing.succession import hand_over
from app.services.desk import Desk
from app.services.network import keep_device
from app.services.progress import Progress
from sync.client import EnrolledDevice, Network, PushConflict, RegisterClient


@dataclass(frozen=True)
class Meeting:
    """The network as the register told it, and the device as it speaks now.

    `present` is the month ("YYYY-MM") that has come by this PC's clock and by the register's.
    """

    network: Network
    device: EnrolledDevice
    is_reconciling: bool
    present: str


def meet(
    desk: Desk, device: EnrolledDevice, register: RegisterClient, progress: Progress
) -> Meeting:
    """Ask for the network; where the register or the vault was put back, compare before all else.

    A device that is owed since somebody left comes first: the centre speaks as that from then on.
    The comparison is begun again at any point; what it found missing is sealed by the closing.

    Raises:
        VaultBehind: another file than this one spoke with the register last; nothing was sent.
    """
    device = hand_over(desk, device, register)
    network = register.network()
    renewed = device.renewed(network)
    keep_device(desk, renewed)
    keep_told(desk, network)
    is_older = is_behind(desk, network)
    reason, network = why_reconcile(desk, register, device, network)
    reason = reason or ("vault_restored" if is_older else "")
    if reason:
        reconcile(desk, register, network, reason, progress)
        renewed = msgspec.structs.replace(renewed, epoch=network.epoch)
        keep_device(desk, renewed)
    tell_heads(desk, register, network)
    told = datetime.fromtimestamp(network.time, UTC).date()
    present = min(told, desk.today()).isoformat()[:7]
    return Meeting(network, renewed, bool(reason), present)


@contextmanager
def healing(desk: Desk) -> Iterator[None]:
    """Compare with the register next time, when it has another push under one of our numbers."""
    try:
        yield
    except PushConflict:
        doubt(desk, "push_conflict")
        raise
