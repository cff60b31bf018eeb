"""The register's tables. Only what SQLite and PostgreSQL both know.

No column names a person or a household. ``sequence`` is one counter for the whole register: it
orders what changed, and a centre's cursor is a value of it. Times are UTC seconds since 1970.
"""

from sync.register.tables.administrators import administrator, page_session, sign_in_failure
from sync.register.tables.agreement import agreement, agreement_window, announcement
from sync.register.tables.base import SCHEMA_VERSION, metadata
from sync.register.tables.heads import vault_head
from sync.register.tables.keys import key_set, pinned_key
from sync.register.tables.restores import farewell, past_epoch, standing
from sync.register.tables.returns import centre_return, published_month
from sync.register.tables.sealed import aid, entry, receipt, register
from sync.register.tables.trust import (
    NAME_LENGTH,
    alarm,
    audit,
    audit_head,
    centre,
    device,
    invitation,
    nonce,
)

__all__ = [
    "NAME_LENGTH",
    "SCHEMA_VERSION",
    "administrator",
    "agreement",
    "agreement_window",
    "aid",
    "alarm",
    "announcement",
    "audit",
    "audit_head",
    "centre",
    "centre_return",
    "device",
    "entry",
    "farewell",
    "invitation",
    "key_set",
    "metadata",
    "nonce",
    "page_session",
    "past_epoch",
    "pinned_key",
    "published_month",
    "receipt",
    "register",
    "sign_in_failure",
    "standing",
    "vault_head",
]
