"""What may be done: the tables, and one module of verbs a noun. The only SQLModel in the program.

A verb takes the session first and plain values after it, checks them, and writes through `journal` alone.
What must hold between records is in `rules/blocking/`; `settle` holds a change against it before it is committed.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlmodel import Session, create_engine

from chodon_cli import invocation as operation
from chodon_cli import store
from chodon_cli.input_row import Values
from chodon_cli.register.bulk import foreign_keys as references
from chodon_cli.register.session import connection_beneath
from chodon_cli.store import turn as turns
from chodon_cli.store.turn import Overtaken

TURN_KEY = "turn"  # what lets the next writer go first when it is closed
NOUNS_KEY = "nouns"  # the tables to which a transaction has written
AT_THE_END = "at the end"  # what closes the changeset before it is committed
SEEN_KEY = "seen"  # the state of the register that a transaction has read, before it holds the lock
READS_FIRST_KEY = "reads first"  # that a transaction has no lock yet
ONE_RECORD_KEY = "one record"  # that a new record is all that it writes
IS_WRITTEN_KEY = "is written"  # that this was done, and nothing more may be
BEFORE_THE_TURN: list[Callable[[], None]] = []  # what works out what a noun's verbs need, of those that are loaded

__all__ = ["Overtaken", "Session", "lock", "transaction"]


@contextmanager
def transaction(
    is_bulk: bool = False, locks_late: bool = False, reads_first: bool = False, is_one_record: bool = False
) -> Iterator[Session]:
    """All or nothing: committed when the block ends, rolled back when it raises.

    With `is_bulk` it is asked at the end whether all that is referred to is there, not at each row. With `locks_late`
    it holds nobody up until it writes; Overtaken, if what it has read until then is out of date. With `reads_first` the
    same on a server, where it is asked of each answer whether it still holds (`store/turn.py`): for commands that may
    be run twice. With `is_one_record` such a command writes one new record and nothing else: a server gets it in one
    message (`write_at_once.py`).
    """
    operation.is_stored, engine = False, _load_ahead()
    reads_first = (reads_first or is_one_record) and turns.reads_before_it()
    with store.translate_errors(), store.kept_open(), ExitStack() as turn:  # the turn ends after the connection
        try:
            if not locks_late:
                turn.enter_context(store.turn_to_write())
            with Session(engine) as session, session.begin():
                session.info[TURN_KEY] = turn
                if is_bulk:
                    references.ask_at_the_end(session)
                if reads_first:
                    turns.begin_to_read(connection_beneath(session))
                    session.info |= {READS_FIRST_KEY: True, ONE_RECORD_KEY: is_one_record}
                else:
                    connection_beneath(session).execute("BEGIN" if locks_late else "BEGIN IMMEDIATE")
                if locks_late:
                    session.info[SEEN_KEY] = _version(session)
                yield session
                references.check(session)
                if AT_THE_END in session.info:
                    session.info[AT_THE_END](session)
                    operation.shield_from_interrupts()
            operation.is_stored = not session.info.keys().isdisjoint((AT_THE_END, IS_WRITTEN_KEY))
        except DBAPIError as error:
            raise error.orig or error from error


def _load_ahead() -> Engine:
    """Whatever every writer needs is loaded before it is its turn: the others wait for what it does from then on."""
    from chodon_cli.rules import blocking

    blocking.rules()
    for prepare in BEFORE_THE_TURN:
        prepare()
    operation.account()
    return _engine()


@cache
def _engine() -> Engine:
    """One for the whole process: it compiles each statement once. Which register it is, `connect` says each time."""
    logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())  # who is interrupted reads one line, ours
    return create_engine("sqlite://", creator=store.connect, poolclass=NullPool)


def lock(session: Session, questions: Sequence[tuple[str, Values]] = ()) -> None:
    """Let nobody else write until the transaction ends; before every write.

    The questions are what is asked next: a server answers them with it.
    """
    assert IS_WRITTEN_KEY not in session.info, "the command writes more than one record"
    if session.info.pop(READS_FIRST_KEY, False):
        turns.take(connection_beneath(session), questions)
        return
    seen = session.info.pop(SEEN_KEY, None)
    if seen is not None:
        connection_beneath(session).execute("ROLLBACK")
        session.info[TURN_KEY].enter_context(store.turn_to_write())
        connection_beneath(session).execute("BEGIN IMMEDIATE")
        if _version(session) != seen:
            raise Overtaken
    turns.ask_together(connection_beneath(session), questions)


def _version(session: Session) -> int:
    """Another number whenever somebody else has committed something."""
    return int(connection_beneath(session).execute("PRAGMA data_version").fetchone()[0])
