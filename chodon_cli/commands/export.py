"""Write the whole register out into a folder."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from chodon_cli import store
from chodon_cli.cli.options import one_of_words
from chodon_cli.cli.showing import Group
from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result, Row

HELP = N_("Write the whole register to a folder: one CSV file a table, and a manifest.")
SECTION = "upkeep"
group = Group(HELP)

COLUMNS = [Column("file", "code"), Column("rows", "integer"), Column("sha256", "code", 2)]
Folder = Annotated[Path, Argument(metavar="DIR", help=N_("The folder; an older export in it is replaced."))]

Anonymise = Annotated[bool, Option("--anonymise", help=N_("Without anything that tells who a person is."))]
Days = Annotated[
    str | None,
    Option(
        parser=one_of_words("month", "exact"),
        metavar="month|exact",
        help=N_("Of an anonymised export: the month alone, or the exact day, with which it can be imported."),
    ),
]


@group.change("export", help=HELP)
def export(folder: Folder, anonymise: Anonymise = False, days: Days = None) -> Result:
    from chodon_cli.exchange.write import folder as exchange

    if days and not anonymise:
        raise Usage(_("--days goes with --anonymise"))
    with store.reading() as db:
        manifest = exchange.write(db, folder, anonymise, has_exact_days=days == "exact")
    rows: list[Row] = [tuple(entry[column.key] for column in COLUMNS) for entry in manifest]
    return Result(
        N_("Export"), COLUMNS, rows, totals=(None, sum(row[1] for row in rows), None), is_write=True, is_stored=False
    )
