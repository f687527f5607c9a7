"""What the register holds."""

from sqlite3 import Connection

from chodon_cli import dates, store
from chodon_cli.audit.listing import local
from chodon_cli.cli.showing import Group
from chodon_cli.locale import N_
from chodon_cli.queries import contents
from chodon_cli.queries.list_memory import list_memories
from chodon_cli.result import Column, Result, Row
from chodon_cli.store import beside
from chodon_cli.store.revision_files import latest_revision

HELP = N_("What the register holds: where it is, how many records, who wrote last.")
SECTION = "upkeep"
group = Group(HELP)

FILE_COLUMNS = [
    Column("file", "code"),
    Column("bytes", "integer", label=N_("Size in bytes")),
    Column("revision", "code", label=N_("Schema revision")),
]
VIOLATION_COLUMNS = [
    Column("first_on", "date", label=N_("First violation")),
    Column("last_on", "date", label=N_("Last violation")),
]
LAST_BACKUP_COLUMNS = [
    Column("backup_on", "date", label=N_("Last backup")),
    Column("backup_file", "code", label=N_("Its file")),
]
JOURNAL_SIZE_COLUMNS = [
    Column("changesets", "integer", label=N_("Changesets in the journal")),
    Column("written_at", "code", shown="programs", label=N_("Last written at (UTC)")),
    Column("written_here", "code", shown="people", label=N_("Last written at")),
    Column("operator", label=N_("Last written by")),
    Column("written_by", label=N_("Last command that wrote")),
]

LIST_MEMORY_COLUMNS = [
    Column("headings", label=N_("Headings of the list")),
    Column("options", label=N_("Read with")),
]


@group.query("info", help=HELP)
def info() -> Result:
    with store.reading() as db:
        counts = contents.counts(db)
        row = (store.name(), _bytes(db), latest_revision(), *(count for _noun, count in counts))
        memories = list_memories(db)
        size, at, operator, command = contents.last_written(db)
        row += (*contents.days_of_violations(db), size, at, at and local(at), operator, command)
        last = beside.last_backup(db, dates.today())
    counted = [Column(noun.counted_as or noun.name, "integer", label=noun.title) for noun, _count in counts]
    row += (last and last.day, last and last.file)
    lists: list[Row] = [(", ".join(memory.headings), memory.options) for memory in memories]
    details = [Result(N_("Remembered of lists (import --remember)"), LIST_MEMORY_COLUMNS, lists)] if lists else []
    columns = [*FILE_COLUMNS, *counted, *VIOLATION_COLUMNS, *JOURNAL_SIZE_COLUMNS, *LAST_BACKUP_COLUMNS]
    return Result(N_("Register"), columns, [row], layout="record", details=details)


def _bytes(db: Connection) -> int:
    if store.server():
        from chodon_cli.store.postgres import tables

        return tables.size(db)
    return store.path().stat().st_size
