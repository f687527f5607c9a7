"""What may be done to a setting: give it a value, or take it away."""

from sqlmodel import Session

from chodon_cli.errors import Refused
from chodon_cli.locale import _
from chodon_cli.queries.settings import read_setting
from chodon_cli.register import journal
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables.setting import SettingRow


def stored_value(reader: SessionReader, key: str) -> str:
    """What the key was set to; nothing where it is not."""
    row = reader.execute("SELECT value FROM setting WHERE key = :key", {"key": key}).fetchone()
    return str(row[0] or "") if row else ""


def set(session: Session, key: str, typed: str) -> str:
    """Set the key; an empty value takes it away. The key as it is written. Refused if nothing would change."""
    written, value = read_setting(key, typed)
    if stored_value(SessionReader(session), written) == value:
        raise Refused(_("{record}: nothing would change").format(record=written), _("it is stored so already"))
    keep(session, written, value or None)
    return written


def keep(session: Session, key: str, value: str | None) -> bool:
    """Keep the value under a key that was read before; whether that is otherwise than it was."""
    sql = "SELECT id, value FROM setting WHERE key = :key"
    row = SessionReader(session).execute(sql, {"key": key}).fetchone()
    if (row[1] if row else None) == value:
        return False
    if row:
        journal.change(session, SettingRow, row[0], value=value)
    else:
        journal.add(session, SettingRow, {"key": key, "value": value})
    return True
