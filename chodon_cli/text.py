"""Text as people here read and order it: clean, searchable without tone marks, in dictionary order."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from typing import Any
from unicodedata import category, combining, decimal, is_normalized, normalize

TONE_MARKS = "\u0300\u0309\u0303\u0301\u0323"  # huyền hỏi ngã sắc nặng, in dictionary order
LETTERS_IN_ORDER = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
SPACE_PATTERN = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
FOREIGN_FORMS = r"[\uff01-\uff5e]|[^\D0-9]"  # as East Asian keyboards write, and digits of other scripts
FORMULA_PATTERN = re.compile(r"'*[=+\-@\t\r]")
QUOTED_FORMULA = re.compile(r'=\s*"(.*)"', re.S)  # a text as programs write it that Excel shall not take for a number
FULL_WIDTH_OFFSET = 0xFEE0  # from U+FF01 to U+0021
INVISIBLE_CHARACTERS = (
    "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # zero width, though Unicode does not class them as format
)
TONE_BEFORE_SHAPE = "([\u0300\u0309\u0303\u0301\u0323]+)([\u0302\u0306])"
APOSTROPHES = "'’‘‛ʼʻʽʹˈˊˋ`´′‵ꞌ＇｀"  # what keyboards and Word make of one, in names of the highlands: K'Pă, H'Hen
HYPHENS = "‐‑‒–—―−﹘﹣－"  # and of a hyphen: 30/KH–UBND
FOLDED_HYPHENS = str.maketrans(HYPHENS, "-" * len(HYPHENS))
ETH_AS_OURS = str.maketrans("Ðð", "Đđ")  # old conversions write the Icelandic letter, which looks the same
BLANKS_WITHIN = re.compile(r"\s*([/-])\s*")  # a number: 30 / KH - UBND
HAS_DIGIT = re.compile("[0-9]")
FOLDED_SIGNS = FOLDED_HYPHENS | dict.fromkeys(map(ord, APOSTROPHES))
STRANGE_BEGINNINGS = (" ", "'", "’")  # as the first character of a text
SHAPES_BEHIND_TONES = "\u0302\u0306"  # a circumflex or a breve that a tone was typed before, so that NFC leaves it
STRANGE_PARTS = ("  ", " |", *SHAPES_BEHIND_TONES, *(f"|{char}" for char in STRANGE_BEGINNINGS), *INVISIBLE_CHARACTERS)


def clean(text: str) -> str:
    """Text as the register keeps it: NFC, every run of white space one space, nothing invisible.

    >>> clean("  Nguye\u0302\u0303n\\n An\\x07 ")
    'Nguyễn An'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    text = SPACE_PATTERN.sub(" ", text)
    text = "".join(
        char for char in text if category(char) not in ("Cc", "Cf", "Cs") and char not in INVISIBLE_CHARACTERS
    )
    text = SPACE_PATTERN.sub(" ", normalize("NFC", text)).strip(" ")
    return normalize("NFC", re.sub(TONE_BEFORE_SHAPE, r"\2\1", normalize("NFD", text))) if _has_shapes(text) else text


def _has_shapes(text: str) -> bool:
    return any(shape in text for shape in SHAPES_BEHIND_TONES)


def with_own_forms(text: str) -> str:
    """A code, a number or a figure with its digits, and its letters of full width, as they are typed here.

    >>> with_own_forms("ＶＣ０７"), with_own_forms("١٢")
    ('VC07', '12')
    """
    return text if text.isascii() else re.sub(FOREIGN_FORMS, _own_form, text)


def _own_form(match: re.Match[str]) -> str:
    char = match[0]
    return str(decimal(char)) if char.isdecimal() else chr(ord(char) - FULL_WIDTH_OFFSET)


def are_clean(texts: Collection[Any]) -> bool:
    """Whether all of them are text that `clean` and `without_guard` leave as it is, without marks of a spreadsheet.

    They are looked at together, which is far quicker; a vertical bar between blanks is taken for a stranger.
    """
    try:
        joined = "|".join(texts)
    except TypeError:
        return False  # numbers among them, or nothing
    return (
        joined.isprintable()
        and is_normalized("NFC", joined)
        and joined[:1] not in STRANGE_BEGINNINGS
        and joined[-1:] != " "
        and not any(part in joined for part in STRANGE_PARTS)
    )


def is_double_encoded(text: str) -> bool:
    """Whether it is UTF-8 that was read in another encoding: "Nguyá»…n" for "Nguyễn"."""
    return not text.isascii() and bool(doubly_encoded().search(text))


@cache  # as the two below: what only files need is made when the first is read
def doubly_encoded() -> re.Pattern[str]:
    """What UTF-8 looks like that was read as Windows-1252 or -1258."""
    as_read = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)).replace("\xa0", "")
    return re.compile(rf"á[º»]|Æ[°¡¯]|Ä[‘ƒ©¨]|Ä(?=[a-zá])|[ÃĂ][{re.escape(as_read)}]|Å[©¨]|â€")


def is_spoiled_name(text: str) -> bool:
    """Whether a name has lost letters on its way, or was read in another encoding: "Nguy?n", "Nguy�n", "Nguyá»…n"."""
    return "?" in text or "�" in text or is_double_encoded(text)


def repeats_above(text: str) -> bool:
    """Whether it says that the row says what the one above does.

    >>> repeats_above("-nt-"), repeats_above("Như trên"), repeats_above("〃"), repeats_above("NTM")
    (True, True, True, False)
    """
    return bool(marks_of_repetition().fullmatch(unaccent(text)))


@cache
def marks_of_repetition() -> re.Pattern[str]:
    """What stands for “as above”.

    A single apostrophe does not: it is what a spreadsheet puts before a text, also before one that is empty.
    """
    return re.compile(r"[\"“”″〃]{1,2}|['’]{2}|[-–.( ]*(?:n\.?t|nhu (?:dong )?tren)[-–.) ]*")


def printable(text: str) -> str:
    """Text that cannot act on a terminal: control and format characters taken out, spaces kept."""
    if text.isprintable():
        return text
    return "".join(char for char in text if category(char) not in ("Cc", "Cf", "Cs"))


def escaped_in_json(text: str) -> str:
    """JSON in which no character acts on a terminal: it says the same to whoever reads it as JSON."""
    return acts_on_terminals().sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@cache
def acts_on_terminals() -> re.Pattern[str]:
    """Controls that JSON lets stand, and marks that turn the direction of writing."""
    return re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def guard_formula(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets one more apostrophe in front; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and FORMULA_PATTERN.match(value) else value


def without_guard(text: str) -> str:
    """The text without the apostrophe that `guard_formula` put before it."""
    return text[1:] if text.startswith("'") and FORMULA_PATTERN.match(text) else text


def guard_mark(text: str) -> str:
    """Text for a cell that runs none: an apostrophe only before what would lose a mark when it is read again."""
    takes_off = (text.startswith("'") and FORMULA_PATTERN.match(text)) or QUOTED_FORMULA.fullmatch(text)
    return f"'{text}" if takes_off else text


def ranges(numbers: Sequence[int]) -> str:
    """The numbers in order, each run of them by its ends.

    >>> ranges([3, 4, 5, 9])
    '3–5, 9'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def unaccent(text: str) -> str:
    """Plain lower-case letters, for searching: 'Đỗ Thị Ế' -> 'do thi e'."""
    return text.casefold() if text.isascii() else " ".join(map(_unaccented_word, text.split(" ")))


def clean_number(text: str) -> str:
    """The number of a document or a record as it is kept and referred to, whatever the keyboard made of its signs.

    One kind of hyphen, nothing of full width, our Đ and no blanks about its signs. Words that stand in place of a
    number stay as they are.

    >>> clean_number(" 30 / KH–UBND"), clean_number("３０／QÐ-UBND"), clean_number("Kết luận – bổ sung")
    ('30/KH-UBND', '30/QĐ-UBND', 'Kết luận – bổ sung')
    """
    text = clean(text)
    if text.isascii() and " " not in text:
        return text
    plain = with_own_forms(text.translate(FOLDED_HYPHENS | ETH_AS_OURS))
    bare = BLANKS_WITHIN.sub(r"\1", plain)
    return text if " " in bare or (bare != plain and not HAS_DIGIT.search(bare)) else bare


def without_apostrophes(text: str) -> str:
    """The text without apostrophes of any kind, which many leave out, and with one kind of hyphen.

    >>> without_apostrophes("K’Pă H´Lan")
    'KPă HLan'
    """
    return text if text.isascii() and "'" not in text and "`" not in text else text.translate(FOLDED_SIGNS)


def search_form(text: str) -> str:
    """What a text is searched by: 'H’Bia Ế' -> 'hbia e'."""
    return without_apostrophes(unaccent(text))


def sought_form(text: str) -> str:
    """What is sought in texts as `search_form` makes them; of apostrophes alone nothing would be left, which all have.

    >>> sought_form("H’Bia"), sought_form("' ’")
    ('hbia', "' ’")
    """
    text = clean(text)
    return " ".join(search_form(text).split()) or text


def with_tones_behind(text: str) -> str:
    """Lower-case words with the tone behind each, so that 'hoà' and 'hòa' are the same word; so are K’Pă and KPă."""
    return " ".join(map(_word_with_tone, without_apostrophes(text).casefold().split()))


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> bytes:
    """Dictionary order: by letters, then tones, then lower before upper case."""
    letters, tones, cases = zip(*map(weigh, normalize("NFC", text)), strict=True) if text else ((), (), ())
    return b"\0".join([b"".join(letters), bytes(tones), bytes(cases)])


def name_key(name: str) -> bytes:
    """The order of a list of people: by given name (the last word), then family name, then middle names.

    A word counts by its letters, then by its one tone, wherever the mark stands ('Hoà' as 'Hòa'); capitals come last.
    """
    family, *middle, given_name = name.split() if " " in name else ("", name)
    parts = [syllables(part) for part in (given_name, family, " ".join(middle))]
    return b"\0\0".join([*parts, bytes(weigh(char)[2] for char in normalize("NFC", name))])


@lru_cache(maxsize=20_000)
def syllables(text: str) -> bytes:
    """The words one after the other, each by its letters and then its tone."""
    keys = []
    for word in normalize("NFC", text).split():
        letters, tones, _cases = zip(*map(weigh, word), strict=True)
        keys.append(b"".join(letters) + b"\0" + bytes([max(tones)]))
    return b"\0".join(keys)


@cache
def weigh(char: str) -> tuple[bytes, int, int]:
    """Letter, tone and case of one character; what is not a Vietnamese letter comes first."""
    marks = normalize("NFD", char)
    tone = next((1 + TONE_MARKS.index(mark) for mark in marks if mark in TONE_MARKS), 0)
    base = normalize("NFC", "".join(mark for mark in marks if mark not in TONE_MARKS))
    place = LETTERS_IN_ORDER.find(base.lower())
    letter = bytes([0x80 + place]) if place >= 0 and len(base) == 1 else b"\x01" + base.encode()
    return letter, 1 + tone, 1 + base.isupper()


@lru_cache(maxsize=20_000)
def _unaccented_word(word: str) -> str:
    plain = "".join(char for char in normalize("NFD", word) if not combining(char))
    return plain.casefold().replace("đ", "d")


@lru_cache(maxsize=20_000)
def _word_with_tone(word: str) -> str:
    marks = normalize("NFD", word)
    letters = normalize("NFC", "".join(mark for mark in marks if mark not in TONE_MARKS))
    return letters + "".join(mark for mark in marks if mark in TONE_MARKS)


def in_file_name(code: str) -> str:
    """The code as it stands in the name of a file: another for each code, though a code may have strokes.

    >>> in_file_name("../PNV/2")
    '..~PNV~2'
    """
    return code.replace("/", "~")


def word_meant(text: str, words: Iterable[str]) -> str | None:
    """The one of these words that is meant, however its parts are joined and in capitals or not; None if none is.

    >>> word_meant("Unit-rating", ["rating", "unit_rating"])
    'unit_rating'
    """
    known = [*words]
    joined = _join_words(text)
    return text if text in known else next((word for word in known if _join_words(word) == joined), None)


def _join_words(text: str) -> str:
    return re.sub(r"[-_\s]+", "_", text.strip().casefold())
