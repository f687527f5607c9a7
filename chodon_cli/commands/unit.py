"""Units: add, list, show, correct, close, merge, void."""

from typing import Annotated

from chodon_cli import dates, store
from chodon_cli.cli.options import (
    Code,
    Codes,
    On,
    Reason,
    argument,
    text_option,
)
from chodon_cli.cli.showing import Group, written_records
from chodon_cli.commands._attached import with_attached
from chodon_cli.commands._field_options import correcting, entering, parameter, takes
from chodon_cli.commands._list_options import list_options
from chodon_cli.locale import N_
from chodon_cli.nouns import unit as units
from chodon_cli.result import Result

HELP = N_("Units of the authority: offices, communes, service units, schools.")
SECTION = "setup"
group = Group(HELP)
COLUMNS_OF_CLOSING = ("closed_on", "successor")  # what `close` and `merge` enter
HELP_TO_CORRECT = {"parent": N_("The unit above it; “” for none."), "opened_on": N_("Its first day; “” for none.")}

NewName = Annotated[str, argument("NAME", N_("Its new full name."))]
Name = Annotated[str, argument("NAME", N_("Full name of the unit."))]
Merged = Annotated[list[str], argument("CODE…", N_("The units that end."))]
Into = Annotated[str, text_option("CODE", N_("The unit that goes on."))]
To = Annotated[str, text_option("UNIT", N_("The unit under which it goes."), "--to")]
MoveTo = Annotated[str | None, text_option("UNIT", N_("Where the units beneath it go, from the next day on."))]
Document = Annotated[str | None, text_option("NUMBER", N_("The document that orders it."))]


@group.change("add", help=N_("Enter a unit."))
@takes(
    parameter("code", Code),
    parameter("name", Name),
    *entering(units.DECLARATION, without=("code", "name", *COLUMNS_OF_CLOSING)),
)
def add(**values: object) -> Result:
    from chodon_cli.register import unit
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        outcome = unit.add(session, values, dates.today())
    return written_records(units.DECLARATION, [outcome.id], N_("Unit entered"), outcome.hints)


@group.query("list", help=N_("List the units."))
@takes(*list_options(units.DECLARATION))
def list_(as_of: str | None, tree: bool, find: str | None, voided: bool) -> Result:
    with store.reading_until_shown() as db:
        return units.list_units(db, as_of, tree, find, voided)


@group.query("show", help=N_("Show one unit: its head, its people, what is beneath it."))
def show(code: Code) -> Result:
    with store.reading() as db:
        return with_attached(db, units.show_unit(db, code, dates.today()))


@group.change(
    "edit", help=N_("Correct what was entered of a unit; what changes on a day is rename, move, close, merge.")
)
@takes(parameter("which", Code), *correcting(units.DECLARATION, help=HELP_TO_CORRECT))
def edit(which: str, **changes: object) -> Result:
    from chodon_cli.register import unit
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        outcome = unit.edit(session, which, changes, dates.today())
    return written_records(units.DECLARATION, [outcome.id], N_("Unit corrected"), outcome.hints)


@group.change("alias", help=N_("Let other ways of writing its name stand for a unit, in every list and command."))
def alias(code: Code, names: Annotated[list[str], argument("TEXT…", N_("What else it is called."))]) -> Result:
    from chodon_cli.register import unit
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        outcome = unit.alias(session, code, names, dates.today())
    return written_records(units.DECLARATION, [outcome.id], N_("Unit corrected"), outcome.hints)


@group.change("close", help=N_("Close a unit; --on is its last day."))
def close(code: Code, on: On, move_to: MoveTo = None) -> Result:
    from chodon_cli.register import unit
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        outcome = unit.close(session, code, on, move_to)
    return written_records(units.DECLARATION, [outcome.id], N_("Unit closed"), outcome.hints)


@group.change("rename", help=N_("Give a unit another name; --on is its first day. Older periods show the old name."))
def rename(code: Code, name: NewName, on: On) -> Result:
    from chodon_cli.register import unit
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        outcome = unit.rename(session, code, name, on, dates.today())
    return written_records(units.DECLARATION, [outcome.id], N_("Unit renamed"), outcome.hints)


@group.change("move", help=N_("Put a unit under another; --on is the first day. Older periods show it where it was."))
def move(code: Code, to: To, on: On) -> Result:
    from chodon_cli.register import unit
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        outcome = unit.move(session, code, to, on)
    return written_records(units.DECLARATION, [outcome.id], N_("Unit moved"), outcome.hints)


@group.change("merge", help=N_("Merge units into another; --on is the first day of the new."))
def merge(codes: Merged, into: Into, on: On, document: Document = None) -> Result:
    from chodon_cli.register import unit
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        ids, hints = unit.merge(session, codes, into, on, document)
    return written_records(units.DECLARATION, ids, N_("Units merged"), hints)


@group.change("void", help=N_("Mark a unit as entered by mistake."))
def void(codes: Codes, reason: Reason) -> Result:
    from chodon_cli.register import record, unit
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        ids, hints = record.each_of(codes, lambda said: unit.void(session, said, reason, dates.today()))
    return written_records(units.DECLARATION, ids, N_("Unit voided"), hints)
