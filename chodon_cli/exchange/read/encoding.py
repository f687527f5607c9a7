"""In which encoding a text is that is no whole UTF-8: in Windows-1258, or damaged."""

import re
from pathlib import Path
from unicodedata import combining, normalize

from chodon_cli.errors import ChodonError
from chodon_cli.exchange.read import fonts, leavings
from chodon_cli.locale import _

LOOKED_AT = 8 << 20  # bytes: a longer list shows by its first what it is
UTF8_CHARACTER = re.compile(rb"[\xc3-\xc6\xe1-\xe2][\x80-\xbf]+")  # of Vietnamese text in UTF-8, beyond ASCII
LETTERS_FOR_ONE_DAMAGED = 20  # of so many letters one may be damaged, and it is still UTF-8
MOST_DAMAGED_PLACES = 100  # damaged places
VOWELS = frozenset("aăâeêioôơuưy")
LETTERS = frozenset("ăâđêôơưàáãèéìíòóõùúýăĩũ") | VOWELS
SIGNS = frozenset("–—‘’“”„†‡•…‰‹›€™¡¢£¥§©«»°±²³´µ¶·¹º¼½¾¿×÷ \xa0\xad₫®¬¦¨ª¯¸")


def of_bytes(file: Path, name: str) -> str:
    """`cp1258` for a text in it. ChodonError for damaged UTF-8, with the place, and for what is no Vietnamese text."""
    with file.open("rb") as stream:
        data = stream.read(LOOKED_AT)
    if (place := damaged_at(data)) is not None:
        line = data.count(b"\n", 0, place) + 1
        raise ChodonError(
            _("{file}: the text is UTF-8 but damaged at byte {place}, line {line}").format(
                file=name, place=place + 1, line=line
            ),
            _("it was cut off or changed on its way: take it anew from where it comes"),
        )
    if is_vietnamese(data.decode("cp1258", "replace")):
        return "cp1258"
    texts = [cell for cell in re.split("[,;\t\r\n]", data.decode("latin-1")) if not cell.isascii()]
    if font := fonts.old_font(texts):
        raise fonts.refusal(name, font)
    if leavings.has_lost_letters(data.decode("cp1252", "replace").replace("�", ""), is_name=False):
        raise ChodonError(
            _("{file}: letters have been lost: the list was saved in an encoding that lacks them").format(file=name),
            _("take it anew from where it comes and save it as “CSV UTF-8”"),
        )
    raise ChodonError(
        _("{file}: the text is in an encoding that cannot be told").format(file=name),
        _("save it as “CSV UTF-8”"),
    )


def damaged_at(data: bytes) -> int | None:
    """The place of the first byte that is wrong in a text that is UTF-8 but for a few; None if it is none."""
    whole = len(UTF8_CHARACTER.findall(data))
    first, place = None, 0
    for _wrong in range(min(MOST_DAMAGED_PLACES, max(1, whole // LETTERS_FOR_ONE_DAMAGED)) + 1 if whole else 0):
        try:
            data[place:].decode("utf-8")
        except UnicodeDecodeError as error:
            first = place + error.start if first is None else first
            place += error.end
        else:
            return first
    return None


def is_vietnamese(text: str) -> bool:
    """Whether it is as Windows-1258 writes Vietnamese: no letters but its own, and tones behind vowels only.

    >>> is_vietnamese("Nguyê\u0303n Va\u0306n"), is_vietnamese("Nguy\u0309\u0303")
    (False, False)
    """
    before = ""
    for char in text:
        if ord(char) > 127 and char not in SIGNS:
            if combining(char):
                base = "".join(part for part in normalize("NFD", before.lower()) if part in VOWELS or part in "ăâêôơư")
                if char not in "\u0300\u0301\u0303\u0309\u0323" or not base or combining(before):
                    return False
            elif char.lower() not in LETTERS:
                return False
        before = char
    return True
