"""A register that was moved elsewhere: the file left behind can be read, and refuses every write with where it went."""

import sqlite3

from chodon_cli.errors import Unusable
from chodon_cli.locale import _

APPLICATION_ID = 0x43484F44  # "CHOD": tells our files from anybody's
MOVED_ID = 0x43484F4D  # "CHOM": the application id of a file whose register was moved
ARRIVING_ID = 0x43484F41  # "CHOA": of a file brought from a server, until the register there is marked
WHERE_TO_SQL = """
SELECT json_extract(after, '$.moved') FROM change
WHERE noun = 'register' AND json_extract(after, '$.moved') IS NOT NULL ORDER BY id DESC LIMIT 1
"""


def mark(db: sqlite3.Connection) -> None:
    """Say of the file, within the transaction, that its register was moved: the journal's last entry says where to."""
    db.execute(f"PRAGMA application_id = {MOVED_ID}")


def is_moved(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA application_id").fetchone()[0] == MOVED_ID)


def refuse_if_moved(db: sqlite3.Connection, register: str) -> None:
    """Unusable for writing if the register was moved away."""
    if is_moved(db):
        row = db.execute(WHERE_TO_SQL).fetchone()
        raise went(register, str(row[0]) if row else "")


def went(register: str, place: str) -> Unusable:
    return Unusable(
        _("{register}: was moved to {place}; it can be read here and no longer written").format(
            register=register, place=place
        ),
        _("write there: chodon --register {place} …").format(place=place),
    )


def no_register(register: str, db: sqlite3.Connection | None = None) -> Unusable:
    """Why what stands there, the database if it is one, is not used: no register, or one that has not arrived yet."""
    if db and db.execute("PRAGMA application_id").fetchone()[0] == ARRIVING_ID:
        return not_arrived(register)
    return Unusable(
        _("{register}: this is not a register").format(register=register), _("name another: --register FILE")
    )


def not_arrived(register: str) -> Unusable:
    """What was brought there is not to be used: the move was broken off."""
    return Unusable(
        _("{register}: the move to here was broken off; nothing is lost where it came from").format(register=register),
        _("run again what was broken off: chodon --register … move --to {register}").format(register=register),
    )
