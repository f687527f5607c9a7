"""An export that tells nothing of who a person is: the figures stay, names, numbers, birth days and free text go."""

import hashlib
from collections.abc import Sequence
from typing import Any

from chodon_cli.nouns.declaration import Field, Noun, Privacy

Row = tuple[Any, ...]
BY_CODE = "s.code"  # what the order of such nouns begins with
GONE = "…"  # there was something: without it the record could not be taken in again


class PersonalDataRemover:
    """Replaces the codes of people, the same code by the same new one, in an order that tells nothing."""

    def __init__(self, people: Sequence[dict[str, Any]]) -> None:
        secret = hashlib.sha256(repr(sorted(map(repr, people))).encode()).digest()

        def shuffle_key(code: str) -> bytes:
            return hashlib.sha256(secret + code.encode()).digest()

        codes = sorted((str(person["code"]) for person in people), key=shuffle_key)
        digits = max(4, len(str(len(codes))))
        self._codes = {code: f"N{place:0{digits}}" for place, code in enumerate(codes, start=1)}

    def rows(self, noun: Noun, keys: Sequence[str], rows: Sequence[Row]) -> list[Row]:
        """The rows of a noun's file without what identifies a person; where people come in order, in that of the new
        codes."""
        fields = [noun.by_key[key] for key in keys]
        made = [self._row(fields, row) for row in rows]
        if not noun.order.startswith(BY_CODE):
            return made
        place = next(place for place, field in enumerate(fields) if is_code(field))
        return sorted(made, key=lambda row: str(row[place]))

    def _row(self, fields: Sequence[Field], row: Row) -> Row:
        cells = [self._cell(field, value) for field, value in zip(fields, row, strict=True)]
        code = next((cell for field, cell in zip(fields, cells, strict=True) if is_code(field)), None)
        return tuple(code if is_name(field) else cell for field, cell in zip(fields, cells, strict=True))

    def _cell(self, field: Field, value: Any) -> Any:
        if value in (None, "") or field.anonymised is Privacy.KEEP:
            return value
        if field.anonymised is Privacy.REPLACE:
            return GONE
        if field.anonymised is Privacy.PSEUDONYM and not is_name(field):
            return "; ".join(sorted(self._codes[code] for code in str(value).split("; ")))
        return None


def is_name(field: Field) -> bool:
    """Whether it holds the name of a person: the person's new code takes its place."""
    return field.type == "person" and field.anonymised is Privacy.PSEUDONYM


def is_code(field: Field) -> bool:
    """Whether it holds the code of a person."""
    return field.anonymised is Privacy.PSEUDONYM and not is_name(field)
