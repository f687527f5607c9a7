"""Inspections and their checklists; a violation tells at which inspection it was found."""

from alembic import op

revision = "0007"
down_revision = "0006"

STATEMENTS = [
    """
    CREATE TABLE inspection (
        id                    INTEGER PRIMARY KEY,
        year                  INTEGER NOT NULL,
        n                     INTEGER NOT NULL,
        unit_id               INTEGER NOT NULL REFERENCES unit (id),
        kind                  TEXT NOT NULL,
        planned_on            TEXT,
        visited_on            TEXT,
        hour                  TEXT,
        people             INTEGER,
        present               INTEGER,
        absent_with_reason    INTEGER,
        absent_without_reason INTEGER,
        came_late             INTEGER,
        conclusion            TEXT,
        concluded_on          TEXT,
        to_remedy             TEXT,
        remedy_due_on         TEXT,
        remedied              TEXT,
        remedied_on           TEXT,
        note                  TEXT,
        voided_on             TEXT,
        void_reason           TEXT,
        CONSTRAINT inspection_number_is_unique UNIQUE (year, n),
        CONSTRAINT inspection_number_is_positive CHECK (n > 0),
        CONSTRAINT inspection_year_is_that_of_its_day CHECK (
            year = CAST(substr(coalesce(planned_on, visited_on), 1, 4) AS INTEGER)
        ),
        CONSTRAINT inspection_has_a_day CHECK (planned_on IS NOT NULL OR visited_on IS NOT NULL),
        CONSTRAINT inspection_kind_is_known CHECK (kind IN ('planned', 'surprise', 'self')),
        CONSTRAINT inspection_planned_has_its_day CHECK (kind <> 'planned' OR planned_on IS NOT NULL),
        CONSTRAINT inspection_head_count_adds_up CHECK (
            people IS NULL AND present IS NULL AND absent_with_reason IS NULL AND absent_without_reason IS NULL
            AND came_late IS NULL
            OR people IS NOT NULL AND present IS NOT NULL AND absent_with_reason IS NOT NULL
            AND absent_without_reason IS NOT NULL AND came_late IS NOT NULL
            AND people = present + absent_with_reason + absent_without_reason
        ),
        CONSTRAINT inspection_late_are_present CHECK (came_late BETWEEN 0 AND present),
        CONSTRAINT inspection_sees_when_it_visits CHECK (
            visited_on IS NOT NULL OR (hour IS NULL AND people IS NULL AND concluded_on IS NULL)
        ),
        CONSTRAINT inspection_concludes_after_the_visit CHECK (concluded_on >= visited_on),
        CONSTRAINT inspection_conclusion_has_its_day CHECK (conclusion IS NULL OR concluded_on IS NOT NULL),
        CONSTRAINT inspection_remedies_follow_the_conclusion CHECK (
            concluded_on IS NOT NULL OR (to_remedy IS NULL AND remedy_due_on IS NULL AND remedied_on IS NULL)
        ),
        CONSTRAINT inspection_remedy_is_due_after_the_conclusion CHECK (remedy_due_on >= concluded_on),
        CONSTRAINT inspection_remedy_comes_after_the_conclusion CHECK (remedied_on >= concluded_on),
        CONSTRAINT inspection_what_was_remedied_has_its_day CHECK (remedied IS NULL OR remedied_on IS NOT NULL),
        CONSTRAINT inspection_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
    ) STRICT
    """,
    "CREATE INDEX inspection_unit ON inspection (unit_id, visited_on) WHERE voided_on IS NULL",
    """
    CREATE TABLE inspection_check (
        id            INTEGER PRIMARY KEY,
        inspection_id INTEGER NOT NULL REFERENCES inspection (id),
        item          TEXT NOT NULL,
        standard_id   INTEGER REFERENCES standard (id),
        made          INTEGER NOT NULL,
        passed        INTEGER NOT NULL,
        failed        TEXT,
        note          TEXT,
        CONSTRAINT inspection_check_item_comes_once UNIQUE (inspection_id, item),
        CONSTRAINT inspection_check_passes_no_more_than_made CHECK (passed BETWEEN 0 AND made),
        CONSTRAINT inspection_check_failed_is_a_list CHECK (json_type(failed) = 'array')
    ) STRICT
    """,
    "CREATE INDEX inspection_check_failed ON inspection_check (inspection_id, failed) WHERE failed IS NOT NULL",
    "ALTER TABLE violation ADD COLUMN inspection_id INTEGER REFERENCES inspection (id)",
    "CREATE INDEX violation_inspection ON violation (inspection_id) WHERE inspection_id IS NOT NULL",
]


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
