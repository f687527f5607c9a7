"""Which register is worked with: a file, or the database of a server."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chodon_cli.errors import Unusable
from chodon_cli.invocation import without_password
from chodon_cli.locale import _
from chodon_cli.store import at_hand

CONNECTION_WORDS = r"(?:host|hostaddr|dbname|user|password|service|port)="  # as libpq takes them, too

_chosen: str | None = None
_copy_of: str | None = None  # the address of the register of which the chosen file is a copy for the moment
_user_there: str | None = None  # of a file that will be brought to a server


def use(register: str | None) -> None:
    """Work with this register from now on; None is the one in the user's data folder."""
    global _chosen
    at_hand.close_idle()  # another file may be brought where the last one was
    _chosen = register


def is_in_use(register: str | None) -> bool:
    """Whether this is what `use` was called with last."""
    return register == _chosen


def path() -> Path:
    """The register's file. Unusable for an address: what asks for the file of a register cannot be done on a server."""
    if _chosen:
        if server():
            raise Unusable(
                _("{register}: this cannot be done with a register on a server").format(register=name()),
                _("in a file it can: chodon move --to FILE"),
            )
        if "://" in _chosen or re.match(CONNECTION_WORDS, _chosen):
            kind = _chosen.partition("://" if "://" in _chosen else "=")[0]
            raise Unusable(
                _("{register}: a register is a file, or postgresql://…").format(register=kind),
                _("name a file: --register FILE"),
            )
        try:
            return Path(_chosen).expanduser()
        except RuntimeError as error:  # ~nobody
            raise Unusable(
                _("{register}: there is no register here").format(register=_chosen), _("make one with: chodon init")
            ) from error
    from platformdirs import user_data_path

    return user_data_path("chodon", appauthor=False) / "register.db"


def server() -> str | None:
    """The address of the database that holds the register, password and all; None if a file does."""
    return _chosen if is_address(_chosen or "") else None


def origin() -> str | None:
    """The same, also while one works with a local copy of what a server holds."""
    return _copy_of or server()


def is_address(register: str) -> bool:
    """Whether the words name a database on a server, not a file."""
    return register.startswith(("postgresql://", "postgres://"))


def name() -> str:
    """The register as it may be shown: its file, or the address of its database without a password."""
    return without_password(server() or str(path()))


@contextmanager
def using(file: Path, copy_of: str | None = None, user: str | None = None) -> Iterator[None]:
    """Work with that file until the block ends; `copy_of` is the address of the register of which it is a copy.

    `user`: who is logged in at the server to which the file will be brought.
    """
    global _copy_of, _user_there
    chosen, was_copy_of, user_before = _chosen, _copy_of, _user_there
    _copy_of, _user_there = copy_of, user
    use(str(file))
    try:
        yield
    finally:
        use(chosen)
        _copy_of, _user_there = was_copy_of, user_before


def user_there() -> str | None:
    """Who is logged in at the server for which one works with a file; None if one does not."""
    return _user_there


def uri(file: Path) -> str:
    """The file as SQLite is told it: what most paths are needs no escape, and nothing is loaded that makes them."""
    place = str(file.absolute())
    is_plain = place.startswith("/") and place.isascii() and {*"%?#"}.isdisjoint(place)
    return f"file://{place}" if is_plain else file.absolute().as_uri()
