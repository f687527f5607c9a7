"""Letters of other alphabets that look like ours: a code with one of them is never found again."""

import re
from unicodedata import name

from chodon_cli.locale import _

OTHER_LETTERS = re.compile("[\u0370-\u03ff\u0400-\u052f]")  # Greek and Cyrillic: half of their capitals look like ours


def look_alike(text: str) -> str:
    """What is wrong with a code in which a letter of another alphabet stands, naming it; empty without one."""
    match = None if text.isascii() else OTHER_LETTERS.search(text)
    if not match:
        return ""
    alphabet, _space, letter = name(match[0]).partition(" ")
    reason = _("“{letter}” is no Latin letter ({alphabet}), though it may look like one: type it anew")
    return reason.format(letter=match[0], alphabet=f"{alphabet.title()} {letter.rpartition(' ')[2].title()}".strip())
