"""The address of a register on a server, what of it may be shown, and what the server says in words for a clerk."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chodon_cli.errors import Unusable
from chodon_cli.invocation import without_password
from chodon_cli.locale import _
from chodon_cli.store import database_errors

if TYPE_CHECKING:
    import psycopg

SCHEMA = "chodon"  # the register has a schema of this name in its database
SECONDS_TO_CONNECT = 10
SECONDS_TO_WAIT = 30  # for one's turn to write


@contextmanager
def translating_errors(url: str) -> Iterator[None]:
    """Turn what the server says into what a clerk can act on, or into what SQLite would raise in its place."""
    import psycopg

    try:
        yield
    except psycopg.IntegrityError as error:
        raise sqlite3.IntegrityError(error.diag.message_primary or str(error)) from error
    except psycopg.Error as error:
        raise _unusable(error, without_password(url)) from error


def _unusable(error: "psycopg.Error", register: str) -> Unusable:
    from psycopg import errors

    said = " ".join((error.diag.message_primary or str(error)).split())
    if isinstance(error, errors.LockNotAvailable):
        return database_errors.in_use(register, SECONDS_TO_WAIT)
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return Unusable(
            _("{register}: cannot be written to").format(register=register),
            _("does the file, and its folder, belong to this account?"),
        )
    if isinstance(error, errors.InsufficientPrivilege):
        return Unusable(
            _("{register}: this account of the database may not do that: {error}").format(
                register=register, error=said
            ),
            _("ask whoever looks after the database"),
        )
    if isinstance(error, errors.DiskFull):
        return Unusable(
            _("{register}: the disk is full; nothing was changed").format(register=register),
            _("make room, or name a place on another disk"),
        )
    if isinstance(error, errors.OperationalError | errors.InterfaceError):
        return Unusable(
            _("{register}: the server cannot be used: {error}").format(register=register, error=_first_reason(said)),
            _("is the address right, the server running, the password in ~/.pgpass or PGPASSWORD?"),
        )
    return Unusable(f"{register}: {said}", _("ask whoever looks after the database"))


def _first_reason(said: str) -> str:
    """libpq tells each address that it tried; the last part of the first says why."""
    return said.partition(" Multiple connection attempts failed")[0].removeprefix("connection failed: ")
