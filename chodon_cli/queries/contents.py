"""What the register holds, in figures."""

from sqlite3 import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chodon_cli.nouns.declaration import Noun

FIRST_AND_LAST_VIOLATION = "SELECT min(occurred_on), max(occurred_on) FROM violation WHERE voided_on IS NULL"
COUNT_OF_CHANGESETS_SQL = "SELECT count(*) FROM changeset"
HAS_UNITS_AND_PEOPLE_SQL = """
SELECT EXISTS (SELECT 1 FROM unit WHERE voided_on IS NULL), EXISTS (SELECT 1 FROM staff WHERE voided_on IS NULL)
"""
NEWEST_CHANGESET = "SELECT coalesce(max(id), 0) FROM changeset"
LAST_CHANGESET = "SELECT at, operator, command FROM changeset ORDER BY id DESC LIMIT 1"
PRESENT_COUNTS_SQL = """
SELECT (SELECT count(*) FROM unit WHERE voided_on IS NULL AND coalesce(closed_on, '9999-12-31') >= :today),
       (SELECT count(*) FROM (
            SELECT DISTINCT staff_id FROM post
            WHERE voided_on IS NULL AND started_on <= :today AND coalesce(ended_on, '9999-12-31') >= :today
        ) present),
       (SELECT count(*) FROM violation WHERE voided_on IS NULL AND occurred_on BETWEEN :start AND :today)
"""  # people by the index of their posts, where each comes once: a count of DISTINCT ones puts all aside


def counts(db: Connection) -> list[tuple["Noun", int]]:
    """Each noun that has a file, in the order of the files, with the number of its records that are not void."""
    from chodon_cli.nouns import registry

    nouns = [noun for noun in registry.all_nouns().values() if noun.file_name]
    columns = ", ".join(
        f"(SELECT count(*) FROM {noun.table_name}{' WHERE voided_on IS NULL' if 'voided_on' in noun.by_key else ''})"
        for noun in nouns
    )
    return list(zip(nouns, db.execute(f"SELECT {columns}").fetchone(), strict=True))


def days_of_violations(db: Connection) -> tuple[str | None, str | None]:
    """The first and the last day of a violation that is not void."""
    first_on, last_on = db.execute(FIRST_AND_LAST_VIOLATION).fetchone()
    return first_on, last_on


def last_written(db: Connection) -> tuple[int, str | None, str | None, str | None]:
    """How many change-sets the journal has; of the last the moment, the operator and the command."""
    [(count,)] = db.execute(COUNT_OF_CHANGESETS_SQL)
    at, operator, command = db.execute(LAST_CHANGESET).fetchone() or (None, None, None)
    return int(count), at, operator, command


def present_counts(db: Connection, today: str) -> tuple[int, int, int]:
    """Units that are open today, people who serve today, and violations of this year until today."""
    counts: tuple[int, int, int] = db.execute(
        PRESENT_COUNTS_SQL, {"today": today, "start": f"{today[:4]}-01-01"}
    ).fetchone()
    return counts


def has_units_and_people(db: Connection) -> tuple[bool, bool]:
    """Whether any unit and any person was ever entered, those by mistake aside."""
    has_units, has_people = db.execute(HAS_UNITS_AND_PEOPLE_SQL).fetchone()
    return bool(has_units), bool(has_people)


def newest_entry(db: Connection) -> int:
    """The number of the journal's newest entry; 0 where it has none."""
    return int(db.execute(NEWEST_CHANGESET).fetchone()[0])


def has_attached(db: Connection) -> bool:
    """Whether files are kept with any record."""
    return db.execute("SELECT 1 FROM attachment LIMIT 1").fetchone() is not None
