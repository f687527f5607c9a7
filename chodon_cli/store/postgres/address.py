"""The address of a register on a server, what of it may be shown, and what the server says in words for a clerk."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chodon_cli.errors import ChodonError, Unusable
from chodon_cli.invocation import without_password
from chodon_cli.locale import _
from chodon_cli.store import database_errors
from chodon_cli.store.postgres import limits

if TYPE_CHECKING:
    import psycopg

SCHEMA = "chodon"  # the register has a schema of this name in its database
SECONDS_TO_CONNECT = 10
SAID_OF_A_STANDBY = ("session is read-only", "server is in hot standby mode")  # of one that was asked to take entries
SECONDS_TO_WAIT = 30  # for one's turn to write


@contextmanager
def translating_errors(url: str, may_be_stored: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """Turn what the server says into what a clerk can act on, or into what SQLite would raise in its place.

    Whoever loses the server while it commits cannot know whether it did (`may_be_stored`), and is told so.
    """
    import psycopg

    try:
        yield
    except psycopg.errors.UniqueViolation as error:
        if limits.units() is not None:
            raise limits.taken_elsewhere(error.diag.constraint_name or "") from error
        raise sqlite3.IntegrityError(_as_sqlite_says(error)) from error
    except psycopg.IntegrityError as error:
        raise sqlite3.IntegrityError(_as_sqlite_says(error)) from error
    except psycopg.errors.InsufficientPrivilege as error:
        from chodon_cli.store.postgres import denied

        raise denied.denial(url, error) from error
    except psycopg.Error as error:
        if isinstance(error, psycopg.OperationalError) and may_be_stored():
            raise Unusable(
                _("{register}: the server was lost at the last moment; the entry may be stored, or not").format(
                    register=without_password(url)
                ),
                _("before you type it again, see: chodon audit list"),
            ) from error
        raise _server_fault(error, without_password(url)) from error


def broken_off(url: str, error: str = "ROLLBACK") -> Unusable:
    """What the server did not go through with."""
    return Unusable(
        _("{register}: the server broke it off: {error}; nothing was changed").format(
            register=without_password(url), error=error
        ),
        _("type it again; if it stays so, ask whoever looks after the database"),
    )


def parts(url: str) -> dict[str, str | int | None]:
    """What the address says. Unusable if it cannot be read, in words that hold no piece of a password in it."""
    import psycopg

    try:
        known: dict[str, str | int | None] = {**psycopg.conninfo.conninfo_to_dict(url)}
    except psycopg.ProgrammingError:
        known = {"host": "@"}
    ports = str(known.get("port", "")).split(",")
    if "@" in str(known.get("host", "")) or not all(port.isdecimal() or not port for port in ports):
        raise Unusable(
            _("{register}: this address cannot be read").format(register=without_password(url)),
            _("as in postgresql://USER@HOST/DATABASE; the password is best in ~/.pgpass or PGPASSWORD"),
        ) from None
    return known


def names_one_server(url: str) -> bool:
    """Whether it is one server; a service or PGHOST may stand for several, and the address does not say."""
    known = parts(url)
    hosts = str(known.get("host") or known.get("hostaddr") or "")
    return bool(hosts) and "," not in hosts


def _as_sqlite_says(error: "psycopg.IntegrityError") -> str:
    from psycopg import errors

    if isinstance(error, errors.CheckViolation) and error.diag.constraint_name:
        return f"CHECK constraint failed: {error.diag.constraint_name}"
    return error.diag.message_primary or str(error)


def _server_fault(error: "psycopg.Error", register: str) -> ChodonError:
    from psycopg import errors

    said = " ".join((error.diag.message_primary or str(error)).split())
    if isinstance(error, errors.LockNotAvailable):
        return database_errors.in_use(register, SECONDS_TO_WAIT)
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return Unusable(
            _("{register}: cannot be written to").format(register=register),
            _("it is a standby, or this account may only read: ask whoever looks after the database"),
        )
    if isinstance(error, errors.QueryCanceled | errors.SerializationFailure | errors.DeadlockDetected):
        return broken_off(register, said)
    if isinstance(error, errors.DiskFull):
        return Unusable(
            _("{register}: the disk is full; nothing was changed").format(register=register),
            _("ask whoever looks after the database"),
        )
    if any(words in said for words in SAID_OF_A_STANDBY):
        return Unusable(
            _("{register}: none of its servers takes entries now").format(register=register),
            _("reports work; try again in a while, when another server has taken over"),
        )
    if isinstance(error, errors.OperationalError | errors.InterfaceError):
        return Unusable(
            _("{register}: the server cannot be used: {error}").format(register=register, error=_first_reason(said)),
            _("is the address right, the server running, the password in ~/.pgpass or PGPASSWORD?"),
        )
    return Unusable(f"{register}: {said}", _("ask whoever looks after the database"))


def _first_reason(said: str) -> str:
    """libpq tells each address that it tried; the last part of the first says why."""
    first = said.partition(" Multiple connection attempts failed")[0].partition(" Is the server running")[0]
    return first.removeprefix("connection failed: ").removeprefix("connection is bad: ")
