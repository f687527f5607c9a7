"""An export that tells nothing of who a person is: the figures stay, names, numbers, birth days and free text go."""

import hashlib
import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, takewhile

from chodon_cli.exchange.write.sorted_on_disk import sorted_on_disk
from chodon_cli.nouns.declaration import Field, Noun, Privacy
from chodon_cli.result import Cell, Row

BY_CODE = "s.code"  # what the order of such nouns begins with
RECORD_NUMBER_PATTERN = re.compile(r"[A-Z]+-[0-9]{4}-[0-9]+")  # of a record: VP-2022-0001
OF_NO_PERSON = ("unit", "unit_past", "document", "standard", "law", "quota", "review")  # nouns whose days name nobody
REMOVED_TEXT = "…"  # there was something: without it the record could not be taken in again


class PersonalDataRemover:
    """Replaces codes of people and numbers of records, each by the same new one, in an order that tells nothing.

    Days are coarsened to the first of their month, unless exact ones are asked for: who served where from which day
    names a person to whoever knows the office. What is held is the codes and some bytes a number, and no row.
    """

    def __init__(
        self, people: Iterable[dict[str, Cell]], numbers: Iterable[str] = (), has_exact_days: bool = True
    ) -> None:
        codes = list[str]()
        secret = digest_of_all(people, codes)

        def shuffle_key(code: str) -> bytes:
            return hashlib.sha256(secret + code.encode()).digest()

        codes.sort(key=shuffle_key)
        digits = max(4, len(str(len(codes))))
        self._codes = {code: f"N{place:0{digits}}" for place, code in enumerate(codes, start=1)}
        self._numbers = NewNumbers(numbers, shuffle_key)
        self._has_exact_days = has_exact_days

    def rows(self, noun: Noun, keys: Sequence[str], rows: Iterable[Row]) -> Iterable[Row]:
        """The rows of a noun's file without what identifies a person, in the order of the new codes or numbers."""
        fields = [noun.by_key[key] for key in keys]
        new_rows = (self._row(noun, fields, row) for row in rows)
        if noun.order.startswith(BY_CODE):
            place = next(place for place, field in enumerate(fields) if is_code(field))
            return sorted_on_disk(new_rows, lambda row: str(row[place]))
        first = [*islice(new_rows, 1)]
        all_rows = chain(first, new_rows)
        if first and RECORD_NUMBER_PATTERN.fullmatch(str(first[0][0])):  # its own number, or that of whose it is
            return sorted_on_disk(all_rows, leading_numbers)
        return all_rows

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
            return self._numbers.get(str(value)) or value
        if field.type == "date" and not self._has_exact_days and noun.name not in OF_NO_PERSON:
            return f"{str(value)[:7]}-01"
        return value


class NewNumbers:
    """Number -> new number of the same kind and year, which begin at 1, by the order of a key."""

    def __init__(self, numbers: Iterable[str], shuffle_key: Callable[[str], bytes]) -> None:
        self._old: dict[str, array[int]] = {}  # of each kind and year, in order
        self._new: dict[str, array[int]] = {}  # at the same places
        self._digits: dict[str, int] = {}  # at least so many
        for number in numbers:
            kind, _dash, n = number.rpartition("-")
            self._old.setdefault(kind, array("Q")).append(int(n))
            self._digits[kind] = min(len(n), self._digits.get(kind, len(n)))
        for kind, unordered in self._old.items():
            old = self._old[kind] = array("Q", sorted(unordered))
            new = self._new[kind] = array("Q", old)
            keys = ((shuffle_key(self._number(kind, n)).hex(), place) for place, n in enumerate(old))
            for shuffled, (_key, place) in enumerate(sorted_on_disk(keys, lambda row: str(row[0])), start=1):
                new[place] = shuffled

    def get(self, number: str) -> str | None:
        """The new number; None if that was no number of a record."""
        kind, _dash, n = number.rpartition("-")
        old = self._old.get(kind)
        if old is None or not n.isdecimal():
            return None
        place = bisect_left(old, int(n))
        if place == len(old) or self._number(kind, old[place]) != number:
            return None
        return f"{kind}-{self._new[kind][place]:0{len(n)}}"

    def _number(self, kind: str, n: int) -> str:
        return f"{kind}-{n:0{self._digits[kind]}}"


def digest_of_all(people: Iterable[dict[str, Cell]], codes: list[str]) -> bytes:
    """A digest that only whoever has all of what is kept of these people can work out; their codes are added."""

    def texts() -> Iterator[Row]:
        for person in people:
            codes.append(str(person["code"]))
            yield (repr(person),)

    digest = hashlib.sha256(b"[")
    for place, [text] in enumerate(sorted_on_disk(texts(), lambda row: str(row[0]))):
        digest.update(f"{', ' if place else ''}{text!r}".encode())
    digest.update(b"]")
    return digest.digest()


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
