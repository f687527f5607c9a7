"""The records that the rows of a file are matched with: those of the register, and those the file has brought."""

from collections.abc import Hashable
from typing import Any

from sqlmodel import Session

from chodon_cli import lists
from chodon_cli.entry import Values
from chodon_cli.locale import _
from chodon_cli.register import Question
from chodon_cli.register.record import Noun


class Known:
    """The records of a noun that the register has, and those that this file has brought so far."""

    def __init__(self, session: Session, noun: Noun, is_exact: bool) -> None:
        self._is_exact = is_exact
        source = noun.view
        sql = source.sql.replace("\nSELECT ", f"\nSELECT {source.table}.id AS record_id, ", 1)
        live = " WHERE p.voided_on IS NULL" if source.table == "p" else ""
        keys = lists.keys(source)
        found = Question(session).execute(f"{sql}{live} ORDER BY {source.order}", {"day": "9999-12-31"})
        self.all: list[tuple[int | None, Values]] = [
            (id, dict(zip(keys, rest, strict=True))) for id, *rest in map(tuple, found)
        ]
        self.records: dict[Hashable, tuple[int | None, Values]] = {
            key: (id, record) for id, record in self.all if (key := noun.identity(record)) is not None
        }
        self._groups: dict[tuple[str, ...], dict[Hashable, list[tuple[int | None, Values]]]] = {}
        self._taken: set[int | None] = set()  # records that a row of this file has been matched with already
        self._id_numbers = {
            record["id_number"]: record["code"]
            for _id, record in self.all
            if record.get("id_number") and not record["voided_on"]
        }

    def find(self, noun: Noun, values: Values) -> tuple[int | None, Values] | None:
        """The record that the row means: by its identity; without one, the next that equals all it gives."""
        key = noun.identity(values)
        if key is not None:
            return self.records.get(key)
        given = tuple(sorted(self._given(noun, values)))
        if given not in self._groups:
            group: dict[Hashable, list[tuple[int | None, Values]]] = {}
            for id, record in reversed(self.all):
                group.setdefault(tuple(record.get(column) for column in given), []).append((id, record))
            self._groups[given] = group
        waiting = self._groups[given].get(tuple(values[column] for column in given), [])
        while waiting:
            id, record = waiting.pop()
            if id not in self._taken:
                self._taken.add(id)
                return id, record
        return None

    def _given(self, noun: Noun, values: Values) -> list[str]:
        """The columns that the row gives: in a folder an empty cell says that there is nothing."""
        return [
            key for key, value in values.items() if value is not None or (self._is_exact and key not in noun.defaulted)
        ]

    def conflict(self, row: dict[str, Any], values: Values) -> tuple[str, str, str] | None:
        """What of a new row belongs to another record already."""
        number = None if row.get("voided_on") else row.get("id_number")
        if number and self._id_numbers.get(number, values.get("code")) != values.get("code"):
            reason = _("the identity number is that of {code}").format(code=self._id_numbers[number])
            return "id_number", number, reason
        return None

    def remember(self, noun: Noun, values: Values) -> None:
        """A row of this file that goes in: a later row of the same identity is held against it."""
        key = noun.identity(values)
        if key is not None:
            self.records[key] = (None, values)
        if values.get("id_number") and not values.get("voided_on"):
            self._id_numbers[values["id_number"]] = values["code"]
