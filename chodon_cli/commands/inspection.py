"""Inspections: plan, record, check, log, conclude, remedy, list, show, correct, void."""

from typing import Annotated, Any

from chodon_cli import dates, store
from chodon_cli.cli.options import (
    AsOf,
    Note,
    Number,
    Numbers,
    On,
    Reason,
    argument,
    count_option,
    number,
    one_of,
    text_option,
)
from chodon_cli.cli.parameters import Argument, Option
from chodon_cli.cli.showing import Group, written_records
from chodon_cli.commands._attached import with_attached
from chodon_cli.commands._field_options import coming_on, correcting, entering, parameter, takes
from chodon_cli.commands._list_options import listing
from chodon_cli.errors import Usage
from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _
from chodon_cli.nouns import inspection as inspections
from chodon_cli.nouns import inspection_check as checks
from chodon_cli.nouns import violation as violations
from chodon_cli.result import Cell, Result
from chodon_cli.text import clean
from chodon_cli.words.inspection import INSPECTION_KIND
from chodon_cli.words.violation import SEVERITY

HELP = N_("Inspections: what was planned, seen, concluded and remedied.")
SECTION = "daily"
group = Group(HELP)


def parse_check(text: str) -> Values:
    """What was checked: M03=10/12 or M03=10/12:CC001,CC002 (passed, made, who failed). Usage error otherwise."""
    item, _equals, rest = clean(text).partition("=")
    counts, _colon, people = rest.partition(":")
    passed, _slash, total = counts.partition("/")
    if not (item and passed and total):
        raise Usage(
            _("“{value}” does not say what was checked").format(value=text), _("write ITEM=PASSED/MADE:STAFF,STAFF")
        )
    return {"item": item, "passed": number(passed), "made": number(total), "failed_staff": people}


MaybeNumber = Annotated[str, Argument(parser=clean, metavar="[NUMBER]", help=N_("Number of the one that was planned."))]
Kind = Annotated[str | None, one_of(INSPECTION_KIND, N_("How it comes about."))]
Checked = Annotated[
    list[Any] | None,
    Option(
        "--check", parser=parse_check, metavar="ITEM=PASSED/MADE:STAFF,…", help=N_("What was checked; may be repeated.")
    ),
]
Item = Annotated[str, argument("ITEM", N_("Code of an item of the checklist, or of a standard."))]
Only = Annotated[str | None, text_option("ITEM", N_("Only what failed at this item."), "--item")]
Made = Annotated[int, count_option(N_("How many were checked."))]
Passed = Annotated[int, count_option(N_("How many of them were in order."))]
Failed = Annotated[str | None, text_option("STAFF,…", N_("Who failed: codes or full names."))]
Who = Annotated[str | None, text_option("STAFF", N_("Only this person."), "--staff")]
Standard = Annotated[str | None, text_option("CODE", N_("The standard that was broken, where the item tells none."))]
Severity = Annotated[str | None, one_of(SEVERITY, N_("How grave it is."))]


@group.change("plan", help=N_("Plan an inspection."))
@takes(
    *entering(
        inspections.DECLARATION,
        needed=("unit", "planned_on"),
        option={"planned_on": "--on"},
        default={"kind": "planned"},
    )
)
def plan(**values: Cell) -> Result:
    from chodon_cli.register import inspection
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        outcome = inspection.plan(session, values, dates.today())
    return written_records(inspections.DECLARATION, [outcome.id], N_("Inspection planned"), outcome.hints)


@group.change("record", help=N_("Record an inspection that was carried out, planned or not."))
@takes(
    parameter("number", MaybeNumber, ""),
    parameter("visited_on", On),
    *entering(inspections.DECLARATION, without=("planned_on", "visited_on"), needed=(), on="visited_on"),
    parameter("check", Checked, None),
)
def record(number: str, check: list[Values] | None, **values: object) -> Result:
    from chodon_cli.register import inspection
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        outcome = inspection.carry_out(session, number, values, check or [], dates.today())
    return written_records(inspections.DECLARATION, [outcome.id], N_("Inspection recorded"), outcome.hints)


@group.change("check", help=N_("Enter or correct one thing that was checked at an inspection."))
def check(number: Number, item: Item, made: Made, passed: Passed, failed: Failed = None, note: Note = None) -> Result:
    from chodon_cli.register import inspection
    from chodon_cli.register.transaction import transaction

    values = {"item": item, "made": made, "passed": passed, "failed_staff": failed, "note": note}
    with transaction(reads_first=True) as session:
        outcome = inspection.check(session, number, values, dates.today())
    return written_records(checks.DECLARATION, [outcome.id], N_("Check entered"), outcome.hints)


@group.change("log", help=N_("Make violations of what people failed at an inspection."))
def log(
    number: Number, item: Only = None, staff: Who = None, standard: Standard = None, severity: Severity = None
) -> Result:
    from chodon_cli.register import inspection
    from chodon_cli.register.transaction import transaction

    only = {"item": item, "staff": staff, "standard": standard, "severity": severity}
    with transaction(reads_first=True) as session:
        logged = inspection.log(session, number, only, dates.today())
    hints = [hint for outcome in logged for hint in outcome.hints]
    return written_records(violations.DECLARATION, [outcome.id for outcome in logged], N_("Violation logged"), hints)


@group.change("conclude", help=N_("Record the conclusion, and what is to be remedied by when."))
@takes(parameter("number", Number), parameter("concluded_on", On), *coming_on(inspections.DECLARATION, "concluded_on"))
def conclude(number: str, **values: object) -> Result:
    from chodon_cli.register import inspection
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        outcome = inspection.conclude(session, number, values, dates.today())
    return written_records(inspections.DECLARATION, [outcome.id], N_("Inspection concluded"), outcome.hints)


@group.change("remedy", help=N_("Record what was remedied and when."))
@takes(parameter("number", Number), parameter("remedied_on", On), *coming_on(inspections.DECLARATION, "remedied_on"))
def remedy(number: str, **values: object) -> Result:
    from chodon_cli.register import inspection
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        outcome = inspection.remedy(session, number, values, dates.today())
    return written_records(inspections.DECLARATION, [outcome.id], N_("Remedy recorded"), outcome.hints)


group.query("list", help=N_("List the inspections."))(listing(inspections.DECLARATION))


@group.query("items", help=N_("List what an inspection looks at."))
def items(as_of: AsOf = None) -> Result:
    return inspections.items(as_of or dates.today())


@group.query("show", help=N_("Show one inspection, what was checked and what was found."))
def show(number: Number) -> Result:
    with store.reading() as db:
        return with_attached(db, inspections.show_inspection(db, number))


@group.change("edit", help=N_("Correct what was entered of an inspection."))
@takes(parameter("number", Number), *correcting(inspections.DECLARATION))
def edit(number: str, **changes: object) -> Result:
    from chodon_cli.register import inspection
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        outcome = inspection.edit(session, number, changes, dates.today())
    return written_records(inspections.DECLARATION, [outcome.id], N_("Inspection corrected"), outcome.hints)


@group.change("void", help=N_("Mark an inspection as entered by mistake: it keeps its number and no longer counts."))
def void(numbers: Numbers, reason: Reason) -> Result:
    from chodon_cli.register import inspection, record
    from chodon_cli.register.transaction import transaction

    with transaction(reads_first=True) as session:
        ids, hints = record.each_of(numbers, lambda said: inspection.void(session, said, reason, dates.today()))
    return written_records(inspections.DECLARATION, ids, N_("Inspection voided"), hints)
