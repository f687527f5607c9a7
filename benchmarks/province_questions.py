"""What is asked of a province, what each answer may take, and the bare SQL given to the shell of SQLite beside it."""

from typing import NamedTuple


class Question(NamedTuple):
    """A command line, and the most that its process may take of a province.

    `seconds` of the processor; where that is None, a start of the program and `shells` times what the shell of SQLite
    takes for `sql`.
    """

    line: str
    sql: str
    seconds: float | None
    megabytes: int = 100
    shells: float = 0


VIOLATIONS_SQL = """
SELECT printf('VP-%d-%04d', v.year, v.n), s.code, u.code, t.code, v.occurred_on, v.found_on, v.source, v.severity,
       v.note, v.inspection_id, v.voided_on, v.void_reason
FROM violation v
JOIN staff s ON s.id = v.staff_id
JOIN unit u ON u.id = v.unit_id
JOIN standard t ON t.id = v.standard_id
ORDER BY v.year, v.n
"""
CASES_SQL = """
SELECT printf('VV-%d-%04d', c.year, c.n), s.code, s.full_name, u.code,
       group_concat(printf('VP-%d-%04d', a.year, a.n), ' '), c.found_on, c.opened_on,
       e.kind, e.outcome, e.form, e.decision, e.happened_on, e.effective_on, e.lapses_on, e.verified
FROM discipline_case c
JOIN staff s ON s.id = c.staff_id
LEFT JOIN case_event e ON e.case_id = c.id AND e.kind IN ('decide', 'close') AND e.voided_on IS NULL
LEFT JOIN case_violation cv ON cv.case_id = c.id
LEFT JOIN violation a ON a.id = cv.violation_id
LEFT JOIN unit u ON u.id = a.unit_id
GROUP BY c.id
ORDER BY c.year, c.n
"""
TASKS_SQL = """
SELECT printf('NV-%d-%04d', t.year, t.n), t.title, u.code, s.code, t.assigned_on, t.due_on, coalesce(
           (SELECT e.due_on FROM task_extension e
            WHERE e.task_id = t.id AND e.voided_on IS NULL ORDER BY e.extended_on DESC LIMIT 1), t.due_on
       ), t.done_on, t.quality, t.cancelled_on, t.cancel_reason, t.note
FROM task t
JOIN unit u ON u.id = t.unit_id
LEFT JOIN staff s ON s.id = t.staff_id
ORDER BY t.year, t.n
"""  # the rows of the lists, as far as SQL has them without working anything out

YEAR, FIVE_YEARS = "--period 2025", "--period 2021-01-01..2025-12-31"
QUESTIONS = [
    Question(
        f"report compliance {YEAR}",
        "SELECT unit_id, count(*) FROM violation WHERE occurred_on LIKE '2025%' GROUP BY 1",
        1.5,
    ),
    Question(f"report compliance {FIVE_YEARS}", "SELECT unit_id, count(*) FROM violation GROUP BY 1", 5),
    Question(
        f"report cases {YEAR}", "SELECT kind, count(*) FROM case_event WHERE happened_on LIKE '2025%' GROUP BY 1", 2
    ),
    Question(f"report cases {FIVE_YEARS}", "SELECT kind, count(*) FROM case_event GROUP BY 1", 5),
    Question(f"report tasks {YEAR}", "SELECT unit_id, count(*) FROM task WHERE due_on LIKE '2025%' GROUP BY 1", 2),
    Question(f"report tasks {FIVE_YEARS}", "SELECT unit_id, count(*) FROM task GROUP BY 1", 4),
    Question(
        "report ratings --period 2024",
        "SELECT unit_id, level, count(*) FROM rating WHERE year = 2024 GROUP BY 1, 2",
        1,
        60,
    ),
    Question(
        f"report ratings {FIVE_YEARS}", "SELECT unit_id, year, level, count(*) FROM rating GROUP BY 1, 2, 3", 3, 60
    ),
    Question(
        f"report feedback {YEAR}",
        "SELECT unit_id, count(*) FROM feedback WHERE received_on LIKE '2025%' GROUP BY 1",
        0.15,
    ),
    Question(f"report heads {YEAR}", "SELECT staff_id FROM post WHERE leadership = 'head' AND ended_on IS NULL", 2),
    Question(f"report heads {FIVE_YEARS}", "SELECT staff_id FROM post WHERE leadership = 'head'", 5),
    Question(
        f"report unit U0002 {YEAR}",
        "SELECT count(*) FROM violation WHERE unit_id = 2 AND occurred_on LIKE '2025%'",
        0.4,
        40,
    ),
    Question(
        "report decisions", "SELECT count(*) FROM case_event WHERE kind = 'decide' AND lapses_on > '2025-12-31'", 0.6
    ),
    Question(
        "due",
        "SELECT count(*) FROM task WHERE done_on IS NULL AND cancelled_on IS NULL AND due_on < '2026-01-07'",
        1.5,
    ),
    Question("review show --year 2024", "SELECT count(*) FROM rating WHERE year = 2024", 1),
    Question("violation list", VIOLATIONS_SQL, None, 60, shells=2),
    Question("case list", CASES_SQL, None, 60, shells=2),
    Question("task list", TASKS_SQL, None, 60, shells=2),
    Question("task list --open", "SELECT * FROM task WHERE done_on IS NULL AND cancelled_on IS NULL", 1.3, 60),
    Question("violation show VP-2025-0001", "SELECT * FROM violation WHERE year = 2025 AND n = 1", 0.07),
    Question("staff list --find 'Ten 77'", "SELECT * FROM staff WHERE search_key LIKE '%ten 77%'", 0.1),
    Question(
        f"report violations {YEAR}",
        "SELECT standard_id, count(*) FROM violation WHERE occurred_on LIKE '2025%' GROUP BY 1",
        None,
        shells=1.5,
    ),
    Question(
        f"report inspections {YEAR}",
        "SELECT unit_id, count(*) FROM inspection WHERE visited_on LIKE '2025%' GROUP BY 1",
        None,
        shells=1.5,
    ),
    Question(
        f"report training {YEAR}",
        "SELECT unit_id, count(DISTINCT staff_id) FROM post WHERE ended_on IS NULL OR ended_on >= '2025' GROUP BY 1",
        None,
        shells=1.5,
    ),
    Question(
        f"report briefings {YEAR}",
        "SELECT unit_id, count(DISTINCT staff_id) FROM post WHERE ended_on IS NULL OR ended_on >= '2025' GROUP BY 1",
        None,
        shells=1.5,
    ),
    Question(
        "report headcount --as-of 2025-12-31",
        "SELECT unit_id, category, count(*) FROM post WHERE ended_on IS NULL GROUP BY 1, 2",
        None,
        shells=1.5,
    ),
]
