"""Two periods of compliance side by side: each figure before, and whether the violations changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from chodon_cli.dates import show_day
from chodon_cli.labels import key_of
from chodon_cli.locale import N_, _
from chodon_cli.reports.base.change import Counted, changes
from chodon_cli.result import Cell, Column, Result, Row

Served = Mapping[Cell, int]  # the first cell of a row, of the totals None -> the days of service in it


def beside_before(
    now: Result, before: Result, served: tuple[Served, Served], wanted: Collection[str] | None = None
) -> Result:
    """The figures of now, each (or each wanted) with that of the period before; a row that was not there has none.

    Whether the violations changed is judged by the days that were `served`, now and before.
    """
    keys = [column.key for column in now.columns]
    figures = [
        place
        for place, column in enumerate(now.columns)
        if column.is_figure and (wanted is None or column.key in wanted)
    ]
    violations = keys.index("violations")
    earlier = {row[0]: row for row in before.rows}
    nothing: Row = (None,) * len(keys)
    pairs = [(row, earlier.get(row[0], nothing)) for row in now.rows]

    def count(row: Row, days: Served) -> Counted:
        return row[violations] or 0, days.get(row[0], 0)

    def row_beside(row: Row, past: Row, change: str) -> Row:
        return (*row, *(past[place] for place in figures), change)

    # a row that was not there before is looked up by its own name, and nobody served in it
    words = changes(
        [(past[violations] or 0, served[1].get(row[0], 0)) for row, past in pairs],
        [count(row, served[0]) for row, _past in pairs],
    )
    totals, past_totals = now.totals or nothing, before.totals or nothing
    return replace(
        now,
        columns=[*now.columns, *(before_column(now.columns[place]) for place in figures), CHANGE_COLUMN],
        rows=[row_beside(*pair, word) for pair, word in zip(pairs, words, strict=True)],
        totals=row_beside(totals, past_totals, changes([count(past_totals, served[1])], [count(totals, served[0])])[0]),
        notes=[*now.notes, before_note(before)],
    )


CHANGE_COLUMN = Column("change", "word", label=N_("Change"), words="change")


def before_column(column: Column) -> Column:
    """The column for the figure of the period before."""
    label = _("{heading}, before").format(heading=column.heading)
    return replace(column, key=before_key(column.key), rank=2 if column.key == "violations" else 6, label=label)


def cell_of_before(cell: str, columns: Sequence[Column]) -> str | None:
    """ROW:KEY in the period before that is meant by ROW:KEY_before; None if it is no figure of that period."""
    name, _colon, said = cell.rpartition(":")
    own_keys = {before_key(column.key): column.key for column in columns}
    key = key_of(said, {past.key: past.heading for past in map(before_column, columns)})
    return f"{name}:{own_keys[key]}" if key else None


def before_key(key: str) -> str:
    return f"{key}_before"


def before_note(before: Result) -> str:
    period = before.period and f"{show_day(before.period.start)} – {show_day(before.period.end)}"
    return _(
        "before: {period}; change: of violations by time served, “no change” unless chance hardly explains it"
    ).format(period=period)
