"""Who did what when: the one place through which every write goes, so that every write is recorded.

One command is one changeset. A record written alone keeps its whole row before and after, as canonical JSON (sorted
keys, ids included); rows written together are packed, up to 5,000 in one change: a JSON row each would double the
time of an import.
"""

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import Connection
from sqlmodel import Session, SQLModel

from chodon_cli import invocation as operation
from chodon_cli import store
from chodon_cli.forked_child import pieces_beside
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.queries import known_codes
from chodon_cli.register.bulk import foreign_keys as references
from chodon_cli.register.bulk.insertion import build_indexes, drop_indexes, insert_columns
from chodon_cli.register.canonical_json import Columns, Row, canonical, canonical_lines
from chodon_cli.register.session import READ_KEY, connection_beneath, rows_by_column, written_rows
from chodon_cli.register.transaction import AT_THE_END, NOUNS_KEY, lock
from chodon_cli.result import Cell
from chodon_cli.store import branch
from chodon_cli.store import chain as digests
from chodon_cli.value_class import dataclass

CHANGESET_KEY, UNDOES_KEY = "changeset", "undoes"  # what a transaction has of them
ROWS_OF_A_PACK = 5000
ROWS_ALONE = 4 * ROWS_OF_A_PACK  # of so many at most the journal's lines are made here: a process would cost more

PackedEntry = tuple[int, int, str | bytes]
"""First id, how many records, what the journal says of them."""


def add(session: Session, table: type[SQLModel], row: Row) -> int:
    """Write one new record; its id."""
    return add_many(session, table, [row])[0]


def add_many(session: Session, table: type[SQLModel], rows: Sequence[Row]) -> list[int]:
    """Write new records; their ids, in the same order. Every row has the same keys."""
    if not rows:
        return []
    lock_to_add(session, table)
    first = next_id(session, table)
    numbered = [{"id": first + place, **row} for place, row in enumerate(rows)]
    connection_beneath(session).executemany(_insert_sql(str(table.__tablename__), numbered[0]), numbered)
    references.note(session, table, {name: [row[name] for row in rows] for name in rows[0]})
    if len(rows) == 1:
        _record(session, table, numbered[0]["id"], None, numbered[0])
    else:
        for start in range(0, len(numbered), ROWS_OF_A_PACK):
            _pack(session, table, numbered[start : start + ROWS_OF_A_PACK])
    return [row["id"] for row in numbered]


def lock_to_add(session: Session, table: type[SQLModel], *questions: tuple[str, Values]) -> None:
    """Let nobody else write; a server answers with it what is asked to add a record to the table, and the questions."""
    lock(session, [*questions, next_id_question(table), *_questions_of_changeset(session)])


def load(session: Session, table: type[SQLModel], count: int, packs: Callable[[], Iterable[Columns]]) -> None:
    """Write so many new records that come by column, ids included, packed as `add_many` would pack them.

    `packs` is asked for them twice: to insert them, and for the journal, whose lines are made in a process of their own
    where they are many. What it reads must not be moved on by that.
    """
    begin(session)
    name, db = str(table.__tablename__), connection_beneath(session)
    indexes = drop_indexes(db, name, count)
    make = partial(_packed_entries, packs, is_one=count == 1)
    entries = pieces_beside(make) if count > ROWS_ALONE else make()
    for columns in packs():
        insert_columns(db, name, columns)
        references.note(session, table, columns)
        _write_loaded(session, name, *next(entries))
    build_indexes(db, indexes)


def _packed_entries(packs: Callable[[], Iterable[Columns]], *, is_one: bool) -> Iterator[PackedEntry]:
    """What the journal says of new records: of one its row, of many their lines, packed."""
    for columns in packs():
        lines = canonical_lines(columns)
        yield columns["id"][0], len(columns["id"]), lines if is_one else zlib.compress(lines.encode(), 1)


def _write_loaded(session: Session, noun: str, first: int, count: int, content: str | bytes) -> None:
    if isinstance(content, str):
        _write(session, noun=noun, record_id=first, count=1, after=content)
    else:
        _write(session, noun=noun, first_id=first, count=count, packed=content)


def _insert_sql(table: str, row: Mapping[str, object]) -> str:
    """SQL that writes a row, or each of many, with a parameter for each of its columns."""
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{column}' for column in row)})"


def change(session: Session, table: type[SQLModel], id: int, **values: Cell) -> Row:
    """Write these columns of one record; its whole row as it now stands."""
    name, db = str(table.__tablename__), connection_beneath(session)
    question = (f"SELECT * FROM {name} WHERE id = :id", {"id": id})
    lock(session, [question, *_questions_of_changeset(session)])
    [before] = rows_by_column(db.execute(*question))
    after = {**before, **values}
    if after != before:
        changed = ", ".join(f"{column} = :{column}" for column in values)
        update = f"UPDATE {name} SET {changed} WHERE id = :id"
        if branch.units() is None:
            db.executemany(update, [{**values, "id": id}])  # a server gets it with what is asked next
        elif db.execute(update, {**values, "id": id}).rowcount == 0:
            branch.refuse_outside()
        references.note(session, table, {name: [value] for name, value in values.items()})
    _record(session, table, id, before, after)
    return after


def look(session: Session, table: type[SQLModel], id: int, column: str) -> None:
    """Record that somebody was shown what is not shown to everybody."""
    _write(session, noun=str(table.__tablename__), record_id=id, count=0, after=canonical({"looked_at": column}))


def note(session: Session, noun: str, **said: object) -> None:
    """Record something that is no record's: where the register came from, what was erased from the journal."""
    _write(session, noun=noun, record_id=0, count=0, after=canonical(said))


def remove(session: Session, table: type[SQLModel], first: int, count: int) -> None:
    """Take away so many records from that id on: the journal has what they were, from when they were written."""
    lock(session)
    name = str(table.__tablename__)
    values = {"first": first, "last": first + count - 1}
    removed = connection_beneath(session).execute(f"DELETE FROM {name} WHERE id BETWEEN :first AND :last", values)
    if removed.rowcount != count:
        branch.refuse_outside()
    _write(session, noun=name, record_id=first, count=count)


def record_revision(session: Session, revision: str) -> None:
    """Record with which revision of the schema the register begins."""
    after = canonical({"version_num": revision})
    _write(session, noun="alembic_version", record_id=1, count=1, after=after)


def record_upgrade(connection: Connection, before: str, after: str) -> None:
    """Record that the schema was brought from one revision to another, within the transaction that does it."""
    was, becomes = (canonical({"version_num": revision}) for revision in (before, after))
    with Session(connection) as session:
        _write(session, noun="alembic_version", record_id=1, count=1, before=was, after=becomes)
        finish(session)


def record_schema_made_anew(connection: Connection, names: Sequence[str]) -> None:
    """Record which views, indexes and triggers were made anew, within the transaction that does it."""
    with Session(connection) as session:
        note(session, "register", made_anew=list(names))
        finish(session)


def next_id(session: Session, table: type[SQLModel]) -> int:
    """The id that the next record gets; nobody else can take it within this transaction."""
    return max(int(id) for (id,) in connection_beneath(session).execute(*next_id_question(table))) + 1


def next_id_question(table: type[SQLModel]) -> tuple[str, Values]:
    """What `next_id` asks."""
    name = str(table.__tablename__)
    return f"SELECT {branch.highest_id_sql(name)} UNION ALL {highest_given_sql(name)}", {"year": 0}


def _questions_of_changeset(session: Session) -> list[tuple[str, Values]]:
    """What is asked when the changeset begins; nothing when it has begun."""
    return [] if CHANGESET_KEY in session.info else [(branch.end_of_journal_sql(), {})]


def highest_given(session: Session, noun: str, year: int) -> int:
    """The highest number of the year, or id (year 0), that a record had which was undone; 0 if there was none."""
    row = connection_beneath(session).execute(highest_given_sql(noun), {"year": year}).fetchone()
    return int(row[0]) if row else 0


def highest_given_sql(noun: str) -> str:
    """The SELECT of `highest_given`; the noun stands in it, so that a server plans it once."""
    return f"SELECT n FROM number_given WHERE noun = '{noun}' AND year = :year"


def former_codes(session: Session, table: type[SQLModel], codes: Collection[str] = ()) -> dict[str, int]:
    """The codes that records of this table bore until they were corrected -> the id of the last that did.

    A limited account is told only which of these `codes` were borne.
    """
    if branch.units() is not None:
        return branch.former_codes(connection_beneath(session), str(table.__tablename__), codes) if codes else {}
    sql = FORMER_CODES_SQL.format(table=table.__tablename__)
    return dict(connection_beneath(session).execute(sql, {"noun": str(table.__tablename__)}).fetchall())


def code_of_bearer(session: Session, table: str, id: int) -> str:
    """The code that the record bears now, in words where it is one that the account does not read."""
    row = connection_beneath(session).execute(f"SELECT code FROM {table} WHERE id = :id", {"id": id}).fetchone()
    return str(row[0]) if row else _("another record")


# What was undone, and the undoing, bore nothing: of a correction that was taken back the record bears that code again
FORMER_CODES_SQL = """
SELECT json_extract(c.before, '$.code'), c.record_id
FROM change c
JOIN {table} r ON r.id = c.record_id
JOIN changeset s ON s.id = c.changeset_id AND s.undoes IS NULL
WHERE c.noun = :noun AND c.before IS NOT NULL AND c.after IS NOT NULL
  AND json_extract(c.before, '$.code') <> json_extract(c.after, '$.code')
ORDER BY c.id
"""


def _record(session: Session, table: type[SQLModel], id: int, before: Row | None, after: Row) -> None:
    _write(
        session,
        noun=str(table.__tablename__),
        record_id=id,
        count=1,
        before=canonical(before) if before else None,
        after=canonical(after),
        columns=None if before is None else [name for name, value in after.items() if value != before[name]],
    )


def _pack(session: Session, table: type[SQLModel], rows: Sequence[Row]) -> None:
    lines = "\n".join(map(canonical, rows)).encode()
    _write(
        session,
        noun=str(table.__tablename__),
        first_id=rows[0]["id"],
        count=len(rows),
        packed=zlib.compress(lines, 1),
    )


def _write(
    session: Session,
    *,
    noun: str,
    count: int,
    record_id: int | None = None,
    first_id: int | None = None,
    before: str | None = None,
    after: str | None = None,
    packed: bytes | None = None,
    columns: Collection[str] | None = None,
) -> None:
    """Write one entry: of a record, of many from `first_id` on, or (no content) of records that were taken away.

    `columns` are those that another value stands in now, of a record that was there before.
    """
    changeset = _changeset(session)
    session.info.pop(READ_KEY, None)
    written_rows(session).note(noun, record_id or first_id or 0, count, columns)
    session.info.setdefault(NOUNS_KEY, set()).add(noun)
    digest = digests.payload_digest(before, after, packed)
    changeset.last_change += 1
    place = {"changeset_id": changeset.id, "noun": noun, "record_id": record_id, "first_id": first_id, "count": count}
    row = {"id": changeset.last_change, **place, "before": before, "after": after, "packed": packed, "digest": digest}
    connection_beneath(session).executemany(_insert_sql("change", row), [row])
    changeset.digest.add(changeset.last_change, noun, record_id, first_id, count, digest)


@dataclass
class OpenChangeset:
    """The changeset that a transaction writes, and its digest so far."""

    id: int
    digest: digests.ChangesetDigest
    last_change: int  # the highest id of an entry: nobody else writes one within this transaction


def begin(session: Session) -> None:
    """Begin the changeset of this transaction, where what follows may be taken back to a savepoint."""
    _changeset(session)


def take_back(session: Session, changeset: int) -> None:
    """Say of this transaction, before it writes, that it takes back that changeset."""
    session.info[UNDOES_KEY] = changeset


def _changeset(session: Session) -> OpenChangeset:
    """The changeset of this transaction, begun with its first write."""
    lock(session)
    if CHANGESET_KEY not in session.info:
        session.info[CHANGESET_KEY] = _begin_changeset(session)
        session.info[AT_THE_END] = finish
    open_changeset: OpenChangeset = session.info[CHANGESET_KEY]
    return open_changeset


def _begin_changeset(session: Session) -> OpenChangeset:
    db = connection_beneath(session)
    last_digest, last_changeset, last_change, moment = db.execute(branch.end_of_journal_sql(), {}).fetchone()
    id, at = int(last_changeset) + 1, str(moment or datetime.now(UTC).isoformat(timespec="milliseconds"))
    undoes = session.info.get(UNDOES_KEY)
    entry = command_and_operator(session)
    row = {"id": id, "at": at, **entry, "undoes": undoes}
    db.executemany(_insert_sql("changeset", row), [row])
    who = str(entry["operator"]), operation.account()
    made = digests.ChangesetDigest(last_digest or digests.FIRST_DIGEST, id, at, who, undoes)
    made.add_command(digests.digest_of_text(str(entry["command"])))
    return OpenChangeset(id, made, int(last_change))


def command_and_operator(session: Session) -> Values:
    """What a changeset says of the command and of who gave it, by column."""
    db = connection_beneath(session)
    command = operation.command_for_the_journal(partial(known_codes.is_code, db))
    who = {"operator": store.operator(db), "account": operation.account()}
    return {**who, "command": command, "command_digest": digests.digest_of_text(command)}


def finish(session: Session) -> None:
    """Close the changeset of this transaction with the digest of all that it holds."""
    changeset: OpenChangeset = session.info[CHANGESET_KEY]
    values = {"digest": changeset.digest.digest(), "id": changeset.id}
    connection_beneath(session).executemany("UPDATE changeset SET digest = :digest WHERE id = :id", [values])
