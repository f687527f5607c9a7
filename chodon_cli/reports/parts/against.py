"""Two periods of compliance side by side: each figure before, and whether the violations changed."""

from collections.abc import Collection
from dataclasses import replace

from chodon_cli.locale import N_, _
from chodon_cli.reports.base.change import Counted, changes
from chodon_cli.result import Column, Result, Row


def beside_before(now: Result, before: Result, wanted: Collection[str] | None = None) -> Result:
    """The figures of now, each (or each wanted) with that of the period before; a row that was not there has none."""
    keys = [column.key for column in now.columns]
    figures = [
        place
        for place, column in enumerate(now.columns)
        if column.is_figure and (wanted is None or column.key in wanted)
    ]
    violations, service = keys.index("violations"), keys.index("staff_years")
    earlier = {row[0]: row for row in before.rows}
    nothing: Row = (None,) * len(keys)
    pairs = [(row, earlier.get(row[0], nothing)) for row in now.rows]

    def count(row: Row) -> Counted:
        return row[violations] or 0, round((row[service] or 0) * 100)

    def beside(row: Row, past: Row, change: str) -> Row:
        return (*row, *(past[place] for place in figures), change)

    words = changes([count(past) for _row, past in pairs], [count(row) for row, _past in pairs])
    totals, past_totals = now.totals or nothing, before.totals or nothing
    return replace(
        now,
        columns=[*now.columns, *(before_column(now.columns[place]) for place in figures), CHANGE_COLUMN],
        rows=[beside(*pair, word) for pair, word in zip(pairs, words, strict=True)],
        totals=beside(totals, past_totals, changes([count(past_totals)], [count(totals)])[0]),
        notes=[*now.notes, before_note(before)],
    )


CHANGE_COLUMN = Column("change", "word", label=N_("Change"), words="change")


def before_column(column: Column) -> Column:
    """The column for the figure of the period before."""
    label = _("{heading}, before").format(heading=column.heading)
    return replace(column, key=f"{column.key}_before", rank=2 if column.key == "violations" else 6, label=label)


def before_note(before: Result) -> str:
    return _(
        "before: {period}; change: of violations by time served, “no change” unless chance hardly explains it"
    ).format(period=before.period)
