"""The register for other programs: read-only views that bear people's names and the definitions of the reports.

Datasette, DuckDB, Excel over ODBC and `sqlite3` read `v_violation` as they read any table. A view takes no day: each is
as of the day on which it is read, by the clock of the computer. What was entered by mistake is in none of them, nor is
an identity number. Their SQL is made of the constants of lists and reports, and kept in `store/migrations/views.sql`,
from which a register gets it (the store knows nothing of nouns); a test says when a definition has moved on.
"""

import re
from typing import NamedTuple

from chodon_cli.nouns import number, registry
from chodon_cli.nouns.declaration import Noun
from chodon_cli.nouns.post import POST_ON_THE_DAY
from chodon_cli.queries import measures
from chodon_cli.result import Column, Type

TODAY = "date('now', 'localtime')"
DAYS = {"start": "'0000-01-01'", "end": TODAY, "today": TODAY, "known": TODAY, "day": TODAY}
OPEN_ON_DAY = f"coalesce(u.opened_on, '') <= :day AND coalesce(u.closed_on, {measures.FOREVER_SQL}) >= :day"


def is_so(condition: str) -> str:
    """SQL: 1 where the condition holds, else 0."""
    return f"CASE WHEN {condition.strip()} THEN 1 ELSE 0 END"


# How a case stands on a day is worked out by `casework`; here is what of it needs no law, and a test compares the two.
HAPPENED = "happened AS (SELECT * FROM case_event WHERE voided_on IS NULL AND happened_on <= :today)"
CASE_STANDS = f"""
LEFT JOIN unit u ON u.id = ({measures.UNIT_OF_CASE_SQL})
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
"""
CASE_STATE = """
CASE WHEN closed.id IS NOT NULL THEN 'closed'
     WHEN decided.id IS NULL THEN CASE moved.kind WHEN 'pause' THEN 'paused' ELSE 'open' END
     ELSE CASE moved.kind WHEN 'appeal' THEN 'appealed' WHEN 'stay' THEN 'stayed' ELSE 'decided' END END
"""
CASE_ACTS = f"""
(SELECT group_concat(act.number, ' ') FROM (
    SELECT {number.VIOLATION_NUMBER.sql("v")} AS number
    FROM case_violation cv JOIN violation v ON v.id = cv.violation_id
    WHERE cv.case_id = c.id ORDER BY 1
) act)
"""
CASE_OF_VIOLATION = f"""
(SELECT {number.CASE_NUMBER.sql("c")} FROM case_violation cv JOIN discipline_case c ON c.id = cv.case_id
 WHERE cv.violation_id = v.id AND c.voided_on IS NULL AND c.opened_on <= :end)
"""
REMINDED_ON = """
(SELECT min(m.reminded_on) FROM reminder m
 WHERE m.violation_id = v.id AND m.voided_on IS NULL AND m.reminded_on <= :end)
"""
# `measures.TASK_OVERDUE` in the words that the views of registers have
TASK_OVERDUE = "s.cancelled_on IS NULL AND s.done_on IS NULL AND s.due_on < :end"
TASKS_JUDGED = f"""
{measures.TASKS_AS_OF.strip()},
judged AS (
    SELECT s.*, {is_so(measures.TASK_DUE)} AS is_due, {is_so(measures.TASK_ON_TIME)} AS is_on_time,
           {is_so(measures.TASK_LATE)} AS is_late, {is_so(TASK_OVERDUE)} AS is_overdue
    FROM stood s
)
"""
CHECKS = "(SELECT coalesce(sum(k.{figure}), 0) FROM inspection_check k WHERE k.inspection_id = i.id)"


class ViewColumn(NamedTuple):
    """A column that the noun's list has not, or has otherwise: its SQL, and what is in it."""

    key: str
    type: Type
    says: str
    sql: str


class View(NamedTuple):
    """Live records of a noun as of today: columns of its list by their keys, and others."""

    name: str
    says: str
    noun: str
    columns: tuple[str | ViewColumn, ...]
    joins: str = ""  # that follow the noun's
    where: str = ""  # besides that the record is known and not void
    tables: str = ""  # of its own, before its SELECT

    @property
    def list(self) -> Noun:
        """The noun whose records it shows."""
        return registry.all_nouns()[self.noun]


def flag(key: str, says: str, condition: str) -> ViewColumn:
    """A column of 1 and 0."""
    return ViewColumn(key, "integer", f"1 where {says}, else 0", is_so(condition))


UNIT_NAME = ViewColumn("unit_name", "text", "name of the unit", "u.name")
UNIT_OF_POST = ViewColumn("unit", "code", "the unit in which the person served on that day", "u.code")
FULL_NAME = ViewColumn("full_name", "person", "name of the person", "s.full_name")
OF_POST = (
    ViewColumn("category", "word", "category of staff in that post", "p.category"),
    ViewColumn("title", "text", "title", "p.title"),
    ViewColumn("leadership", "word", "none, deputy or head", "p.leadership"),
    ViewColumn("started_on", "date", "first day of the post", "p.started_on"),
    ViewColumn("ended_on", "date", "last day of the post; empty while it lasts", "p.ended_on"),
)
OF_VIOLATION = (
    ViewColumn("standard_title", "text", "the standard of conduct in words", "c.title"),
    ViewColumn("standard_group", "text", "its group", "c.group_name"),
    ViewColumn("case_number", "code", "the case that has taken it up", CASE_OF_VIOLATION),
    ViewColumn("reminded_on", "date", "day on which somebody was first reminded of it", REMINDED_ON),
    flag("is_serious", "it is more than minor", measures.ABOVE_MINOR),
    flag("is_unhandled", "no case has taken it up and nobody was reminded of it", measures.VIOLATION_UNHANDLED),
)
OF_CASE = (
    ViewColumn("unit", "code", "the unit of its earliest violation", "u.code"),
    ViewColumn("violations", "text", "numbers of its violations, a blank between them", CASE_ACTS),
    ViewColumn("state", "word", "open, paused, decided, appealed, stayed or closed", CASE_STATE),
    ViewColumn("outcome", "word", "how it was closed without a decision", "closed.outcome"),
    ViewColumn("form", "word", "form of discipline of the decision that stands", "decided.form"),
    ViewColumn("decision", "text", "number of that decision", "decided.decision"),
    ViewColumn("decided_on", "date", "day of that decision", "decided.happened_on"),
    ViewColumn("effective_on", "date", "first day of its effect", "decided.effective_on"),
    ViewColumn("lapses_on", "date", "day on which its effect is over", "decided.lapses_on"),
    ViewColumn("closed_on", "date", "day on which it was closed without a decision", "closed.happened_on"),
)
OF_TASK = (
    ViewColumn("first_due_on", "date", "day that was set first", "judged.first_due_on"),
    ViewColumn("due_on", "date", "day that holds: put off only where that was granted in time", "judged.due_on"),
    ViewColumn("last_due_on", "date", "day as last put off, in time or not", "judged.last_due_on"),
    ViewColumn("extensions", "integer", "how often it was put off", "judged.extensions"),
    ViewColumn("done_on", "date", "day on which it was done", "judged.done_on"),
    ViewColumn("cancelled_on", "date", "day on which it was withdrawn", "judged.cancelled_on"),
    ViewColumn("is_due", "integer", "1 where its day has come and it was not withdrawn by then", "judged.is_due"),
    ViewColumn("is_on_time", "integer", "1 where it was done by the day that held", "judged.is_on_time"),
    ViewColumn("is_late", "integer", "1 where it was done later, or is still not done", "judged.is_late"),
    ViewColumn("is_overdue", "integer", "1 where it is still to be done and its day is past", "judged.is_overdue"),
)
OF_INSPECTION = (
    ViewColumn("checks_made", "integer", "checks made", CHECKS.format(figure="made")),
    ViewColumn("checks_passed", "integer", "checks passed", CHECKS.format(figure="passed")),
    flag("is_by_others", "it is no self-inspection", measures.BY_OTHERS),
    flag("is_remedy_overdue", "what was to be remedied is not, and its day is past", measures.REMEDY_OVERDUE),
)
OF_FEEDBACK = (
    flag("is_answer_owed", "an answer is owed", measures.ANSWER_OWED),
    flag("is_answered_on_time", "it was answered by its day", measures.ANSWERED_ON_TIME),
    flag("is_answer_overdue", "no answer was given and its day is past", measures.ANSWER_OVERDUE),
)
READABLE_VIEWS = (
    View(
        "v_unit",
        "units, open or closed",
        "unit",
        (
            *("code", "name", "kind", "parent"),
            ViewColumn("parent_name", "text", "name of the unit above", "above.name"),
            *("opened_on", "closed_on", "successor"),
            flag("is_open", "it is open today", OPEN_ON_DAY),
        ),
    ),
    View(
        "v_staff",
        "people, each with the post of today; who has none has no unit",
        "person",
        ("code", "full_name", "born_on", "sex", UNIT_OF_POST._replace(says="the unit"), UNIT_NAME, *OF_POST),
        joins=POST_ON_THE_DAY.format(day=":day"),
    ),
    View(
        "v_staff_on",
        "who served where, from when to when: `WHERE '2022-03-01' BETWEEN from_on AND to_on` is who served on that day",
        "post",
        (
            *("staff", FULL_NAME, "unit", UNIT_NAME, "category", "title", "leadership"),
            ViewColumn("from_on", "date", "first day", "p.started_on"),
            ViewColumn(
                "to_on", "date", "last day; 9999-12-31 while it lasts", f"coalesce(p.ended_on, {measures.FOREVER_SQL})"
            ),
        ),
    ),
    View(
        "v_violation",
        "violations that count: known by today and not found groundless",
        "violation",
        (
            *("number", "staff", "full_name", "unit", UNIT_NAME, "standard", *OF_VIOLATION[:2]),
            *("occurred_on", "found_on", "source", "severity", "note", "inspection", *OF_VIOLATION[2:]),
        ),
        where=measures.COUNTS_AS_VIOLATION,
    ),
    View(
        "v_case",
        "cases with what came of them; the days that the law gives are in `chodon case list`",
        "case",
        ("number", "staff", FULL_NAME, OF_CASE[0], UNIT_NAME, OF_CASE[1], "found_on", "opened_on", *OF_CASE[2:]),
        joins=CASE_STANDS,
        tables=HAPPENED,
    ),
    View(
        "v_task",
        "tasks with the day that holds",
        "task",
        (
            *("number", "title", "document", "unit", UNIT_NAME, "staff", "full_name", "assigned_on", *OF_TASK[:6]),
            *("quality", "cancel_reason", "repeats", "series", "note", *OF_TASK[6:]),
        ),
        joins="JOIN judged ON judged.id = t.id",
        tables=TASKS_JUDGED,
    ),
    View(
        "v_feedback",
        "praise and complaints of citizens, with what was answered",
        "feedback",
        (
            *("number", "received_on", "channel", "kind", "unit", UNIT_NAME, "staff", "full_name", "service", "text"),
            *("due_on", "answered_on", "answer", "violation", *OF_FEEDBACK),
        ),
    ),
    View(
        "v_inspection",
        "inspections, planned (`visited_on` empty) or carried out",
        "inspection",
        (
            *("number", "unit", UNIT_NAME, "kind", "planned_on", "visited_on", "people", "present"),
            *("absent_with_reason", "absent_without_reason", "came_late", *OF_INSPECTION[:2], "conclusion"),
            *("concluded_on", "to_remedy", "remedy_due_on", "remedied", "remedied_on", "note", *OF_INSPECTION[2:]),
        ),
    ),
    View(
        "v_rating",
        "yearly ratings, by oneself and decided",
        "rating",
        ("number", "staff", "full_name", "year", "kind", "unit", UNIT_NAME, "level", "score", "decided_on", "note"),
    ),
    View(
        "v_training",
        "what people studied",
        "training",
        (
            *("number", "staff", "full_name", UNIT_OF_POST, UNIT_NAME, "field", "title", "provider"),
            *("started_on", "ended_on", "days", "certificate", "note"),
        ),
    ),
)


def columns_of(view: View) -> list[tuple[Column, str]]:
    """Each column of the view, and what is in it; empty where its heading says all."""
    fields = view.list.by_key
    return [
        (fields[each], "") if isinstance(each, str) else (Column(each.key, each.type), each.says)
        for each in view.columns
    ]


def sql_of(view: View) -> str:
    """The statement that makes the view."""
    noun, own = view.list, [each for each in view.columns if isinstance(each, ViewColumn)]
    sql = {field.key: noun.value(field, is_as_of=True) for field in noun.fields} | {each.key: each.sql for each in own}
    keys = [each if isinstance(each, str) else each.key for each in view.columns]
    shown = ",\n       ".join(f"{one_line(sql[key])} AS {key}" for key in keys)
    live = [f"{noun.alias}.voided_on IS NULL"] if "voided_on" in noun.by_key else []
    where = "\n      AND ".join(
        one_line(each) for each in [*live, noun.is_known, view.where] if each and each != "1 = 1"
    )
    tables = f"WITH {view.tables.strip()}\n" if view.tables else ""
    joins = "\n".join(each.strip() for each in (noun.joins, view.joins) if each)
    source = f"FROM {noun.table_name} {noun.alias}\n{joins}\nWHERE {where}"
    statement = f"CREATE VIEW {view.name} AS\n{tables}SELECT {shown}\n{source}"
    return re.sub(r":(start|end|today|known|day)\b", lambda match: DAYS[match[1]], statement)


def statements() -> str:
    """What `store/migrations/views.sql` holds: the statement of each view, a semicolon and an empty line after it."""
    return ";\n\n".join(map(sql_of, READABLE_VIEWS)) + ";\n"


def one_line(sql: str) -> str:
    """The SQL with single blanks between its words."""
    return " ".join(sql.split())
