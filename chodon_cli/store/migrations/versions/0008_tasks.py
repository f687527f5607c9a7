"""Tasks, and the extensions of their due days."""

from alembic import op

revision = "0008"
down_revision = "0007"

STATEMENTS = [
    """
    CREATE TABLE task (
        id            INTEGER PRIMARY KEY,
        year          INTEGER NOT NULL,
        n             INTEGER NOT NULL,
        title         TEXT NOT NULL,
        document_id   INTEGER REFERENCES document (id),
        unit_id       INTEGER NOT NULL REFERENCES unit (id),
        staff_id      INTEGER REFERENCES staff (id),
        assigned_on   TEXT NOT NULL,
        due_on        TEXT NOT NULL,
        done_on       TEXT,
        quality       TEXT,
        cancelled_on  TEXT,
        cancel_reason TEXT,
        repeats       TEXT,
        scheduled_on  TEXT,
        series        TEXT,
        note          TEXT,
        voided_on     TEXT,
        void_reason   TEXT,
        CONSTRAINT task_number_is_unique UNIQUE (year, n),
        CONSTRAINT task_year_is_that_of_its_day CHECK (year = CAST(substr(assigned_on, 1, 4) AS INTEGER)),
        CONSTRAINT task_number_is_positive CHECK (n > 0),
        CONSTRAINT task_is_due_after_it_is_assigned CHECK (due_on >= assigned_on),
        CONSTRAINT task_is_done_after_it_is_assigned CHECK (done_on >= assigned_on),
        CONSTRAINT task_is_cancelled_after_it_is_assigned CHECK (cancelled_on >= assigned_on),
        CONSTRAINT task_is_done_or_cancelled CHECK (done_on IS NULL OR cancelled_on IS NULL),
        CONSTRAINT task_quality_is_known CHECK (quality IN ('excellent', 'good', 'fair', 'poor')),
        CONSTRAINT task_with_quality_is_done CHECK (quality IS NULL OR done_on IS NOT NULL),
        CONSTRAINT task_cancelled_has_reason CHECK ((cancelled_on IS NULL) = (cancel_reason IS NULL)),
        CONSTRAINT task_repeats_is_known CHECK (
            repeats IN ('weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly')
        ),
        CONSTRAINT task_that_repeats_is_scheduled CHECK (repeats IS NULL OR scheduled_on IS NOT NULL),
        CONSTRAINT task_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
    ) STRICT
    """,
    "CREATE INDEX task_unit ON task (unit_id, due_on)",
    "CREATE INDEX task_staff ON task (staff_id) WHERE staff_id IS NOT NULL",
    "CREATE INDEX task_document ON task (document_id) WHERE document_id IS NOT NULL",
    """
    CREATE TABLE task_extension (
        id          INTEGER PRIMARY KEY,
        task_id     INTEGER NOT NULL REFERENCES task (id),
        extended_on TEXT NOT NULL,
        due_on      TEXT NOT NULL,
        extended_by TEXT NOT NULL,
        reason      TEXT NOT NULL,
        voided_on   TEXT,
        void_reason TEXT,
        CONSTRAINT task_extension_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
    ) STRICT
    """,
    "CREATE INDEX task_extension_task ON task_extension (task_id, due_on, extended_on) WHERE voided_on IS NULL",
]


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
