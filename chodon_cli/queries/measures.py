"""What the register counts, as conditions in SQL: each definition once, for reports, lists, what is due and `check`.

Aliases: v violation, t task, s a row of TASKS_AS_OF, i inspection, f feedback. Values: `:start` and `:end` are the
first and the last day of the period, `:today` the day it is. The interface (§5) says the same in words.
"""

FOREVER = "'9999-12-31'"

COUNTS_AS_VIOLATION = """
v.voided_on IS NULL AND v.id NOT IN (
    SELECT cv.violation_id FROM case_event e JOIN case_violation cv ON cv.case_id = e.case_id
    WHERE e.kind = 'close' AND e.outcome = 'groundless' AND e.happened_on <= :today
)
"""  # neither entered by mistake nor found groundless by a case
TAKEN_UP_BY_A_CASE = """
v.id IN (
    SELECT cv.violation_id FROM case_violation cv JOIN discipline_case c ON c.id = cv.case_id
    WHERE c.opened_on <= :end
)
"""  # a case had taken it up by the day :end
ABOVE_MINOR = "v.severity <> 'minor'"

TASK_LAST_DUE_ON = """coalesce((SELECT max(e.due_on) FROM task_extension e
          WHERE e.task_id = t.id AND e.voided_on IS NULL), t.due_on)"""  # the due day as it was last put off
TASKS_AS_OF = """
stood AS (
    SELECT t.id, t.unit_id, t.staff_id, t.document_id, t.assigned_on,
           coalesce((SELECT max(e.due_on) FROM task_extension e
                     WHERE e.task_id = t.id AND e.voided_on IS NULL AND e.extended_on <= :end), t.due_on) AS due_on,
           CASE WHEN t.done_on <= :end THEN t.done_on END AS done_on,
           CASE WHEN t.cancelled_on <= :end THEN t.cancelled_on END AS cancelled_on
    FROM task t
    WHERE t.voided_on IS NULL AND t.assigned_on <= :end
)
"""  # a table: the tasks as they stood on the day :end; what came after it had not happened yet
TASK_DUE = "s.cancelled_on IS NULL AND s.due_on BETWEEN :start AND :end"
TASK_ON_TIME = f"{TASK_DUE} AND s.done_on <= s.due_on"
TASK_LATE = f"{TASK_DUE} AND coalesce(s.done_on, :end) > s.due_on"
TASK_OPEN = "s.cancelled_on IS NULL AND s.done_on IS NULL"
TASK_OVERDUE = f"{TASK_OPEN} AND s.due_on < :end"  # on the last day, since whenever

REMEDY_DUE = "i.remedy_due_on BETWEEN :start AND :end"
REMEDY_DONE = f"{REMEDY_DUE} AND i.remedied_on <= :end"
REMEDY_OVERDUE = f"i.remedy_due_on < :end AND coalesce(i.remedied_on, {FOREVER}) > :end"

ANSWER_OWED = "(f.kind = 'complaint' OR f.due_on IS NOT NULL)"
ANSWERED = f"{ANSWER_OWED} AND f.answered_on <= :end"
ANSWER_WAITED_FOR = f"{ANSWER_OWED} AND coalesce(f.answered_on, {FOREVER}) > :end"
ANSWER_OVERDUE = f"{ANSWER_WAITED_FOR} AND f.due_on < :end"
