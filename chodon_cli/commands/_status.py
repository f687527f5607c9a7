"""What `chodon` alone says: where the office stands, and what to do next, as `git status` does."""

from collections import Counter
from collections.abc import Sequence
from sqlite3 import Connection

from chodon_cli import dates, due, invocation, store
from chodon_cli.cli.empty_register import FIRST_PEOPLE, FIRST_UNITS, FORM_OF_PEOPLE, FORM_OF_UNITS
from chodon_cli.locale import N_, _, figure, one_or_several
from chodon_cli.queries import contents
from chodon_cli.result import Column, Result
from chodon_cli.store import beside, branch
from chodon_cli.words.due import DUTY
from chodon_cli.words.judgement import SIGNAL

DAYS_AHEAD = 14  # days
MOST_UNITS_NAMED = 3  # units that stand out, by name
STATUS_COLUMNS = [
    Column("file", "code", label=N_("Register")),
    Column("today", "date", label=N_("The day")),
    Column("units", "integer", label=N_("Units")),
    Column("staff", "integer", label=N_("People in post")),
    Column("overdue", label=N_("Overdue")),
    Column("soon", label=N_("Due in 14 days")),
    Column("violations", "integer", label=N_("Violations this year")),
    Column("stands_out", label=N_("Stands out this year")),
    Column("backup", label=N_("Last backup")),
]
LINE_OF_STEP = 80  # columns: a command that comes next, with what it is for
FIRST_STEPS_COLUMNS = [
    Column("init", "code", label=N_("1. Make a register")),
    Column("units", "code", label=N_("2. Take in the list of units")),
    Column("people", "code", label=N_("3. Take in the list of people")),
]


def show() -> None:
    """Print where one stands."""
    from chodon_cli import render

    render.show(status(), render.OutputOptions(None, None))


def status() -> Result:
    """Where one stands and the next command; without a register the first three commands."""
    if not store.server() and not store.path().exists():
        commands = ("chodon init", FIRST_UNITS[0], FIRST_PEOPLE[0])
        first = tuple(map(invocation.name_register, commands))
        forms = "; ".join(map(invocation.name_register, (FORM_OF_UNITS, FORM_OF_PEOPLE)))
        notes = [
            _("Without such lists, forms to fill in: {commands}").format(commands=forms),
            _("What comes then: chodon help; an example with everything in it: make demo"),
        ]
        return Result(N_("There is no register yet"), FIRST_STEPS_COLUMNS, [first], layout="record", notes=notes)
    today = dates.today()
    with store.reading() as db:
        units, staff, violations = contents.present_counts(db, today)
        late, soon = due.counts_by_kind(db, today, dates.shift(today, DAYS_AHEAD))
        flagged = stands_out(db) if violations else []
        last = beside.last_backup(db, today)
    row = (
        store.name(),
        today,
        units,
        staff,
        by_kind(late),
        by_kind(soon),
        violations,
        "; ".join(flagged[:MOST_UNITS_NAMED]) or _("nothing"),
        backup_remark(last.day, today) if last else _("none yet"),
    )
    columns = STATUS_COLUMNS
    has_backup = last is not None or branch.units() is not None  # which is left to whoever reads all of it
    steps = next_steps(units, staff, bool(late or soon), bool(flagged), has_backup)
    return Result(N_("Where the register stands"), columns, [row], layout="record", notes=[*branch.notes(), *steps])


def by_kind(counts: Counter[str]) -> str:
    """How many in all, and of each kind."""
    if not counts:
        return _("nothing")
    parts = [f"{_label(kind)} {figure(number, 0)}" for kind, number in counts.most_common()]
    return f"{figure(counts.total(), 0)} ({', '.join(parts)})"


def _label(kind: str) -> str:
    return DUTY.label(kind).casefold()


def stands_out(db: Connection) -> list[str]:
    """The units with a signal this year, the strongest first."""
    from chodon_cli.reports.base.by_unit import UnitQuery
    from chodon_cli.reports.parts.comparison import flagged_rows

    query = UnitQuery(db, dates.this_year(), "unit", None, None, False)
    return [f"{unit}: {SIGNAL.label(signal).casefold()}" for unit, signal in flagged_rows(query)]


def backup_remark(day: str, today: str) -> str:
    """The day of the last backup, and how long ago that was."""
    days = dates.days_between(day, today)
    ago = one_or_several(days, N_(" ({days} day ago)"), N_(" ({days} days ago)")).format(days=figure(days, 0))
    return dates.show_day(day) + (ago if days > 0 else "")


def next_steps(units: int, staff: int, is_due: bool, is_flagged: bool, is_copied: bool) -> list[str]:
    """The commands that come next, the most needed first."""
    steps = []
    if not units:
        steps += [(FIRST_UNITS[0], _("take in the list of units")), (FORM_OF_UNITS, _("a form for it, to fill in"))]
    elif not staff:
        steps += [(FIRST_PEOPLE[0], _("take in the list of people")), (FORM_OF_PEOPLE, _("a form for it, to fill in"))]
    if is_due:
        steps.append(("chodon due", _("see what is overdue and due")))
    if is_flagged:
        steps.append(("chodon report compliance", _("see which units stand out")))
    if staff and not is_due:
        steps.append(("chodon violation log --staff … --standard … --on today", _("log a violation")))
    if staff and not is_copied:
        steps.append(("chodon backup …", _("keep a copy on another disk")))
    steps.append(("chodon help", _("every command")))
    return [_("Next:"), *lines_of_steps([(invocation.name_register(command), what) for command, what in steps])]


def lines_of_steps(steps: Sequence[tuple[str, str]]) -> list[str]:
    """A command a line with what it is for beside it, or below where a line has no room for both."""
    widest = LINE_OF_STEP - len("    ") - max(len(what) for _command, what in steps)
    beside = [command for command, what in steps if len(f"  {command}  {what}") <= LINE_OF_STEP]
    size = min(max(map(len, beside), default=0), widest)
    lines = []
    for command, what in steps:
        lines += [f"  {command:{size}}  {what}"] if command in beside else [f"  {command}", f"      {what}"]
    return lines
