"""Quotas: set, list."""

from typing import Annotated

from chodon_cli import dates
from chodon_cli.cli.options import argument, number
from chodon_cli.cli.parameters import Option
from chodon_cli.cli.showing import Group, written_records
from chodon_cli.commands._field_options import entering, parameter, takes
from chodon_cli.commands._list_options import listing
from chodon_cli.locale import N_
from chodon_cli.nouns import quota as quotas
from chodon_cli.result import Result

HELP = N_("Quotas: how many people of a category a unit may have in a year.")
SECTION = "setup"
group = Group(HELP)

OfUnit = Annotated[str, argument("UNIT", N_("The unit."))]
Year = Annotated[int, Option(parser=number, metavar="YEAR", help=N_("The year."))]


@group.change("set", help=N_("Set a unit's quota for a year and a category."))
@takes(parameter("unit", OfUnit), parameter("year", Year), *entering(quotas.DECLARATION))
def set_(**values: object) -> Result:
    from chodon_cli.register import quota
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        outcome = quota.set(session, values, dates.today())
    return written_records(quotas.DECLARATION, [outcome.id], N_("Quota set"), outcome.hints)


group.query("list", help=N_("List the quotas."))(listing(quotas.DECLARATION))
