"""Units as offices write them: `Phòng GD&ĐT`, `TH Nà Lặn`, `UBND xã Khuổi Lừa`, whatever the dashes and the tones.

Which words are dropped and what the abbreviations mean stands in `unit_words.toml`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from chodon_cli.text import unaccent, with_tones_behind, without_apostrophes

MOST_WORDS = 6  # words that can be the letters of one abbreviation
MOST_READINGS = 16  # readings of one name
ALIAS_SEPARATOR = "; "  # aliases of a unit, as they are stored


@cache
def words() -> dict[str, Any]:
    """What is dropped, what says where a unit is, what abbreviations mean."""
    import tomllib  # few commands are told a unit in words

    return tomllib.loads(Path(__file__).with_name("unit_words.toml").read_text("utf-8"))


@lru_cache(maxsize=20_000)
def readings(name: str) -> tuple[str, ...]:
    """The name in full words without tone marks, in each way in which its abbreviations can be meant.

    >>> readings("Trường TH Nà Lặn"), readings("TT. Pác Luông")
    (('tieu hoc na lan',), ('thi tran pac luong', 'trung tam pac luong'))
    """
    words_of_name = _words_in(unaccent(name))
    choices: list[tuple[str, ...]] = []
    place = 0
    while place < len(words_of_name):
        meant, count = _meaning_at(words_of_name, place)
        if meant != ("",):
            choices.append(meant)
        place += count
    ways = product(*choices)
    return tuple(dict.fromkeys(" ".join(way) for way, _n in zip(ways, range(MOST_READINGS), strict=False)))


def _words_in(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", without_apostrophes(text))


def _meaning_at(words_of_name: Sequence[str], place: int) -> tuple[tuple[str, ...], int]:
    """What the next words can mean, and how many words that is; a dropped word means nothing."""
    means, dropped = words()["means"], words()["dropped"]
    for count in range(min(MOST_WORDS, len(words_of_name) - place), 0, -1):
        some = [word for word in words_of_name[place : place + count] if word not in dropped or count == 1]
        for whole in (" ".join(words_of_name[place : place + count]), "".join(some)):
            if whole in means and (
                count == 1 or len(some) > 1 or whole == " ".join(words_of_name[place : place + count])
            ):
                meant = tuple(" ".join(word for word in full.split() if word not in dropped) for full in means[whole])
                return meant, count
    return ("" if words_of_name[place] in dropped else words_of_name[place],), 1


def without_place(reading: str) -> str:
    """The name without what says where the unit is: the district behind an office.

    >>> without_place("phong noi vu huyen pac luong"), without_place("huyen pac luong")
    ('phong noi vu', 'huyen pac luong')
    """
    starts = [f"{reading} ".find(f" {place} ") for place in words()["places"]]
    return reading[: min((start for start in starts if start > 0), default=len(reading))]


def is_place(name: str) -> bool:
    """Whether the name begins with what only says where something is: a district, a province."""
    return any(f"{reading} ".startswith(f"{place} ") for reading in readings(name) for place in words()["places"])


def _is_all_of(text: str, reading: str) -> bool:
    """Whether only the kind of place is said, and this is one: "UBND huyện"."""
    return text in words()["places"] and reading.startswith(f"{text} ")


Named = tuple[str, str, str | None]
"""Code, name and stored aliases of a unit."""


def meaning(text: str, units: Iterable[Named]) -> list[str]:
    """The codes of the units that the word can mean, by the surest way that finds any.

    First what the register was told, then the names as they stand, with their tones; then what abbreviations mean,
    with the tones of the words that both have; at last without the district.
    """
    every = [(code, name, (aliases or "").split(ALIAS_SEPARATOR)) for code, name, aliases in units]
    by_alias = [code for code, _name, aliases in every if any(is_same(text, alias) for alias in aliases if alias)]
    if by_alias:
        return by_alias
    mine = set(readings(text))
    names = [(code, name) for code, name, _aliases in every]
    full = [(code, name) for code, name in names if mine.intersection(readings(name))]
    if not full:
        short = set(map(without_place, mine))
        full = [(code, name) for code, name in names if short.intersection(map(without_place, readings(name)))]
    if not full:
        full = [(code, name) for code, name in names if any(_is_all_of(m, r) for m in mine for r in readings(name))]
    if not full and text == text.upper():  # a code with what parts its letters: "TTVH-TT&TT"
        return [code for code, _name in names if re.sub(r"[\W_]", "", text) == re.sub(r"[\W_]", "", code.upper())]
    sure = [code for code, name in full if agree(text, name)]
    return sure or [code for code, _name in full if is_plain(text)]


def is_same(one: str, other: str) -> bool:
    """Whether two ways of writing a name are read alike."""
    return readings(one) == readings(other) and (agree(one, other) or is_plain(one))


def agree(one: str, other: str) -> bool:
    """Whether the words that both names have carry the same tones: Nà Lặn is not Nà Lằn."""
    mine, theirs = (_by_letters(text) for text in (one, other))
    return all(mine[letters] & theirs[letters] for letters in mine.keys() & theirs.keys())


def _by_letters(text: str) -> dict[str, set[str]]:
    codes_by_letters: dict[str, set[str]] = {}
    for word in _words_in(text):
        codes_by_letters.setdefault(unaccent(word), set()).add(with_tones_behind(word))
    return codes_by_letters


def is_plain(text: str) -> bool:
    """Whether it is typed without any mark."""
    return text.casefold() == unaccent(text)
