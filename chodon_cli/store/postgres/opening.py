"""The register on a server, opened: that it is one, of this program's revision; one state of it for each question."""

import select
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import cast

from chodon_cli import invocation
from chodon_cli.errors import Unusable, stored_unseen
from chodon_cli.input_row import Values
from chodon_cli.invocation import without_password
from chodon_cli.store import at_hand, moved
from chodon_cli.store.postgres import adapter, address, limits, register_mark
from chodon_cli.store.postgres.adapter import Connection
from chodon_cli.store.postgres.known_answers import Answer, KnownAnswers, Question, Read
from chodon_cli.store.postgres.planned_once import PlannedOnce
from chodon_cli.store.reader import Reader
from chodon_cli.store.revision_files import check_revision

LIMITS_SQL = f"CASE WHEN {address.SCHEMA}.is_limited() THEN {address.SCHEMA}.branch() END"
IDENTITY_SQL = (
    f"SELECT session_user, {register_mark.MARK_THERE_SQL}, pg_backend_pid()",
    f"SELECT version_num, {LIMITS_SQL} FROM {address.SCHEMA}.alembic_version",
)
PRIMARY, STANDBY = "read-write", "prefer-standby"  # which of several servers is wanted
ONE_STATE = f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {adapter.IN_TRANSACTION}"
BY_KEY = "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off"
"""Of a transaction that is about one record: whatever it asks is found by a key, and planned so, once for all values.

A plan that was made while a table was short would read all of it for as long as the connection is kept, and of a
statement that comes again the server plans the first five anew.
"""
FOR_GOOD = f"{adapter.SCHEMA_FIRST}; SET idle_in_transaction_session_timeout = 0; SET idle_session_timeout = '10min'"
"""Of a connection that is kept between two commands, and given back after a while: no transaction of it says more."""

_has_written = False  # from then on reads ask where it was written: a standby may not have it yet
_idle: list[Connection] = []  # what has answered one question and may answer the next
_shown: list[Connection] = []  # what stays open for rows that are read while they are written out


@contextmanager
def reading(url: str) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write, and sees one state of the register. Several servers: a standby, if there is.

    Not after a write: it is shown as it was stored, and a standby may lag behind.
    """
    with _telling_that_it_is_stored():
        for db in _shown:
            if db.url == url:  # one state for all that is shown, and no second way to the server
                yield cast(sqlite3.Connection, db)
                return
        db = _reader(url)
        try:
            yield cast(sqlite3.Connection, db)
        except BaseException:
            db.raw.close()
            raise
        _lay_aside(db)


@contextmanager
def _telling_that_it_is_stored() -> Iterator[None]:
    """Who is told, after a command has committed, that the server cannot be used would type it again."""
    try:
        yield
    except Unusable as error:
        raise (stored_unseen() if invocation.is_stored else error) from error.__cause__


@contextmanager
def reading_until_shown(url: str) -> Iterator[sqlite3.Connection]:
    """As `reading`, but rows of it may be read until `lay_shown_aside` or `close_idle`."""
    if not any(db.url == url for db in _shown):
        db = _reader(url)
        db.stays_open = True
        _shown.append(db)
    with reading(url) as shown:
        yield shown


def lay_shown_aside() -> None:
    """What stayed open for rows that are all read by now may answer the next question."""
    while _shown:
        _lay_aside(_shown.pop())


def writing(url: str) -> sqlite3.Connection:
    """A connection for writing; its BEGIN finds out whether the register is there, when it is its turn.

    Before, somebody who is ahead in the queue may still move the register away, or bring it to a newer revision.
    """
    db = _at_hand(url, PRIMARY)
    db.on_begin, db.on_close = _begin_to_write, _lay_aside
    return cast(sqlite3.Connection, db)


def close_idle(keeps_one: bool = False) -> None:
    """Close what was laid aside. With `keeps_one` the next command of this process finds a connection at hand."""
    _idle.extend(db for db in _shown if _let_go(db))
    for db in _shown:
        if db not in _idle:
            db.raw.close()
    _shown.clear()
    kept = _idle[-1:] if keeps_one else []
    for db in _idle:
        if db not in kept:
            db.raw.close()
    _idle[:] = kept
    for db in kept:
        db.is_known = False
        db.known = KnownAnswers()  # of what the command has written
        if not (db.is_settled or db.is_pooled):
            db.unsent.append(FOR_GOOD)
        if db.unsent == said_first(db):  # nothing is open there
            continue
        try:
            with address.translating_errors(db.url):
                db.send_rest()
        except Unusable:
            db.raw.close()
        db.is_settled = not db.is_pooled


def _reader(url: str) -> Connection:
    """A connection that has begun to read."""
    db = _at_hand(url, PRIMARY if _has_written else STANDBY)
    if db.is_known:
        db.unsent.append(as_begun(db, ONE_STATE))
        return db
    try:
        _begin(db, ONE_STATE)
    except BaseException:
        db.raw.close()
        raise
    return db


def said_first(db: Connection) -> list[str]:
    """What is sent before anything else, and again where a ROLLBACK may have taken it back."""
    return [] if db.is_settled else [adapter.SCHEMA_FIRST]


def as_begun(db: Connection, begin_sql: str) -> str:
    """How a transaction begins there: without what the server was told for good."""
    return begin_sql.replace(f"; {adapter.IN_TRANSACTION}", "") if db.is_settled else begin_sql


def _at_hand(url: str, servers: str) -> Connection:
    """What is laid aside and fits, or a new connection."""
    for db in [each for each in _idle if each.url == url and each.servers in (servers, PRIMARY)]:
        _idle.remove(db)
        if not _has_ended(db):
            db.is_reused = True
            return db
        db.raw.close()
    db = adapter.connect(url, PRIMARY if address.names_one_server(url) else servers)
    db.planned_once = PlannedOnce() if at_hand.stays_connected() else None
    return db


def _has_ended(db: Connection) -> bool:
    """Whether the server has closed the connection meanwhile: it says nothing unasked but that."""
    return bool(db.raw.closed or select.select([db.raw.fileno()], [], [], 0)[0])


def _lay_aside(db: Connection) -> None:
    """Keep it for the next question, if it is sound."""
    if at_hand.keeps_idle() and _let_go(db):
        _idle.append(db)
    else:
        db.raw.close()


def _let_go(db: Connection) -> bool:
    """Let it go of the state that it sees, before its next question; whether it is sound."""
    from psycopg.pq import TransactionStatus

    db.on_begin = db.on_close = db.begin_late = None
    db.known.end_reading()
    db.stays_open = db.commits_to_disk_late = False
    is_begun = db.raw.info.transaction_status == TransactionStatus.INTRANS
    db.unsent = [*(["ROLLBACK"] if is_begun else []), *said_first(db)]
    return db.raw.info.transaction_status in (TransactionStatus.IDLE, TransactionStatus.INTRANS)


def _begin_to_write(db: Connection, begin_sql: str, questions: Sequence[Question] = ()) -> list[Answer]:
    global _has_written
    _has_written = True
    db.commits_to_disk_late = True
    return _begin_unless_moved(db, f"{begin_sql}; {adapter.WRITE_TO_DISK_LATER}", questions)


def _begin_unless_moved(db: Connection, begin_sql: str, questions: Sequence[Question] = ()) -> list[Answer]:
    """As `_begin`; Unusable also if the register was moved away. The answers."""
    mark, answers = _begin(db, begin_sql, questions)
    if place := register_mark.place_in(mark):
        raise moved.went(without_password(db.url), place)
    return answers


def begin_before_the_turn(db: Reader) -> None:
    """Begin to read what a writer builds on, without its turn: all that is read is kept in mind for `take_turn`."""
    connection = cast(Connection, db)
    if connection.is_reused:  # what register is there is asked with the first question
        limits.remember(connection.units)
        connection.begin_late = partial(_begin_unless_moved, connection, f"{ONE_STATE}; {BY_KEY}")
    else:
        _begin_unless_moved(connection, f"{ONE_STATE}; {BY_KEY}")
    connection.known.begin_reading()


def take_turn(db: Reader, questions: Sequence[tuple[str, Values]]) -> bool:
    """Take the turn to write, and with it ask again what was read before it: whether all is as it was.

    The questions are asked in the same message, and answered at once when they come.
    """
    connection = cast(Connection, db)
    read = end_reading(connection)
    all_questions = [*(question for question, _answer in read), *questions]
    begin_sql = f"{adapter.SPOKEN_OTHERWISE['BEGIN IMMEDIATE']}; {BY_KEY}"
    answers = _begin_to_write(connection, begin_sql, all_questions)
    connection.known.add(questions, answers[len(read) :])
    return all(now == before for now, (_question, before) in zip(answers, read, strict=False))


def end_reading(connection: Connection) -> list[Read]:
    """What was read before the turn; the transaction in which it was read ends with the next message, which writes."""
    global _has_written
    _has_written = True
    connection.begin_late = None
    if connection.is_within_transaction():
        connection.unsent = ["ROLLBACK", *said_first(connection)]
    return connection.known.end_reading()


def _begin(db: Connection, begin_sql: str, questions: Sequence[Question] = ()) -> tuple[str, list[Answer]]:
    """Begin a transaction and ask in the same message what register is there: what is said of it, its mark.

    And the answers to the questions, which are asked with it. Unusable if it is none of ours, or none of this
    program's revision.
    """
    from psycopg.errors import UndefinedFunction, UndefinedTable

    try:
        with address.translating_errors(db.url):
            identity = chain.from_iterable(db.with_kept_plan(sql, {}) for sql in IDENTITY_SQL)
            asked_with_it = [db.text_of(questions)] if questions else []
            results = db.results(";\n".join([as_begun(db, begin_sql), *identity, *asked_with_it]))
    except Unusable as error:
        if isinstance(error.__cause__, UndefinedTable | UndefinedFunction):  # none there, or one of an older program
            db.rollback()
            register_mark.check(db)  # says what there is in its place
        if db.is_reused and db.raw.closed:  # the server had closed it, and the word of that was still on its way
            anew = adapter.connect(db.url, db.servers)  # nothing is open there: a ROLLBACK there says so, no more
            db.raw, db.unsent, db.is_reused, db.is_settled = anew.raw, anew.unsent, False, False
            db.planned_once = db.planned_once and PlannedOnce()
            return _begin(db, begin_sql, questions)
        raise
    answers = [results.pop() for _question in questions][::-1]
    [(db.user, mark, process)], revisions = (answer.rows for answer in results[-2:])
    db.is_pooled = process != db.raw.info.backend_pid  # a pooler says none of the server's
    db.planned_once = None if db.is_pooled else db.planned_once
    register_mark.refuse_strange(db, mark)
    check_revision(str(revisions[0][0]) if revisions else "")
    db.is_known = True
    db.units = revisions[0][1]
    limits.remember(db.units)
    return str(mark), answers


def user(db: Reader) -> str:
    """Who is logged in at the server: nobody becomes another one within a connection."""
    return cast(Connection, db).user
