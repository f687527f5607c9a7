"""What the office has confirmed or set of the rules of law."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE law (
            id         INTEGER PRIMARY KEY,
            n          INTEGER NOT NULL,
            rule       TEXT NOT NULL,
            says       TEXT,
            checked_by TEXT NOT NULL,
            checked_on TEXT NOT NULL,
            against    TEXT NOT NULL,
            CONSTRAINT law_is_said_in_order UNIQUE (n),
            CONSTRAINT law_place_is_positive CHECK (n > 0)
        ) STRICT
        """
    )
