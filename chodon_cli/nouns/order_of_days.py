"""Two days of a record, or of records that it names, in their order: said once, asked in Python and in SQL.

What refuses a row that is entered (`register/row_rule.py`) and what finds the rows that no longer hold because another
record was changed (`rules/blocking/`) are made from the same declaration.
"""

from collections.abc import Mapping
from typing import NamedTuple


class OrderOfDays(NamedTuple):
    """The first day is not after the second, or before it if that is strict; a day that nobody told breaks nothing.

    Each is a column, or RECORD.COLUMN of a record that the row names.
    """

    first: str
    second: str
    is_strict: bool = False

    def breach_sql(self, aliases: Mapping[str, str]) -> str:
        """The condition that it does not hold; `aliases`: record, "" for the row itself -> its alias in the SELECT."""
        first, second = (self._column(each, aliases) for each in (self.first, self.second))
        return f"{first} {'>=' if self.is_strict else '>'} {second}"

    @staticmethod
    def _column(said: str, aliases: Mapping[str, str]) -> str:
        record, _dot, column = said.rpartition(".")
        return f"{aliases[record]}.{column}"
