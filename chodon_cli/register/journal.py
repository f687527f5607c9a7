"""Who did what when: the one place through which every write goes, so that every write is recorded.

One command is one changeset. A record written alone keeps its whole row before and after, as canonical JSON (sorted
keys, ids included); rows written together are packed, up to 5,000 in one change: a JSON row each would double the
time of an import.
"""

import json
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, SQLModel, func, insert, select, update

from chodon_cli import operation
from chodon_cli.register.tables.journal import Change, Changeset

PACK = 5000
DERIVED = ("sort_key", "name_key", "search_key", "number_key")  # follow from the other columns

Row = dict[str, Any]


def add(session: Session, table: type[SQLModel], row: Row) -> int:
    """Write one new record; its id."""
    return add_many(session, table, [row])[0]


def add_many(session: Session, table: type[SQLModel], rows: Sequence[Row]) -> list[int]:
    """Write new records; their ids, in the same order. Every row has the same keys."""
    if not rows:
        return []
    first = next_id(session, table)
    numbered = [{"id": first + place, **row} for place, row in enumerate(rows)]
    session.connection().execute(insert(table), numbered)
    if len(rows) == 1:
        _record(session, table, numbered[0]["id"], None, numbered[0])
    else:
        for start in range(0, len(numbered), PACK):
            _pack(session, table, numbered[start : start + PACK])
    return [row["id"] for row in numbered]


def change(session: Session, table: type[SQLModel], id: int, **values: Any) -> None:
    """Write these columns of one record."""
    columns = table.__table__.columns  # type: ignore[attr-defined]  # SQLModel does not type its table
    before = session.connection().execute(select(*columns).where(columns.id == id)).mappings().one()
    session.connection().execute(update(table).where(columns.id == id).values(**values))
    _record(session, table, id, dict(before), {**before, **values})


def look(session: Session, table: type[SQLModel], id: int, column: str) -> None:
    """Record that somebody was shown what is not shown to everybody."""
    after = canonical({"looked_at": column})
    _write(session, noun=table.__tablename__, record_id=id, count=0, before=None, after=after, packed=None)


def next_id(session: Session, table: type[SQLModel]) -> int:
    """The id that the next record gets; nobody else can take it within this transaction."""
    columns = table.__table__.columns  # type: ignore[attr-defined]
    return int(session.connection().execute(select(func.coalesce(func.max(columns.id), 0))).scalar_one()) + 1


def canonical(row: Row) -> str:
    """The row as JSON that is the same whenever the row is."""
    kept = {key: value for key, value in row.items() if key not in DERIVED}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _record(session: Session, table: type[SQLModel], id: int, before: Row | None, after: Row) -> None:
    _write(
        session,
        noun=table.__tablename__,
        record_id=id,
        count=1,
        before=canonical(before) if before else None,
        after=canonical(after),
        packed=None,
    )


def _pack(session: Session, table: type[SQLModel], rows: Sequence[Row]) -> None:
    lines = "\n".join(map(canonical, rows)).encode()
    _write(
        session,
        noun=table.__tablename__,
        record_id=None,
        count=len(rows),
        before=None,
        after=None,
        packed=zlib.compress(lines, 1),
    )


def _write(session: Session, **change: Any) -> None:
    session.connection().execute(insert(Change).values(changeset_id=_changeset(session), **change))


def _changeset(session: Session) -> int:
    """The changeset of this transaction, begun with its first write."""
    if "changeset" not in session.info:
        inserted = session.connection().execute(
            insert(Changeset).values(
                at=datetime.now(UTC).isoformat(timespec="milliseconds"),
                operator=operation.operator(),
                command=operation.command_line(operation.words),
            )
        )
        session.info["changeset"] = inserted.lastrowid
    return int(session.info["changeset"])
