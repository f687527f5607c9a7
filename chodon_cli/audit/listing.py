"""The journal for people: who did what when, and what each entry changed."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from chodon_cli.audit.describe import RecordDescriber
from chodon_cli.audit.entries import JournalEntry, entries, families, history
from chodon_cli.audit.find import record_of
from chodon_cli.audit.parts import parts_of
from chodon_cli.dates import Period
from chodon_cli.errors import NotFound
from chodon_cli.locale import N_, _, figure
from chodon_cli.queries import resolve
from chodon_cli.queries.text_search import text_finder
from chodon_cli.result import Column, Result, Row
from chodon_cli.text import search_form, sought_form

CHANGESETS_LATEST_FIRST_SQL = "SELECT id, at, operator, account, command, undoes FROM changeset ORDER BY id DESC"
IS_ERASURE_SQL = "SELECT 1 FROM change WHERE changeset_id = ? AND noun = 'erasure'"
TOLD_OF_THE_REGISTER_SQL = "SELECT after FROM change WHERE changeset_id = ? AND noun = 'register'"
RESTORED_PARTS = {
    "restored": N_("Restored from"),
    "sha256": N_("Its SHA-256"),
    "replaced": N_("The replaced register"),
    "moved": N_("Moved to"),
}
ACCESSES_SQL = "SELECT noun, record_id, after FROM change WHERE changeset_id = ? AND count = 0"
WITH_STAFF = """
SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f JOIN pragma_table_info(m.name) c
ON c.name = f."from" WHERE m.type = 'table' AND f."table" = 'staff'
"""
MOST_RECORDS_NAMED = 4  # of records of one entry that its line names
MOST_RECORDS_SHOWN = 200  # records of one entry that are shown one by one
JOURNAL_COLUMNS = [
    Column("n", "integer", label=N_("Entry")),
    Column("at", "code"),
    Column("operator", label=N_("Who")),
    Column("account", label=N_("Account"), rank=4),
    Column("what", label=N_("What was done")),
    Column("state", label=N_("Taken back"), rank=3),
    Column("command", label=N_("Command"), rank=5),
]
CHANGE_COLUMNS = [
    Column("n", "integer", label=N_("Entry")),
    Column("at", "code"),
    Column("operator", label=N_("Who")),
    Column("kind", label=N_("Kind of record")),
    Column("record", "code"),
    Column("field", label=N_("What")),
    Column("before", label=N_("Before")),
    Column("after", label=N_("After")),
]


class EntryFilter(NamedTuple):
    """Which entries are wanted."""

    record: str | None = None
    staff: str | None = None
    operator: str | None = None
    period: Period | None = None
    find: str | None = None


def listing(db: Connection, wanted: EntryFilter) -> Result:
    """The entries, newest first."""
    ids = _of_records(db, wanted)
    known_families = families(db)
    describer = RecordDescriber(db)
    has_text = text_finder(wanted.find) if wanted.find else None
    rows: list[Row] = []
    for id, at, operator, account, command, undoes in db.execute(CHANGESETS_LATEST_FIRST_SQL).fetchall():
        if (ids is not None and id not in ids) or not _is_wanted(wanted, local(at), operator, account):
            continue
        own = entries(db, id)
        summary = _summary(db, describer, id, undoes, own)
        if has_text and not _has(has_text, [command, summary], own):
            continue
        state = (
            ""
            if known_families.holds(id)
            else _("taken back by entry {number}").format(number=known_families.last_changeset(id))
        )
        rows.append((id, local(at), operator, account, summary, state, command))
    return Result(N_("Journal"), JOURNAL_COLUMNS, rows, period=wanted.period)


def local(at: str) -> str:
    """The moment by the clock of the office: 2026-11-26 08:15:00."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M:%S}"


def _is_wanted(wanted: EntryFilter, at: str, operator: str, account: str | None) -> bool:
    if wanted.operator and sought_form(wanted.operator) not in search_form(f"{operator} {account or ''}"):
        return False
    return not wanted.period or wanted.period.start <= at[:10] <= wanted.period.end


def _has(has_text: Callable[[Iterable[str | None]], bool], shown: list[str], own: Iterable[JournalEntry]) -> bool:
    return has_text(shown) or any(
        has_text(value for value in row.values() if isinstance(value, str))
        for entry in own
        for row in [entry.row_before() or {}, *entry.rows_after()]
    )


def _of_records(db: Connection, wanted: EntryFilter) -> set[int] | None:
    """The changesets that tell of the record, or of anything of the person; None for all."""
    changesets_of_each: list[set[int]] = []
    if wanted.record:
        table, id = record_of(db, wanted.record)
        changesets_of_each.append({entry.changeset for entry, _id in _history_with_parts(db, table, id)})
    if wanted.staff:
        staff = resolve.even_if_void(resolve.staff, db, wanted.staff)[0]
        own = {entry.changeset for entry in history(db, "staff", staff)}
        columns = [(str(table), str(column)) for table, column in db.execute(WITH_STAFF).fetchall()]
        own |= _taken_back(db, columns, staff)
        for table, column in columns:
            for (id,) in db.execute(f'SELECT id FROM "{table}" WHERE "{column}" = ?', (staff,)).fetchall():
                own |= {entry.changeset for entry, _id in _history_with_parts(db, table, id)}
        changesets_of_each.append(own)
    return set.intersection(*changesets_of_each) if changesets_of_each else None


def _taken_back(db: Connection, columns: list[tuple[str, str]], staff: int) -> set[int]:
    """What told of the person and was taken back, with what took it back: the records are no longer stored.

    `columns`: each table with a column that names a person.
    """
    known = families(db)
    of_person = {
        first
        for first in known.undone
        for entry in entries(db, first)
        for row in entry.rows_after()
        if any(row.get(column) == staff for table, column in columns if table == entry.noun)
    }
    return of_person | {changeset for changeset, first in known.of.items() if first in of_person}


def _history_with_parts(db: Connection, table: str, id: int) -> list[tuple[JournalEntry, int]]:
    """The entries that tell of a record or a part of it, oldest first, each with the id of what it tells of."""
    entries_with_ids = [(entry, id) for entry in history(db, table, id)]
    for part, ids in parts_of(db, table, [id]).items():
        entries_with_ids += [(entry, each) for each in ids for entry in history(db, part, each)]
    return sorted(entries_with_ids, key=lambda entry_and_id: (entry_and_id[0].id, entry_and_id[1]))


def _summary(db: Connection, describer: RecordDescriber, id: int, undoes: int | None, own: list[JournalEntry]) -> str:
    """What was done in a few words: Violations: 1 new."""
    done: Counter[tuple[str, str]] = Counter()
    for entry in own:
        if entry.noun != "number_given":
            what = "removed" if entry.is_removal else "new" if entry.is_addition else "changed"
            done[describer.kind(entry.noun), what] += entry.count
    parts = [] if undoes is None else [_("entry {number} taken back").format(number=undoes)]
    phrases = {"new": _("{number} new"), "changed": _("{number} changed"), "removed": _("{number} taken away")}
    parts += [
        f"{kind}: {phrases[what].format(number=figure(number, 0))}"
        for (kind, what), number in [*done.items()][:MOST_RECORDS_NAMED]
    ]
    parts += (
        [_("and {number} more").format(number=figure(len(done) - MOST_RECORDS_NAMED, 0))]
        if len(done) > MOST_RECORDS_NAMED
        else []
    )
    if not own:
        looked = [json.loads(after).get("looked_at") for _noun, _id, after in db.execute(ACCESSES_SQL, (id,)) if after]
        parts += [_("shown: {what}").format(what=what) for what in looked if what]
    for line in _told_of_the_register(db, id):
        if path := line.get("restored"):
            parts.append(_("restored from {path}").format(path=path))
        if place := line.get("moved"):
            parts.append(_("moved to {path}").format(path=place))
        if names := _made_anew(line):
            parts.append(_("made anew as the program makes it: {names}").format(names=", ".join(names)))
    if db.execute(IS_ERASURE_SQL, (id,)).fetchone():
        parts.append(_("personal data erased"))
    what = "; ".join(parts) or _("schema")
    return what[:1].upper() + what[1:]


def _told_of_the_register(db: Connection, changeset: int) -> list[dict[str, object]]:
    """What the entry tells of a backup that was put in the register's place, or of its schema."""
    return [json.loads(after) for (after,) in db.execute(TOLD_OF_THE_REGISTER_SQL, (changeset,))]


def _made_anew(told: dict[str, object]) -> list[str]:
    names = told.get("made_anew")
    return [str(name) for name in names] if isinstance(names, list) else []


def show_entry(db: Connection, changeset: int) -> Result:
    """One entry: each record before and after."""
    rows = db.execute(CHANGESETS_LATEST_FIRST_SQL.replace("ORDER BY id DESC", "WHERE id = ?"), (changeset,)).fetchone()
    if rows is None:
        raise NotFound(
            _("the journal has no entry {number}").format(number=changeset),
            _("see: {command}").format(command="chodon audit list"),
        )
    describer = RecordDescriber(db)
    _id, at, operator, account, command, undoes = rows
    own = [entry for entry in entries(db, changeset) if entry.noun != "number_given"]
    state = "" if (known_families := families(db)).holds(changeset) else str(known_families.last_changeset(changeset))
    row = (changeset, local(at), operator, account, _summary(db, describer, changeset, undoes, own), state, command)
    changes: list[Row] = [each[3:] for each in _rows(describer, own, at, operator)]
    for line in _told_of_the_register(db, changeset):
        kind = _("Register")
        changes += [(kind, "", _(label), "", line[key]) for key, label in RESTORED_PARTS.items() if line.get(key)]
        changes += [(kind, name, "", "", _("made anew")) for name in _made_anew(line)]
    return Result(
        N_("Entry of the journal"),
        JOURNAL_COLUMNS,
        [row],
        layout="record",
        details=[Result(N_("Changes"), CHANGE_COLUMNS[3:], changes)],
    )


def show_record(db: Connection, reference: str) -> Result:
    """What became of a record and its parts, from when it was entered, also if that was taken back."""
    table, id = record_of(db, reference)
    describer = RecordDescriber(db)
    rows: list[Row] = []
    for entry, told_of in _history_with_parts(db, table, id):
        at, operator = db.execute("SELECT at, operator FROM changeset WHERE id = ?", (entry.changeset,)).fetchone()
        rows += _rows(describer, [entry], at, operator, only=told_of)
    return Result(N_("History of a record"), CHANGE_COLUMNS, rows)


def _rows(
    describer: RecordDescriber, own: Iterable[JournalEntry], at: str, operator: str, only: int | None = None
) -> list[Row]:
    rows: list[Row] = []
    for entry in own:
        head = (entry.changeset, local(at), operator, describer.kind(entry.noun))
        if entry.is_removal:
            name = describer.name_of(entry.noun, only or entry.first)
            subject = name if only or entry.count == 1 else _("{number} records").format(number=figure(entry.count, 0))
            rows.append((*head, subject, "", _("entered"), _("taken back")))
        elif only is None and entry.count > MOST_RECORDS_SHOWN:
            rows.append((*head, _("{number} records").format(number=figure(entry.count, 0)), "", "", _("entered")))
        else:
            chosen = [row for row in entry.rows_after() if only in (None, row["id"])]
            for row in chosen:
                changes = describer.changes(entry.noun, entry.row_before(), row)
                rows += [(*head, describer.name(entry.noun, row), *each) for each in changes]
    return rows
