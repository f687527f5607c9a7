"""What other offices, whose registers are taken in under a unit, call the records that came from them."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE office_record (
            id INTEGER PRIMARY KEY,
            unit_id INTEGER NOT NULL REFERENCES unit (id),
            noun TEXT NOT NULL,
            name TEXT NOT NULL,
            record_id INTEGER NOT NULL,
            is_own INTEGER NOT NULL CHECK (is_own IN (0, 1))
        ) STRICT
    """)
    op.execute("CREATE UNIQUE INDEX office_record_name ON office_record (unit_id, noun, name)")
    op.execute("CREATE INDEX office_record_record ON office_record (noun, record_id)")
