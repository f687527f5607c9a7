"""What the register holds."""

from chodon_cli import store
from chodon_cli.cli.showing import Group
from chodon_cli.locale import N_
from chodon_cli.result import Column, Result
from chodon_cli.store.revision_files import latest_revision

HELP = N_("What the register holds: where it is, how many records, who wrote last.")
SECTION = "upkeep"
group = Group(HELP)

COUNTS = """
SELECT (SELECT count(*) FROM unit WHERE voided_on IS NULL), (SELECT count(*) FROM staff WHERE voided_on IS NULL),
       (SELECT count(*) FROM post WHERE voided_on IS NULL), (SELECT count(*) FROM quota),
       (SELECT count(*) FROM standard), (SELECT count(*) FROM document WHERE voided_on IS NULL),
       (SELECT count(*) FROM inspection WHERE voided_on IS NULL), (SELECT count(*) FROM inspection_check),
       (SELECT count(*) FROM violation WHERE voided_on IS NULL),
       (SELECT min(occurred_on) FROM violation WHERE voided_on IS NULL),
       (SELECT max(occurred_on) FROM violation WHERE voided_on IS NULL),
       (SELECT count(*) FROM task WHERE voided_on IS NULL),
       (SELECT count(*) FROM feedback WHERE voided_on IS NULL), (SELECT count(*) FROM changeset)
"""
LAST = "SELECT at, operator, command FROM changeset ORDER BY id DESC LIMIT 1"
COLUMNS = [
    Column("file", "code"),
    Column("bytes", "integer", label=N_("Size in bytes")),
    Column("revision", "code", label=N_("Schema revision")),
    Column("units", "integer", label=N_("Units")),
    Column("staff", "integer", label=N_("No. of staff")),
    Column("posts", "integer", label=N_("Posts")),
    Column("quotas", "integer", label=N_("Quotas")),
    Column("standards", "integer", label=N_("Standards of conduct")),
    Column("documents", "integer", label=N_("Documents")),
    Column("inspections", "integer"),
    Column("checks", "integer", label=N_("Checks")),
    Column("violations", "integer"),
    Column("first_on", "date", label=N_("First violation")),
    Column("last_on", "date", label=N_("Last violation")),
    Column("tasks", "integer", label=N_("Tasks")),
    Column("feedback", "integer", label=N_("Feedback")),
    Column("changesets", "integer", label=N_("Changesets in the journal")),
    Column("written_at", "code", label=N_("Last written at (UTC)")),
    Column("operator", label=N_("Last written by")),
    Column("written_by", label=N_("Last command that wrote")),
]


@group.query("info", help=HELP)
def info() -> Result:
    file = store.path()
    with store.reading() as db:
        counts = db.execute(COUNTS).fetchone()
        last = db.execute(LAST).fetchone() or (None, None, None)
        row = (str(file), file.stat().st_size, latest_revision(), *counts, *last)
    return Result(N_("Register"), COLUMNS, [row], layout="record")
