"""What can go wrong with a file on a stick."""

from collections.abc import Iterator
from contextlib import contextmanager

from models.errors import DomainError, WorldError


class ParcelUnusable(DomainError):
    """The file is not the one expected; nothing was changed.

    Values: `reason`: not_a_parcel, damaged, is_answer, is_outgoing, other_network, other_centre,
    unknown_number, already_read, expired, no_request; `number` where there is one.
    """

    code = "parcel_unusable"

    @property
    def reason(self) -> str:
        """Why, as a code."""
        return str(self.values["reason"])


class NetworkNeeded(DomainError):
    """Register and vault must compare their rows (one was put back): that takes a network, once."""

    code = "network_needed"


class StickNotWritable(WorldError):
    """The stick is write-protected, or was taken out. Values: `path`."""

    code = "stick_not_writable"


class StickFull(WorldError):
    """No room on the stick. Values: `path`, `needed` (bytes)."""

    code = "stick_full"


class StickFailed(WorldError):
    """The stick gives or takes other bytes than those written. Values: `path`."""

    code = "stick_failed"


@contextmanager
def naming_unusable() -> Iterator[None]:
    """Turn what the protocol refuses into `ParcelUnusable`."""
    from sync.client import (
        NotAParcel,
        ParcelDamaged,
        ParcelIsAnswer,
        ParcelIsOutgoing,
        ParcelOfAnotherNetwork,
        ParcelRefused,
    )

    reasons = {
        NotAParcel: "not_a_parcel",
        ParcelDamaged: "damaged",
        ParcelIsAnswer: "is_answer",
        ParcelIsOutgoing: "is_outgoing",
        ParcelOfAnotherNetwork: "other_network",
    }
    try:
        yield
    except ParcelRefused as error:
        raise ParcelUnusable(reason=reasons[type(error)]) from error
