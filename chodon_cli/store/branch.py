"""What an account is limited to that reads only a branch of a register on a server, and what is asked of all rows.

Whoever reads everything is asked the same of a file and of a server. Who does not gets the answer from a function of
the register's owner there (`postgres/access.sql`), which tells no more than is asked here.
"""

from collections.abc import Collection, Iterable

from chodon_cli import store
from chodon_cli.locale import _
from chodon_cli.store.reader import Reader

LAST_DIGEST_SQL = "SELECT digest FROM changeset ORDER BY id DESC LIMIT 1"
MOMENT_ON_SERVER_SQL = "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS') || '+00:00'"
CHANGESETS_SQL = "SELECT count(*) FROM changeset"


def units() -> str | None:
    """The codes of the units to which the account is limited by which the register was opened last.

    None for whoever reads everything, as everybody does who may open a file.
    """
    if not store.server():
        return None
    from chodon_cli.store.postgres import limits

    return limits.units()


def notes() -> list[str]:
    """That figures are of some units alone, where the account reads no others: they mislead nobody."""
    sentence = _("only {units} and the units beneath: this account of the server reads no others")
    return [] if (limits := units()) is None else [sentence.format(units=limits)]


def refuse_limited() -> None:
    """Refused if the account reads only a branch: what is asked for needs the whole register."""
    if store.server():
        from chodon_cli.store.postgres import limits

        with store.reading():
            limits.refuse_limited(store.name())


def refuse_outside() -> None:
    """Refused what an account wrote that the database did not let it reach."""
    if store.server():
        from chodon_cli.store.postgres import limits

        raise limits.outside_branch(store.name())


def highest_id_sql(table: str) -> str:
    """The expression for the highest id of the table; 0 where there is none."""
    return f"(SELECT coalesce(max(id), 0) FROM {table})" if units() is None else f"highest_id('{table}')"


def highest_number_sql(table: str) -> str:
    """The expression for the highest number that a record of the table has in the year `:year`; NULL for none."""
    if units() is None:
        return f"(SELECT max(n) FROM {table} WHERE year = :year)"
    return f"highest_number('{table}', :year)"


def end_of_journal_sql() -> str:
    """The SELECT for the digest of the last changeset (NULL if there is none), its id, and that of the last entry.

    And for what time it is on a server, whose clock is the one of all who write there; NULL for a file.
    """
    last_digest = f"({LAST_DIGEST_SQL})" if units() is None else "last_digest()"
    moment = MOMENT_ON_SERVER_SQL if store.server() else "NULL"
    return f"SELECT {last_digest}, {highest_id_sql('changeset')}, {highest_id_sql('change')}, {moment}"


def entries_sql() -> str:
    """The SELECT for how many entries the journal has."""
    return CHANGESETS_SQL if units() is None else "SELECT last_entry()"


def highest_code(db: Reader, prefix: str) -> int:
    """The highest number behind the prefix in a code that somebody bears or bore, for a limited account."""
    return int(db.execute("SELECT highest_code(:prefix)", {"prefix": prefix}).fetchone()[0])


def former_codes(db: Reader, table: str, codes: Collection[str]) -> dict[str, int]:
    """Those of the codes that records bore until they were corrected -> the id, for a limited account."""
    from json import dumps

    sql = "SELECT code, record_id FROM former_codes(:noun, :codes)"
    return dict(db.execute(sql, {"noun": table, "codes": dumps([*codes])}).fetchall())


def hidden_changes(db: Reader, table: str, first: int, last: int, after: int) -> int:
    """How many entries of the journal tell of these records, later than that one, that the account does not read."""
    if units() is None:
        return 0
    values = {"noun": table, "first": first, "last": last, "after": after}
    return int(db.execute("SELECT hidden_changes(:noun, :first, :last, :after)", values).fetchone()[0])


def unread_cases(db: Reader, people: Iterable[int] | None) -> dict[int, str]:
    """Those of the people of whose cases a limited account does not read all -> a digest of what those rest on.

    Of all people of its units if None.
    """
    from json import dumps

    listed, values = "branch_people()", {}
    if people is not None:
        listed, values = "value FROM json_each(:people)", {"people": dumps([*people])}
    sql = f"SELECT staff_id, rests_on FROM unread_cases(CAST(ARRAY(SELECT {listed}) AS bigint[]))"
    return dict(db.execute(sql, values).fetchall())
