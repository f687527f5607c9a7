"""Whether what somebody was disciplined for was in connection with their duty, which the yearly rating rests on."""

from alembic import op

revision = "0010"
down_revision = "0009"

STATEMENTS = [
    """
    ALTER TABLE case_event ADD COLUMN in_duty TEXT
        CONSTRAINT case_event_in_duty_is_known CHECK (
            in_duty IS NULL OR (in_duty IN ('yes', 'no') AND kind = 'decide')
        )
    """,
]


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
