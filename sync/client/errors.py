"""Everything that can go wrong between a centre and the network's servers.

``SyncError``
    ``Unreachable``: ``RegisterUnreachable``, ``KeyHolderUnreachable`` (try again later)
    ``EnrolmentRefused``, ``DeviceRevoked`` (speak with who runs the register)
    ``KeyHolderKeyChanged``, ``RegisterEpochChanged``, ``ReceiptForged`` (stop, someone must look)
    ``PushConflict``, ``RequestRefused``, ``AnswerNotUnderstood`` (a fault of a program)
    ``SyncStopped`` (the user asked)
"""

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
    """A key-holder does not use the key pinned at enrolment. Values: ``url``."""

    code = "key_holder_key_changed"


class EnrolmentRefused(SyncError):
    """The code is wrong, used or expired."""

    code = "enrolment_refused"


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


class RequestRefused(SyncError):
    """A server refused for any other reason. Values: ``status``, ``reason``, ``url``."""

    code = "request_refused"


class AnswerNotUnderstood(SyncError):
    """What answered is not one of our servers, or a newer one. Values: ``url``."""

    code = "answer_not_understood"


class SyncStopped(SyncError):
    """The work was stopped because the caller asked for it."""

    code = "sync_stopped"
