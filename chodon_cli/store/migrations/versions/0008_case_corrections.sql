-- Cases and their events may be entered by mistake; an event may tell of an exemption and of a judgment, or be a
-- conclusion or a meeting of the Party; a violation may be in another case once its own was opened by mistake.

CREATE TABLE discipline_case_new (
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
    voided_on     TEXT,
    void_reason   TEXT,
    CONSTRAINT discipline_case_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL)),
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

INSERT INTO discipline_case_new (
    id, year, n, staff_id, found_on, opened_on, limitation, category, normal_days, extended_days, document,
    article, verified, rules
)
SELECT
    id, year, n, staff_id, found_on, opened_on, limitation, category, normal_days, extended_days, document,
    article, verified, rules
FROM discipline_case;

DROP TABLE discipline_case;

ALTER TABLE discipline_case_new RENAME TO discipline_case;

CREATE INDEX discipline_case_staff ON discipline_case (staff_id);

CREATE TABLE case_violation_new (
    id           INTEGER PRIMARY KEY,
    case_id      INTEGER NOT NULL REFERENCES discipline_case (id),
    violation_id INTEGER NOT NULL REFERENCES violation (id),
    CONSTRAINT case_violation_is_in_the_case_once UNIQUE (violation_id, case_id)
) STRICT;

INSERT INTO case_violation_new (
    id, case_id, violation_id
)
SELECT
    id, case_id, violation_id
FROM case_violation;

DROP TABLE case_violation;

ALTER TABLE case_violation_new RENAME TO case_violation;

CREATE INDEX case_violation_case ON case_violation (case_id, violation_id);

CREATE TABLE case_event_new (
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
    exemption          TEXT,
    judgment           TEXT,
    judgment_on        TEXT,
    voided_on          TEXT,
    void_reason        TEXT,
    CONSTRAINT case_event_void_has_reason CHECK ((voided_on IS NULL) = (void_reason IS NULL)),
    CONSTRAINT case_event_exempts_by_its_outcome CHECK (exemption IS NULL OR outcome = 'exempt'),
    CONSTRAINT case_event_judgment_is_of_a_decision CHECK (
        (judgment IS NULL) = (judgment_on IS NULL) AND (judgment IS NULL OR kind = 'decide')
    ),
    CONSTRAINT case_event_in_duty_is_known CHECK (
        in_duty IS NULL OR (in_duty IN ('yes', 'no') AND kind = 'decide')
    ),
    CONSTRAINT case_event_place_is_unique UNIQUE (case_id, n),
    CONSTRAINT case_event_place_is_positive CHECK (n > 0),
    CONSTRAINT case_event_kind_is_known CHECK (
        kind IN ('review', 'council', 'party', 'other', 'skip-review', 'skip-council', 'conclude', 'extend', 'pause',
                 'resume', 'decide', 'close', 'appeal', 'stay', 'annul')
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
    CONSTRAINT case_event_takes_effect_after_what_it_rests_on CHECK (
        effective_on >= min(happened_on, coalesce(judgment_on, happened_on), coalesce(party_effective_on, happened_on))
    ),
    CONSTRAINT case_event_closes_with_an_outcome CHECK ((kind = 'close') = (outcome IS NOT NULL)),
    CONSTRAINT case_event_outcome_is_known CHECK (
        outcome IN ('reminder', 'criticism', 'no-discipline', 'groundless', 'exempt', 'time-barred')
    ),
    CONSTRAINT case_event_has_its_reason CHECK (
        kind NOT IN ('close', 'annul', 'skip-review', 'skip-council') OR reason IS NOT NULL
    )
) STRICT;

INSERT INTO case_event_new (
    id, case_id, n, kind, happened_on, until_on, ground, form, decision, effective_on, party_effective_on,
    lapses_on, verified, outcome, mitigating, aggravating, document, reason, note, in_duty
)
SELECT
    id, case_id, n, kind, happened_on, until_on, ground, form, decision, effective_on, party_effective_on,
    lapses_on, verified, outcome, mitigating, aggravating, document, reason, note, in_duty
FROM case_event;

DROP TABLE case_event;

ALTER TABLE case_event_new RENAME TO case_event;

CREATE INDEX case_event_ended ON case_event (kind, outcome, happened_on, case_id);
