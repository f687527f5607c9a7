-- What citizens say may be a complaint under the law, a second one, or a denunciation: each has days of its own.

CREATE TABLE feedback_new (
    id           INTEGER PRIMARY KEY,
    year         INTEGER NOT NULL,
    n            INTEGER NOT NULL,
    received_on  TEXT NOT NULL,
    channel      TEXT NOT NULL,
    kind         TEXT NOT NULL,
    unit_id      INTEGER NOT NULL REFERENCES unit (id),
    staff_id     INTEGER REFERENCES staff (id),
    service      TEXT,
    text         TEXT NOT NULL,
    due_on       TEXT,
    answered_on  TEXT,
    answer       TEXT,
    violation_id INTEGER REFERENCES violation (id),
    voided_on    TEXT,
    void_reason  TEXT,
    CONSTRAINT feedback_number_is_unique UNIQUE (year, n),
    CONSTRAINT feedback_year_is_that_of_its_day CHECK (year = CAST(substr(received_on, 1, 4) AS INTEGER)),
    CONSTRAINT feedback_number_is_positive CHECK (n > 0),
    CONSTRAINT feedback_channel_is_known CHECK (
        channel IN ('in-person', 'letter', 'phone', 'online', 'box', 'press', 'other')
    ),
    CONSTRAINT feedback_kind_is_known CHECK (
        kind IN ('praise', 'complaint', 'formal-complaint', 'second-complaint', 'denunciation')
    ),
    CONSTRAINT feedback_is_due_after_it_is_received CHECK (due_on >= received_on),
    CONSTRAINT feedback_is_answered_after_it_is_received CHECK (answered_on >= received_on),
    CONSTRAINT feedback_answer_has_a_day CHECK (answer IS NULL OR answered_on IS NOT NULL),
    CONSTRAINT feedback_that_became_a_violation_is_no_praise CHECK (violation_id IS NULL OR kind <> 'praise'),
    CONSTRAINT feedback_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
) STRICT;

INSERT INTO feedback_new (
    id, year, n, received_on, channel, kind, unit_id, staff_id, service, text, due_on, answered_on, answer, violation_id,
    voided_on, void_reason
)
SELECT
    id, year, n, received_on, channel, kind, unit_id, staff_id, service, text, due_on, answered_on, answer, violation_id,
    voided_on, void_reason
FROM feedback;

DROP TABLE feedback;

ALTER TABLE feedback_new RENAME TO feedback;

CREATE INDEX feedback_unit ON feedback (unit_id, received_on);

CREATE INDEX feedback_staff ON feedback (staff_id) WHERE staff_id IS NOT NULL;

CREATE INDEX feedback_violation ON feedback (violation_id) WHERE violation_id IS NOT NULL;
