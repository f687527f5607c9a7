"""How the records of a noun are numbered: VP-2022-0001, the year that of the record's own day, without a gap."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session

from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.declaration import Noun
from chodon_cli.nouns.number import Number, Place
from chodon_cli.register.bulk.column_draft import ColumnDraft
from chodon_cli.register.draft import Draft
from chodon_cli.register.journal import highest_given_sql
from chodon_cli.register.session import SessionReader
from chodon_cli.store import branch


class Numbering(NamedTuple):
    """Two integers, `year` and `n`, in the noun's table; the text is made where it is read (`Number.sql`)."""

    noun: Noun
    day: str  # the column whose year it bears: a day, or a year
    otherwise: str = ""  # the column that stands in where that is empty

    @property
    def number(self) -> Number:
        assert self.noun.number
        return self.noun.number

    def identity(self, values: Values) -> Place | None:
        """What tells one record from another in a file; None for a row without a number."""
        return self.number.parse(values["number"]) if values.get("number") else None

    def own_day(self, values: Values) -> str:
        """The day whose year the number bears; empty where the values tell none."""
        return str(values.get(self.day) or values.get(self.otherwise) or "")

    def number_of_draft(self, draft: Draft) -> tuple[int, int]:
        """Year and place of the draft; the place is 0 where it is still to be given."""
        day = self.own_day(draft.values)
        year = int((day or "0")[:4])
        if not draft["number"]:
            return year, 0
        place = self.number.parse(draft["number"])
        if place is None:
            example = self.number.example
            draft.refuse("number", _("this is not a number of the form {example}").format(example=example))
        elif place.year != year and day:
            draft.refuse("number", _("its year is not that of the record's day"))
        return place or (year, 0)

    def columns(self, many: ColumnDraft) -> tuple[list[int], list[int]]:
        """`of` for many at once: all of them have a number, or none."""
        days = many[self.day]
        if self.otherwise:
            days = [day or other for day, other in zip(days, many[self.otherwise], strict=True)]
            many.doubt_unless(all(days))
        years = list(map({day: int(str(day)[:4]) for day in set(days)}.__getitem__, days))
        if not any(many["number"]):
            return years, [0] * many.count
        numbers = self._numbers(many, years)
        many.places = years, numbers
        return years, numbers

    def _numbers(self, many: ColumnDraft, years: Sequence[int]) -> list[int]:
        """The places of the rows, each of its year; Doubtful if one tells none, or another year."""
        texts = list(map(str, many["number"]))  # nothing is said as None, which is no number either
        if (as_written := self.number.parse_all(texts)) and as_written[0] == years:
            return as_written[1]
        places = list(map(self.number.parse, texts))
        many.doubt_unless(all(place and place.year == year for place, year in zip(places, years, strict=True)))
        return [place.n for place in places if place]

    def highest(self, session: Session, year: int) -> int:
        """The highest number of the year that a record has or, before it was undone, had."""
        return int(SessionReader(session).execute(*self.highest_question(year)).fetchone()[0])

    def highest_question(self, year: int) -> tuple[str, Values]:
        """What `highest` asks."""
        table = self.noun.table_name
        sql = f"""
        SELECT max(coalesce({branch.highest_number_sql(table)}, 0),
                   coalesce(({highest_given_sql(table)}), 0))
        """
        return sql, {"year": year}
