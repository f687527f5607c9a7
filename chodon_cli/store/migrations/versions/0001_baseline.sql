-- The schema of release 0.1.0: units, people and their posts, standards, documents, violations, the journal of every
-- write, cases, training, commendations, briefings, pledges, what the office says of the law, ratings, reviews,
-- inspections, tasks and feedback.
--
-- Statements end with a semicolon and an empty line. Where a million rows are written, words are compared by OR instead
-- of IN: SQLite makes a table of the words of an IN for each statement, and takes twice as long.

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
) STRICT;

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
) STRICT;

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
) STRICT;

CREATE UNIQUE INDEX staff_id_number ON staff (id_number) WHERE voided_on IS NULL;

CREATE INDEX staff_search_key ON staff (search_key, born_on, voided_on);

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
    CONSTRAINT post_category_is_known CHECK (
        category = 'cadre' OR category = 'civil-servant' OR category = 'commune-civil-servant'
        OR category = 'public-employee' OR category = 'contract'
    ),
    CONSTRAINT post_leadership_is_known CHECK (leadership = 'none' OR leadership = 'deputy' OR leadership = 'head'),
    CONSTRAINT post_reason_is_known CHECK (
        reason = 'retired' OR reason = 'resigned' OR reason = 'dismissed' OR reason = 'moved' OR reason = 'died'
        OR reason = 'other'
    ),
    CONSTRAINT post_ends_after_it_starts CHECK (ended_on >= started_on),
    CONSTRAINT post_with_reason_has_ended CHECK (reason IS NULL OR ended_on IS NOT NULL),
    CONSTRAINT post_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
) STRICT;

CREATE INDEX post_staff ON post (staff_id, started_on, ended_on, unit_id, category, voided_on)
WHERE voided_on IS NULL;

CREATE INDEX post_unit ON post (unit_id, staff_id, started_on, ended_on, category, voided_on)
WHERE voided_on IS NULL;

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
) STRICT;

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
) STRICT;

CREATE TABLE violation (
    id            INTEGER PRIMARY KEY,
    year          INTEGER NOT NULL,
    n             INTEGER NOT NULL,
    staff_id      INTEGER NOT NULL REFERENCES staff (id),
    unit_id       INTEGER NOT NULL REFERENCES unit (id),
    standard_id   INTEGER NOT NULL REFERENCES standard (id),
    occurred_on   TEXT NOT NULL,
    found_on      TEXT NOT NULL,
    source        TEXT NOT NULL,
    severity      TEXT NOT NULL,
    note          TEXT,
    voided_on     TEXT,
    void_reason   TEXT,
    inspection_id INTEGER REFERENCES inspection (id),
    CONSTRAINT violation_number_is_unique UNIQUE (year, n),
    CONSTRAINT violation_year_is_that_of_its_day CHECK (year = CAST(substr(occurred_on, 1, 4) AS INTEGER)),
    CONSTRAINT violation_number_is_positive CHECK (n > 0),
    CONSTRAINT violation_is_found_after_it_occurred CHECK (found_on >= occurred_on),
    CONSTRAINT violation_source_is_known CHECK (
        source = 'inspection' OR source = 'supervisor' OR source = 'citizen' OR source = 'self'
        OR source = 'audit' OR source = 'press' OR source = 'other'
    ),
    CONSTRAINT violation_severity_is_known CHECK (
        severity = 'minor' OR severity = 'serious' OR severity = 'very-serious' OR severity = 'extremely-serious'
    ),
    CONSTRAINT violation_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
) STRICT;

CREATE INDEX violation_unit ON violation (unit_id, occurred_on, staff_id, severity, standard_id, voided_on)
WHERE voided_on IS NULL;

CREATE INDEX violation_staff ON violation (staff_id, occurred_on, unit_id, standard_id);

CREATE INDEX violation_standard ON violation (standard_id, occurred_on, unit_id, staff_id, severity, voided_on)
WHERE voided_on IS NULL;

CREATE TABLE changeset (
    id       INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    operator TEXT NOT NULL,
    command  TEXT NOT NULL
) STRICT;

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
) STRICT;

CREATE INDEX change_record ON change (noun, record_id);

CREATE INDEX change_changeset ON change (changeset_id);

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
) STRICT;

CREATE INDEX discipline_case_staff ON discipline_case (staff_id);

CREATE TABLE case_violation (
    id           INTEGER PRIMARY KEY,
    case_id      INTEGER NOT NULL REFERENCES discipline_case (id),
    violation_id INTEGER NOT NULL REFERENCES violation (id),
    CONSTRAINT case_violation_is_of_one_case UNIQUE (violation_id)
) STRICT;

CREATE INDEX case_violation_case ON case_violation (case_id, violation_id);

CREATE TABLE case_event (
    id                 INTEGER PRIMARY KEY,
    case_id            INTEGER NOT NULL REFERENCES discipline_case (id),
    n                  INTEGER NOT NULL,
    kind               TEXT NOT NULL,
    happened_on        TEXT NOT NULL,
    until_on           TEXT,
    ground             TEXT,
    form               TEXT,
    decision           TEXT,
    effective_on       TEXT,
    party_effective_on TEXT,
    lapses_on          TEXT,
    verified           TEXT,
    outcome            TEXT,
    mitigating         TEXT,
    aggravating        TEXT,
    document           TEXT,
    reason             TEXT,
    note               TEXT,
    in_duty            TEXT,
    CONSTRAINT case_event_in_duty_is_known CHECK (
        in_duty IS NULL OR (in_duty IN ('yes', 'no') AND kind = 'decide')
    ),
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
) STRICT;

CREATE INDEX case_event_ended ON case_event (kind, outcome, happened_on, case_id);

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
) STRICT;

CREATE INDEX training_staff ON training (staff_id, started_on);

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
) STRICT;

CREATE INDEX commendation_staff ON commendation (staff_id, decided_on);

CREATE INDEX commendation_unit ON commendation (unit_id, decided_on);

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
) STRICT;

CREATE INDEX briefing_unit ON briefing (unit_id, held_on);

CREATE INDEX briefing_document ON briefing (document_id);

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
) STRICT;

CREATE INDEX pledge_staff ON pledge (staff_id, signed_on);

CREATE INDEX pledge_document ON pledge (document_id);

CREATE TABLE law (
    id         INTEGER PRIMARY KEY,
    n          INTEGER NOT NULL,
    rule       TEXT NOT NULL,
    says       TEXT,
    checked_by TEXT NOT NULL,
    checked_on TEXT NOT NULL,
    against    TEXT NOT NULL,
    CONSTRAINT law_is_said_in_order UNIQUE (n),
    CONSTRAINT law_place_is_positive CHECK (n > 0)
) STRICT;

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
) STRICT;

CREATE INDEX rating_year ON rating (year, kind, staff_id);

CREATE INDEX rating_staff ON rating (staff_id, year);

CREATE INDEX rating_unit ON rating (unit_id, year);

CREATE TABLE review (
    id        INTEGER PRIMARY KEY,
    year      INTEGER NOT NULL,
    unit_id   INTEGER REFERENCES unit (id),
    due_on    TEXT,
    opened_on TEXT NOT NULL,
    closed_on TEXT,
    reason    TEXT,
    CONSTRAINT review_closes_after_it_opens CHECK (closed_on >= opened_on),
    CONSTRAINT review_with_reason_is_closed CHECK (reason IS NULL OR closed_on IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX review_is_one_a_year_and_unit ON review (year, coalesce(unit_id, 0));

CREATE TABLE inspection (
    id                    INTEGER PRIMARY KEY,
    year                  INTEGER NOT NULL,
    n                     INTEGER NOT NULL,
    unit_id               INTEGER NOT NULL REFERENCES unit (id),
    kind                  TEXT NOT NULL,
    planned_on            TEXT,
    visited_on            TEXT,
    hour                  TEXT,
    people                INTEGER,
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
) STRICT;

CREATE INDEX inspection_unit ON inspection (unit_id, visited_on) WHERE voided_on IS NULL;

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
) STRICT;

CREATE INDEX inspection_check_failed ON inspection_check (inspection_id, failed) WHERE failed IS NOT NULL;

CREATE INDEX violation_inspection ON violation (inspection_id) WHERE inspection_id IS NOT NULL;

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
) STRICT;

CREATE INDEX task_unit ON task (unit_id, due_on);

CREATE INDEX task_staff ON task (staff_id) WHERE staff_id IS NOT NULL;

CREATE INDEX task_document ON task (document_id) WHERE document_id IS NOT NULL;

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
) STRICT;

CREATE INDEX task_extension_task ON task_extension (task_id, due_on, extended_on) WHERE voided_on IS NULL;

CREATE TABLE feedback (
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
    CONSTRAINT feedback_kind_is_known CHECK (kind IN ('praise', 'complaint')),
    CONSTRAINT feedback_is_due_after_it_is_received CHECK (due_on >= received_on),
    CONSTRAINT feedback_is_answered_after_it_is_received CHECK (answered_on >= received_on),
    CONSTRAINT feedback_answer_has_a_day CHECK (answer IS NULL OR answered_on IS NOT NULL),
    CONSTRAINT feedback_that_became_a_violation_is_a_complaint CHECK (violation_id IS NULL OR kind = 'complaint'),
    CONSTRAINT feedback_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL))
) STRICT;

CREATE INDEX feedback_unit ON feedback (unit_id, received_on);

CREATE INDEX feedback_staff ON feedback (staff_id) WHERE staff_id IS NOT NULL;

CREATE INDEX feedback_violation ON feedback (violation_id) WHERE violation_id IS NOT NULL;
