"""What may be done to a setting: give it a value, or take it away."""

from sqlmodel import Session

from chodon_cli import durable
from chodon_cli.errors import Refused, Usage
from chodon_cli.locale import _
from chodon_cli.queries.settings import SETTINGS_OF_AN_OFFICE, Setting, read_setting
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
    if value:
        value = USABLE_VALUES[SETTINGS_OF_AN_OFFICE[written].type](value, SETTINGS_OF_AN_OFFICE[written])
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


def _whole_path(folder: str, about: Setting) -> str:
    """The folder from the root or the home on: a command may be typed anywhere. ChodonError if there is none."""
    place = durable.with_home(folder)
    durable.needs_folder(place)
    return folder if folder.startswith("~") and place.is_absolute() else str(place.absolute())


def _sane_number(digits: str, about: Setting) -> str:
    if int(digits) > about.most:
        raise Usage(_("“{value}” is too many").format(value=digits), _("{number} at most").format(number=about.most))
    return str(int(digits))


USABLE_VALUES = {  # of what is typed by its type; a list that is imported gives back what was kept
    "text": lambda value, about: value,
    "number": _sane_number,
    "folder": _whole_path,
}
