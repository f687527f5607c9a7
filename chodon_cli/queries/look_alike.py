"""What looks like a value and is none: letters of other alphabets in a code, which is never found again then."""

import re
from unicodedata import name

from chodon_cli.locale import N_, _
from chodon_cli.result import Column

OTHER_LETTERS = re.compile("[\u0370-\u03ff\u0400-\u052f]")  # Greek and Cyrillic: half of their capitals look like ours


REPEATS_ABOVE = N_("this repeats what stands above: write it out in each row")  # what a list may say of a value
COLUMNS_OF_CODES = (
    "number",
    "code",
    "decision",
    "conclusion",
    "certificate",
    "id_number",
    "article",
    "document",
    "year",
)


def is_no_prose(column: Column) -> bool:
    """Whether the column holds codes, numbers, days or figures: prose is kept as it was written."""
    return column.type not in ("text", "person") or column.key in COLUMNS_OF_CODES or column.key == "staff"


def look_alike(text: str) -> str:
    """What is wrong with a code in which a letter of another alphabet stands, naming it; empty without one."""
    match = None if text.isascii() else OTHER_LETTERS.search(text)
    if not match:
        return ""
    alphabet, _space, letter = name(match[0]).partition(" ")
    reason = _("“{letter}” is no Latin letter ({alphabet}), though it may look like one: type it anew")
    return reason.format(letter=match[0], alphabet=f"{alphabet.title()} {letter.rpartition(' ')[2].title()}".strip())
