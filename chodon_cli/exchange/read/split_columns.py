"""What one column should say and a list spreads over two: a name, and the sexes as a column each."""

from collections.abc import Iterable, Sequence
from dataclasses import field
from itertools import pairwise

from chodon_cli.exchange.read.cells import Cell, Line, cell_text, is_unreadable
from chodon_cli.text import unaccent
from chodon_cli.value_class import dataclass

SEX_HEADINGS = {"nam": "male", "nu": "female"}  # heading -> the sex of those who have something in the column
MARKS_IN_A_COLUMN = ("x", "1", "+", "v", "✓", "✔", "co")
FAMILY_NAME_HEADINGS = (
    "ho",
    "ho dem",
    "ho va dem",
    "ho lot",
    "ho va ten dem",
    "ho va chu dem",
    "ho chu dem",
    "ho ten dem",
)
GIVEN_NAME_HEADING = "ten"


@dataclass
class SplitColumns:
    """Which columns of a list belong together; `gathered` brings what they say into the first of them."""

    name: int | None = None  # the column of names whose last word stands in the next column
    sexes: dict[int, str] = field(default_factory=dict)  # column -> the sex it means
    born_on: int | None = None  # the one of these that takes the day of birth, where they hold days instead of marks
    others: str | None = None  # the sex of those who have no mark in the only such column

    @property
    def places(self) -> set[int]:
        """The columns that mean something though they have no key of their own."""
        return {*self.sexes, *(() if self.name is None else (self.name + 1,))}

    def merge(self, line: Line) -> Line:
        if self.name is None and not self.sexes:
            return line
        cells = list(line.cells)
        if self.name is not None and self.name + 1 < len(cells):
            parts = cells[self.name], cells[self.name + 1]
            unreadable = next(filter(is_unreadable, parts), None)
            cells[self.name] = unreadable or " ".join(filter(None, map(cell_text, parts)))
        if self.sexes and max(self.sexes) < len(cells):
            self._gather_sex(cells)
        return Line(line.number, cells)

    def _gather_sex(self, cells: list[Cell]) -> None:
        """The sex into the first of its columns, a day of birth that stands there into the second."""
        first = min(self.sexes)
        marks_by_sex = {sex: cells[place] for place, sex in self.sexes.items() if cell_text(cells[place])}
        unreadable = next(filter(is_unreadable, marks_by_sex.values()), None)
        cells[first] = (
            next(iter(marks_by_sex), self.others)
            if len(marks_by_sex) < 2
            else " / ".join(map(cell_text, marks_by_sex.values()))
        )
        days = [cell for cell in marks_by_sex.values() if unaccent(cell_text(cell)) not in MARKS_IN_A_COLUMN]
        if self.born_on is not None:
            cells[self.born_on] = days[0] if days else None
        elif days:
            cells[first] = days[0]  # no mark: let it be refused
        if unreadable:
            cells[first] = unreadable


def claim(plain: Sequence[str], keys: list[str | None], free: set[str]) -> None:
    """Give the keys of name, sex and day of birth, as far as they are free, to headings that share them."""
    if "full_name" in free:
        for place, (text, following) in enumerate(pairwise(plain)):
            if text in FAMILY_NAME_HEADINGS and following == GIVEN_NAME_HEADING:
                keys[place] = "full_name"
                break
    places = [place for place, text in enumerate(plain) if text in SEX_HEADINGS and keys[place] is None]
    if "full_name" in keys and "sex" in free:
        for place, key in zip(places, ("sex", "born_on"), strict=False):
            keys[place] = key if key in free else None


def find_split_columns(plain: Sequence[str], keys: Sequence[str | None], rows: Iterable[Line]) -> SplitColumns:
    """How the list with these headings and rows spreads its values."""
    split = SplitColumns(name=_name(plain, keys, rows))
    split.sexes = sexes = sex_columns(plain, keys)
    if sexes:
        split.born_on = next((place for place in sexes if keys[place] == "born_on"), None)
        if len(sexes) == 1 and any(unaccent(text) in MARKS_IN_A_COLUMN for text in _column(min(sexes), rows)):
            split.others = next(sex for sex in SEX_HEADINGS.values() if sex not in sexes.values())
    return split


def sex_columns(plain: Sequence[str], keys: Sequence[str | None]) -> dict[int, str]:
    """Column -> the sex it means, where the sexes have a column each."""
    places = [
        place for place, key in enumerate(keys) if plain[place] in SEX_HEADINGS and key in ("sex", "born_on", None)
    ]
    has_sex = any(keys[place] == "sex" for place in places)
    return {place: SEX_HEADINGS[plain[place]] for place in places} if has_sex else {}


def _name(plain: Sequence[str], keys: Sequence[str | None], rows: Iterable[Line]) -> int | None:
    """The column of names, if the next is called given name, or is not called anything and has a word in every row."""
    place = keys.index("full_name") if "full_name" in keys else len(plain)
    if place + 1 >= len(plain) or keys[place + 1]:
        return None
    if plain[place + 1] == GIVEN_NAME_HEADING:
        return place
    words = _column(place + 1, rows)
    is_name = bool(words) and len(words) * 10 >= len(_column(place, rows)) * 9 and all(map(_is_word, words))
    return place if not plain[place + 1] and is_name else None


def _is_word(text: str) -> bool:
    """Whether it can be a given name: letters, and neither a mark nor a sex."""
    plain = unaccent(text)
    return plain.replace(" ", "").isalpha() and plain not in MARKS_IN_A_COLUMN and plain not in SEX_HEADINGS


def _column(place: int, rows: Iterable[Line]) -> list[str]:
    """What the rows say in this column, where they say anything."""
    texts = (cell_text(line.cells[place]) for line in rows if place < len(line.cells))
    return [text for text in texts if text]
