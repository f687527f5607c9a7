"""Standards of conduct: list, show, add, retire."""

from typing import Annotated

from chodon_cli import dates, store
from chodon_cli.cli.options import Code, On, argument
from chodon_cli.cli.showing import Group, written_records
from chodon_cli.commands._attached import with_attached
from chodon_cli.commands._field_options import entering, parameter, takes
from chodon_cli.commands._list_options import list_options
from chodon_cli.locale import N_
from chodon_cli.nouns import standard as standards
from chodon_cli.result import Result

HELP = N_("The rules of conduct, each with its source.")
SECTION = "setup"
group = Group(HELP)

Title = Annotated[str, argument("TITLE", N_("The rule in one sentence."))]


@group.query("list", help=N_("List the standards."))
@takes(*list_options(standards.DECLARATION))
def list_(as_of: str | None, group: str | None, find: str | None) -> Result:
    with store.reading_until_shown() as db:
        return standards.list_standards(db, as_of, group, find)


@group.query("show", help=N_("Show one standard with its source."))
def show(code: Code) -> Result:
    with store.reading() as db:
        return with_attached(db, standards.show_standard(db, code))


@group.change("add", help=N_("Enter a standard of the office's own."))
@takes(parameter("code", Code), parameter("title", Title), *entering(standards.DECLARATION))
def add(**values: object) -> Result:
    from chodon_cli.register import standard
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        outcome = standard.add(session, values, dates.today())
    return written_records(standards.DECLARATION, [outcome.id], N_("Standard entered"), outcome.hints)


@group.change("retire", help=N_("Let a standard end; --on is its last day."))
def retire(code: Code, on: On) -> Result:
    from chodon_cli.register import standard
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        outcome = standard.retire(session, code, on)
    return written_records(standards.DECLARATION, [outcome.id], N_("Standard retired"), outcome.hints)
