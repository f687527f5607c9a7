"""The register: units, people and their posts, standards, documents, violations, and the journal of every write."""

from alembic import op

revision = "0001"
down_revision = None


def one_of(column: str, *words: str) -> str:
    """`column IN (words)`, written so that SQLite compares instead of making a table of the words for each statement.

    A million rows are written in half the time.
    """
    return " OR ".join(f"{column} = '{word}'" for word in words)


CATEGORY = one_of("category", "cadre", "civil-servant", "commune-civil-servant", "public-employee", "contract")
REASON = one_of("reason", "retired", "resigned", "dismissed", "moved", "died", "other")
SOURCE = one_of("source", "inspection", "supervisor", "citizen", "self", "audit", "press", "other")
SEVERITY = one_of("severity", "minor", "serious", "very-serious", "extremely-serious")
STATEMENTS = [
    """
    CREATE TABLE unit (
        id           INTEGER PRIMARY KEY,
        code         TEXT NOT NULL,
        name         TEXT NOT NULL,
        kind         TEXT NOT NULL,
        parent_id    INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
        opened_on    TEXT,
        closed_on    TEXT,
        successor_id INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
        sort_key     BLOB NOT NULL,
        search_key   TEXT NOT NULL,
        voided_on    TEXT,
        void_reason  TEXT,
        CONSTRAINT unit_code_is_unique UNIQUE (code),
        CONSTRAINT unit_kind_is_known CHECK (kind IN ('district', 'office', 'commune', 'service', 'school', 'other')),
        CONSTRAINT unit_is_not_under_itself CHECK (parent_id <> id),
        CONSTRAINT unit_does_not_succeed_itself CHECK (successor_id <> id),
        CONSTRAINT unit_closes_after_it_opens CHECK (closed_on >= opened_on),
        CONSTRAINT unit_with_successor_is_closed CHECK (successor_id IS NULL OR closed_on IS NOT NULL),
        CONSTRAINT unit_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
    ) STRICT
    """,
    """
    CREATE TABLE quota (
        id       INTEGER PRIMARY KEY,
        unit_id  INTEGER NOT NULL REFERENCES unit (id),
        year     INTEGER NOT NULL,
        category TEXT NOT NULL,
        number   INTEGER NOT NULL,
        CONSTRAINT quota_is_unique UNIQUE (unit_id, year, category),
        CONSTRAINT quota_category_is_known CHECK (
            category IN ('cadre', 'civil-servant', 'commune-civil-servant', 'public-employee', 'contract')
        ),
        CONSTRAINT quota_is_not_negative CHECK (number >= 0)
    ) STRICT
    """,
    """
    CREATE TABLE staff (
        id          INTEGER PRIMARY KEY,
        code        TEXT NOT NULL,
        full_name   TEXT NOT NULL,
        born_on     TEXT,
        sex         TEXT,
        id_number   TEXT,
        note        TEXT,
        name_key    BLOB NOT NULL,
        search_key  TEXT NOT NULL,
        voided_on   TEXT,
        void_reason TEXT,
        CONSTRAINT staff_code_is_unique UNIQUE (code),
        CONSTRAINT staff_sex_is_known CHECK (sex IN ('male', 'female')),
        CONSTRAINT staff_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX staff_id_number ON staff (id_number) WHERE voided_on IS NULL",
    "CREATE INDEX staff_search_key ON staff (search_key, born_on, voided_on)",
    f"""
    CREATE TABLE post (
        id          INTEGER PRIMARY KEY,
        staff_id    INTEGER NOT NULL REFERENCES staff (id),
        unit_id     INTEGER NOT NULL REFERENCES unit (id),
        category    TEXT NOT NULL,
        title       TEXT,
        leadership  TEXT NOT NULL,
        started_on  TEXT NOT NULL,
        ended_on    TEXT,
        reason      TEXT,
        voided_on   TEXT,
        void_reason TEXT,
        CONSTRAINT post_category_is_known CHECK ({CATEGORY}),
        CONSTRAINT post_leadership_is_known CHECK ({one_of("leadership", "none", "deputy", "head")}),
        CONSTRAINT post_reason_is_known CHECK ({REASON}),
        CONSTRAINT post_ends_after_it_starts CHECK (ended_on >= started_on),
        CONSTRAINT post_with_reason_has_ended CHECK (reason IS NULL OR ended_on IS NOT NULL),
        CONSTRAINT post_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
    ) STRICT
    """,
    """
    CREATE INDEX post_staff ON post (staff_id, started_on, ended_on, unit_id, category, voided_on)
    WHERE voided_on IS NULL
    """,
    """
    CREATE INDEX post_unit ON post (unit_id, staff_id, started_on, ended_on, category, voided_on)
    WHERE voided_on IS NULL
    """,
    """
    CREATE TABLE document (
        id          INTEGER PRIMARY KEY,
        number      TEXT NOT NULL,
        kind        TEXT,
        issued_on   TEXT NOT NULL,
        issuer      TEXT,
        title       TEXT,
        number_key  TEXT NOT NULL,
        search_key  TEXT NOT NULL,
        voided_on   TEXT,
        void_reason TEXT,
        CONSTRAINT document_is_unique UNIQUE (number_key, issued_on),
        CONSTRAINT document_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
    ) STRICT
    """,
    """
    CREATE TABLE standard (
        id            INTEGER PRIMARY KEY,
        code          TEXT NOT NULL,
        group_name    TEXT NOT NULL,
        title         TEXT NOT NULL,
        document      TEXT,
        article       TEXT,
        verified      TEXT,
        in_force_from TEXT,
        in_force_to   TEXT,
        search_key    TEXT NOT NULL,
        CONSTRAINT standard_code_is_unique UNIQUE (code),
        CONSTRAINT standard_verified_is_known CHECK (verified IN ('V', 'S', 'R', 'N', 'C')),
        CONSTRAINT standard_ends_after_it_begins CHECK (in_force_to >= in_force_from)
    ) STRICT
    """,
    f"""
    CREATE TABLE violation (
        id          INTEGER PRIMARY KEY,
        year        INTEGER NOT NULL,
        n           INTEGER NOT NULL,
        staff_id    INTEGER NOT NULL REFERENCES staff (id),
        unit_id     INTEGER NOT NULL REFERENCES unit (id),
        standard_id INTEGER NOT NULL REFERENCES standard (id),
        occurred_on TEXT NOT NULL,
        found_on    TEXT NOT NULL,
        source      TEXT NOT NULL,
        severity    TEXT NOT NULL,
        note        TEXT,
        voided_on   TEXT,
        void_reason TEXT,
        CONSTRAINT violation_number_is_unique UNIQUE (year, n),
        CONSTRAINT violation_year_is_that_of_its_day CHECK (year = CAST(substr(occurred_on, 1, 4) AS INTEGER)),
        CONSTRAINT violation_number_is_positive CHECK (n > 0),
        CONSTRAINT violation_is_found_after_it_occurred CHECK (found_on >= occurred_on),
        CONSTRAINT violation_source_is_known CHECK ({SOURCE}),
        CONSTRAINT violation_severity_is_known CHECK ({SEVERITY}),
        CONSTRAINT violation_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
    ) STRICT
    """,
    """
    CREATE INDEX violation_unit ON violation (unit_id, occurred_on, staff_id, severity, standard_id, voided_on)
    WHERE voided_on IS NULL
    """,
    "CREATE INDEX violation_staff ON violation (staff_id, occurred_on, unit_id, standard_id)",
    """
    CREATE INDEX violation_standard ON violation (standard_id, occurred_on, unit_id, staff_id, severity, voided_on)
    WHERE voided_on IS NULL
    """,
    """
    CREATE TABLE changeset (
        id       INTEGER PRIMARY KEY,
        at       TEXT NOT NULL,
        operator TEXT NOT NULL,
        command  TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE change (
        id           INTEGER PRIMARY KEY,
        changeset_id INTEGER NOT NULL REFERENCES changeset (id),
        noun         TEXT NOT NULL,
        record_id    INTEGER,
        count        INTEGER NOT NULL,
        before       TEXT,
        after        TEXT,
        packed       BLOB,
        CONSTRAINT change_is_one_record_or_many_packed CHECK ((record_id IS NULL) = (packed IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX change_record ON change (noun, record_id)",
    "CREATE INDEX change_changeset ON change (changeset_id)",
]


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
