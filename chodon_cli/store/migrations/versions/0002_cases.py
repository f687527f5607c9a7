"""Cases: opened on violations of one person, with everything that happened to them."""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = [
    """
    CREATE TABLE discipline_case (
        id            INTEGER PRIMARY KEY,
        year          INTEGER NOT NULL,
        n             INTEGER NOT NULL,
        staff_id      INTEGER NOT NULL REFERENCES staff (id),
        found_on      TEXT NOT NULL,
        opened_on     TEXT NOT NULL,
        limitation    TEXT,
        category      TEXT NOT NULL,
        normal_days   INTEGER,
        extended_days INTEGER,
        document      TEXT,
        article       TEXT,
        verified      TEXT,
        rules         INTEGER NOT NULL,
        CONSTRAINT discipline_case_number_is_unique UNIQUE (year, n),
        CONSTRAINT discipline_case_number_is_positive CHECK (n > 0),
        CONSTRAINT discipline_case_year_is_that_of_its_day CHECK (year = CAST(substr(opened_on, 1, 4) AS INTEGER)),
        CONSTRAINT discipline_case_opens_after_it_is_found CHECK (opened_on >= found_on),
        CONSTRAINT discipline_case_limitation_is_known CHECK (limitation IN ('none', 'assets')),
        CONSTRAINT discipline_case_category_is_known CHECK (
            category IN ('cadre', 'civil-servant', 'commune-civil-servant', 'public-employee', 'contract')
        ),
        CONSTRAINT discipline_case_days_come_together CHECK ((normal_days IS NULL) = (extended_days IS NULL)),
        CONSTRAINT discipline_case_days_grow CHECK (normal_days > 0 AND extended_days >= normal_days),
        CONSTRAINT discipline_case_verified_is_known CHECK (verified IN ('V', 'S', 'R', 'N', 'C'))
    ) STRICT
    """,
    "CREATE INDEX discipline_case_staff ON discipline_case (staff_id)",
    """
    CREATE TABLE case_violation (
        id           INTEGER PRIMARY KEY,
        case_id      INTEGER NOT NULL REFERENCES discipline_case (id),
        violation_id INTEGER NOT NULL REFERENCES violation (id),
        CONSTRAINT case_violation_is_of_one_case UNIQUE (violation_id)
    ) STRICT
    """,
    "CREATE INDEX case_violation_case ON case_violation (case_id, violation_id)",
    """
    CREATE TABLE case_event (
        id                INTEGER PRIMARY KEY,
        case_id           INTEGER NOT NULL REFERENCES discipline_case (id),
        n                 INTEGER NOT NULL,
        kind              TEXT NOT NULL,
        happened_on       TEXT NOT NULL,
        until_on          TEXT,
        ground            TEXT,
        form              TEXT,
        decision          TEXT,
        effective_on      TEXT,
        party_effective_on TEXT,
        lapses_on         TEXT,
        verified          TEXT,
        outcome           TEXT,
        mitigating        TEXT,
        aggravating       TEXT,
        document          TEXT,
        reason            TEXT,
        note              TEXT,
        CONSTRAINT case_event_place_is_unique UNIQUE (case_id, n),
        CONSTRAINT case_event_place_is_positive CHECK (n > 0),
        CONSTRAINT case_event_kind_is_known CHECK (
            kind IN ('review', 'council', 'other', 'skip-review', 'skip-council', 'extend', 'pause', 'resume',
                     'decide', 'close', 'appeal', 'stay', 'annul')
        ),
        CONSTRAINT case_event_extends_by_a_document CHECK (
            kind <> 'extend' OR (until_on IS NOT NULL AND document IS NOT NULL AND reason IS NOT NULL)
        ),
        CONSTRAINT case_event_pauses_on_a_ground CHECK ((kind = 'pause') = (ground IS NOT NULL)),
        CONSTRAINT case_event_ground_is_known CHECK (
            ground IN ('leave', 'illness', 'maternity', 'prosecution', 'complaint', 'other')
        ),
        CONSTRAINT case_event_decides_in_full CHECK (
            (kind = 'decide') = (form IS NOT NULL AND effective_on IS NOT NULL)
            AND (kind NOT IN ('decide', 'annul') OR decision IS NOT NULL)
        ),
        CONSTRAINT case_event_takes_effect_after_it_is_signed CHECK (effective_on >= happened_on),
        CONSTRAINT case_event_closes_with_an_outcome CHECK ((kind = 'close') = (outcome IS NOT NULL)),
        CONSTRAINT case_event_outcome_is_known CHECK (
            outcome IN ('reminder', 'criticism', 'no-discipline', 'groundless', 'exempt', 'time-barred')
        ),
        CONSTRAINT case_event_has_its_reason CHECK (
            kind NOT IN ('close', 'annul', 'skip-review', 'skip-council') OR reason IS NOT NULL
        )
    ) STRICT
    """,
    "CREATE INDEX case_event_ended ON case_event (kind, outcome, happened_on, case_id)",
]


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
