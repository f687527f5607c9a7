"""What the register counts, as conditions in SQL: each definition once, for reports, lists, what is due and `check`.

Aliases: v violation, t task, s a row of TASKS_AS_OF, i inspection, f feedback. Values: `:start` and `:end` are the
first and the last day of the period, `:today` the day it is. The interface (§5) says the same in words.
"""

from collections.abc import Iterable

FOREVER_SQL = "'9999-12-31'"

EARLIEST_ACT_SQL = """
    SELECT v.id FROM case_violation cv JOIN violation v ON v.id = cv.violation_id
    WHERE cv.case_id = c.id ORDER BY v.occurred_on, v.year, v.n LIMIT 1
"""  # of a case `c`
UNIT_OF_CASE_SQL = EARLIEST_ACT_SQL.replace("v.id FROM", "v.unit_id FROM")  # of its earliest act

COUNTS_AS_VIOLATION = """
v.voided_on IS NULL AND v.found_on <= :today AND v.id NOT IN (
    SELECT cv.violation_id FROM case_event e JOIN case_violation cv ON cv.case_id = e.case_id
    JOIN discipline_case c ON c.id = e.case_id
    WHERE c.voided_on IS NULL AND e.voided_on IS NULL
          AND e.kind = 'close' AND e.outcome = 'groundless' AND e.happened_on <= :today
)
"""  # known by today, neither entered by mistake nor found groundless by a case
FOUND_GROUNDLESS_ON = """(
    SELECT min(e.happened_on) FROM case_event e JOIN case_violation cv ON cv.case_id = e.case_id
    WHERE cv.violation_id = v.id AND e.kind = 'close' AND e.outcome = 'groundless'
)"""  # the day on which a case did; NULL if none did
TAKEN_UP_BY_A_CASE = """
EXISTS (
    SELECT 1 FROM case_violation cv JOIN discipline_case c ON c.id = cv.case_id
    WHERE cv.violation_id = v.id AND c.voided_on IS NULL AND c.opened_on <= :end
)
"""  # a case had taken it up by the day :end
REMINDED_OF = """
EXISTS (
    SELECT 1 FROM reminder m WHERE m.violation_id = v.id AND m.voided_on IS NULL AND m.reminded_on <= :end
)
"""  # somebody had been reminded of it by the day :end
VIOLATION_UNHANDLED = f"""v.found_on <= :end AND NOT {TAKEN_UP_BY_A_CASE.strip()}
AND NOT {REMINDED_OF.strip()}"""  # what is found later could not be dealt with by then
ABOVE_MINOR = "v.severity <> 'minor'"

TASK_LAST_DUE_ON = """coalesce((SELECT max(e.due_on) FROM task_extension e
          WHERE e.task_id = t.id AND e.voided_on IS NULL), t.due_on)"""  # the due day as it was last put off
TASK_HELD_DUE_ON = """
coalesce((
    SELECT max(due_on) FROM (
        SELECT due_on, max(is_late) OVER (ORDER BY extended_on, due_on, id) AS is_after_late
        FROM (
            SELECT e.id, e.due_on, e.extended_on, e.extended_on > max(t.due_on, coalesce(
                max(e.due_on) OVER (ORDER BY e.extended_on, e.due_on, e.id
                                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), t.due_on)) AS is_late
            FROM task_extension e
            WHERE e.task_id = t.id AND e.voided_on IS NULL
        )
    )
    WHERE NOT is_after_late
), t.due_on)
"""  # the due day that held: an extension moves it only if it was granted by the day that held till then
TASK_LAST_DUE_ON_AS_KNOWN, TASK_HELD_DUE_ON_AS_KNOWN = (
    sql.replace("e.voided_on IS NULL", "e.voided_on IS NULL AND e.extended_on <= :known")
    for sql in (TASK_LAST_DUE_ON, TASK_HELD_DUE_ON)
)
ALL_EXTENSIONS = "task_extension e JOIN task t ON t.id = e.task_id"
IS_EXTENDED_AGAIN = """EXISTS (
                    SELECT 1 FROM task_extension o
                    WHERE o.task_id = e.task_id AND o.id <> e.id AND o.voided_on IS NULL AND o.extended_on <= :end
                )"""


def granted_in_order(extensions: str, of_these: str) -> str:
    """A SELECT: how tasks that were put off stood on the day :end; of these extensions, `of_these` a condition on them.

    `extensions`: what stands after FROM, with the aliases e and t.
    """
    return f"""
        SELECT task_id, max(due_on) AS last_due_on, max(CASE WHEN NOT is_after_late THEN due_on END) AS due_on,
               sum(extended_on >= :start) AS extensions
        FROM (
            SELECT task_id, due_on, extended_on, max(is_late) OVER (
                PARTITION BY task_id ORDER BY extended_on, due_on, id) AS is_after_late
            FROM (
                SELECT e.id, e.task_id, e.due_on, e.extended_on, e.extended_on > max(t.due_on, coalesce(
                    max(e.due_on) OVER (PARTITION BY e.task_id ORDER BY e.extended_on, e.due_on, e.id
                                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), t.due_on)) AS is_late
                FROM {extensions}
                WHERE e.voided_on IS NULL AND e.extended_on <= :end AND {of_these}
            )
        )
        GROUP BY task_id
"""


GRANTED_SQL = f"""
        SELECT e.task_id, max(e.due_on) AS last_due_on,
               max(CASE WHEN e.extended_on <= t.due_on THEN e.due_on END) AS due_on,
               sum(e.extended_on >= :start) AS extensions
        FROM {ALL_EXTENSIONS}
        WHERE e.voided_on IS NULL AND e.extended_on <= :end
        GROUP BY e.task_id
        HAVING count(*) = 1
        UNION ALL
        {granted_in_order(ALL_EXTENSIONS, IS_EXTENDED_AGAIN).strip()}
"""  # the same of all, more quickly: most were put off once, of which nothing has to be put in order
STOOD_OF_A_TASK = """
    SELECT t.id, t.unit_id, t.staff_id, t.document_id, t.assigned_on, t.due_on AS first_due_on, {due_on} AS due_on,
           {last_due_on} AS last_due_on, {extensions} AS extensions,
           CASE WHEN t.done_on <= :end THEN t.done_on END AS done_on,
           CASE WHEN t.cancelled_on <= :end THEN t.cancelled_on END AS cancelled_on
    FROM {tasks}
    WHERE t.voided_on IS NULL AND t.assigned_on <= :end
"""


def tasks_as_of(granted: str, conditions: Iterable[str] = ()) -> str:
    """A table: the tasks as they stood on the day :end; what came after it had not happened yet.

    due_on is the day that held: an extension moves it only if it was granted by the day that held till then.
    last_due_on: as last put off; extensions: how many were granted in the period. `granted`: a SELECT of what was
    granted; `conditions`: of which tasks `t` alone.
    """
    stood = STOOD_OF_A_TASK.format(
        due_on="coalesce(granted.due_on, t.due_on)",
        last_due_on="coalesce(granted.last_due_on, t.due_on)",
        extensions="coalesce(granted.extensions, 0)",
        tasks=f"task t LEFT JOIN ({granted}) granted ON granted.task_id = t.id",
    )
    return f"\nstood AS ({' AND '.join([stood, *conditions])})\n"


TASKS_AS_OF = tasks_as_of(GRANTED_SQL)
TASKS_AS_FIRST_SET = f"""
stood AS ({STOOD_OF_A_TASK.format(due_on="t.due_on", last_due_on="t.due_on", extensions="0", tasks="task t")})
"""  # the same table as if no day had been put off: an index has all of it but who is to do the task
TASK_DUE = """s.due_on BETWEEN :start AND :end
AND (s.cancelled_on IS NULL OR s.cancelled_on > s.due_on)"""  # cancelled after its day: due, and not done
TASK_DONE_IN_TIME = "s.done_on <= s.due_on"
TASK_ON_TIME = f"{TASK_DUE} AND {TASK_DONE_IN_TIME}"
TASK_LATE = f"{TASK_DUE} AND coalesce(s.done_on, s.cancelled_on, :end) > s.due_on"
TASK_FIRST_DUE = """s.first_due_on BETWEEN :start AND :end
AND (s.cancelled_on IS NULL OR s.cancelled_on > s.first_due_on)"""  # by the day that was set first
TASK_ON_FIRST_TIME = f"{TASK_FIRST_DUE} AND s.done_on <= s.first_due_on"
TASK_OPEN = f"coalesce(s.done_on, s.cancelled_on, {FOREVER_SQL}) > :end"  # a server takes IS NULL for rare
TASK_OVERDUE = f"{TASK_OPEN} AND s.due_on < :end"  # on the last day, since whenever

BY_OTHERS = "i.kind <> 'self'"  # no self-inspection
REMEDY_DUE = "i.remedy_due_on BETWEEN :start AND :end"
REMEDY_DONE = f"{REMEDY_DUE} AND i.remedied_on <= :end"
REMEDY_OVERDUE = f"i.remedy_due_on < :end AND coalesce(i.remedied_on, {FOREVER_SQL}) > :end"

ANSWER_OWED = "(f.kind <> 'praise' OR f.due_on IS NOT NULL)"
FEEDBACK_ANSWERED = f"{ANSWER_OWED} AND f.answered_on <= :end"
ANSWERED_ON_TIME = f"{FEEDBACK_ANSWERED} AND f.answered_on <= f.due_on"  # only where a day was set
ANSWERED_LATE = f"{FEEDBACK_ANSWERED} AND f.answered_on > f.due_on"
ANSWER_WITHOUT_DAY = f"{ANSWER_OWED} AND f.due_on IS NULL"
ANSWER_WAITED_FOR = f"{ANSWER_OWED} AND coalesce(f.answered_on, {FOREVER_SQL}) > :end"
ANSWER_OVERDUE = f"{ANSWER_WAITED_FOR} AND f.due_on < :end"
