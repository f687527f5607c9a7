"""A connection to PostgreSQL in the shape of the standard library's to SQLite: the program's SQL in, plain rows out.

Values are written into the statement here (psycopg's ClientCursor): PostgreSQL then takes each for what its place asks
for, as SQLite does. Whole numbers come back as int, fractions as float, a condition as 1 or 0, `bytes` as such.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from chodon_cli.errors import Unusable
from chodon_cli.locale import _
from chodon_cli.result import Row
from chodon_cli.store.postgres import address, dialect
from chodon_cli.store.postgres.known_answers import Answer, AnswerCursor, KnownAnswers, Question, Read
from chodon_cli.store.postgres.planned_once import PlannedOnce

if TYPE_CHECKING:
    import psycopg
    from psycopg.abc import Buffer
    from psycopg.adapt import Loader
    from psycopg.pq import TransactionStatus

NUMBERS_IN_JSON = re.compile(r'(?s)\s*(?:\[\s*-?\d|\{\s*"[^"]*"\s*:\s*-?\d)')
LIST_OF_NUMBERS = re.compile(r'\[[\d, -]*\]|\{(?:"-?\d+": ?-?\d+(?:, ?)?)*\}')
LENGTH_OF_A_SHORT_LIST = 20_000  # characters of what is known when a statement is planned: some thousand ids
LOCK = 0x43484F44  # the advisory lock that a writer holds until its transaction ends
# Said in each transaction, for a pooler may part them. A report pays for no compiler, and the register lies in memory:
# a row that an index finds costs little more than the next one.
SETTINGS = (f"search_path = {address.SCHEMA}, pg_catalog, pg_temp", "jit = off", "random_page_cost = 1.1")
SCHEMA_FIRST = "; ".join(f"SET {each}" for each in SETTINGS)
IN_TRANSACTION = "; ".join(f"SET LOCAL {each}" for each in (*SETTINGS, "idle_in_transaction_session_timeout = 0"))
WAIT = f"SET LOCAL lock_timeout = '{address.SECONDS_TO_WAIT}s'"  # who has waited reads what stands there by then:
BEGIN_TO_WRITE = f"BEGIN ISOLATION LEVEL READ COMMITTED; {IN_TRANSACTION}; {WAIT}"
TAKE_LOCK = f"SELECT pg_advisory_xact_lock({LOCK})"
SPOKEN_OTHERWISE = {  # what a transaction says to SQLite -> what it means here
    "BEGIN": f"BEGIN ISOLATION LEVEL REPEATABLE READ; {IN_TRANSACTION}",
    "BEGIN IMMEDIATE": f"{BEGIN_TO_WRITE}; {TAKE_LOCK}",
    "PRAGMA data_version": f"SELECT {address.SCHEMA}.last_entry()",
    "PRAGMA foreign_keys = OFF": "SELECT 1",
    "PRAGMA read_uncommitted": "SELECT 0",  # SQLAlchemy asks once
    "PRAGMA secure_delete = ON": "SELECT 1",
}
WRITE_TO_DISK_LATER = "SET LOCAL synchronous_commit = off"  # of a transaction that ends with `COMMIT_TO_DISK`
TO_DISK = "SELECT pg_logical_emit_message(true, 'chodon', '')"
COMMIT_TO_DISK = f"COMMIT; {TO_DISK}"
"""Let the next writer begin, and then wait for the disk, and for a standby that is to have it: writers who come one
after the other have it written together. What follows is a transaction of its own, which waits as the server was told,
and whatever was committed before it is on the disk by then.
"""
ROWS_AT_A_TIME = 2000  # of a list that is read while it is written out
Values = Mapping[str, object] | Sequence[object]


class Cursor:
    """The rows of one statement, taken from the server with its answer."""

    def __init__(self, connection: "Connection") -> None:
        import psycopg

        self._connection = connection
        self._cursor = psycopg.ClientCursor(connection.raw)
        self.lastrowid: int | None = None
        self.arraysize = 1

    def execute(self, sql: str, values: Values = ()) -> "Cursor":
        with address.translating_errors(self._connection.url):
            named, sql = _by_name(values), SPOKEN_OTHERWISE.get(sql, sql)
            self._send(";\n".join(self._connection.statements(sql, named)))
        return self

    def executemany(self, sql: str, rows: Iterable[Values]) -> "Cursor":
        """Run it for each of the rows. One alone is sent with the next statement: nobody waits for its answer."""
        with address.translating_errors(self._connection.url):
            text, all_rows = dialect.translate(sql), [_by_name(values) for values in rows]
            if len(all_rows) == 1 and self._connection.is_within_transaction():
                self._connection.unsent.append(self._connection.mogrify(text, all_rows[0]))
            else:
                self._connection.send_rest()
                self._cursor.executemany(text, all_rows)
        return self

    def _send(self, text: str) -> None:
        """Send it, behind what was not sent so far. What is fetched then is its own answer."""
        self._cursor.execute(self._connection.with_unsent(text))
        while self._cursor.nextset():
            pass

    def fetchone(self) -> Row | None:
        return self._cursor.fetchone()

    def fetchmany(self, size: int = 1) -> list[Row]:
        return self._cursor.fetchmany(size)

    def fetchall(self) -> list[Row]:
        return self._cursor.fetchall()

    def __iter__(self) -> Iterator[Row]:
        return iter(self._cursor)

    @property
    def description(self) -> list[tuple[str | None, ...]] | None:
        return [(column.name, *[None] * 6) for column in self._cursor.description or ()] or None

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    def close(self) -> None:
        self._cursor.close()


class Connection:
    """One connection, autocommitting until BEGIN is said, as the program opens SQLite.

    `unsent` are statements that nobody waits for: they go to the server with the next one, in one message.
    """

    def __init__(self, raw: "psycopg.Connection", url: str, servers: str) -> None:
        self.raw, self.url, self.servers = raw, url, servers
        self.unsent = [SCHEMA_FIRST]
        self.stays_open = False  # rows of it may still be read when the function that asked has returned
        self.known = KnownAnswers()
        self._cursors = 0  # of the server, that rows are read from while they are written out
        self.planned_once: PlannedOnce | None = None  # of one that stays from a command to the next
        self._cursor: psycopg.ClientCursor[Row] | None = None  # that writes values into statements
        self.is_known = False  # what register is there was asked in this command
        self.is_pooled = True  # until it is known: by a pooler nothing that is said lasts beyond a transaction
        self.is_settled = False  # the server was told for good what is said in each transaction otherwise
        self.commits_to_disk_late = False  # the transaction lets the next writer begin before the disk has it
        self.is_reused = False  # it has answered a question before, and may have been closed since
        self.user = ""  # who is logged in there, as soon as the register was identified
        self.units: str | None = None  # to which that account is limited, as it was identified last
        self.on_begin: Callable[[Connection, str], object] | None = None  # begins to write, in place of `execute`
        self.begin_late: Callable[[Sequence[Question]], list[Answer]] | None = None  # begins with the first question
        self.on_close: Callable[[Connection], None] | None = None  # keeps it for the next question, in place of closing

    def execute(self, sql: str, values: Values = ()) -> Cursor | AnswerCursor:
        if self.on_begin and sql in ("BEGIN", "BEGIN IMMEDIATE"):
            self.on_begin(self, SPOKEN_OTHERWISE[sql])
            return Cursor(self)
        if sql == "ROLLBACK":
            return self._take_back()
        if (answer := self.known.take(sql, named := _by_name(values))) is None and self.known.is_reading:
            [answer] = self._ask([(sql, named)])
        return AnswerCursor(answer) if answer else Cursor(self).execute(sql, named)

    def _take_back(self) -> Cursor:
        self.unsent = []
        self.known = KnownAnswers()
        if self.planned_once and self.raw.info.transaction_status == _statuses().INERROR:
            self.unsent = ["ROLLBACK", *self.planned_once.forget()]
        try:
            return Cursor(self).execute("ROLLBACK")
        finally:
            self.unsent = [SCHEMA_FIRST]  # may have been said in the transaction, and is taken back with it

    def executemany(self, sql: str, rows: Iterable[Values]) -> Cursor:
        return Cursor(self).executemany(sql, rows)

    def answers(self, questions: Iterable[tuple[str, Values]]) -> list[list[Row]]:
        """The rows of each question, all of them asked in one message: the way to the server is gone once."""
        all_questions = [(sql, _by_name(values)) for sql, values in questions]
        known = [self.known.take(*question) for question in all_questions]
        unknown = [question for question, answer in zip(all_questions, known, strict=True) if not answer]
        others = iter(self._ask(unknown))
        return [(answer or next(others)).rows for answer in known]

    def ask_together(self, questions: Iterable[tuple[str, Values]]) -> None:
        """Ask all of them in one message: whoever asks one of them next has its answer at once."""
        all_questions = [(sql, _by_name(values)) for sql, values in questions]
        all_questions = [question for question in all_questions if question not in self.known]
        self.known.add(all_questions, self._ask(all_questions))

    def read_so_far(self) -> list[Read]:
        """What was read since it is kept in mind, with its answers."""
        return self.known.read_so_far()

    def _ask(self, questions: Sequence[Question]) -> list[Answer]:
        if not questions:
            return []
        begin, self.begin_late = self.begin_late, None
        with address.translating_errors(self.url):
            answers = begin(questions) if begin else self.results(self.text_of(questions))[-len(questions) :]
        self.known.keep_in_mind(questions, answers)
        return answers

    def text_of(self, questions: Iterable[Question]) -> str:
        """What is sent to ask them; the last results are their answers."""
        return ";\n".join(chain.from_iterable(self.statements(sql, values) for sql, values in questions))

    def statements(self, sql: str, named: Mapping[str, object]) -> list[str]:
        """What is sent for a statement, with its values in it; its own answer is the last."""
        return self.with_kept_plan(*self.translation(sql, named))

    def with_kept_plan(self, text: str, named: Mapping[str, object], is_by_key: bool = False) -> list[str]:
        """What is sent for a statement as the server reads it: where it comes again, its plan is kept there.

        With `is_by_key`, whatever its values are: it finds a row by its key, or writes one.
        """
        fill_in = self.mogrify if is_by_key else None
        planned = self.planned_once.statements(text, named, fill_in) if self.planned_once else []
        return planned or [self.mogrify(text, named)]

    def translation(self, sql: str, named: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
        """The statement as the server reads it, and its values."""
        lists = _lists(named)
        return dialect.translate(sql, lists), dialect.with_arrays(named, lists) if lists.few else named

    def mogrify(self, text: str, values: Mapping[str, object]) -> str:
        """The statement with the values in it."""
        return self._writer().mogrify(text, values)

    def _writer(self) -> "psycopg.ClientCursor[Row]":
        import psycopg

        if self._cursor is None or self._cursor.connection is not self.raw:
            self._cursor = psycopg.ClientCursor(self.raw)
        return self._cursor

    def rows_while_read(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a question, some at a time, within the transaction: the others wait on the server."""
        named, self._cursors = _by_name(values), self._cursors + 1
        text = self.mogrify(*self.translation(sql, named))
        cursor = f"rows_{self._cursors}"
        more = f"FETCH {ROWS_AT_A_TIME} FROM {cursor}"
        with address.translating_errors(self.url):
            rows = self.results(f"DECLARE {cursor} NO SCROLL CURSOR FOR {text};\n{more}")[-1].rows
        while rows:
            yield from rows
            if len(rows) < ROWS_AT_A_TIME:
                return
            with address.translating_errors(self.url):
                rows = self.results(more)[-1].rows

    def results(self, text: str) -> list[Answer]:
        """The rows of each statement of the text that has any, and of what was not sent so far before them."""
        cursor, results = self.raw.execute(self.with_unsent(text)), []
        while True:
            if (
                result := cursor.pgresult
            ) and result.nfields:  # its names alone: `description` makes much of each column
                names = tuple((result.fname(place) or b"").decode() for place in range(result.nfields))
                results.append(Answer(names, cursor.fetchall()))
            if not cursor.nextset():
                return results

    def with_unsent(self, text: str) -> bytes:
        """The text behind what was not sent so far, which counts as sent from now on."""
        texts, self.unsent = [*self.unsent, text], []
        return ";\n".join(texts).encode()

    def send_rest(self) -> None:
        """Send what was not sent so far."""
        if self.unsent:
            self.raw.execute(self.with_unsent("SELECT 1"))

    def cursor(self) -> Cursor:
        return Cursor(self)

    def is_within_transaction(self) -> bool:
        return self.raw.info.transaction_status in (_statuses().INTRANS, _statuses().INERROR)

    def commit(self) -> None:
        """End the transaction, if there is one, with all that it wrote. Unusable if the server did not keep it."""
        if not self.is_within_transaction():
            return
        with address.translating_errors(self.url, lambda: not self.is_within_transaction()):
            cursor = self.raw.execute(self.with_unsent(COMMIT_TO_DISK if self.commits_to_disk_late else "COMMIT"))
            said = [cursor.statusmessage]
            while cursor.nextset():
                said.append(cursor.statusmessage)
            if said[-2 if self.commits_to_disk_late else -1] != "COMMIT":  # after a fault it rolls back, and says so
                raise address.broken_off(self.url)

    def rollback(self) -> None:
        """End the transaction, if there is one, with nothing of what it wrote."""
        if self.is_within_transaction():
            self.execute("ROLLBACK")

    def create_function(self, *_of_sqlite: object, **_options: object) -> None:
        """SQLAlchemy gives SQLite a function for regular expressions; nothing here asks for one."""

    def close(self) -> None:
        """Close it, or lay it aside for the next question of this command."""
        if self.on_close:
            self.on_close(self)
        else:
            self.raw.close()


def connect(url: str, servers: str = "read-write") -> Connection:
    """A new connection; its first statement puts the register's schema first in its path. Unusable if there is none.

    `servers`: which of several that the address names is wanted (libpq's `target_session_attrs`).
    """
    try:
        import psycopg
    except ImportError as error:
        raise Unusable(
            _("a register on a server needs psycopg, which is not installed"), "pip install 'chodon[postgres]'"
        ) from error
    with address.translating_errors(url):
        parts = address.parts(url)
        is_asked_for = not address.names_one_server(url) and (parts.get("host") or servers == "read-write")
        wanted = {"target_session_attrs": servers} if is_asked_for else {}
        known = {"connect_timeout": address.SECONDS_TO_CONNECT, "application_name": "chodon", **wanted, **parts}
        known["client_encoding"] = "UTF8"  # whatever PGCLIENTENCODING, the role or the database says
        address_of_the_register = psycopg.conninfo.make_conninfo("", **known)
        raw = psycopg.connect(address_of_the_register, autocommit=True, cursor_factory=psycopg.ClientCursor)
        for name, loader in _loaders().items():
            raw.adapters.register_loader(name, loader)
    return Connection(raw, url, servers)


def _statuses() -> type["TransactionStatus"]:
    from psycopg.pq import TransactionStatus

    return TransactionStatus


def _by_name(values: Values) -> dict[str, object]:
    pairs = values.items() if isinstance(values, Mapping) else ((f"p{n}", value) for n, value in enumerate(values, 1))
    return dict(pairs)


def _lists(values: Mapping[str, object]) -> dialect.Lists:
    texts = {name: value for name, value in values.items() if isinstance(value, str) and NUMBERS_IN_JSON.match(value)}
    short = {name: text for name, text in texts.items() if len(text) < LENGTH_OF_A_SHORT_LIST}
    few = frozenset(name for name, text in short.items() if LIST_OF_NUMBERS.fullmatch(text))
    return dialect.Lists(frozenset(texts), few) if texts else dialect.NO_LISTS


@cache
def _loaders() -> dict[str, type["Loader"]]:
    """How the answer's values become Python's, by the type that PostgreSQL says."""
    from psycopg.adapt import Loader

    class NumberLoader(Loader):
        def load(self, data: "Buffer") -> int | float:
            text = bytes(data)
            return float(text) if b"." in text or b"N" in text else int(text)

    class ConditionLoader(Loader):
        def load(self, data: "Buffer") -> int:
            return int(bytes(data) == b"t")

    return {"numeric": NumberLoader, "bool": ConditionLoader}
