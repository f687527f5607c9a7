"""Who reads and writes only what lies under a unit, in a register on a server."""

from typing import Annotated

from chodon_cli import dates, store
from chodon_cli.cli.options import argument
from chodon_cli.cli.parameters import Option
from chodon_cli.cli.showing import Group
from chodon_cli.errors import Unusable
from chodon_cli.locale import N_, _
from chodon_cli.queries.access_grants import grants_with_states
from chodon_cli.result import Column, Result, Row
from chodon_cli.store import branch
from chodon_cli.text import clean

HELP = N_("Who reads and writes only what lies under a unit, in a register on a server.")
SECTION = "upkeep"
group = Group(HELP)

STATES = {
    "limited": N_("reads and writes its units alone"),
    "reader": N_("reads its units alone"),
    "unlimited": N_("reads everything by another role"),
    "nothing": N_("reads nothing"),
}
ACCESS_COLUMNS = [
    Column("account", "code", label=N_("Account on the server")),
    Column("unit_code", "code"),
    Column("unit"),
    Column("granted_on", "date", label=N_("Granted on")),
    Column("revoked_on", "date", label=N_("Revoked on")),
    Column("state", label=N_("On the server")),
]
Account = Annotated[str, argument("USER", N_("The account, as the server's database knows it."))]
UnderUnit = Annotated[
    str, Option("--unit", parser=clean, metavar="UNIT", help=N_("The unit; those beneath it come along."))
]
OfUnit = Annotated[
    str | None, Option("--unit", parser=clean, metavar="UNIT", help=N_("Only this unit; all of them if not said."))
]


ReadOnly = Annotated[bool, Option("--read-only", help=N_("It reads there, and writes nothing."))]


@group.change("grant", help=N_("Limit an account to what lies under a unit; granted twice, to both."))
def grant(account: Account, unit: UnderUnit, read_only: ReadOnly = False) -> Result:
    _needs_server()
    from chodon_cli.register import access
    from chodon_cli.register.transaction import transaction

    branch.refuse_limited()
    with transaction() as session:
        is_new = access.grant(session, account, unit, dates.today(), read_only)
    hints = [] if is_new else [_("it was granted before; its role on the server was given again")]
    return _outcome(N_("Access granted"), account, hints)


@group.change("revoke", help=N_("Take a unit from an account that was limited; without any it reads nothing."))
def revoke(account: Account, unit: OfUnit = None) -> Result:
    _needs_server()
    from chodon_cli.register import access
    from chodon_cli.register.transaction import transaction

    branch.refuse_limited()
    with transaction() as session:
        access.revoke(session, account, unit, dates.today())
    return _outcome(N_("Access revoked"), account, [])


@group.query("list", help=N_("List the accounts that are limited, their units, and what the server lets them do."))
def list_() -> Result:
    _needs_server()
    return Result(N_("Access to branches"), ACCESS_COLUMNS, _rows(), empty=_("no account is limited to a unit"))


def _outcome(title: str, account: str, hints: list[str]) -> Result:
    rows = [row for row in _rows() if row[0] == account]
    return Result(title, ACCESS_COLUMNS, rows, hints=hints, is_write=True)


def _rows() -> list[Row]:
    return [(*row, state and _(STATES[state])) for *row, state in grants_with_states()]


def _needs_server() -> None:
    if not store.server():
        raise Unusable(
            _("{register}: whoever may read a file reads all of it; rows are kept apart on a server alone").format(
                register=store.name()
            ),
            _("bring it there: chodon move --to URL"),
        )
