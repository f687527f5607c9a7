"""The folder layout: which file holds which noun, in the order in which they are read, so that references are known."""

from chodon_cli.locale import N_
from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Field, Noun

NAMES_OF_NOUNS = tuple(registry.all_nouns())  # of a single file
FILE_NAMES = {name: noun.file_name for name, noun in registry.all_nouns().items() if noun.file_name}
EXTRA_FILE_NAMES = {
    "setting": "setting.csv",
    "attachment": "attachment.csv",
    "office_record": "office_record.csv",
}  # files of no noun, there if they say something
ATTACHMENTS_FOLDER = "files"  # the folder of the files kept with records
NOUNS_OF_OUR_OWN = tuple(name for name, noun in registry.all_nouns().items() if noun.is_own)
REASONS_HEADING = "reasons"  # of the column that a file of refused rows has besides the list's own
GUIDE_SHEET = N_("Guide")  # the sheet of a template that explains the others


def list_of(noun: str) -> Noun:
    """The list whose columns make the noun's file."""
    return registry.all_nouns()[noun]


def readable(noun: str) -> dict[str, Field]:
    """The fields that a file of the noun may have, by key."""
    return list_of(noun).readable


def needed_keys(noun: str) -> tuple[str, ...]:
    """The keys that a file of the noun must have."""
    return list_of(noun).needed_keys


def sheets(noun: str) -> list[str]:
    """The nouns whose sheets make the workbook of a noun: itself, and those that are held against it."""
    return [noun, *(name for name, other in registry.all_nouns().items() if other.sheet_of == noun)]
