"""What the database says, in words for a clerk: where, what is wrong, what to do."""

import sqlite3

from chodon_cli.errors import ChodonError, Unusable, Usage
from chodon_cli.locale import N_, _

OF_ANOTHER_ACCOUNT = N_("does the file, and its folder, belong to this account?")
FAULTS = (  # words of SQLite's -> what they mean, what to do; the first that are found
    (("readonly", "read-only"), N_("{register}: cannot be written to"), OF_ANOTHER_ACCOUNT),
    (("unable to open",), N_("{register}: cannot be opened or written to"), OF_ANOTHER_ACCOUNT),
    (
        ("disk i/o",),
        N_("{register}: the disk does not take what is written"),
        N_("is it full, or failing? nothing was changed"),
    ),
    (
        ("is full",),
        N_("{register}: the disk is full; nothing was changed"),
        N_("make room, or name a place on another disk"),
    ),
    (("not a database",), N_("{register}: this is not a register"), N_("name another: --register FILE")),
    (
        ("malformed", "corrupt", "could not decode"),
        N_("{register}: the register is damaged"),
        N_("run: chodon restore BACKUP"),
    ),
)


TOO_LONG = ("pattern too complex", "too big")  # words of SQLite's about what was typed, not about the register


NO_DAMAGE = {  # SQLite's codes of what says nothing of the file: somebody holds it, or this account may not
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_FULL, sqlite3.SQLITE_NOMEM),
    *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_INTERRUPT),
}


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether it says that the file is no sound register; not that it could not be looked at."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in NO_DAMAGE


def database_fault(error: Exception, where: str, seconds: int) -> ChodonError:
    """Why the database there did not serve: locked for so many seconds, full, read-only, damaged."""
    text = str(error).casefold()
    if any(words in text for words in TOO_LONG):
        return Usage(_("a text that was typed is too long to be looked for"), _("a few words of it are enough"))
    if "locked" in text or "busy" in text:
        return in_use(where, seconds)
    for words, message, advice in FAULTS:
        if any(word in text for word in words):
            return Unusable(_(message).format(register=where), _(advice))
    return Unusable(f"{where}: {error}", _("nothing was changed; run: chodon check"))


def in_use(where: str, seconds: int) -> Unusable:
    """Somebody else holds the register longer than anybody waits."""
    return Unusable(
        _("{register}: in use by somebody else for more than {seconds} s").format(register=where, seconds=seconds),
        _("try again in a while"),
    )
