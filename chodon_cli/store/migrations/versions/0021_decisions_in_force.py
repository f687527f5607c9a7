"""Decisions by the last day on which they hold: what is in force and what lapses soon is found without the others."""

from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.execute("DROP INDEX case_event_lapses")
    op.execute(
        "CREATE INDEX case_event_in_force ON case_event"
        " (coalesce(lapses_on, '9999-12-31'), effective_on, happened_on, case_id)"
        " WHERE kind = 'decide' AND voided_on IS NULL"
    )
