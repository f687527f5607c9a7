"""What may be done to a setting: give it a value, or take it away."""

from sqlmodel import Session

from chodon_cli.errors import Refused
from chodon_cli.locale import _
from chodon_cli.queries.settings import read_setting
from chodon_cli.register import journal
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables.setting import SettingRow


def set(session: Session, key: str, typed: str) -> str:
    """Set the key; an empty value takes it away. The key as it is written. Refused if nothing would change."""
    written, value = read_setting(key, typed)
    sql = "SELECT id, value FROM setting WHERE key = :key"
    found = SessionReader(session).execute(sql, {"key": written}).first()
    if ((found and found[1]) or "") == value:
        raise Refused(_("{record}: nothing would change").format(record=written))
    if found:
        journal.change(session, SettingRow, found[0], value=value or None)
    else:
        journal.add(session, SettingRow, {"key": written, "value": value})
    return written
