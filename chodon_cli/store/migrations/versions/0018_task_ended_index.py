"""Tasks by the day on which they ended: those that are still open on any day are found without reading all others."""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.execute(
        "CREATE INDEX task_ended ON task (coalesce(done_on, cancelled_on, '9999-12-31')) WHERE voided_on IS NULL"
    )
