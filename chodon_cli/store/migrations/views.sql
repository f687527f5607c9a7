CREATE VIEW v_unit AS
SELECT u.code AS code,
       u.name AS name,
       u.kind AS kind,
       above.code AS parent,
       above.name AS parent_name,
       u.opened_on AS opened_on,
       u.closed_on AS closed_on,
       heir.code AS successor,
       CASE WHEN coalesce(u.opened_on, '') <= date('now', 'localtime') AND coalesce(u.closed_on, '9999-12-31') >= date('now', 'localtime') THEN 1 ELSE 0 END AS is_open
FROM unit u
LEFT JOIN unit above ON above.id = u.parent_id
LEFT JOIN unit heir ON heir.id = u.successor_id
WHERE u.voided_on IS NULL;

CREATE VIEW v_staff AS
SELECT s.code AS code,
       s.full_name AS full_name,
       s.born_on AS born_on,
       s.sex AS sex,
       u.code AS unit,
       u.name AS unit_name,
       p.category AS category,
       p.title AS title,
       p.leadership AS leadership,
       p.started_on AS started_on,
       p.ended_on AS ended_on
FROM staff s
LEFT JOIN post p ON p.staff_id = s.id AND p.voided_on IS NULL AND p.started_on <= date('now', 'localtime') AND coalesce(p.ended_on, '9999-12-31') >= date('now', 'localtime')
LEFT JOIN unit u ON u.id = p.unit_id
WHERE s.voided_on IS NULL;

CREATE VIEW v_staff_on AS
SELECT s.code AS staff,
       s.full_name AS full_name,
       u.code AS unit,
       u.name AS unit_name,
       p.category AS category,
       p.title AS title,
       p.leadership AS leadership,
       p.started_on AS from_on,
       coalesce(p.ended_on, '9999-12-31') AS to_on
FROM post p
JOIN staff s ON s.id = p.staff_id
JOIN unit u ON u.id = p.unit_id
WHERE p.voided_on IS NULL;

CREATE VIEW v_violation AS
SELECT 'VP-' || v.year || '-' || CASE WHEN v.n < 10 THEN '000' WHEN v.n < 100 THEN '00' WHEN v.n < 1000 THEN '0' ELSE '' END || v.n AS number,
       s.code AS staff,
       s.full_name AS full_name,
       u.code AS unit,
       u.name AS unit_name,
       c.code AS standard,
       c.title AS standard_title,
       c.group_name AS standard_group,
       v.occurred_on AS occurred_on,
       v.found_on AS found_on,
       v.source AS source,
       v.severity AS severity,
       v.note AS note,
       'KT-' || i.year || '-' || CASE WHEN i.n < 10 THEN '00' WHEN i.n < 100 THEN '0' ELSE '' END || i.n AS inspection,
       (SELECT 'VV-' || c.year || '-' || CASE WHEN c.n < 10 THEN '000' WHEN c.n < 100 THEN '00' WHEN c.n < 1000 THEN '0' ELSE '' END || c.n FROM case_violation cv JOIN discipline_case c ON c.id = cv.case_id WHERE cv.violation_id = v.id AND c.voided_on IS NULL AND c.opened_on <= date('now', 'localtime')) AS case_number,
       (SELECT min(m.reminded_on) FROM reminder m WHERE m.violation_id = v.id AND m.voided_on IS NULL AND m.reminded_on <= date('now', 'localtime')) AS reminded_on,
       CASE WHEN v.severity <> 'minor' THEN 1 ELSE 0 END AS is_serious,
       CASE WHEN v.found_on <= date('now', 'localtime') AND NOT EXISTS ( SELECT 1 FROM case_violation cv JOIN discipline_case c ON c.id = cv.case_id WHERE cv.violation_id = v.id AND c.voided_on IS NULL AND c.opened_on <= date('now', 'localtime') ) AND NOT EXISTS ( SELECT 1 FROM reminder m WHERE m.violation_id = v.id AND m.voided_on IS NULL AND m.reminded_on <= date('now', 'localtime') ) THEN 1 ELSE 0 END AS is_unhandled
FROM violation v
JOIN staff s ON s.id = v.staff_id
JOIN unit u ON u.id = v.unit_id
JOIN standard c ON c.id = v.standard_id
LEFT JOIN inspection i ON i.id = v.inspection_id
WHERE v.voided_on IS NULL
      AND v.found_on <= date('now', 'localtime')
      AND v.voided_on IS NULL AND v.found_on <= date('now', 'localtime') AND v.id NOT IN ( SELECT cv.violation_id FROM case_event e JOIN case_violation cv ON cv.case_id = e.case_id JOIN discipline_case c ON c.id = e.case_id WHERE c.voided_on IS NULL AND e.voided_on IS NULL AND e.kind = 'close' AND e.outcome = 'groundless' AND e.happened_on <= date('now', 'localtime') );

CREATE VIEW v_case AS
WITH happened AS (SELECT * FROM case_event WHERE voided_on IS NULL AND happened_on <= date('now', 'localtime'))
SELECT 'VV-' || c.year || '-' || CASE WHEN c.n < 10 THEN '000' WHEN c.n < 100 THEN '00' WHEN c.n < 1000 THEN '0' ELSE '' END || c.n AS number,
       s.code AS staff,
       s.full_name AS full_name,
       u.code AS unit,
       u.name AS unit_name,
       (SELECT group_concat(act.number, ' ') FROM ( SELECT 'VP-' || v.year || '-' || CASE WHEN v.n < 10 THEN '000' WHEN v.n < 100 THEN '00' WHEN v.n < 1000 THEN '0' ELSE '' END || v.n AS number FROM case_violation cv JOIN violation v ON v.id = cv.violation_id WHERE cv.case_id = c.id ORDER BY 1 ) act) AS violations,
       c.found_on AS found_on,
       c.opened_on AS opened_on,
       CASE WHEN closed.id IS NOT NULL THEN 'closed' WHEN decided.id IS NULL THEN CASE moved.kind WHEN 'pause' THEN 'paused' ELSE 'open' END ELSE CASE moved.kind WHEN 'appeal' THEN 'appealed' WHEN 'stay' THEN 'stayed' ELSE 'decided' END END AS state,
       closed.outcome AS outcome,
       decided.form AS form,
       decided.decision AS decision,
       decided.happened_on AS decided_on,
       decided.effective_on AS effective_on,
       decided.lapses_on AS lapses_on,
       closed.happened_on AS closed_on
FROM discipline_case c
JOIN staff s ON s.id = c.staff_id
LEFT JOIN unit u ON u.id = (
    SELECT v.unit_id FROM case_violation cv JOIN violation v ON v.id = cv.violation_id
    WHERE cv.case_id = c.id ORDER BY v.occurred_on, v.year, v.n LIMIT 1
)
LEFT JOIN happened decided ON decided.id = (
    SELECT e.id FROM happened e
    WHERE e.case_id = c.id AND e.kind = 'decide' AND NOT EXISTS (
        SELECT 1 FROM happened o WHERE o.case_id = e.case_id AND o.kind = 'annul' AND o.n > e.n
    )
    ORDER BY e.n DESC LIMIT 1
)
LEFT JOIN happened closed ON closed.id = (
    SELECT e.id FROM happened e WHERE e.case_id = c.id AND e.kind = 'close' ORDER BY e.n DESC LIMIT 1
)
LEFT JOIN happened moved ON moved.id = (
    SELECT e.id FROM happened e
    WHERE e.case_id = c.id AND e.kind IN ('pause', 'resume', 'decide', 'appeal', 'stay', 'annul')
    ORDER BY e.n DESC LIMIT 1
)
WHERE c.voided_on IS NULL
      AND c.opened_on <= date('now', 'localtime');

CREATE VIEW v_task AS
WITH stood AS (
    SELECT t.id, t.unit_id, t.staff_id, t.document_id, t.assigned_on, t.due_on AS first_due_on,
           coalesce(granted.due_on, t.due_on) AS due_on, coalesce(granted.last_due_on, t.due_on) AS last_due_on,
           coalesce(granted.extensions, 0) AS extensions,
           CASE WHEN t.done_on <= date('now', 'localtime') THEN t.done_on END AS done_on,
           CASE WHEN t.cancelled_on <= date('now', 'localtime') THEN t.cancelled_on END AS cancelled_on
    FROM task t
    LEFT JOIN (
        SELECT e.task_id, max(e.due_on) AS last_due_on,
               max(CASE WHEN e.extended_on <= t.due_on THEN e.due_on END) AS due_on,
               sum(e.extended_on >= '0000-01-01') AS extensions
        FROM task_extension e
        JOIN task t ON t.id = e.task_id
        WHERE e.voided_on IS NULL AND e.extended_on <= date('now', 'localtime')
        GROUP BY e.task_id
        HAVING count(*) = 1
        UNION ALL
        SELECT task_id, max(due_on) AS last_due_on, max(CASE WHEN NOT is_after_late THEN due_on END) AS due_on,
               sum(extended_on >= '0000-01-01') AS extensions
        FROM (
            SELECT task_id, due_on, extended_on, max(is_late) OVER (
                PARTITION BY task_id ORDER BY extended_on, due_on, id) AS is_after_late
            FROM (
                SELECT e.id, e.task_id, e.due_on, e.extended_on, e.extended_on > max(t.due_on, coalesce(
                    max(e.due_on) OVER (PARTITION BY e.task_id ORDER BY e.extended_on, e.due_on, e.id
                                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), t.due_on)) AS is_late
                FROM task_extension e
                JOIN task t ON t.id = e.task_id
                WHERE e.voided_on IS NULL AND e.extended_on <= date('now', 'localtime') AND EXISTS (
                    SELECT 1 FROM task_extension o
                    WHERE o.task_id = e.task_id AND o.id <> e.id AND o.voided_on IS NULL AND o.extended_on <= date('now', 'localtime')
                )
            )
        )
        GROUP BY task_id
    ) granted ON granted.task_id = t.id
    WHERE t.voided_on IS NULL AND t.assigned_on <= date('now', 'localtime')
),
judged AS (
    SELECT s.*, CASE WHEN s.due_on BETWEEN '0000-01-01' AND date('now', 'localtime')
AND (s.cancelled_on IS NULL OR s.cancelled_on > s.due_on) THEN 1 ELSE 0 END AS is_due, CASE WHEN s.due_on BETWEEN '0000-01-01' AND date('now', 'localtime')
AND (s.cancelled_on IS NULL OR s.cancelled_on > s.due_on) AND s.done_on <= s.due_on THEN 1 ELSE 0 END AS is_on_time,
           CASE WHEN s.due_on BETWEEN '0000-01-01' AND date('now', 'localtime')
AND (s.cancelled_on IS NULL OR s.cancelled_on > s.due_on) AND coalesce(s.done_on, s.cancelled_on, date('now', 'localtime')) > s.due_on THEN 1 ELSE 0 END AS is_late, CASE WHEN s.cancelled_on IS NULL AND s.done_on IS NULL AND s.due_on < date('now', 'localtime') THEN 1 ELSE 0 END AS is_overdue
    FROM stood s
)
SELECT 'NV-' || t.year || '-' || CASE WHEN t.n < 10 THEN '000' WHEN t.n < 100 THEN '00' WHEN t.n < 1000 THEN '0' ELSE '' END || t.n AS number,
       t.title AS title,
       CASE WHEN (SELECT count(*) FROM document other WHERE other.number_key = d.number_key) > 1 THEN d.number || '@' || d.issued_on ELSE d.number END AS document,
       u.code AS unit,
       u.name AS unit_name,
       s.code AS staff,
       s.full_name AS full_name,
       t.assigned_on AS assigned_on,
       judged.first_due_on AS first_due_on,
       judged.due_on AS due_on,
       judged.last_due_on AS last_due_on,
       judged.extensions AS extensions,
       judged.done_on AS done_on,
       judged.cancelled_on AS cancelled_on,
       CASE WHEN t.done_on <= date('now', 'localtime') THEN t.quality END AS quality,
       CASE WHEN t.cancelled_on <= date('now', 'localtime') THEN t.cancel_reason END AS cancel_reason,
       t.repeats AS repeats,
       t.series AS series,
       t.note AS note,
       judged.is_due AS is_due,
       judged.is_on_time AS is_on_time,
       judged.is_late AS is_late,
       judged.is_overdue AS is_overdue
FROM task t
JOIN unit u ON u.id = t.unit_id
LEFT JOIN staff s ON s.id = t.staff_id
LEFT JOIN document d ON d.id = t.document_id
JOIN judged ON judged.id = t.id
WHERE t.voided_on IS NULL
      AND t.assigned_on <= date('now', 'localtime');

CREATE VIEW v_feedback AS
SELECT 'PA-' || f.year || '-' || CASE WHEN f.n < 10 THEN '000' WHEN f.n < 100 THEN '00' WHEN f.n < 1000 THEN '0' ELSE '' END || f.n AS number,
       f.received_on AS received_on,
       f.channel AS channel,
       f.kind AS kind,
       u.code AS unit,
       u.name AS unit_name,
       s.code AS staff,
       s.full_name AS full_name,
       f.service AS service,
       f.text AS text,
       f.due_on AS due_on,
       CASE WHEN f.answered_on <= date('now', 'localtime') THEN f.answered_on END AS answered_on,
       CASE WHEN f.answered_on <= date('now', 'localtime') THEN f.answer END AS answer,
       CASE WHEN v.found_on <= date('now', 'localtime') THEN 'VP-' || v.year || '-' || CASE WHEN v.n < 10 THEN '000' WHEN v.n < 100 THEN '00' WHEN v.n < 1000 THEN '0' ELSE '' END || v.n END AS violation,
       CASE WHEN (f.kind <> 'praise' OR f.due_on IS NOT NULL) THEN 1 ELSE 0 END AS is_answer_owed,
       CASE WHEN (f.kind <> 'praise' OR f.due_on IS NOT NULL) AND f.answered_on <= date('now', 'localtime') AND f.answered_on <= f.due_on THEN 1 ELSE 0 END AS is_answered_on_time,
       CASE WHEN (f.kind <> 'praise' OR f.due_on IS NOT NULL) AND coalesce(f.answered_on, '9999-12-31') > date('now', 'localtime') AND f.due_on < date('now', 'localtime') THEN 1 ELSE 0 END AS is_answer_overdue
FROM feedback f
JOIN unit u ON u.id = f.unit_id
LEFT JOIN staff s ON s.id = f.staff_id
LEFT JOIN violation v ON v.id = f.violation_id
WHERE f.voided_on IS NULL
      AND f.received_on <= date('now', 'localtime');

CREATE VIEW v_inspection AS
SELECT 'KT-' || i.year || '-' || CASE WHEN i.n < 10 THEN '00' WHEN i.n < 100 THEN '0' ELSE '' END || i.n AS number,
       u.code AS unit,
       u.name AS unit_name,
       i.kind AS kind,
       i.planned_on AS planned_on,
       CASE WHEN i.visited_on <= date('now', 'localtime') THEN i.visited_on END AS visited_on,
       CASE WHEN i.visited_on <= date('now', 'localtime') THEN i.people END AS people,
       CASE WHEN i.visited_on <= date('now', 'localtime') THEN i.present END AS present,
       CASE WHEN i.visited_on <= date('now', 'localtime') THEN i.absent_with_reason END AS absent_with_reason,
       CASE WHEN i.visited_on <= date('now', 'localtime') THEN i.absent_without_reason END AS absent_without_reason,
       CASE WHEN i.visited_on <= date('now', 'localtime') THEN i.came_late END AS came_late,
       (SELECT coalesce(sum(k.made), 0) FROM inspection_check k WHERE k.inspection_id = i.id) AS checks_made,
       (SELECT coalesce(sum(k.passed), 0) FROM inspection_check k WHERE k.inspection_id = i.id) AS checks_passed,
       CASE WHEN i.concluded_on <= date('now', 'localtime') THEN i.conclusion END AS conclusion,
       CASE WHEN i.concluded_on <= date('now', 'localtime') THEN i.concluded_on END AS concluded_on,
       CASE WHEN i.concluded_on <= date('now', 'localtime') THEN i.to_remedy END AS to_remedy,
       CASE WHEN i.concluded_on <= date('now', 'localtime') THEN i.remedy_due_on END AS remedy_due_on,
       CASE WHEN i.remedied_on <= date('now', 'localtime') THEN i.remedied END AS remedied,
       CASE WHEN i.remedied_on <= date('now', 'localtime') THEN i.remedied_on END AS remedied_on,
       i.note AS note,
       CASE WHEN i.kind <> 'self' THEN 1 ELSE 0 END AS is_by_others,
       CASE WHEN i.remedy_due_on < date('now', 'localtime') AND coalesce(i.remedied_on, '9999-12-31') > date('now', 'localtime') THEN 1 ELSE 0 END AS is_remedy_overdue
FROM inspection i
JOIN unit u ON u.id = i.unit_id
WHERE i.voided_on IS NULL
      AND CASE WHEN i.planned_on IS NULL THEN i.visited_on ELSE '' END <= date('now', 'localtime');

CREATE VIEW v_rating AS
SELECT 'XL-' || r.year || '-' || CASE WHEN r.n < 10 THEN '000' WHEN r.n < 100 THEN '00' WHEN r.n < 1000 THEN '0' ELSE '' END || r.n AS number,
       s.code AS staff,
       s.full_name AS full_name,
       r.year AS year,
       r.kind AS kind,
       u.code AS unit,
       u.name AS unit_name,
       r.level AS level,
       r.score AS score,
       r.decided_on AS decided_on,
       r.note AS note
FROM rating r
JOIN staff s ON s.id = r.staff_id
JOIN unit u ON u.id = r.unit_id
WHERE r.voided_on IS NULL
      AND r.decided_on <= date('now', 'localtime');

CREATE VIEW v_training AS
SELECT 'BD-' || t.year || '-' || CASE WHEN t.n < 10 THEN '000' WHEN t.n < 100 THEN '00' WHEN t.n < 1000 THEN '0' ELSE '' END || t.n AS number,
       s.code AS staff,
       s.full_name AS full_name,
       u.code AS unit,
       u.name AS unit_name,
       t.field AS field,
       t.title AS title,
       t.provider AS provider,
       t.started_on AS started_on,
       t.ended_on AS ended_on,
       t.days AS days,
       t.certificate AS certificate,
       t.note AS note
FROM training t
JOIN staff s ON s.id = t.staff_id
LEFT JOIN post p ON p.staff_id = s.id AND p.voided_on IS NULL AND p.started_on <= t.started_on AND coalesce(p.ended_on, '9999-12-31') >= t.started_on
LEFT JOIN unit u ON u.id = p.unit_id
WHERE t.voided_on IS NULL
      AND t.started_on <= date('now', 'localtime');
