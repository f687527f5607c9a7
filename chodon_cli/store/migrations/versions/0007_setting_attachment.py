"""Settings of the office, and files attached to records."""

from alembic import op

revision = "0007"
down_revision = "0006"

STATEMENTS = [
    """
    CREATE TABLE setting (
        id    INTEGER PRIMARY KEY,
        key   TEXT NOT NULL,
        value TEXT,
        CONSTRAINT setting_key_is_unique UNIQUE (key)
    ) STRICT
    """,
    """
    CREATE TABLE attachment (
        id          INTEGER PRIMARY KEY,
        noun        TEXT NOT NULL,
        record_id   INTEGER NOT NULL,
        name        TEXT NOT NULL,
        sha256      TEXT NOT NULL,
        bytes       INTEGER NOT NULL,
        attached_on TEXT NOT NULL,
        note        TEXT,
        voided_on   TEXT,
        void_reason TEXT,
        purged_on   TEXT,
        CONSTRAINT attachment_digest_is_one CHECK (length(sha256) = 64),
        CONSTRAINT attachment_has_a_size CHECK (bytes >= 0),
        CONSTRAINT attachment_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL)),
        CONSTRAINT attachment_purged_is_void CHECK (purged_on IS NULL OR voided_on IS NOT NULL)
    ) STRICT
    """,
    "CREATE INDEX attachment_record ON attachment (noun, record_id)",
    "CREATE INDEX attachment_sha256 ON attachment (sha256)",
]


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
