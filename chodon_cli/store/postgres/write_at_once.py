"""A record that is all that a command writes, given to the server in one message: the lock is held for its work alone.

The message takes the lock and then says one thing after the other. What the command has read must be answered as it was
before. The record, its entry and what the entry holds are inserted; id, number, moment and digests are made there, each
from the last row of its table, for nobody else writes meanwhile. Then no rule may find anything, and what was worked
out in Python beforehand must still rest on the same answers. It ends with COMMIT.

Where something does not hold, the statement that asks divides by zero: the server skips the rest, COMMIT and all. The
command then goes the longer way, under the lock from the beginning, and says there what is wrong.
"""

import json
import re
from collections.abc import Sequence
from itertools import chain
from typing import cast

from chodon_cli import store
from chodon_cli.errors import Unusable
from chodon_cli.store.branch import MOMENT_ON_SERVER_SQL
from chodon_cli.store.new_record import NewRecord
from chodon_cli.store.postgres import adapter, address, opening, register_mark
from chodon_cli.store.postgres.adapter import Connection
from chodon_cli.store.postgres.known_answers import Answer, Question, Read
from chodon_cli.store.revision_files import latest_revision

PARAMETER_PATTERN = re.compile(r"%\((\w+)\)s")
IS_THE_REGISTER_SQL = f"""
{register_mark.MARK_THERE_SQL} = '{register_mark.MARK}' AND (SELECT version_num FROM alembic_version) = '{{revision}}'
AND NOT is_limited()
"""
NO_ANSWER_ROWS = Answer((), [])
NEXT_SQL = "(SELECT max(n) + 1 FROM ({highest}) AS highest (n))"
CHANGESET_SQL = f"""
INSERT INTO changeset (id, at, operator, account, command, command_digest)
VALUES ((SELECT coalesce(max(id), 0) + 1 FROM changeset), {MOMENT_ON_SERVER_SQL}, %(operator)s, %(account)s,
    %(command)s, %(command_digest)s)
"""
# The text that is kept of a row has 0 where its id and number belong; within a text, quotes have a \ before them
CHANGE_SQL = """
INSERT INTO change (id, changeset_id, noun, record_id, count, after, digest)
SELECT (SELECT coalesce(max(id), 0) + 1 FROM change), (SELECT max(id) FROM changeset), %(table)s, new.id, 1, kept.text,
    sha256('-'::bytea || int8send(octet_length(kept.text)) || convert_to(kept.text, 'UTF8') || '-'::bytea)
FROM (SELECT id, n FROM {table} ORDER BY id DESC LIMIT 1) AS new,
    LATERAL (SELECT replace(replace(%(after)s, '"id":0', '"id":' || new.id), '"n":0', '"n":' || new.n)) AS kept (text)
"""
# As `ChangesetDigest` makes it: what is kept is held against that one whenever the journal is verified
CLOSE_SQL = """
UPDATE changeset AS s SET digest = sha256(
    coalesce((SELECT b.digest FROM changeset b WHERE b.id = s.id - 1), decode(repeat('00', 32), 'hex'))
    || convert_to(concat('[', s.id, ',', to_json(s.at), ',', to_json(s.operator), ',',
        coalesce(to_json(s.account)::text, 'null'), ',', coalesce(s.undoes::text, 'null'), ']'), 'UTF8')
    || s.command_digest
    || (SELECT convert_to(concat('[', c.id, ',', to_json(c.noun), ',', c.record_id, ',null,', c.count, ']'), 'UTF8')
        || c.digest FROM change c WHERE c.changeset_id = s.id)
) WHERE s.id = (SELECT max(id) FROM changeset)
"""


def write(db: store.Reader, new: NewRecord) -> int | None:
    """Write the record, and commit: its id. None, and nothing is written, if something does not hold.

    Unusable if the server is lost meanwhile: nobody knows then whether it was stored.
    """
    connection = cast(Connection, db)
    next_questions = [_about_the_newest(new.table, question) for question in new.asked_next]
    rules = [_about_the_newest(new.table, question) for question in new.rules]
    statements = [
        adapter.SPOKEN_OTHERWISE["BEGIN IMMEDIATE"],
        adapter.WRITE_TO_DISK_LATER,
        opening.BY_KEY,
        *_hold(connection, new.rests_on, IS_THE_REGISTER_SQL.format(revision=latest_revision())),
        *_insertion(connection, new),
        *_hold(connection, [(rule, NO_ANSWER_ROWS) for rule in rules]),
        *_hold(connection, new.leaves),
        *connection.with_kept_plan(CLOSE_SQL, {}, is_by_key=True),
        *chain(*(connection.statements(*question) for question in next_questions)),
        *connection.with_kept_plan(f"SELECT max(id) FROM {new.table}", {}),
        adapter.COMMIT_TO_DISK,
    ]
    if (answers := _answers(connection, statements)) is None:
        return None
    *others, ids, _disk = answers
    id = int(ids.rows[0][0])
    asked_next = [(sql, {name: value or id for name, value in values.items()}) for sql, values in new.asked_next]
    connection.known.add(asked_next, others[len(others) - len(asked_next) :])
    return id


def _about_the_newest(table: str, question: Question) -> Question:
    """The question about the record that is the last of its table by then, in place of one whose id is 0."""
    sql, values = question
    for name in (name for name, value in values.items() if value == 0):
        sql = re.sub(rf":{name}\b", f"(SELECT max(id) FROM {table})", sql)
    return sql, {name: value for name, value in values.items() if value != 0}


def _answers(connection: Connection, statements: Sequence[str]) -> list[Answer] | None:
    """The answers; None if something did not hold."""
    from psycopg.errors import DivisionByZero

    opening.end_reading(connection)
    try:
        with address.translating_errors(connection.url, is_at_commit=True):
            return connection.results(";\n".join(statements))
    except Unusable as error:
        if isinstance(error.__cause__, DivisionByZero):
            return None
        raise


def _hold(connection: Connection, conditions: Sequence[Read], also: str = "TRUE") -> list[str]:
    """The statement that divides by zero unless all of it holds; none where nothing need hold."""
    if not conditions and also == "TRUE":
        return []
    texts = [also]
    values: dict[str, object] = {}
    for place, (question, answer) in enumerate(conditions):
        text, own_values = _named_apart(connection, question, f"of_{place}_")
        values |= own_values
        if not answer.rows:
            texts.append(f"NOT EXISTS ({text})")
            continue
        columns = ", ".join(f"c{number}" for number in range(len(answer.names)))
        rows = f"SELECT jsonb_agg(jsonb_build_array({columns})) FROM ({text}) AS answer ({columns})"
        texts.append(f"({rows}) = %(rows_{place})s::jsonb")
        values[f"rows_{place}"] = json.dumps([*map(list, answer.rows)], default=_as_bytea)
    return connection.with_kept_plan(f"SELECT 1 / coalesce({' AND '.join(texts)}, FALSE)::int", values, is_by_key=True)


def _as_bytea(value: bytes) -> str:
    return f"\\x{value.hex()}"


def _insertion(connection: Connection, new: NewRecord) -> list[str]:
    """The record, its entry, and what the entry holds."""
    numbers = []
    values: dict[str, object] = {}
    for name, highest in (("id", new.highest_id), ("n", new.highest_number)):
        text, own_values = _named_apart(connection, highest, f"of_{name}_")
        numbers.append(NEXT_SQL.format(highest=text))
        values |= own_values
    columns = ", ".join(["id", "n", *new.row])
    row = ", ".join([*numbers, *(f"%({name})s" for name in new.row)])
    kept = {"table": new.table, "after": new.after}
    inserts = (
        (f"INSERT INTO {new.table} ({columns}) VALUES ({row})", {**new.row, **values}),
        (CHANGESET_SQL, new.entry),
        (CHANGE_SQL.format(table=new.table), kept),
    )
    return [*chain(*(connection.with_kept_plan(text, named, is_by_key=True) for text, named in inserts))]


def _named_apart(connection: Connection, question: Question, prefix: str) -> tuple[str, dict[str, object]]:
    """The question for the server, and its values, under names that no other question has."""
    text, values = connection.translation(*question)
    renamed = PARAMETER_PATTERN.sub(rf"%({prefix}\1)s", text)
    return renamed, {f"{prefix}{name}": value for name, value in values.items()}
