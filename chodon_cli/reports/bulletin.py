"""The whole picture of a period in one document: figures, what stands out, what is late, units, where it comes from."""

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Connection
from typing import NamedTuple

from chodon_cli import dates, invocation
from chodon_cli.casework import listing
from chodon_cli.cli import options
from chodon_cli.dates import Period, months_before
from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _
from chodon_cli.reports import cases, compliance, feedback, inspections, tasks, trend, violations
from chodon_cli.reports.base.by_unit import UnitQuery
from chodon_cli.reports.parts.compliance import compliance_totals
from chodon_cli.result import Cell, Column, Result, Row

HELP = N_("The bulletin of a period: figures, what stands out, what is late; on screen, as html or Word.")
SPECIAL_FORMATS = ("docx",)
HAS_TEMPLATE = True
TOTALS_OF_REPORTS = {  # report -> the totals of it that the bulletin names
    "compliance": (
        *("staff", "headcount", "violations", "violators", "per_100", "serious", "unhandled", "open_cases"),
        *("overdue_cases", "disciplined", "inspections", "check_pass_rate", "tasks_due", "tasks_on_time_rate"),
    ),
    "cases": ("opened", "ended", "late"),
    "tasks": ("overdue",),
    "inspections": ("remedies_due", "remedies_overdue"),
    "feedback": ("complaints", "praise", "on_time_rate"),
}
LABELS_OF_TOTALS = {  # where a key alone would not say of what it is
    ("cases", "opened"): ("cases_opened", N_("Cases opened or reopened")),
    ("cases", "ended"): ("cases_ended", N_("Cases ended")),
    ("cases", "late"): ("cases_late", N_("Cases decided late")),
    ("tasks", "overdue"): ("tasks_overdue", N_("Tasks overdue at the end")),
    ("feedback", "on_time_rate"): ("answers_on_time_rate", N_("Complaints answered on time %")),
    ("compliance", "tasks_on_time_rate"): ("tasks_on_time_rate", N_("Tasks done on time %")),
    ("compliance", "check_pass_rate"): ("check_pass_rate", N_("Checks passed %")),
}
UNIT_COLUMNS = (
    *("unit_code", "unit", "staff", "violations", "violators", "expected", "signal", "unhandled", "overdue_cases"),
    *("tasks_due", "tasks_on_time_rate", "evidence"),
)
BULLETIN_COLUMNS = [
    Column("key", "code", shown="programs"),
    Column("figure", "text", label=N_("Figure")),
    Column("value", "decimal", label=N_("This period")),
    Column("before", "decimal", label=N_("The same days a year before")),
]
LATE_COLUMNS = ("number", "unit", "found_on", "due_on", "days_left", "state")
LOW_PERCENTAGE = 50  # per cent of tasks on time below which a unit is named


class Figure(NamedTuple):
    """One figure of the bulletin: its key and name, what it is now and was a year before, and what lists it."""

    column: Column
    value: Cell
    before: Cell
    command: str


def report(db: Connection, period: options.Within = None) -> Result:
    """The bulletin of a period (this year so far by default); each figure beside the same period a year before."""
    within = period or dates.this_year()
    before = year_before(within)
    now = {name: _ask(db, name, within) for name in TOTALS_OF_REPORTS}
    past = {name: _totals(db, name, keys, before) for name, keys in TOTALS_OF_REPORTS.items()}
    figures = [
        _figure(now[name], past[name], name, key, within) for name, keys in TOTALS_OF_REPORTS.items() for key in keys
    ]
    units = replace(choose(now["compliance"], UNIT_COLUMNS), title=N_("Units"), report="compliance")
    details = [
        trouble(units),
        _late_cases(db, within),
        _months(db, within),
        by_group(violations.report(db, within)),
        _cases_as_record(now["cases"]),
        late_tasks(now["tasks"]),
        units,
        sources(figures, within),
    ]
    return Result(
        N_("Bulletin"),
        BULLETIN_COLUMNS,
        [(each.column.key, each.column.heading, each.value, each.before) for each in figures],
        notes=[*dict.fromkeys(note for each in now.values() for note in each.notes)],
        period=within,
        as_of=within.end,
        details=[replace(detail, period=None, as_of=None, notes=()) for detail in details if detail.rows],
        has_charts=True,
    )


def _ask(db: Connection, name: str, within: Period) -> Result:
    reports = {each.__name__.rpartition(".")[2]: each for each in (compliance, cases, tasks, inspections, feedback)}
    result: Result = reports[name].report(db, within)
    return result


def _totals(db: Connection, name: str, keys: Sequence[str], within: Period) -> Values:
    """The totals of the report under these keys; of compliance no unit is worked out for them."""
    if name == "compliance":
        return compliance_totals(UnitQuery(db, within, "unit", None, None, False), {*keys})
    result = _ask(db, name, within)
    return dict(zip((column.key for column in result.columns), result.totals or (), strict=False))


def year_before(within: Period) -> Period:
    """The same days a year before; the last day of a month stays one."""
    return months_before(within, 12)


def _figure(now: Result, past: Values, name: str, key: str, within: Period) -> Figure:
    """A total of the report, as the bulletin calls it."""
    column = now.columns[now.position(key)]
    own, label = LABELS_OF_TOTALS.get((name, key), (key, column.label or ""))
    place = now.position(key)
    return Figure(
        Column(own, column.type, label=label or column.label),
        (now.totals or ())[place],
        past[key],
        command_line("report", name, "--period", str(within), "--cell", f"total:{key}"),
    )


def command_line(*words: str) -> str:
    """The command as a line that gives the same today and later."""
    day = [] if "--today" in invocation.global_words else ["--today", dates.today()]
    return invocation.command_line([*invocation.global_words, *day, *words])


def choose(result: Result, keys: Sequence[str]) -> Result:
    """The Result with these columns."""
    places = [result.position(key) for key in keys]
    return replace(
        result,
        columns=[result.columns[place] for place in places],
        rows=[tuple(row[place] for place in places) for row in result.rows],
        totals=result.totals and tuple(result.totals[place] for place in places),
    )


def trouble(units: Result) -> Result:
    """Units with a signal, overdue cases, or fewer than half of their tasks on time."""
    signal, overdue, rate = (units.position(key) for key in ("signal", "overdue_cases", "tasks_on_time_rate"))

    def is_in_trouble(row: Row) -> bool:
        return bool(row[signal] or row[overdue] or (row[rate] is not None and row[rate] < LOW_PERCENTAGE))

    rows = [row for row in units.rows if is_in_trouble(row)]
    return replace(units, title=N_("Units to look at"), rows=rows, totals=None, report="bulletin trouble")


def _late_cases(db: Connection, within: Period) -> Result:
    """The cases that are past their deadline on the last day."""
    result = listing.list_cases(db, listing.CaseFilter(within.end, is_overdue=True))
    return replace(choose(result, LATE_COLUMNS), title=N_("Cases past their deadline"), report="bulletin late cases")


def _months(db: Connection, within: Period) -> Result:
    result = trend.report(db, within)
    title = N_("Violations from month to month")
    return replace(result, report="trend", parameters={"key": "violations"}, title=title)


def by_group(result: Result) -> Result:
    """The violations by group of standards, most first."""
    group, count, serious = (result.position(key) for key in ("group", "violations", "serious"))
    sums: dict[str, list[int]] = {}
    for row in result.rows:
        line = sums.setdefault(row[group] or "", [0, 0])
        line[0] += row[count]
        line[1] += row[serious]
    columns = [result.columns[place] for place in (group, count, serious)]
    rows: list[Row] = [(name, *sums[name]) for name in sorted(sums, key=lambda name: -sums[name][0])]
    return Result(N_("Violations by group of standards"), columns, rows, report="violations")


def _cases_as_record(result: Result) -> Result:
    """The balance of all cases, down the page."""
    totals = (result.totals or ())[2:]
    rows: list[Row] = [tuple(totals)] if any(totals) else []
    return Result(N_("Balance of cases"), result.columns[2:], rows, layout="record", report="cases")


def late_tasks(result: Result) -> Result:
    """The units some of whose tasks were late."""
    due, on_time = result.position("due"), result.position("on_time")
    keys = ("unit_code", "unit", "due", "on_time", "done_late", "open_late", "cancelled_late", "on_time_rate")
    late = [row for row in result.rows if row[on_time] < row[due]]
    chosen = choose(replace(result, rows=late, totals=None), keys)
    return replace(chosen, title=N_("Units with late tasks"), report="tasks")


def sources(figures: Sequence[Figure], within: Period) -> Result:
    """The command that lists what stands behind each figure, and the one of each table."""
    rows: list[Row] = [(each.column.heading, each.value, each.command) for each in figures]
    tables = {
        N_("The same days a year before"): ("report", "compliance", "--period", str(within), "--against"),
        N_("Units"): ("report", "compliance", "--period", str(within)),
        N_("Cases past their deadline"): ("case", "list", "--as-of", within.end, "--overdue"),
        N_("Violations from month to month"): ("report", "trend", "--period", str(within)),
        N_("Violations by group of standards"): ("report", "violations", "--period", str(within)),
        N_("Balance of cases"): ("report", "cases", "--period", str(within)),
        N_("Units with late tasks"): ("report", "tasks", "--period", str(within)),
    }
    rows += [
        (_(title), None, command_line(*words, *([str(year_before(within))] if words[-1] == "--against" else [])))
        for title, words in tables.items()
    ]
    columns = [
        Column("figure", "text", label=N_("Figure")),
        Column("value", "decimal", label=N_("This period")),
        Column("command", "text", label=N_("What lists it")),
    ]
    return Result(N_("Where each figure comes from"), columns, rows, report="bulletin sources")
