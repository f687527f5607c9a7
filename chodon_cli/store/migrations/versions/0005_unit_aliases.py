"""What else a unit is called: ways of writing it that the office has told the register."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute("ALTER TABLE unit ADD COLUMN aliases TEXT")
