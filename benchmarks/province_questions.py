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
    Question("violation list", "SELECT * FROM violation", None, 60, shells=2),
    Question("case list", "SELECT * FROM discipline_case", None, 60, shells=2),
    Question("task list", "SELECT * FROM task", None, 60, shells=2),
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
