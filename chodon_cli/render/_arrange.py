"""Which columns of a Result are shown, and in which order its rows: what --columns, --sort and --top say."""

import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from chodon_cli import row_stream, words
from chodon_cli.errors import Usage, one_line
from chodon_cli.labels import key_of, nearest_keys
from chodon_cli.locale import _, figure
from chodon_cli.render._options import OutputOptions
from chodon_cli.result import ColumnNote, Result, Row
from chodon_cli.row_stream import RowOrder, RowStream, in_hand
from chodon_cli.text import name_key, sort_key
from chodon_cli.words.judgement import SIGNAL

COLUMNS_OF_TROUBLE = ("signal", "overdue_cases", "per_100_shrunk", "per_100", "unhandled")  # what a unit is in need by


def arrange(result: Result, how: OutputOptions, is_for_people: bool, has_every_column: bool = False) -> Result:
    """The Result with the columns and in the order that are wanted; every column where the format wants them all."""
    chosen = refuse_unknown_columns(result, how)
    result = order(result, how)
    if chosen:
        wanted = [position(result, key) for key in chosen]
    else:
        hidden = () if has_every_column else ("asked", "programs") if is_for_people else ("asked", "people")
        wanted = [place for place, column in enumerate(result.columns) if column.shown not in hidden]
    of_details = replace(how, columns=None, sort=None, top=None)
    return replace(
        result,
        columns=[replace(result.columns[place], rank=1) if how.columns else result.columns[place] for place in wanted],
        rows=row_stream.pick(result.rows, wanted),
        totals=result.totals and tuple(result.totals[place] for place in wanted),
        details=[arrange(detail, of_details, is_for_people) for detail in result.details],
        notes=notes_on({result.columns[place].key for place in wanted}, result.notes) if chosen else result.notes,
    )


def notes_on(keys: Collection[str], notes: Sequence[str]) -> list[str]:
    """The notes without those on columns of other keys."""
    return [note for note in notes if not isinstance(note, ColumnNote) or note.key in keys]


def order(result: Result, how: OutputOptions) -> Result:
    """The rows in the order asked for, and no more than asked for; by trouble where that is what one looks for."""
    if how.sort and not is_in_the_order_of_units(result, how):
        result = replace(result, rows=sorted_rows(result, how.sort), tree=None)
    elif not how.sort and is_by_trouble(result, how):
        result = replace(result, rows=by_trouble(result))
    if how.top is None or how.top >= len(result.rows):
        return result
    note = _("{shown} of {all} rows").format(shown=figure(how.top, 0), all=figure(len(result.rows), 0))
    return replace(result, rows=result.rows[: how.top], tree=None, notes=[*result.notes, note])


def is_in_the_order_of_units(result: Result, how: OutputOptions) -> bool:
    """Whether the units are wanted as they stand below each other, whatever columns there are."""
    return result.report == "compliance" and how.sort == "unit"


def is_by_trouble(result: Result, how: OutputOptions) -> bool:
    """Compliance is shown by trouble to whoever looks at it, and where only the first rows are wanted."""
    is_looked_at = how.name == "table" and how.output is None and sys.stdout.isatty()
    return result.report == "compliance" and (is_looked_at or how.top is not None)


def by_trouble(result: Result) -> list[Row]:
    """Those with a signal first, then those with overdue cases, then by how often rules are broken there."""
    keys = [column.key for column in result.columns]
    places = [(key, keys.index(key)) for key in COLUMNS_OF_TROUBLE if key in keys]

    def weight(row: Row) -> list[float]:
        return [_weight(key, row[place]) for key, place in places]

    return sorted(result.rows, key=weight, reverse=True)


def _weight(key: str, value: str | float | None) -> float:
    if key == "signal":
        return SIGNAL.rank(str(value)) + 1 if value else 0
    return float(value or 0)


def sorted_rows(result: Result, key: str) -> Sequence[Row]:
    """The rows by one column: figures by size, words by their rank, text and names in dictionary order; empty last."""
    place = position(result, key.removeprefix("-"))
    if isinstance(result.rows, RowStream) and result.rows.can_order(place):
        return result.rows.in_order(RowOrder(place, key.startswith("-")))
    column = result.columns[place]
    keys: dict[str, Any] = {"text": lambda v: sort_key(str(v)), "person": name_key}
    if list_of := words.word_list_of(column):
        keys["word"] = list_of.rank
    weigh = keys.get(column.type, lambda v: v)
    rows = in_hand(result.rows)
    filled = [row for row in rows if row[place] not in (None, "")]
    empty = [row for row in rows if row[place] in (None, "")]
    return sorted(filled, key=lambda row: weigh(row[place]), reverse=key.startswith("-")) + empty


def refuse_unknown_columns(result: Result, how: OutputOptions) -> list[str]:
    """The columns that are wanted, as they were typed. Usage error that names all there are not, of the order too."""
    chosen = [key.strip() for key in how.columns.split(",")] if how.columns else []
    sorted_by = [how.sort.removeprefix("-")] if how.sort and not is_in_the_order_of_units(result, how) else []
    faults: dict[str, str] = {}  # what is wrong -> what to do, the same for all
    for text in [*chosen, *sorted_by]:
        try:
            position(result, text)
        except Usage as error:
            faults[str(error)] = error.hint
    if faults:
        raise Usage(one_line([*faults]), next(iter(faults.values())))
    return chosen


def position(result: Result, text: str) -> int:
    """The place of the column with this key or heading. Usage error, with the nearest, if there is none."""
    keys = [column.key for column in result.columns]
    if text in keys:
        return keys.index(text)
    headings = {column.key: column.message for column in result.columns}
    key = key_of(text, headings)
    if key is None:
        near = nearest_keys(text, headings)
        perhaps = _(" (did you mean {names}?)").format(names=", ".join(near)) if near else ""
        raise Usage(
            _("there is no column “{name}”").format(name=text) + perhaps,
            _("there are: {words}").format(words=", ".join(keys)),
        )
    return keys.index(key)
