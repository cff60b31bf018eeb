"""What can go wrong, as facts.

DomainError                  the work asked for cannot be done as asked
├── NotFound                 no such household, member, aid …
├── RuleBroken               a rule of the field forbids it
├── NotAllowed               the operator's role may not do it
└── ChangedMeanwhile         someone changed it after it was read
WorldError                   the world failed: disk, file, network, passphrase; nothing is lost
├── WrongPassphrase          opens no slot (RecoveryKeyMistyped: a wrong letter in it)
├── VaultMissing, VaultExists, NotAVault, VaultTooNew
├── VaultDamaged             a page fails its check (KeysDamaged, KeysMissing: its slots)
├── VaultSteppedBack         it is not what was last seen here: an older copy, or an old page
├── BackupFailed             a copy is not what was copied
├── NotABackup, BackupDamaged
├── VaultAlreadyOpen         by the process named in its values
├── VaultInUse               it is still being read, and cannot be given another key now
├── VaultReadOnly, DiskFull, DiskFailed
└── CipherMissing            this SQLite is too old or cannot encrypt

Each carries a stable `code` and values; the words a person reads live in `ui.labels` and `app.cli`.
"""

from typing import ClassVar

from typing_extensions import override


class DapoError(Exception):
    """A fact that the person must be told, with the values that describe it."""

    code: ClassVar[str] = "unexpected"

    def __init__(self, **values: object) -> None:
        super().__init__(self.code, values)
        self.values = values

    @override
    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return f"{self.code}({told})"


class DomainError(DapoError):
    """The work asked for cannot be done as asked."""


class WorldError(DapoError):
    """Disk, file, network or passphrase failed; what was saved stays saved."""


class NotFound(DomainError):
    """There is no such household, member, aid or batch in this vault."""

    code = "not_found"


class RuleBroken(DomainError):
    """A rule of the field forbids the change."""

    code = "rule_broken"


class NotAllowed(DomainError):
    """The operator's role may not do it. Values: `action`, `role`, and `needed`, the least role."""

    code = "not_allowed"


class ChangedMeanwhile(DomainError):
    """The row was changed after the person read it."""

    code = "changed_meanwhile"


class WrongPassphrase(WorldError):
    """No key slot opens with it."""

    code = "wrong_passphrase"


class RecoveryKeyMistyped(WrongPassphrase):
    """The check letters of the recovery key do not fit: a letter is wrong or missing."""

    code = "recovery_key_mistyped"


class VaultMissing(WorldError):
    """There is no file at that path."""

    code = "vault_missing"


class VaultExists(WorldError):
    """There is a file at that path already; nothing is overwritten."""

    code = "vault_exists"


class NotAVault(WorldError):
    """The file is something else: not encrypted, or encrypted by another program."""

    code = "not_a_vault"


class VaultTooNew(WorldError):
    """A later version of the program wrote it."""

    code = "vault_too_new"


class VaultDamaged(WorldError):
    """A page of the vault fails its check, or is missing."""

    code = "vault_damaged"


class KeysMissing(VaultDamaged):
    """The file of key slots is not beside the vault."""

    code = "keys_missing"


class KeysDamaged(VaultDamaged):
    """The file of key slots is not as it was written, or asks for an absurd derivation."""

    code = "keys_damaged"


class VaultSteppedBack(WorldError):
    """The vault is not the one last seen at this place: opened nonetheless, work would be lost.

    Values: `path`, `reason` ("older", "other" or "pages", see `models.storage.witness`), `seen_at`
    (aware, the last work seen), `found_at` (aware, the last work in it, None if unread).
    """

    code = "vault_stepped_back"


class BackupFailed(WorldError):
    """A copy was made and is not what was copied; it was removed."""

    code = "backup_failed"


class NotABackup(WorldError):
    """The file chosen is no backup of ours."""

    code = "not_a_backup"


class BackupDamaged(WorldError):
    """A backup was changed or cut off; nothing of it is used."""

    code = "backup_damaged"


class VaultAlreadyOpen(WorldError):
    """Another process, named in the values, has the vault open."""

    code = "vault_already_open"


class VaultInUse(WorldError):
    """It is still being read; it cannot be given another key now."""

    code = "vault_in_use"


class VaultReadOnly(WorldError):
    """The file or its folder cannot be written."""

    code = "vault_read_only"


class DiskFull(WorldError):
    """No space is left; what was saved before stays saved."""

    code = "disk_full"


class DiskFailed(WorldError):
    """The disk refused a read or a write."""

    code = "disk_failed"


class CipherMissing(WorldError):
    """The SQLite at hand cannot encrypt, or is older than the first that is safe."""

    code = "cipher_missing"
