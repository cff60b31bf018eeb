"""First schema."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = """
CREATE TABLE aid_elsewhere (
    id BLOB NOT NULL,
    other_handle BLOB NOT NULL,
    other_centre TEXT NOT NULL,
    kind TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    cents INTEGER,
    given_on TEXT NOT NULL,
    month TEXT NOT NULL,
    address BLOB NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX ix_aid_elsewhere_address ON aid_elsewhere (address);
CREATE INDEX ix_aid_elsewhere_other_handle ON aid_elsewhere (other_handle);
CREATE TABLE audit_entry (
    sequence INTEGER NOT NULL,
    at TEXT NOT NULL,
    operator_id BLOB,
    action TEXT NOT NULL,
    subject BLOB,
    detail TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (sequence)
);
CREATE TABLE change (
    id BLOB NOT NULL,
    at TEXT NOT NULL,
    operator_id BLOB,
    action TEXT NOT NULL,
    household_id BLOB,
    rows TEXT NOT NULL,
    undone_at TEXT,
    PRIMARY KEY (id)
);
CREATE TABLE closing (
    month TEXT NOT NULL,
    phase TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    done_at TEXT,
    counts TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (month)
);
CREATE TABLE household (
    id BLOB NOT NULL,
    number TEXT NOT NULL,
    label TEXT NOT NULL,
    card TEXT NOT NULL,
    declared_people INTEGER,
    declared_minors INTEGER,
    is_homeless BOOLEAN NOT NULL,
    notes TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    closed_on TEXT,
    closing_reason TEXT NOT NULL,
    last_opened_at TEXT,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX ix_household_card ON household (card);
CREATE INDEX ix_household_last_opened_at ON household (last_opened_at);
CREATE INDEX ix_household_number ON household (number);
CREATE TABLE import_batch (
    id BLOB NOT NULL,
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    undone_at TEXT,
    register TEXT NOT NULL,
    additions TEXT NOT NULL,
    counts TEXT NOT NULL,
    notices TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE known_token (
    key_digest BLOB NOT NULL,
    token_index BLOB NOT NULL,
    seal_key BLOB NOT NULL,
    PRIMARY KEY (key_digest)
)
 WITHOUT ROWID;
CREATE INDEX known_token_index ON known_token (token_index);
CREATE TABLE operator (
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    authorised_on TEXT NOT NULL,
    left_on TEXT,
    PRIMARY KEY (id)
);
CREATE TABLE outbox (
    sequence INTEGER NOT NULL,
    body BLOB NOT NULL,
    receipt BLOB,
    PRIMARY KEY (sequence)
);
CREATE TABLE published (
    household_id BLOB NOT NULL,
    handle BLOB NOT NULL,
    content_key BLOB NOT NULL,
    PRIMARY KEY (household_id),
    UNIQUE (handle)
);
CREATE TABLE sent_aid (
    household_id BLOB NOT NULL,
    month TEXT NOT NULL,
    version INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (household_id, month)
)
 WITHOUT ROWID;
CREATE TABLE sent_member (
    member_id BLOB NOT NULL,
    household_id BLOB NOT NULL,
    ordinal INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    indexes BLOB NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (member_id)
);
CREATE INDEX ix_sent_member_household_id ON sent_member (household_id);
CREATE TABLE setting (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
);
CREATE TABLE address (
    id BLOB NOT NULL,
    household_id BLOB NOT NULL,
    street TEXT NOT NULL,
    municipality TEXT NOT NULL,
    until TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE
);
CREATE INDEX ix_address_household_id ON address (household_id);
CREATE TABLE aid (
    household_id BLOB NOT NULL,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    cents INTEGER,
    purpose TEXT NOT NULL,
    given_on TEXT NOT NULL,
    member_id BLOB,
    operator_id BLOB,
    batch_id BLOB,
    override_reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (household_id, id),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE
)
 WITHOUT ROWID;
CREATE INDEX aid_batch ON aid (batch_id);
CREATE INDEX aid_month ON aid (given_on, kind, quantity, cents);
CREATE TABLE consent (
    id BLOB NOT NULL,
    household_id BLOB NOT NULL,
    purpose TEXT NOT NULL,
    given_on TEXT NOT NULL,
    withdrawn_on TEXT,
    notes TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE
);
CREATE INDEX ix_consent_household_id ON consent (household_id);
CREATE TABLE import_row (
    fingerprint BLOB NOT NULL,
    batch_id BLOB NOT NULL,
    household_id BLOB NOT NULL,
    PRIMARY KEY (fingerprint),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id) ON DELETE CASCADE
)
 WITHOUT ROWID;
CREATE INDEX ix_import_row_batch_id ON import_row (batch_id);
CREATE INDEX ix_import_row_household_id ON import_row (household_id);
CREATE TABLE isee (
    id BLOB NOT NULL,
    household_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    cents INTEGER NOT NULL,
    dsu_on TEXT NOT NULL,
    expires_on TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE
);
CREATE INDEX ix_isee_expires_on ON isee (expires_on);
CREATE INDEX ix_isee_household_id ON isee (household_id);
CREATE TABLE member (
    id BLOB NOT NULL,
    household_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    relation TEXT NOT NULL,
    surname TEXT NOT NULL,
    given_name TEXT NOT NULL,
    nickname TEXT NOT NULL,
    sex TEXT NOT NULL,
    born TEXT NOT NULL,
    birth_place TEXT NOT NULL,
    birth_place_code TEXT NOT NULL,
    citizenship TEXT NOT NULL,
    is_disabled BOOLEAN NOT NULL,
    left_on TEXT,
    notes TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE
);
CREATE INDEX ix_member_born ON member (born);
CREATE INDEX ix_member_household_id ON member (household_id);
CREATE TABLE phone (
    id BLOB NOT NULL,
    household_id BLOB NOT NULL,
    written TEXT NOT NULL,
    e164 TEXT NOT NULL,
    whose TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE
);
CREATE INDEX ix_phone_e164 ON phone (e164);
CREATE INDEX ix_phone_household_id ON phone (household_id);
CREATE TABLE search_word (
    word TEXT NOT NULL,
    household_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (word, household_id, member_id, field),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE
)
 WITHOUT ROWID;
CREATE INDEX ix_search_word_household_id ON search_word (household_id);
CREATE TABLE sighting (
    id BLOB NOT NULL,
    household_id BLOB NOT NULL,
    other_centre TEXT NOT NULL,
    other_handle BLOB NOT NULL,
    content_key BLOB NOT NULL,
    aid_cursor INTEGER NOT NULL,
    strength TEXT NOT NULL,
    reasons TEXT NOT NULL,
    people INTEGER NOT NULL,
    answer TEXT NOT NULL,
    answered_at TEXT,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (household_id, other_centre, other_handle),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE
);
CREATE INDEX ix_sighting_household_id ON sighting (household_id);
CREATE TABLE identity_code (
    id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    expires_on TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(member_id) REFERENCES member (id) ON DELETE CASCADE
);
CREATE INDEX ix_identity_code_expires_on ON identity_code (expires_on);
CREATE INDEX ix_identity_code_member_id ON identity_code (member_id);
CREATE INDEX ix_identity_code_value ON identity_code (value);
CREATE TABLE need (
    id BLOB NOT NULL,
    household_id BLOB NOT NULL,
    member_id BLOB,
    code TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    notes TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE CASCADE,
    FOREIGN KEY(member_id) REFERENCES member (id) ON DELETE SET NULL
);
CREATE INDEX ix_need_household_id ON need (household_id);
CREATE TABLE shared_key (
    member_id BLOB NOT NULL,
    other_tag BLOB NOT NULL,
    token_index BLOB NOT NULL,
    key_kind TEXT NOT NULL,
    other_centre TEXT NOT NULL,
    other_handle BLOB NOT NULL,
    other_member INTEGER NOT NULL,
    other_fingerprint BLOB NOT NULL,
    content_key BLOB NOT NULL,
    PRIMARY KEY (member_id, other_tag),
    FOREIGN KEY(member_id) REFERENCES member (id) ON DELETE CASCADE
)
 WITHOUT ROWID;
CREATE INDEX ix_shared_key_other_tag ON shared_key (other_tag);
CREATE INDEX ix_shared_key_token_index ON shared_key (token_index);
"""


def upgrade() -> None:
    """Make every table and index, as plain SQL: what a vault of this revision is, for ever."""
    for statement in SCHEMA.split(";"):
        if statement.strip():
            op.execute(statement)
