"""The secret keys of a key-holder, in one file, and how one key epoch follows another.

The file is JSON: an identity (Ed25519, RFC 8032), by which the network knows this key-holder for
good, and OPRF keys, each used from one day (00:00 UTC) until just before another. A key-holder of
version 0.1.0 kept one bare key of 64 hexadecimal digits: it becomes the key of epoch 1.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from threading import Lock
from typing import Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sync.oprf import KeyHolderKey
from sync.protocol.certificates import key_set_statement
from sync.protocol.messages import HeldKey, KeySet
from sync.protocol.signing import utc_now
from sync.serving.key_file import (
    KEY_LENGTH,
    KeyFileDamaged,
    KeyFileUnsafe,
    create_secret,
    parse_key,
    read_secret,
    replace_secret,
)

OVERLAP_DAYS: Final = 31
"""Days a key is still used after the next began: each centre closes a month within them."""
GRACE: Final = timedelta(days=1)
"""How far clocks of a key-holder and of the register may differ at the ends of a key epoch."""
_BARE_KEY_DIGITS: Final = 2 * KEY_LENGTH

logger = logging.getLogger(__name__)


class KeyEpochUnknown(Exception):
    """There is no key of this epoch, or it is not in use now; ``args`` holds the epoch."""


class RotationRefused(Exception):
    """A new key cannot begin in the past; ``args`` holds the day."""


class StoredKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An OPRF key as the file holds it: seed of 64 hexadecimal digits, days of use."""

    key_epoch: int
    seed: str
    begins: date
    ends: date | None = None


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds; ``identity`` is 64 hexadecimal digits."""

    identity: str
    keys: tuple[StoredKey, ...]
    format: int = 1


@dataclass(frozen=True)
class OpenedKey:
    """An OPRF key ready for use."""

    seed: bytes
    told: HeldKey

    def is_used(self, now: datetime) -> bool:
        """Tell whether it answers now, allowing for clocks that differ."""
        begins, ends = self.told.begins, self.told.ends
        margin, instant = GRACE.total_seconds(), now.timestamp()
        return begins - margin <= instant and (ends is None or instant < ends + margin)


class KeyRing:
    """The keys of the file; a file that changed is read again without a restart.

    Raises:
        KeyFileUnsafe: on POSIX, when the file's mode is wider than 0600.
        KeyFileDamaged: when it holds anything else than keys.
        OSError: when it can be neither read nor made.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime] = utc_now) -> None:
        create_secret(path, _write(_new_file(clock().date())))
        self.path = path
        self._clock = clock
        self._lock = Lock()
        self._seen = self._stamp()
        self._read()

    @property
    def identity(self) -> Ed25519PrivateKey:
        """The key that signs what this key-holder says."""
        return self._identity

    @property
    def identity_key(self) -> bytes:
        """The 32 bytes that the network pins."""
        return self._identity.public_key().public_bytes_raw()

    def key_set(self) -> KeySet:
        """Tell the public keys, signed."""
        self._read_again()
        keys = tuple(key.told for key in self._keys.values())
        return KeySet(keys=keys, signature=self._identity.sign(key_set_statement(keys)))

    def key_of(self, key_epoch: int, now: datetime) -> OpenedKey:
        """Return the key of an epoch in use; raises ``KeyEpochUnknown``."""
        self._read_again()
        key = self._keys.get(key_epoch)
        if key is None or not key.is_used(now):
            raise KeyEpochUnknown(key_epoch)
        return key

    def _read_again(self) -> None:
        with self._lock:
            try:
                stamp = self._stamp()
                if stamp != self._seen:
                    self._seen = stamp
                    self._read()
            except (KeyFileUnsafe, KeyFileDamaged, OSError) as error:
                # What it read before stays good: a slip in the file must not stop the network.
                logger.error("key file not read again: %s", type(error).__name__)  # noqa: TRY400 - a trace could show the file

    def _read(self) -> None:
        file = load_key_file(self.path, self._clock().date())
        self._identity = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(file.identity))
        self._keys = {key.key_epoch: _opened(key) for key in file.keys}

    def _stamp(self) -> tuple[int, int, int]:
        found = self.path.stat()
        return found.st_mtime_ns, found.st_size, found.st_ino


def load_key_file(path: Path, today: date) -> KeyFile:
    """Read the file, bringing a bare key of version 0.1.0 up to date.

    Raises:
        KeyFileUnsafe, KeyFileDamaged, OSError: see ``KeyRing``.
    """
    text = read_secret(path)
    if len(text) == _BARE_KEY_DIGITS:
        file = _upgraded(parse_key(path, text), today)
        replace_secret(path, _write(file))
        return file
    try:
        file = msgspec.json.decode(text, type=KeyFile)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise KeyFileDamaged(path) from error
    for key in (file.identity, *(each.seed for each in file.keys)):
        parse_key(path, key.encode())
    epochs = [each.key_epoch for each in file.keys]
    if not epochs or min(epochs) < 1 or epochs != sorted(set(epochs)) or file.format != 1:
        raise KeyFileDamaged(path)
    return file


def rotate(path: Path, begins: date, today: date, overlap_days: int = OVERLAP_DAYS) -> int:
    """Add the next key, and let the one before end after the overlap; drop those that ended.

    While the next key has not begun, rotating again only moves its day.

    Args:
        path: the key file.
        begins: first day of the new key, the same at every key-holder of the network.
        today: the day by the machine's clock, UTC.
        overlap_days: days during which both keys are used.

    Returns:
        The new key epoch.

    Raises:
        RotationRefused: the day is past.
        KeyFileUnsafe, KeyFileDamaged, OSError: see ``KeyRing``.
    """
    if begins < today:
        raise RotationRefused(begins)
    file = load_key_file(path, today)
    *earlier, last = file.keys
    if earlier and last.begins > today:
        following, last = last, earlier.pop()
    else:
        following = StoredKey(last.key_epoch + 1, secrets.token_hex(KEY_LENGTH), begins)
    keys = (
        *earlier,
        msgspec.structs.replace(last, ends=begins + timedelta(days=overlap_days)),
        msgspec.structs.replace(following, begins=begins),
    )
    replace_secret(path, _write(_without_ended(msgspec.structs.replace(file, keys=keys), today)))
    return following.key_epoch


def forget_ended(path: Path, today: date) -> int:
    """Erase the secrets of keys that ended; returns how many there were."""
    file = load_key_file(path, today)
    kept = _without_ended(file, today)
    if kept != file:
        replace_secret(path, _write(kept))
    return len(file.keys) - len(kept.keys)


def _without_ended(file: KeyFile, today: date) -> KeyFile:
    used = tuple(key for key in file.keys if key.ends is None or key.ends + GRACE >= today)
    return msgspec.structs.replace(file, keys=used)


def _opened(key: StoredKey) -> OpenedKey:
    seed = bytes.fromhex(key.seed)
    ends = None if key.ends is None else _midnight(key.ends)
    public_key = KeyHolderKey(seed).public_key
    return OpenedKey(seed, HeldKey(key.key_epoch, public_key, _midnight(key.begins), ends))


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())


def _new_file(today: date) -> KeyFile:
    first = StoredKey(1, secrets.token_hex(KEY_LENGTH), today)
    return KeyFile(identity=secrets.token_hex(KEY_LENGTH), keys=(first,))


def _upgraded(seed: bytes, today: date) -> KeyFile:
    # Derived, not drawn: two processes that upgrade the same file write the same.
    kdf = HKDF(algorithm=SHA256(), length=KEY_LENGTH, salt=None, info=b"dapo identity v1")
    return KeyFile(kdf.derive(seed).hex(), (StoredKey(1, seed.hex(), today),))


def _write(file: KeyFile) -> str:
    return msgspec.json.format(msgspec.json.encode(file), indent=2).decode()
