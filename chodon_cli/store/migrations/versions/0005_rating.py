"""Yearly ratings, and the reviews that gather what they need."""

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = [
    """
    CREATE TABLE rating (
        id          INTEGER PRIMARY KEY,
        year        INTEGER NOT NULL,
        n           INTEGER NOT NULL,
        staff_id    INTEGER NOT NULL REFERENCES staff (id),
        unit_id     INTEGER NOT NULL REFERENCES unit (id),
        kind        TEXT NOT NULL,
        level       TEXT NOT NULL,
        score       REAL,
        decided_on  TEXT NOT NULL,
        note        TEXT,
        voided_on   TEXT,
        void_reason TEXT,
        CONSTRAINT rating_number_is_unique UNIQUE (year, n),
        CONSTRAINT rating_number_is_positive CHECK (n > 0),
        CONSTRAINT rating_kind_is_known CHECK (kind IN ('self', 'final')),
        CONSTRAINT rating_level_is_known CHECK (level IN ('excellent', 'good', 'completed', 'failed')),
        CONSTRAINT rating_score_is_of_a_hundred CHECK (score >= 0 AND score <= 100),
        CONSTRAINT rating_is_decided_in_the_year_or_later CHECK (CAST(substr(decided_on, 1, 4) AS INTEGER) >= year),
        CONSTRAINT rating_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
    ) STRICT
    """,
    "CREATE INDEX rating_year ON rating (year, kind, staff_id)",
    "CREATE INDEX rating_staff ON rating (staff_id, year)",
    "CREATE INDEX rating_unit ON rating (unit_id, year)",
]


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
