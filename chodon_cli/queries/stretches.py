"""Figures of many stretches of days, each of one unit: asked together, in one statement a figure.

A whole period is the plain case: the same days for every unit. What `measures.py` says of a period is said of a stretch
by `of_stretch`.
"""

from collections import defaultdict
from collections.abc import Iterable
from json import dumps

from chodon_cli import dates
from chodon_cli.dates import Period
from chodon_cli.input_row import Values
from chodon_cli.result import Row
from chodon_cli.store import Reader

Stretch = tuple[int, Period]  # the days of a unit, by its id
STRETCHES_SQL = """
stretch (k, unit_id, first, last) AS MATERIALIZED (
    SELECT CAST(json_extract(days.value, '$[0]') AS INTEGER), CAST(of_unit.key AS INTEGER),
           json_extract(days.value, '$[1]'), json_extract(days.value, '$[2]')
    FROM json_each(:stretches) of_unit CROSS JOIN json_each(of_unit.value) days
)
"""  # by unit: of a list of units, each with its days, the database expects many, and looks them up by their unit


class Stretches:
    """Stretches of days in a register, in an order; of few of its units: then it is quicker to start from these."""

    def __init__(self, db: Reader, stretches: Iterable[Stretch], is_of_few: bool = False) -> None:
        self.db, self.is_of_few = db, is_of_few
        self.stretches = [*stretches]
        days_by_unit: defaultdict[int, list[tuple[int, str, str]]] = defaultdict(list)
        for k, (unit, days) in enumerate(self.stretches):
            days_by_unit[unit].append((k, days.start, days.end))
        self.units = {*days_by_unit}
        self.values: Values = {
            "stretches": dumps(days_by_unit),
            "units": dumps(sorted(self.units)),
            "first_day": min((days.start for _unit, days in self.stretches), default=""),
            "first_end": min((days.end for _unit, days in self.stretches), default=""),
            "last_day": max((days.end for _unit, days in self.stretches), default=""),
            "today": dates.today(),
        }

    def ask(self, sql: str, **more: object) -> dict[int, Row]:
        """The place of a stretch in their order -> what the statement says of it; of some it may say nothing.

        `sql`: a SELECT from `stretch`, or tables and then a SELECT, whose first column is `stretch.k`.
        """
        goes_on = "" if sql.lstrip().startswith("SELECT") else ","
        rows = self.db.execute(f"WITH {STRETCHES_SQL.strip()}{goes_on} {sql}", {**self.values, **more})
        return {k: tuple(figures) for k, *figures in map(tuple, rows)}


def of_stretch(condition: str, first: str = "stretch.first", last: str = "stretch.last") -> str:
    """What is asked of a period, asked of the days of a stretch."""
    return condition.replace(":start", first).replace(":end", last)


def numbers(packed: str | None) -> list[int]:
    """Several numbers that a statement gave as one text, so that the rows they are counted of are read once."""
    return [int(number) for number in (packed or "").split()]
