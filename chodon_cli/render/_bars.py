"""Violations against what is expected as a bar, on a terminal that has room for it."""

from collections.abc import Sequence
from dataclasses import replace

from chodon_cli.locale import N_
from chodon_cli.result import Column, Result, Row

LEAST_ROOM = 120  # columns of a terminal
LONGEST_BAR = 14  # columns of the longest bar
FULL_BLOCK, EXPECTED_MARK, EXPECTED_MARK_WITHIN = "█", "│", "┃"
BAR_COLUMN = Column("bar", "text", 1, label=N_("Against expected"))


def with_bars(result: Result, room: int) -> Result:
    """The Result with a bar behind what is expected: as long as there are violations, a stroke where they would be."""
    keys = [column.key for column in result.columns]
    if room < LEAST_ROOM or result.report != "compliance" or not {"violations", "expected"} <= {*keys}:
        return result
    violations, expected = keys.index("violations"), keys.index("expected")
    pairs = [(row[violations] or 0, row[expected] or 0) for row in result.rows]
    most = max((max(pair) for pair in pairs), default=0)
    if not most:
        return result
    place = expected + 1
    return replace(
        result,
        columns=[*result.columns[:place], BAR_COLUMN, *result.columns[place:]],
        rows=[insert(row, place, bar(*pair, most)) for row, pair in zip(result.rows, pairs, strict=True)],
        totals=result.totals and insert(result.totals, place, None),
    )


def insert(row: Sequence[object], place: int, value: object) -> Row:
    return (*row[:place], value, *row[place:])


def bar(count: float, expected: float, most: float) -> str:
    """
    >>> bar(7, 3.5, 14), bar(1, 14, 14), bar(0, 0, 14)
    ('███┃███', '█            │', '│')
    """
    long = round(LONGEST_BAR * count / most) or (1 if count else 0)
    stroke = min(LONGEST_BAR - 1, int(LONGEST_BAR * expected / most))
    cells = [FULL_BLOCK] * long + [" "] * (LONGEST_BAR - long)
    cells[stroke] = EXPECTED_MARK_WITHIN if stroke < long else EXPECTED_MARK
    return "".join(cells).rstrip()
