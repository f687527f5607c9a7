"""Who may do what in a register on a server."""

from chodon_cli import store
from chodon_cli.cli.showing import Group
from chodon_cli.locale import N_
from chodon_cli.result import Column, Result
from chodon_cli.store import branch

HELP = N_("Print the SQL that gives readers, clerks and owners of a register on a server what they need, and no more.")
SECTION = "upkeep"
group = Group(HELP)


@group.query("grants", help=HELP)
def grants() -> Result:
    from chodon_cli.rules import blocking
    from chodon_cli.store.postgres import roles

    branch.refuse_limited()
    with store.reading() as db:
        lines = roles.grants(db, blocking.questions_of_all())
    return Result(N_("Rights"), [Column("sql", label="SQL")], [(line,) for line in lines], layout="line")
