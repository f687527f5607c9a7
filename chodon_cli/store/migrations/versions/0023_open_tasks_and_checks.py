"""Tasks that are still open, checks that were not passed, remedies asked for: each found without all the others.

Most tasks of a register are done, most checks passed, and few inspections ask for a remedy. The visits of a unit stand
in the order in which the last one before another is looked for.
"""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.execute(
        "CREATE INDEX task_open ON task (year, n, due_on, assigned_on, unit_id, staff_id, document_id, title,"
        " done_on, cancelled_on, voided_on)"
        " WHERE done_on IS NULL AND cancelled_on IS NULL AND voided_on IS NULL"
    )
    op.execute("DROP INDEX inspection_unit")
    op.execute(
        "CREATE INDEX inspection_visit ON inspection (unit_id, visited_on, coalesce(hour, ''), year, n)"
        " WHERE voided_on IS NULL"
    )
    op.execute(
        "CREATE INDEX inspection_remedy ON inspection (remedy_due_on)"
        " WHERE remedy_due_on IS NOT NULL AND voided_on IS NULL"
    )
    op.execute("CREATE INDEX inspection_check_sum ON inspection_check (inspection_id, made, passed)")
    op.execute(
        "CREATE INDEX inspection_check_not_passed ON inspection_check (inspection_id, item, passed, made)"
        " WHERE passed < made"
    )
