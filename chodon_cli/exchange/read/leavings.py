"""What programs leave on values when they write a list, and text that has been spoiled on its way.

A column of whole numbers with a gap comes out of pandas as `71.0`, and nothing as `NaN`; a text that Excel shall not
take for a number is written `="071"`; and a letter that a code page lacks becomes a question mark.
"""

import re
from collections.abc import Collection
from html import unescape

from chodon_cli.result import Column
from chodon_cli.text import QUOTED_FORMULA, clean, unaccent, without_guard

WORDS_FOR_AN_EMPTY_CELL = (
    "NaN",
    "nan",
    "NaT",
    "NULL",
    "null",
    "None",
    "<NA>",
    "N/A",
    "n/a",
)  # how programs write an empty cell
CHARACTER_REFERENCE = re.compile(
    r"&(#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,5}|amp|quot|apos|lt|gt|nbsp);"
)  # as web pages write
WHOLE_NUMBER = re.compile(r"(-?[0-9]+)\.0{1,2}")  # of 1.000 nobody knows whether it is a thousand
TRUTHS = ("TRUE", "FALSE", "True", "False")  # as programs write a cell that is one or the other
ERROR_VALUE = re.compile(
    r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|ERROR!|N/A N/A)|Err:[0-9]{3}"
)

LOST_LETTER = re.compile(r"[^\W\d_]\?+[^\W\d_A-Z]|(?:^|(?<=\s))\?+[^\W\d_A-Z]")  # a letter that became a question mark
WEB_ADDRESS = re.compile(r"://|www\.")
DASHES = frozenset("-–—_./")
NO_WORDS = ("x", "khong", "khong co", "chua co", "k")  # in a column of days, codes, figures, titles
COLUMNS_OF_FREE_TEXT = ("note", "text", "answer", "to_remedy", "remedied", "reason", "void_reason", "aliases")
SIGNS = (
    "�",
    "?",
    "á»",
    "áº",
    "Ä",
    "Æ",
    "Ã",
    "Ă",
    ".0|",
    ".00",
    "|-|",
    "|–|",
    "|—|",
    "|_|",
    "|.|",
    "|/|",
    '|="',
    '|= "',
    "|#",
    "|Err:",
    "&#",
    "&amp;",
    "&quot;",
    "&apos;",
    "&lt;",
    "&gt;",
    "&nbsp;",
    "Ð",
    "ð",
    "〃",
    *(f"{end}|" for end in ('"', "”", "″", "'", "’", "trên", "Trên", "TRÊN", "tren", "TREN", "trên)")),
    *(f"{word}{end}|" for word in ("nt", "Nt", "NT", "n.t", "N.T") for end in ("", "-", "–", ".", ")")),
)
SIGNS_OF_NOTHING = tuple(
    f"|{word}|"
    for word in (*WORDS_FOR_AN_EMPTY_CELL, *TRUTHS, "x", "X", "k", "K", "không", "Không", "không có", "Không có")
)

SIGNS_WITH_LETTERS = [(sign, frozenset(sign)) for sign in (*SIGNS, *SIGNS_OF_NOTHING)]


def taken_off(text: str, is_exact: bool = False, is_prose: bool = False) -> str:
    """The value alone. In a file of the folder layout only what no export writes is taken off.

    Letters written as web pages write them are read as such but in prose, where somebody may have meant them so.
    """
    quoted = QUOTED_FORMULA.fullmatch(text)
    text = quoted[1].replace('""', '"').strip() if quoted else without_guard(text)
    if is_exact:
        return text
    if not is_prose and "&" in text and CHARACTER_REFERENCE.search(text):
        text = clean(CHARACTER_REFERENCE.sub(lambda found: unescape(found[0]), text))
    if text in WORDS_FOR_AN_EMPTY_CELL:
        return ""
    whole = WHOLE_NUMBER.fullmatch(text)
    return whole[1] if whole else text


def stands_for_nothing(text: str, column: Column) -> bool:
    """Whether people write it where there is nothing to say: a dash; of what is no text of its own, a word."""
    if getattr(column, "is_needed", False):
        return False
    return text in DASHES or (
        column.key not in COLUMNS_OF_FREE_TEXT and column.type != "word" and unaccent(text) in NO_WORDS
    )


def are_bare(texts: Collection[str]) -> bool:
    """Whether there is certainly nothing in these texts that is taken off or looked at; they are asked together."""
    joined = f"|{'|'.join(texts)}|"
    letters = set(joined)  # most texts lack one of those of nearly every sign: looking for each takes ten times as long
    return not any(letters >= of_sign and sign in joined for sign, of_sign in SIGNS_WITH_LETTERS)


def is_error(text: str) -> bool:
    """Whether it is what a spreadsheet shows in place of a value."""
    return bool(ERROR_VALUE.fullmatch(text))


def has_lost_letters(text: str, is_name: bool) -> bool:
    """Whether letters have become question marks; in a name every question mark is one."""
    if "�" in text or (is_name and "?" in text):
        return True
    return bool(LOST_LETTER.search(text)) and not WEB_ADDRESS.search(text)
