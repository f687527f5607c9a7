"""What may be done: the tables, and one module of verbs a noun. The only SQLModel in the program.

A verb takes the session first and plain values after it, checks them, and writes through `journal` alone.
What must hold between records is in `checks/`; `settle` holds a change against it before it is committed.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlmodel import Session, create_engine

from chodon_cli import store
from chodon_cli.errors import Refused, one_line
from chodon_cli.locale import _

TOLD = 5  # of the records that a refused change would leave at odds, so many are named

__all__ = ["Question", "Session", "settle", "transaction"]


class Question:
    """Reads within the session's transaction, in the way a report reads: SQL with :named parameters."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()

    def execute(self, sql: str, values: dict[str, Any]) -> Any:
        return self._connection.execute(text(sql), values)


@contextmanager
def transaction() -> Iterator[Session]:
    """All or nothing: committed when the block ends, rolled back when it raises."""
    engine = create_engine("sqlite://", creator=store.connect, poolclass=NullPool)
    with store.translated():
        try:
            with Session(engine) as session, session.begin():
                session.connection().exec_driver_sql("BEGIN IMMEDIATE")
                yield session
        except DBAPIError as error:
            raise error.orig or error from error


def settle(session: Session, staff: Iterable[int] = (), units: Iterable[int] = (), cases: Iterable[int] = ()) -> None:
    """Refuse the change if it leaves these people, units or cases at odds with a rule of the register."""
    from chodon_cli import checks

    found = checks.violated(Question(session), staff=[*staff], units=[*units], cases=[*cases])
    if found:
        more = [_("and {number} more").format(number=len(found) - TOLD)] if len(found) > TOLD else []
        raise Refused(one_line([fault.message for fault in found[:TOLD]] + more))
