"""Cases by what ended them, and decisions by when they lapse: neither is found by reading every step of every case."""

from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.execute(
        "CREATE INDEX case_event_ending ON case_event (case_id, happened_on)"
        " WHERE kind IN ('decide', 'close') AND voided_on IS NULL"
    )
    op.execute("CREATE INDEX case_event_lapses ON case_event (lapses_on) WHERE lapses_on IS NOT NULL")
