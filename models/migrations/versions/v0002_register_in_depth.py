"""Version 0.2.0: what the shared register in depth asks a vault to keep."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS: tuple[str, ...] = (
    # Key epochs: tokens, standing entries and evidence say under which keys they were made.
    """CREATE TABLE known_token_0002 (
        key_digest BLOB NOT NULL,
        key_epoch INTEGER NOT NULL,
        token_index BLOB NOT NULL,
        seal_key BLOB NOT NULL,
        PRIMARY KEY (key_digest, key_epoch)
    ) WITHOUT ROWID""",
    """INSERT INTO known_token_0002
        SELECT key_digest, 1, token_index, seal_key FROM known_token""",
    "DROP TABLE known_token",
    "ALTER TABLE known_token_0002 RENAME TO known_token",
    "CREATE INDEX known_token_index ON known_token (token_index)",
    """CREATE TABLE sent_member_0002 (
        member_id BLOB NOT NULL,
        key_epoch INTEGER NOT NULL,
        household_id BLOB NOT NULL,
        ordinal INTEGER NOT NULL,
        generation INTEGER NOT NULL,
        indexes BLOB NOT NULL,
        digest BLOB NOT NULL,
        PRIMARY KEY (member_id, key_epoch)
    )""",
    """INSERT INTO sent_member_0002
        SELECT member_id, 1, household_id, ordinal, generation, indexes, digest
        FROM sent_member""",
    "DROP TABLE sent_member",
    "ALTER TABLE sent_member_0002 RENAME TO sent_member",
    "CREATE INDEX ix_sent_member_household_id ON sent_member (household_id)",
    """CREATE TABLE shared_key_0002 (
        member_id BLOB NOT NULL,
        other_tag BLOB NOT NULL,
        token_index BLOB NOT NULL,
        key_epoch INTEGER NOT NULL,
        key_kind TEXT NOT NULL,
        other_centre TEXT NOT NULL,
        other_handle BLOB NOT NULL,
        other_member INTEGER NOT NULL,
        other_fingerprint BLOB NOT NULL,
        content_key BLOB NOT NULL,
        PRIMARY KEY (member_id, other_tag),
        FOREIGN KEY(member_id) REFERENCES member (id) ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """INSERT INTO shared_key_0002
        SELECT member_id, other_tag, token_index, 1, key_kind, other_centre, other_handle,
            other_member, other_fingerprint, content_key
        FROM shared_key""",
    "DROP TABLE shared_key",
    "ALTER TABLE shared_key_0002 RENAME TO shared_key",
    "CREATE INDEX ix_shared_key_other_tag ON shared_key (other_tag)",
    "CREATE INDEX ix_shared_key_token_index ON shared_key (token_index)",
    # Restores: what left for good, what was compared. A push of 0.1.0 that waits cannot be read
    # any more: what it carried is compared and sent anew.
    """CREATE TABLE farewell (
    address BLOB NOT NULL,
    household_id BLOB NOT NULL,
    left_on TEXT,
    is_learnt BOOLEAN NOT NULL,
    PRIMARY KEY (address)
)
 WITHOUT ROWID""",
    "CREATE INDEX ix_farewell_household_id ON farewell (household_id)",
    """CREATE TABLE reconciliation (
    id BLOB NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    went_back_to TEXT,
    erased INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    held_back INTEGER NOT NULL,
    PRIMARY KEY (id)
)""",
    """INSERT OR REPLACE INTO setting (name, value)
    SELECT 'register_doubt', '"upgraded"' FROM outbox WHERE receipt IS NULL LIMIT 1""",
    # Statistics: overlaps avoided.
    """CREATE TABLE withheld_aid (
    id BLOB NOT NULL,
    household_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    possible_from TEXT NOT NULL,
    withheld_on TEXT NOT NULL,
    other_centre TEXT NOT NULL,
    operator_id BLOB,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (household_id, kind, possible_from),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE
)""",
    "CREATE INDEX ix_withheld_aid_household_id ON withheld_aid (household_id)",
    # Parcels: what is needed to read the answer that comes back on a stick.
    """CREATE TABLE parcel (
    number INTEGER NOT NULL,
    month TEXT NOT NULL,
    made_at TEXT NOT NULL,
    answered_at TEXT,
    kept BLOB NOT NULL,
    asked BLOB NOT NULL,
    PRIMARY KEY (number)
)""",
    # Erasure: that somebody was erased, source rows not to be brought in again, and counts.
    """CREATE TABLE erased (
    id BLOB NOT NULL,
    household_id BLOB,
    erased_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE erased_row (
    fingerprint BLOB NOT NULL,
    PRIMARY KEY (fingerprint)
)
 WITHOUT ROWID""",
    """CREATE TABLE past_figure (
    period TEXT NOT NULL,
    grouping TEXT NOT NULL,
    code TEXT NOT NULL,
    measure TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (period, grouping, code, measure)
)
 WITHOUT ROWID""",
    # Retention: files kept although their time is over.
    """CREATE TABLE kept_longer (
    household_id BLOB NOT NULL,
    until TEXT NOT NULL,
    reason TEXT NOT NULL,
    noted_at TEXT NOT NULL,
    operator_id BLOB,
    PRIMARY KEY (household_id),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE
)""",
    # Documents and reserved notes.
    """CREATE TABLE content (
    id BLOB NOT NULL,
    household_id BLOB NOT NULL,
    data BLOB NOT NULL,
    released_on TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE
)""",
    "CREATE INDEX ix_content_household_id ON content (household_id)",
    """CREATE TABLE document (
    id BLOB NOT NULL,
    household_id BLOB NOT NULL,
    content_id BLOB NOT NULL,
    details_id BLOB,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    issued_on TEXT,
    expires_on TEXT,
    size INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    operator_id BLOB,
    PRIMARY KEY (id),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE,
    FOREIGN KEY(content_id) REFERENCES content (id),
    FOREIGN KEY(details_id) REFERENCES content (id)
)""",
    "CREATE INDEX ix_document_household_id ON document (household_id)",
    """CREATE TABLE reserved_note (
    id BLOB NOT NULL,
    household_id BLOB NOT NULL,
    content_id BLOB NOT NULL,
    written_at TEXT NOT NULL,
    operator_id BLOB,
    amended_at TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE,
    FOREIGN KEY(content_id) REFERENCES content (id)
)""",
    "CREATE INDEX ix_reserved_note_household_id ON reserved_note (household_id)",
    # Consent forms: in which language, and the signed sheet.
    "ALTER TABLE household ADD COLUMN form_language TEXT",
    """ALTER TABLE consent
        ADD COLUMN document_id BLOB REFERENCES document (id) ON DELETE SET NULL""",
    "CREATE INDEX ix_consent_document_id ON consent (document_id)",
    # What was being written when the vault was locked.
    """CREATE TABLE draft (
    operator_id BLOB NOT NULL,
    page TEXT NOT NULL,
    household_id BLOB,
    tab TEXT NOT NULL,
    item TEXT NOT NULL,
    data BLOB NOT NULL,
    kept_at TEXT NOT NULL,
    PRIMARY KEY (operator_id, page, tab),
    FOREIGN KEY(operator_id) REFERENCES operator (id),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE
)""",
    # Two files that are one household, or are not.
    """ALTER TABLE household
        ADD COLUMN merged_into BLOB REFERENCES household (id) ON DELETE CASCADE""",
    "CREATE INDEX ix_household_merged_into ON household (merged_into)",
    """CREATE TABLE told_apart (
    household_id BLOB NOT NULL,
    other_id BLOB NOT NULL,
    told_on TEXT NOT NULL,
    PRIMARY KEY (household_id, other_id),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE,
    FOREIGN KEY(other_id) REFERENCES household (id) ON DELETE CASCADE
)""",
    "CREATE INDEX ix_told_apart_other_id ON told_apart (other_id)",
)


def upgrade() -> None:
    """Change the tables of 0.1.0 with plain SQL, keeping every row."""
    for statement in STATEMENTS:
        op.execute(statement)
