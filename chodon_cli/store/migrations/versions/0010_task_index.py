"""Tasks of a unit by their day, with all that a report of tasks asks of each, so that it reads no table."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute("DROP INDEX task_unit")
    op.execute("""
        CREATE INDEX task_unit ON task (
            unit_id, due_on, assigned_on, done_on, cancelled_on, document_id, voided_on
        ) WHERE voided_on IS NULL
    """)
