"""Write the whole register out into a folder."""

from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Option

from chodon_cli import store
from chodon_cli.cli.options import one_of_words
from chodon_cli.cli.showing import Group
from chodon_cli.errors import Unusable, Usage
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result, Row

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
        raise Usage(_("--days goes with --anonymise"))
    with store.reading() as db:
        extras = None if anonymise else extras_of(db)
        manifest = exchange.write(db, folder, anonymise, days == "exact", extras, parquet)
    rows: list[Row] = [tuple(entry[column.key] for column in EXPORT_COLUMNS) for entry in manifest]
    return Result(
        N_("Export"),
        EXPORT_COLUMNS,
        rows,
        totals=(None, sum(row[1] for row in rows), None),
        is_write=True,
        is_stored=False,
    )


def extras_of(db: Connection) -> "ExportExtras":
    """What the office has set and what is kept with records, if anything. Unusable if a file of it is damaged."""
    from chodon_cli.audit import attachments as attached
    from chodon_cli.exchange import layout
    from chodon_cli.exchange.write.folder import ExportExtras
    from chodon_cli.queries.settings import SETTINGS_OF_AN_OFFICE, stored_settings
    from chodon_cli.store import attachments

    settings = sorted(
        stored_settings(db).items(), key=lambda each: each[0] if each[0] in SETTINGS_OF_AN_OFFICE else "~"
    )
    columns, rows, files = attached.exported_rows(db)
    if missing := [name for name, sha256 in files.items() if not attachments.is_whole(sha256)]:
        sentence = _("{number} attached files are missing or damaged").format(number=len(missing))
        raise Unusable(sentence, _("see: chodon check --deep"))
    tables: dict[str, Any] = {layout.EXTRA_FILE_NAMES["setting"]: (["key", "value"], settings)} if settings else {}
    tables |= {layout.EXTRA_FILE_NAMES["attachment"]: (columns, rows)} if rows else {}
    return ExportExtras(tables, {name: attachments.kept_file(sha256) for name, sha256 in files.items()})
