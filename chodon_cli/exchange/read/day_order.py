"""Day and month swapped: what an Excel that expects the month first makes of days typed the Vietnamese way.

It takes 05/03/2022 for 3 May, and leaves 25/03/2022, of which it can make no day, as text. So a column in which every
real date has a day up to 12 and every text a day above 12 is such a one; nothing else explains it.
"""

import re
from dataclasses import field

from chodon_cli.errors import Usage
from chodon_cli.exchange.read.cells import DAY, Cell
from chodon_cli.locale import _
from chodon_cli.value_class import dataclass

SWAPPED, AS_READ = "swapped", "as-read"
MONTHS_OF_A_YEAR = 12
FEWEST_DAYS = 3  # different days of a column that show it
DAY_FIRST = re.compile(r"\s*'?([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{4}(?!\d).*")


@dataclass
class DayOrder:
    """The days of one column, and what is to be done with them: `swapped`, `as-read`, or nothing was said."""

    order: str = ""
    dates: set[str] = field(default_factory=set)  # real dates
    texts: set[int] = field(default_factory=set)  # days of the month of those that are text

    def restore(self, cell: Cell) -> Cell:
        """The cell with day and month where they belong. Usage if they cannot have been swapped."""
        if isinstance(cell, tuple) and cell[0] == DAY:
            self.dates.add(cell[1][:10])
            if self.order == SWAPPED:
                return DAY, swap_day_and_month(cell[1])
        elif not self.order and isinstance(cell, str) and (match := DAY_FIRST.fullmatch(cell)):
            self.texts.add(int(match[1]))
        return cell

    @property
    def looks_swapped(self) -> bool:
        """Whether the column shows it, and nobody has said what is to be done."""
        if self.order or not self.dates or not self.texts or len(self.dates) + len(self.texts) < FEWEST_DAYS:
            return False
        of_month = {int(day[8:10]) for day in self.dates}
        are_first_days = (
            of_month == {1} and len(self.dates) >= FEWEST_DAYS
        )  # as of appointments, typed as they should be
        return max(of_month) <= MONTHS_OF_A_YEAR < min(self.texts) and not are_first_days


def swap_day_and_month(text: str) -> str:
    """The day with day and month exchanged."""
    if int(text[8:10]) > MONTHS_OF_A_YEAR:
        raise Usage(
            _("this date cannot be swapped: there is no month {number}").format(number=int(text[8:10])),
            _("read the column in the other order, or mend the cell"),
        )
    return f"{text[:5]}{text[8:10]}-{text[5:7]}{text[10:]}"
