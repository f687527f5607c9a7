"""Reminders: how a violation is dealt with that needs no case."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE reminder (
            id             INTEGER PRIMARY KEY,
            year           INTEGER NOT NULL,
            n              INTEGER NOT NULL,
            violation_id   INTEGER NOT NULL REFERENCES violation (id),
            reminded_on    TEXT NOT NULL,
            reminded_by_id INTEGER REFERENCES staff (id),
            note           TEXT,
            voided_on      TEXT,
            void_reason    TEXT,
            CONSTRAINT reminder_number_is_unique UNIQUE (year, n),
            CONSTRAINT reminder_number_is_positive CHECK (n > 0),
            CONSTRAINT reminder_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
        ) STRICT
        """
    )
    op.execute("CREATE INDEX reminder_violation ON reminder (violation_id, reminded_on) WHERE voided_on IS NULL")
    op.execute("CREATE INDEX reminder_staff ON reminder (reminded_by_id) WHERE reminded_by_id IS NOT NULL")
