"""What an office can set: each key with its type and its meaning, and what holds where nothing is set."""

from typing import Literal, NamedTuple

from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _
from chodon_cli.store import Reader
from chodon_cli.text import clean


class Setting(NamedTuple):
    """One key: how its value reads, what it means, what holds until it is set."""

    meaning: str
    type: Literal["text", "number", "folder"] = "text"
    default: str = ""
    most: int = 99_999  # of a number


SETTINGS_OF_AN_OFFICE = {
    "organisation": Setting(N_("Name of the office that keeps the register, as it stands on its documents.")),
    "superior": Setting(N_("The body above it, which stands over its name.")),
    "province": Setting(N_("The province.")),
    "place": Setting(N_("The place that stands before the date of a document.")),
    "signatory": Setting(N_("Who signs.")),
    "signatory-title": Setting(N_("The title of who signs.")),
    "symbol": Setting(N_("The abbreviation of the office in the numbers of its documents.")),
    "authority": Setting(N_("What stands over the title of who signs: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH.")),
    "issuing": Setting(N_("Who issues decisions, as it stands over them: CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN …")),
    "templates": Setting(
        N_("The folder with the office's own Word templates (decision.docx, bulletin.docx …)."), "folder"
    ),
    "attachment-megabytes": Setting(N_("An attached file may have so many MB."), "number", "20"),
    "backup-days": Setting(N_("check warns when the last backup is more than so many days old."), "number", "7"),
    "small-unit": Setting(
        N_("publish --anonymise withholds the figures of units with fewer people: they point at persons; 0: of none."),
        "number",
        "5",
    ),
    "retention-years": Setting(
        N_("Data of people who left is listed by privacy due so many years later; empty: never."),
        "number",
        most=200,
    ),
}


def stored_settings(db: Reader) -> dict[str, str]:
    """The keys that are set, with their values."""
    return dict(db.execute("SELECT key, value FROM setting WHERE value IS NOT NULL", {}).fetchall())


def setting(db: Reader, key: str) -> str:
    """The value of a key: what was set, or what holds where nothing was."""
    return stored_settings(db).get(key, SETTINGS_OF_AN_OFFICE[key].default)


def number_setting(db: Reader, key: str) -> int | None:
    """The value of a key that is a number; None where nothing is set and nothing holds."""
    value = setting(db, key)
    return int(value) if value else None


def read_setting(key: str, typed: str) -> tuple[str, str]:
    """The key as it is written, and the value as it is kept. Usage error if there is no such key, or it cannot be."""
    written = key.strip().casefold().replace("_", "-")
    if written not in SETTINGS_OF_AN_OFFICE:
        raise Usage(
            _("there is no setting “{key}”").format(key=key),
            _("allowed: {words}").format(words=", ".join(SETTINGS_OF_AN_OFFICE)),
        )
    value = clean(typed)
    is_number = value and SETTINGS_OF_AN_OFFICE[written].type == "number"
    if is_number and not (value.isascii() and value.isdigit() and len(value) < 6):
        raise Usage(_("“{value}” is not a whole number").format(value=value), _("write digits alone: 12"))
    return written, value
