"""The indexes from which reports count violations have the day on which each was found, and how."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("DROP INDEX violation_unit")
    op.execute(
        "CREATE INDEX violation_unit ON violation "
        "(unit_id, occurred_on, staff_id, severity, standard_id, found_on, source, voided_on) WHERE voided_on IS NULL"
    )
    op.execute(
        "CREATE INDEX violation_unit_found ON violation "
        "(unit_id, found_on, staff_id, severity, standard_id, occurred_on, source, voided_on) WHERE voided_on IS NULL"
    )
