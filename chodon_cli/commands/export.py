"""Write the whole register out into a folder."""

from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING, Annotated

from chodon_cli import store
from chodon_cli.audit import attachments
from chodon_cli.cli.options import one_of_words
from chodon_cli.cli.parameters import Argument, Option
from chodon_cli.cli.showing import Group
from chodon_cli.errors import FOUND_SOMETHING, Usage
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result, Row
from chodon_cli.store import branch

if TYPE_CHECKING:
    from chodon_cli.exchange.write.folder import ExportExtras

HELP = N_("Write the whole register to a folder: one CSV file a table, and a manifest.")
SECTION = "upkeep"
group = Group(HELP)

EXPORT_COLUMNS = [Column("file", "code"), Column("rows", "integer"), Column("sha256", "code", 2)]
Folder = Annotated[Path, Argument(metavar="DIR", help=N_("The folder; an older export in it is replaced."))]

Anonymise = Annotated[bool, Option("--anonymise", help=N_("Without anything that tells who a person is."))]
Parquet = Annotated[
    bool,
    Option("--parquet", help=N_("Parquet files in place of CSV (pip install 'chodon[parquet]'); not to be imported.")),
]
Days = Annotated[
    str | None,
    Option(
        parser=one_of_words("month", "exact"),
        metavar="month|exact",
        help=N_("Of an anonymised export: the month alone, or the exact day, with which it can be imported."),
    ),
]


@group.change("export", help=HELP)
def export(folder: Folder, anonymise: Anonymise = False, days: Days = None, parquet: Parquet = False) -> Result:
    from chodon_cli.exchange.write import folder as exchange

    if days and not anonymise:
        raise Usage(_("--days goes with --anonymise"), _("add --anonymise, or leave out --days"))
    branch.refuse_limited()
    with store.reading() as db:
        extras, missing = (None, []) if anonymise else extras_of(db)
        manifest = exchange.write(db, folder, anonymise, days == "exact", extras, parquet)
    rows: list[Row] = [tuple(entry[column.key] for column in EXPORT_COLUMNS) for entry in manifest]
    return Result(
        N_("Export"),
        EXPORT_COLUMNS,
        rows,
        totals=(None, sum(row[1] for row in rows), None),
        is_write=True,
        is_stored=False,
        faults=attachments.faults_of_missing(missing),
        exit_code=FOUND_SOMETHING if missing else 0,
    )


def extras_of(db: Connection) -> "tuple[ExportExtras, list[str]]":
    """What the office has set and what is kept with records, if anything; the files of which nothing whole is there."""
    from chodon_cli.exchange import layout
    from chodon_cli.exchange.write.folder import ExportExtras
    from chodon_cli.queries import office_records
    from chodon_cli.queries.settings import SETTINGS_OF_AN_OFFICE, stored_settings

    settings = sorted(
        stored_settings(db).items(), key=lambda each: each[0] if each[0] in SETTINGS_OF_AN_OFFICE else "~"
    )
    attached = attachments.exported_attachments(db)
    tables = {layout.EXTRA_FILE_NAMES["setting"]: (["key", "value"], settings)} if settings else {}
    tables |= {layout.EXTRA_FILE_NAMES["attachment"]: (attached.columns, attached.rows)} if attached.rows else {}
    if offices := list(office_records.records_of_offices(db)):
        tables |= {layout.EXTRA_FILE_NAMES["office_record"]: (office_records.FILE_COLUMNS, offices)}
    return ExportExtras(tables, attached.files), attached.missing
