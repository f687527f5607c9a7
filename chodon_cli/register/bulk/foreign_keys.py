"""Whether what is referred to is there, asked once at the end of an import instead of at each of its rows.

The database asks at each row, and in a large register looks that up on disk: a sixth of the time of a million rows.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from sqlite3 import IntegrityError

from sqlmodel import Session, SQLModel

from chodon_cli.register.session import SessionReader, connection_beneath
from chodon_cli.result import Cell

REFERRED_IDS = "referred"  # table -> ids that were written into other records, in a transaction that asks at its end


def ask_at_the_end(session: Session) -> None:
    """Let the database itself not ask in this transaction; before it begins."""
    connection_beneath(session).execute("PRAGMA foreign_keys = OFF")
    session.info[REFERRED_IDS] = defaultdict(set)


def note(session: Session, table: type[SQLModel], columns: Mapping[str, Iterable[Cell]]) -> None:
    """Remember what these columns of new or changed records refer to."""
    referred = session.info.get(REFERRED_IDS)
    if referred is None:
        return
    for column in table.__table__.columns:  # type: ignore[attr-defined]  # SQLModel does not type its table
        for key in column.foreign_keys:
            referred[key.target_fullname.partition(".")[0]].update(columns.get(column.name, ()))


def check(session: Session) -> None:
    """IntegrityError, as the database would raise it, if something is referred to that is not there."""
    for table, ids in session.info.get(REFERRED_IDS, {}).items():
        ids.discard(None)
        for missing in absent_ids(session, table, sorted(ids)):
            raise IntegrityError(f"FOREIGN KEY constraint failed: {table} {missing}")


def absent_ids(session: Session, table: str, ids: Sequence[int]) -> list[int]:
    sql = f"SELECT value FROM json_each(:ids) WHERE value NOT IN (SELECT id FROM {table}) LIMIT 1"
    return [id for (id,) in SessionReader(session).execute(sql, {"ids": json.dumps(ids)})]
