"""An export that tells nothing of who a person is: the figures stay, names, numbers, birth days and free text go."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from chodon_cli.nouns.declaration import Field, Noun, Privacy
from chodon_cli.result import Cell, Row

BY_CODE = "s.code"  # what the order of such nouns begins with
RECORD_NUMBER_PATTERN = re.compile(r"[A-Z]+-[0-9]{4}-[0-9]+")  # of a record: VP-2022-0001
OF_NO_PERSON = ("unit", "unit_past", "document", "standard", "law", "quota", "review")  # nouns whose days name nobody
REMOVED_TEXT = "…"  # there was something: without it the record could not be taken in again


class PersonalDataRemover:
    """Replaces codes of people and numbers of records, each by the same new one, in an order that tells nothing.

    Days are coarsened to the first of their month, unless exact ones are asked for: who served where from which day
    names a person to whoever knows the office.
    """

    def __init__(
        self, people: Sequence[dict[str, Cell]], numbers: Iterable[str] = (), has_exact_days: bool = True
    ) -> None:
        secret = hashlib.sha256(repr(sorted(map(repr, people))).encode()).digest()

        def shuffle_key(code: str) -> bytes:
            return hashlib.sha256(secret + code.encode()).digest()

        codes = sorted((str(person["code"]) for person in people), key=shuffle_key)
        digits = max(4, len(str(len(codes))))
        self._codes = {code: f"N{place:0{digits}}" for place, code in enumerate(codes, start=1)}
        self._numbers = renumber(sorted(numbers, key=shuffle_key))
        self._has_exact_days = has_exact_days

    def rows(self, noun: Noun, keys: Sequence[str], rows: Iterable[Row]) -> list[Row]:
        """The rows of a noun's file without what identifies a person, in the order of the new codes or numbers."""
        fields = [noun.by_key[key] for key in keys]
        new_rows = [self._row(noun, fields, row) for row in rows]
        if noun.order.startswith(BY_CODE):
            place = next(place for place, field in enumerate(fields) if is_code(field))
            return sorted(new_rows, key=lambda row: str(row[place]))
        if new_rows and RECORD_NUMBER_PATTERN.fullmatch(
            str(new_rows[0][0])
        ):  # its own number, or that of the record to which it belongs
            return sorted(new_rows, key=leading_numbers)
        return new_rows

    def _row(self, noun: Noun, fields: Sequence[Field], row: Row) -> Row:
        cells = [self._cell(noun, field, value) for field, value in zip(fields, row, strict=True)]
        code = next((cell for field, cell in zip(fields, cells, strict=True) if is_code(field)), None)
        return tuple(code if is_name(field) else cell for field, cell in zip(fields, cells, strict=True))

    def _cell(self, noun: Noun, field: Field, value: object) -> object:
        if value in (None, ""):
            return value
        if field.privacy_in_force is Privacy.KEEP:
            return self._value_to_keep(noun, field, value)
        if field.privacy_in_force is Privacy.REPLACE:
            return REMOVED_TEXT
        if field.privacy_in_force is Privacy.PSEUDONYM and not is_name(field):
            return "; ".join(sorted(self._codes[code] for code in str(value).split("; ")))
        return None

    def _value_to_keep(self, noun: Noun, field: Field, value: object) -> object:
        """The value, but for a number the new one, and for a day its month."""
        if field.type == "code":
            return self._numbers.get(str(value), value)
        if field.type == "date" and not self._has_exact_days and noun.name not in OF_NO_PERSON:
            return f"{str(value)[:7]}-01"
        return value


def renumber(shuffled: Iterable[str]) -> dict[str, str]:
    """Number -> new number of the same kind and year, in this order."""
    new_numbers: dict[str, int] = {}
    numbers = {}
    for number in shuffled:
        kind, _dash, n = number.rpartition("-")
        new_numbers[kind] = new_numbers.get(kind, 0) + 1
        numbers[number] = f"{kind}-{new_numbers[kind]:0{len(n)}}"
    return numbers


def leading_numbers(row: Row) -> list[tuple[str, int, int]]:
    """The order of the numbers with which a row begins."""
    return [number_key(cell) for cell in takewhile(RECORD_NUMBER_PATTERN.fullmatch, map(str, row))]


def number_key(number: str) -> tuple[str, int, int]:
    """The order of readable numbers: kind, year, place."""
    kind, year, n = number.split("-")
    return kind, int(year), int(n)


def is_name(field: Field) -> bool:
    """Whether it holds the name of a person: the person's new code takes its place."""
    return field.type == "person" and field.privacy_in_force is Privacy.PSEUDONYM


def is_code(field: Field) -> bool:
    """Whether it holds the code of a person."""
    return field.privacy_in_force is Privacy.PSEUDONYM and not is_name(field)
