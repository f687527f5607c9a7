"""How the records of a noun are numbered: VP-2022-0001, the year that of the record's own day, without a gap."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from chodon_cli.errors import NotFound
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.register.bulk.column_draft import ColumnDraft
from chodon_cli.register.draft import Draft
from chodon_cli.register.session import SessionReader

MOST = 1 << 62  # what SQLite keeps as an integer, with room to count on


@dataclass(frozen=True)
class Numbering:
    """Two integers, `year` and `n`, in the noun's table; the text is made where it is read (`lists.number`)."""

    prefix: str
    digits: int  # it grows past them
    table: str
    day: str  # the column whose year it bears: a day, or a year
    otherwise: str = ""  # the column that stands in where that is empty

    @property
    def example(self) -> str:
        return f"{self.prefix}-2022-{1:0{self.digits}}"

    def text(self, year: int, n: int) -> str:
        """(2022, 7) -> VP-2022-0007."""
        return f"{self.prefix}-{year:04}-{n:0{self.digits}}"

    def parsed(self, number: str) -> tuple[int, int] | None:
        """Year and place of a readable number; None if it is none. VP-2022-0007 -> (2022, 7)."""
        found = re.fullmatch(f"{self.prefix}-([0-9]{{4}})-([0-9]{{{self.digits},}})", number, re.I)
        return (int(found[1]), int(found[2])) if found and int(found[2]) < MOST else None

    def identity(self, values: Values) -> tuple[int, int] | None:
        """What tells one record from another in a file; None for a row without a number."""
        return self.parsed(values["number"]) if values.get("number") else None

    def own_day(self, values: Values) -> str:
        """The day whose year the number bears; empty where the values tell none."""
        return str(values.get(self.day) or values.get(self.otherwise) or "")

    def of(self, draft: Draft) -> tuple[int, int]:
        """Year and place of the draft; the place is 0 where it is still to be given."""
        day = self.own_day(draft.values)
        year = int((day or "0")[:4])
        if not draft["number"]:
            return year, 0
        found = self.parsed(draft["number"])
        if found is None or not found[1]:
            draft.refuse("number", _("this is not a number of the form {example}").format(example=self.example))
        elif found[0] != year and day:
            draft.refuse("number", _("its year is not that of the record's day"))
        return found or (year, 0)

    def columns(self, many: ColumnDraft) -> tuple[list[int], list[int]]:
        """`of` for many at once: all of them have a number, or none."""
        years = [int(day[:4]) for day in many[self.day]]
        if not any(many["number"]):
            return years, [0] * many.count
        numbers = [self.parsed(number or "") for number in many["number"]]
        many.sure(all(found and found[0] == year and found[1] for found, year in zip(numbers, years, strict=True)))
        many.marks += numbers
        return years, [found[1] for found in numbers if found]

    def highest(self, session: Session, year: int) -> int:
        """The highest number of the year that a record has or, before it was undone, had."""
        sql = f"""
        SELECT max(coalesce((SELECT max(n) FROM {self.table} WHERE year = :year), 0),
                   coalesce((SELECT n FROM number_given WHERE noun = :noun AND year = :year), 0))
        """
        return int(SessionReader(session).execute(sql, {"year": year, "noun": self.table}).scalar_one())

    def found(self, session: Session, said: str) -> int:
        """The id of the record with this number. NotFound if there is none."""
        year, n = self.parsed(said) or (0, 0)
        sql = f"SELECT id FROM {self.table} WHERE year = :year AND n = :n"
        row = SessionReader(session).execute(sql, {"year": year, "n": n}).first()
        if row is None:
            raise NotFound(_("there is no {number} in the register").format(number=said))
        return int(row[0])
