"""Violations entered by mistake by their unit, beside the index of those that count: cases may rest on both."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.execute("CREATE INDEX violation_void ON violation (unit_id) WHERE voided_on IS NOT NULL")
