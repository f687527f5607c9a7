"""An export that tells nothing of who a person is: the figures stay, names, numbers, birth days and free text go."""

import hashlib
from collections.abc import Sequence
from typing import Any

Row = tuple[Any, ...]
PERSONAL = {"full_name", "id_number", "born_on"}
# that there was one stays: without it the record could not be taken in again
NEEDED = ("void_reason", "cancel_reason", "checked_by")
REPLACED = {  # likewise, of one noun
    "case_event": ("decision", "document", "reason"),
    "task": ("title",),
    "task_extension": ("extended_by", "reason"),
    "feedback": ("text",),
}
FREE_TEXT = {  # noun -> columns in which somebody can have written a name
    "person": ("note", "void_reason"),
    "post": ("title",),
    "violation": ("note", "void_reason"),
    "training": ("title", "provider", "certificate", "note", "void_reason"),
    "commendation": ("title", "decision", "authority", "note", "void_reason"),
    "briefing": ("note", "void_reason"),
    "review": ("reason",),
    "rating": ("note", "void_reason"),
    "pledge": ("note", "void_reason"),
    "document": ("title", "void_reason"),
    "inspection": ("to_remedy", "remedied", "note", "void_reason"),
    "inspection_check": ("note",),
    "unit": ("void_reason",),
    "case_event": ("note",),
    "task": ("note",),
    "feedback": ("service", "answer"),
}


class PersonalDataRemover:
    """Replaces the codes of people, the same code by the same new one, in an order that tells nothing."""

    def __init__(self, people: Sequence[dict[str, Any]]) -> None:
        secret = hashlib.sha256(repr(sorted(map(repr, people))).encode()).digest()

        def shuffled(code: str) -> bytes:
            return hashlib.sha256(secret + code.encode()).digest()

        codes = sorted((str(person["code"]) for person in people), key=shuffled)
        digits = max(4, len(str(len(codes))))
        self._codes = {code: f"N{place:0{digits}}" for place, code in enumerate(codes, start=1)}

    def rows(self, noun: str, keys: Sequence[str], rows: Sequence[Row]) -> list[Row]:
        """The rows of a noun's file without what identifies a person, in the order of the new codes."""
        place_of_code = keys.index("code") if noun == "person" else keys.index("staff") if "staff" in keys else None
        made = [self._row(noun, keys, row, place_of_code) for row in rows]
        return sorted(made, key=lambda row: row[place_of_code]) if noun in ("person", "post") else made  # type: ignore[index]

    def _row(self, noun: str, keys: Sequence[str], row: Row, place_of_code: int | None) -> Row:
        cells = list(row)
        if place_of_code is not None and row[place_of_code]:
            cells[place_of_code] = self._codes[str(row[place_of_code])]
        for place, key in enumerate(keys):
            if key == "full_name":
                cells[place] = cells[place_of_code or 0]
            elif key == "failed_staff" and cells[place]:
                cells[place] = "; ".join(sorted(self._codes[code] for code in row[place].split("; ")))
            elif cells[place] and (key in NEEDED or key in REPLACED.get(noun, ())):
                cells[place] = "…"
            elif key in PERSONAL or key in FREE_TEXT.get(noun, ()):
                cells[place] = None
        return tuple(cells)
