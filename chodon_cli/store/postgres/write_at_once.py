"""A record that is all that a command writes, given to the server in one message: the lock is held for its work alone.

The message plans what this connection was never asked, takes the lock, and then says one thing after the other. What
the command has read must be answered as it was before. The record, its entry and what the entry holds are inserted in
one statement; id, number, moment and digests are made there, each from the last row of its table, for nobody else
writes meanwhile. Then no rule may find anything, and what was worked out in Python beforehand must still rest on the
same answers. After COMMIT the next writer has the lock, while the record is read as it was stored.

Where something does not hold, the statement that asks divides by zero: the server skips the rest, COMMIT and all. The
command then goes the longer way, under the lock from the beginning, and says there what is wrong. What fails behind
COMMIT, of whatever kind, is no reason to write anything again: the server has noted there which message it committed.
"""

import json
import os
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import cast

from chodon_cli import store
from chodon_cli.errors import Unusable, stored_unseen
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
NOTED_SQL = "SET chodon.message = '{message}'"  # is taken back with the transaction
LAST_NOTED_SQL = "SELECT current_setting('chodon.message', TRUE)"
NO_ANSWER_ROWS = Answer((), [])
NEXT_SQL = "(SELECT max(n) + 1 FROM ({highest}) AS highest (n))"
ID_SQL = "CAST(nullif(current_setting('chodon.written', TRUE), '') AS INTEGER)"  # that the record was given
# The text that is kept of a row has 0 where its id and number belong; within a text, quotes have a \ before them.
# The digest is made as `ChangesetDigest` makes it: what is kept is held against that one when the journal is verified
WRITE_SQL = f"""
WITH new (id, n) AS (INSERT INTO {{table}} ({{columns}}) VALUES ({{row}}) RETURNING id, n),
kept (id, text) AS (
    SELECT id, replace(replace(%(after)s::text, '"id":0', '"id":' || id), '"n":0', '"n":' || n) FROM new),
told (id, text, digest) AS (
    SELECT id, text, sha256('-'::bytea || int8send(octet_length(text)) || convert_to(text, 'UTF8') || '-'::bytea)
    FROM kept),
entry (id, change_id, at, previous) AS (
    SELECT coalesce(max(s.id), 0) + 1, (SELECT coalesce(max(c.id), 0) + 1 FROM change c), {MOMENT_ON_SERVER_SQL},
        coalesce((SELECT b.digest FROM changeset b ORDER BY b.id DESC LIMIT 1), decode(repeat('00', 32), 'hex'))
    FROM changeset s),
closed (id) AS (
    INSERT INTO changeset (id, at, operator, account, command, command_digest, digest)
    SELECT e.id, e.at, %(operator)s, %(account)s, %(command)s, %(command_digest)s, sha256(e.previous
        || convert_to(concat('[', e.id, ',', to_json(e.at), ',', to_json(%(operator)s::text), ',',
            coalesce(to_json(%(account)s::text)::text, 'null'), ',null]'), 'UTF8')
        || %(command_digest)s::bytea
        || convert_to(concat('[', e.change_id, ',', to_json(%(table)s::text), ',', t.id, ',null,1]'), 'UTF8')
        || t.digest)
    FROM entry e, told t RETURNING id)
INSERT INTO change (id, changeset_id, noun, record_id, count, after, digest)
SELECT e.change_id, s.id, %(table)s, t.id, 1, t.text, t.digest FROM entry e, closed s, told t
RETURNING set_config('chodon.written', record_id::text, false)
"""


def write(db: store.Reader, new: NewRecord) -> int | None:
    """Write the record, and commit: its id. None, and nothing is written, if something does not hold.

    Unusable if the server is lost meanwhile, when nobody knows whether it was stored, and if it is stored and what was
    asked of it was not answered.
    """
    connection = cast(Connection, db)
    rules = [(_about_the_new(question), NO_ANSWER_ROWS) for question in new.rules]
    after_it = [*_hold(connection, rules), *_hold(connection, new.leaves)]
    next_questions = [connection.translation(*_about_the_new(question)) for question in new.asked_next]
    asked_next = [statement for each in next_questions for statement in connection.with_kept_plan(*each, True)]
    statements = [
        opening.as_begun(connection, adapter.BEGIN_TO_WRITE),
        adapter.WRITE_TO_DISK_LATER,
        opening.BY_KEY,
        NOTED_SQL.format(message=(message := os.urandom(12).hex())),
        adapter.TAKE_LOCK,
        *_hold(connection, new.rests_on, IS_THE_REGISTER_SQL.format(revision=latest_revision())),
        *_insertion(connection, new),
        *after_it,
        "; ".join(["COMMIT", *opening.said_first(connection), opening.BY_KEY]),  # the rest is its own
        *asked_next,
        adapter.TO_DISK,
    ]
    if (answers := _answers(connection, statements, message)) is None:
        return None
    held = sum(not statement.startswith("PREPARE") for statement in after_it)
    written, *others, _disk = answers[-2 - held - len(new.asked_next) :]
    id = int(str(written.rows[0][0]))
    known = [(sql, {name: value or id for name, value in values.items()}) for sql, values in new.asked_next]
    connection.known.add(known, others[held:])
    return id


def _about_the_new(question: Question) -> Question:
    """The question about the record that was written by then, in place of one whose id is 0."""
    sql, values = question
    for name in (name for name, value in values.items() if value == 0):
        sql = re.sub(rf":{name}\b", ID_SQL, sql)
    return sql, {name: value for name, value in values.items() if value != 0}


def _answers(connection: Connection, statements: Sequence[str], message: str) -> list[Answer] | None:
    """The answers; None if something did not hold."""
    import psycopg

    planned, work = _planned_before(statements) if connection.is_within_transaction() else ([], statements)
    opening.end_reading(connection)
    connection.unsent = [*planned, *(each for each in connection.unsent if each != adapter.SCHEMA_FIRST)]
    try:
        return connection.results(";\n".join(work))
    except psycopg.Error as error:
        is_taken_back = connection.is_within_transaction()
        if is_taken_back and isinstance(error, psycopg.errors.DivisionByZero):
            return None
        if not is_taken_back and _has_committed(connection, message):
            raise stored_unseen() from error
        with address.translating_errors(connection.url, lambda: not is_taken_back):
            raise


def _has_committed(connection: Connection, message: str) -> bool:
    """Whether the server says that it has committed this message; by then it is on the disk."""
    connection.unsent = connection.planned_once.forget() if connection.planned_once else []
    try:
        with address.translating_errors(connection.url):
            [*_disk, noted] = connection.results(f"{adapter.TO_DISK}; {LAST_NOTED_SQL}")
    except Unusable:
        return False
    return noted.rows == [(message,)]


def _planned_before(statements: Sequence[str]) -> tuple[list[str], list[str]]:
    """What lets the server plan within the transaction that has read, so that nobody waits for it; what is left."""
    planned = [
        text
        for one, following in pairwise(statements)
        if one.startswith("PREPARE")
        for text in (one, f"EXPLAIN {following}")
    ]
    return planned, [each for each in statements if not each.startswith("PREPARE")]


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
    own = {f"in_{name}": value for name, value in new.row.items()}
    columns = ", ".join(["id", "n", *new.row])
    text = WRITE_SQL.format(table=new.table, columns=columns, row=", ".join([*numbers, *(f"%({n})s" for n in own)]))
    values |= {**own, **new.entry, "table": new.table, "after": new.after}
    return connection.with_kept_plan(text, values, is_by_key=True)


def _named_apart(connection: Connection, question: Question, prefix: str) -> tuple[str, dict[str, object]]:
    """The question for the server, and its values, under names that no other question has."""
    text, values = connection.translation(*question)
    renamed = PARAMETER_PATTERN.sub(rf"%({prefix}\1)s", text)
    return renamed, {f"{prefix}{name}": value for name, value in values.items()}
