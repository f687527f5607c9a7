"""The readable number of a record: VP-2022-0001, made of two integers of its row, `year` and `n`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """How the numbers of one noun are written: its prefix, and how many digits `n` has at least."""

    prefix: str
    digits: int = 4

    def text(self, year: int, n: int) -> str:
        """(2022, 7) -> VP-2022-0007."""
        return f"{self.prefix}-{year:04}-{n:0{self.digits}}"

    def sql(self, alias: str) -> str:
        """SQL for the number of a row of the table with this alias. It grows past its digits."""
        zeros = " ".join(
            f"WHEN {alias}.n < {10**place} THEN '{'0' * (self.digits - place)}'" for place in range(1, self.digits)
        )
        return f"'{self.prefix}-' || {alias}.year || '-' || CASE {zeros} ELSE '' END || {alias}.n"


# of those that other nouns name, each said once
INSPECTION = Number("KT", 3)
VIOLATION = Number("VP")
CASE = Number("VV")
TASK = Number("NV")
