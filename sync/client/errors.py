"""Everything that can go wrong between a centre and the network's servers.

``SyncError``
    ``Unreachable``: ``RegisterUnreachable``, ``KeyHolderUnreachable`` (try again later)
    ``EnrolmentRefused``, ``DeviceRevoked``, ``NoKeyInUse`` (speak with who runs the register)
    ``VersionNotServed`` (one of the two programs must be brought up to date)
    ``KeyHolderKeyChanged``, ``RegisterEpochChanged``, ``ReceiptForged`` (stop, someone must look)
    ``PushConflict``, ``RequestRefused``, ``AnswerNotUnderstood`` (a fault of a program)
    ``ParcelMismatch`` (another parcel's answer)
    ``SyncStopped`` (the user asked)
"""

from datetime import date
from typing import ClassVar


class SyncError(Exception):
    """Base of all; carries a stable code and values, never a sentence."""

    code: ClassVar[str] = "sync"

    def __init__(self, **values: str | int) -> None:
        super().__init__(self.code, values)
        self.values = values


class Unreachable(SyncError):
    """A server did not answer, after several tries. Values: ``url``."""

    code = "unreachable"


class RegisterUnreachable(Unreachable):
    """The register did not answer."""

    code = "register_unreachable"


class KeyHolderUnreachable(Unreachable):
    """A key-holder did not answer."""

    code = "key_holder_unreachable"


class KeyHolderKeyChanged(SyncError):
    """A key-holder shows or uses another key than the pinned one. Values: ``url``."""

    code = "key_holder_key_changed"


class NoKeyInUse(SyncError):
    """No key is in use at all key-holders, or the register saw none. Values: ``key_epoch``."""

    code = "no_key_in_use"


class EnrolmentRefused(SyncError):
    """The code is wrong, used or expired."""

    code = "enrolment_refused"


class DeviceWaiting(SyncError):
    """An administrator has not confirmed this device yet."""

    code = "device_waiting"


class QuotaSpent(SyncError):
    """A key-holder answers no more for now. Values: ``left``, ``until``, ``url``.

    ``left`` questions may still be asked today; ``until`` is the day (UTC, "2026-11-23") on which
    those refused may be.
    """

    code = "quota_spent"

    @property
    def until(self) -> date | None:
        """The day on which to go on; None where the key-holder told none."""
        try:
            return date.fromisoformat(str(self.values.get("until")))
        except ValueError:
            return None


class AddressNotSafe(SyncError):
    """An address without TLS that is not this PC's own. Values: ``url``."""

    code = "address_not_safe"


class DeviceRevoked(SyncError):
    """This device may no longer speak for its centre."""

    code = "device_revoked"


class PushConflict(SyncError):
    """The register holds other content under this push's sequence. Values: ``sequence``."""

    code = "push_conflict"


class RegisterEpochChanged(SyncError):
    """The register is not the one known, or went back in time. Values: ``cursor``, ``high_water``.

    After this nothing that was pushed may be taken as stored.
    """

    code = "register_epoch_changed"


class ReceiptForged(SyncError):
    """A receipt does not bear the register's signature. Values: ``sequence``."""

    code = "receipt_forged"


class VersionNotServed(SyncError):
    """Program and server speak no version in common. Values: ``url``, ``is_newer`` (0 or 1).

    ``is_newer``: whether the server is the newer one, so that it is the program's turn.
    """

    code = "version_not_served"


class RequestRefused(SyncError):
    """A server refused for any other reason. Values: ``status``, ``reason``, ``url``."""

    code = "request_refused"


class AnswerNotUnderstood(SyncError):
    """What answered is not one of our servers, or a newer one. Values: ``url``."""

    code = "answer_not_understood"


class ParcelMismatch(SyncError):
    """An answer is not to this parcel, or was changed on the way. Values: ``number``."""

    code = "parcel_mismatch"


class SyncStopped(SyncError):
    """The work was stopped because the caller asked for it."""

    code = "sync_stopped"
