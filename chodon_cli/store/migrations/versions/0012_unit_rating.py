"""Ratings of units by year: the head is rated no better than the unit (Decree 233/2026, article 12.7)."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE unit_rating (
            id          INTEGER PRIMARY KEY,
            year        INTEGER NOT NULL,
            n           INTEGER NOT NULL,
            unit_id     INTEGER NOT NULL REFERENCES unit (id),
            level       TEXT NOT NULL,
            score       REAL,
            decided_on  TEXT NOT NULL,
            note        TEXT,
            voided_on   TEXT,
            void_reason TEXT,
            CONSTRAINT unit_rating_number_is_unique UNIQUE (year, n),
            CONSTRAINT unit_rating_number_is_positive CHECK (n > 0),
            CONSTRAINT unit_rating_level_is_known CHECK (level IN ('excellent', 'good', 'completed', 'failed')),
            CONSTRAINT unit_rating_score_is_of_a_hundred CHECK (score >= 0 AND score <= 100),
            CONSTRAINT unit_rating_is_decided_in_the_year_or_later CHECK (
                CAST(substr(decided_on, 1, 4) AS INTEGER) >= year
            ),
            CONSTRAINT unit_rating_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
        ) STRICT
        """
    )
    op.execute("CREATE INDEX unit_rating_unit ON unit_rating (unit_id, year)")
    op.execute("CREATE INDEX unit_rating_year ON unit_rating (year)")
