"""Training, commendations, briefings and pledges."""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = [
    """
    CREATE TABLE training (
        id          INTEGER PRIMARY KEY,
        year        INTEGER NOT NULL,
        n           INTEGER NOT NULL,
        staff_id    INTEGER NOT NULL REFERENCES staff (id),
        field       TEXT NOT NULL,
        title       TEXT,
        provider    TEXT,
        started_on  TEXT NOT NULL,
        ended_on    TEXT,
        days        INTEGER,
        certificate TEXT,
        note        TEXT,
        voided_on   TEXT,
        void_reason TEXT,
        CONSTRAINT training_number_is_unique UNIQUE (year, n),
        CONSTRAINT training_year_is_that_of_its_day CHECK (year = CAST(substr(started_on, 1, 4) AS INTEGER)),
        CONSTRAINT training_number_is_positive CHECK (n > 0),
        CONSTRAINT training_field_is_known CHECK (
            field IN ('profession', 'political-theory', 'foreign-language', 'it', 'state-management', 'other')
        ),
        CONSTRAINT training_ends_after_it_starts CHECK (ended_on >= started_on),
        CONSTRAINT training_days_are_not_negative CHECK (days >= 0),
        CONSTRAINT training_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
    ) STRICT
    """,
    "CREATE INDEX training_staff ON training (staff_id, started_on)",
    """
    CREATE TABLE commendation (
        id          INTEGER PRIMARY KEY,
        year        INTEGER NOT NULL,
        n           INTEGER NOT NULL,
        staff_id    INTEGER REFERENCES staff (id),
        unit_id     INTEGER REFERENCES unit (id),
        form        TEXT NOT NULL,
        title       TEXT,
        decision    TEXT,
        authority   TEXT,
        decided_on  TEXT NOT NULL,
        note        TEXT,
        voided_on   TEXT,
        void_reason TEXT,
        CONSTRAINT commendation_number_is_unique UNIQUE (year, n),
        CONSTRAINT commendation_year_is_that_of_its_day CHECK (year = CAST(substr(decided_on, 1, 4) AS INTEGER)),
        CONSTRAINT commendation_number_is_positive CHECK (n > 0),
        CONSTRAINT commendation_is_of_a_person_or_a_unit CHECK ((staff_id IS NULL) <> (unit_id IS NULL)),
        CONSTRAINT commendation_form_is_known CHECK (
            form IN ('emulation-title', 'certificate', 'diploma', 'state-honour', 'other')
        ),
        CONSTRAINT commendation_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
    ) STRICT
    """,
    "CREATE INDEX commendation_staff ON commendation (staff_id, decided_on)",
    "CREATE INDEX commendation_unit ON commendation (unit_id, decided_on)",
    """
    CREATE TABLE briefing (
        id          INTEGER PRIMARY KEY,
        year        INTEGER NOT NULL,
        n           INTEGER NOT NULL,
        document_id INTEGER NOT NULL REFERENCES document (id),
        unit_id     INTEGER NOT NULL REFERENCES unit (id),
        held_on     TEXT NOT NULL,
        form        TEXT NOT NULL,
        invited     INTEGER NOT NULL,
        attended    INTEGER NOT NULL,
        note        TEXT,
        voided_on   TEXT,
        void_reason TEXT,
        CONSTRAINT briefing_number_is_unique UNIQUE (year, n),
        CONSTRAINT briefing_year_is_that_of_its_day CHECK (year = CAST(substr(held_on, 1, 4) AS INTEGER)),
        CONSTRAINT briefing_number_is_positive CHECK (n > 0),
        CONSTRAINT briefing_form_is_known CHECK (form IN ('meeting', 'written', 'online', 'other')),
        CONSTRAINT briefing_is_attended_by_those_invited CHECK (attended >= 0 AND attended <= invited),
        CONSTRAINT briefing_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
    ) STRICT
    """,
    "CREATE INDEX briefing_unit ON briefing (unit_id, held_on)",
    "CREATE INDEX briefing_document ON briefing (document_id)",
    """
    CREATE TABLE pledge (
        id          INTEGER PRIMARY KEY,
        year        INTEGER NOT NULL,
        n           INTEGER NOT NULL,
        staff_id    INTEGER NOT NULL REFERENCES staff (id),
        document_id INTEGER NOT NULL REFERENCES document (id),
        signed_on   TEXT NOT NULL,
        note        TEXT,
        voided_on   TEXT,
        void_reason TEXT,
        CONSTRAINT pledge_number_is_unique UNIQUE (year, n),
        CONSTRAINT pledge_number_is_positive CHECK (n > 0),
        CONSTRAINT pledge_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
    ) STRICT
    """,
    "CREATE INDEX pledge_staff ON pledge (staff_id, signed_on)",
    "CREATE INDEX pledge_document ON pledge (document_id)",
]


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
