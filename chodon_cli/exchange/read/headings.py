"""Which column a heading means: its key, or one of the many ways in which offices write it."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from chodon_cli.exchange.read.cells import Cell
from chodon_cli.labels import LABELS_OF_COLUMNS
from chodon_cli.locale import LANGUAGES, catalogue
from chodon_cli.nouns.declaration import Field
from chodon_cli.text import clean, unaccent

HEADINGS_OF_NUMBERS = re.compile(r"\([0-9]+\)")  # stands for a heading that is empty
REMARK_PATTERN = re.compile(r"[(\[].*?[)\]]|[(\[].*$")
LIKENESS = 0.6  # share of two headings that are like each other
YEAR_HEADING = "năm"  # without its mark it is a sex
ORDINAL_HEADINGS = ("stt", "tt", "so tt", "so thu tu", "no")  # the running number of a list: never data


@cache
def fold_heading(heading: str) -> str:
    """The heading without case, tone marks, line breaks and punctuation.

    >>> fold_heading("Chức vụ,\\nchức danh"), fold_heading("Năm"), fold_heading("Nam")
    ('chuc vu chuc danh', 'năm', 'nam')
    """
    return YEAR_HEADING if clean(heading).casefold() == YEAR_HEADING else _without_marks(heading)


def _as_key(heading: str) -> str:
    return clean(heading).casefold().replace(" ", "_")


def _without_marks(heading: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", unaccent(clean(heading)).replace("_", " ")).split())


def all_folded(cells: Sequence[Cell]) -> list[str]:
    """The headings, folded; an empty cell, a number, and what the program writes in place of them, as nothing."""
    return [
        fold_heading(cell) if isinstance(cell, str) and not HEADINGS_OF_NUMBERS.fullmatch(cell.strip()) else ""
        for cell in cells
    ]


def key_of(heading: str, fields: Mapping[str, Field]) -> str | None:
    """The one of these fields, by key, that the heading means; None if it means none of them.

    A key itself, the heading that the program gives the column, and the spellings of the offices are understood.
    """
    if (own := _as_key(heading)) in fields:
        return own
    plain = fold_heading(heading)
    for key, field in fields.items():
        if plain in _own_headings(key, field):
            return key
    for key, field in fields.items():
        if plain in all_spellings(field.headings):
            return key
    return None


@lru_cache(maxsize=10_000)
def readings(heading: str) -> frozenset[str]:
    """All that `key_of` looks for a heading by, with the remarks in brackets and without."""
    both = (heading, without_remarks(heading))
    return frozenset(map(_as_key, both)).union(map(fold_heading, both))


def words_of(fields: Mapping[str, Field]) -> frozenset[str]:
    """Everything that means one of these fields: a heading of which no reading is among it means none."""
    ours = (_own_headings(key, field) for key, field in fields.items())
    return frozenset(fields).union(*ours, *(all_spellings(field.headings) for field in fields.values()))


def _own_headings(key: str, field: Field) -> frozenset[str]:
    """What lists call it, and what stands over it where it is filled in."""
    return our_headings(field.message) | our_headings(field.label or LABELS_OF_COLUMNS.get(key, key))


def stands_beside(field: Field, plain: Sequence[str]) -> bool:
    """Whether the field means something else here: the list of the program has it beside what no file has."""
    other = field.not_beside
    return bool(other) and not our_headings(LABELS_OF_COLUMNS.get(other, other)).union(
        [fold_heading(other)]
    ).isdisjoint(plain)


def nearest(field: Field, unknown: Sequence[str]) -> str | None:
    """The one of these headings that is most like a spelling of the field; None if none is like any."""
    from difflib import SequenceMatcher

    def likeness(heading: str) -> float:
        plain = fold_heading(heading)
        return max(
            (SequenceMatcher(None, plain, spelling).ratio() for spelling in all_spellings(field.headings)), default=0
        )

    best = max(filter(None, unknown), key=likeness, default=None)
    return best if best and likeness(best) > LIKENESS else None


@cache
def our_headings(label: str) -> frozenset[str]:
    """What the program calls a column of this label, in each of its languages; folded."""
    return all_spellings(tuple(catalogue(language).gettext(label) for language in LANGUAGES))


@cache
def all_spellings(headings: tuple[str, ...]) -> frozenset[str]:
    """The spellings of offices, folded."""
    return frozenset(map(fold_heading, headings)) | frozenset(map(_without_marks, headings))


def without_remarks(heading: str) -> str:
    """The heading without the remarks in brackets: how it is to be filled in, in which unit."""
    return REMARK_PATTERN.sub("", clean(heading))
