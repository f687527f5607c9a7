-- Whether an extension held is asked in order only of tasks that have several of them.

DROP VIEW IF EXISTS v_task;

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
