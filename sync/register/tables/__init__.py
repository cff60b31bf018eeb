"""The register's tables. Only what SQLite and PostgreSQL both know.

No column names a person or a household. ``sequence`` is one counter for the whole register: it
orders what changed, and a centre's cursor is a value of it. Times are UTC seconds since 1970.
"""

from sync.register.tables.agreement import window
from sync.register.tables.base import SCHEMA_VERSION, metadata
from sync.register.tables.sealed import aid, entry, receipt, register
from sync.register.tables.trust import audit, centre, device, invitation, nonce

__all__ = [
    "SCHEMA_VERSION",
    "aid",
    "audit",
    "centre",
    "device",
    "entry",
    "invitation",
    "metadata",
    "nonce",
    "receipt",
    "register",
    "window",
]
