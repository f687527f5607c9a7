"""Which accounts of a server read and write only what lies under a unit."""

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE access_grant (
            id         INTEGER PRIMARY KEY,
            account    TEXT NOT NULL,
            unit_id    INTEGER NOT NULL REFERENCES unit (id),
            since      INTEGER NOT NULL,
            granted_on TEXT NOT NULL,
            revoked_on TEXT,
            CONSTRAINT access_grant_is_revoked_after_it_is_granted CHECK (revoked_on >= granted_on)
        ) STRICT
    """)
    op.execute("CREATE UNIQUE INDEX access_grant_unit ON access_grant (account, unit_id) WHERE revoked_on IS NULL")
