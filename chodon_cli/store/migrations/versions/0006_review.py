"""Yearly reviews."""

from alembic import op

revision = "0006"
down_revision = "0005"

STATEMENTS = [
    """
    CREATE TABLE review (
        id        INTEGER PRIMARY KEY,
        year      INTEGER NOT NULL,
        unit_id   INTEGER REFERENCES unit (id),
        due_on    TEXT,
        opened_on TEXT NOT NULL,
        closed_on TEXT,
        reason    TEXT,
        CONSTRAINT review_closes_after_it_opens CHECK (closed_on >= opened_on),
        CONSTRAINT review_with_reason_is_closed CHECK (reason IS NULL OR closed_on IS NOT NULL)
    ) STRICT
    """,
    "CREATE UNIQUE INDEX review_is_one_a_year_and_unit ON review (year, coalesce(unit_id, 0))",
]


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
