"""Units as they were: the name and the parent that a unit had until it was renamed or moved."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE unit_past (
            id        INTEGER PRIMARY KEY,
            unit_id   INTEGER NOT NULL REFERENCES unit (id),
            until_on  TEXT NOT NULL,
            name      TEXT NOT NULL,
            parent_id INTEGER REFERENCES unit (id),
            CONSTRAINT unit_past_has_one_row_a_day UNIQUE (unit_id, until_on)
        ) STRICT
        """
    )
    op.execute("CREATE INDEX unit_past_parent ON unit_past (parent_id) WHERE parent_id IS NOT NULL")
