"""Which columns a terminal has room for, and how wide each is.

Columns have ranks; the highest give way first. Three rules stand above them: what qualifies a figure never gives way
before the figure; a code gives way before the name that stands beside it; a column that says nothing goes first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from chodon_cli import row_stream
from chodon_cli.locale import N_
from chodon_cli.render._text import COLUMN_GAP, cells, greatest_width, width
from chodon_cli.render._values import Marked, cell
from chodon_cli.result import Column, Result, Row

NARROWEST_TEXT = 14  # a text column gives way down to this before a column of a lower rank is left out
OF_UNITS = 17  # the names of units, where a row is a unit: read down the page by everybody
HEADING_LINES, WORD_LINES = 3, 2  # more lines in a heading, or for a word, make the rows unreadable
FLEXIBLE_TYPES = ("text", "person", "word", "rule")
QUALIFIED_BY = {  # figure -> what says how far it can be relied on: of how many it is, or whether anything is known
    "attendance": ("invited",),
    "change": ("value",),
    "check_pass_rate": ("checks", "checks_made", "inspections"),
    "compliance_rate": ("evidence",),
    "coverage": ("staff",),
    "excellent_share": ("rated",),
    "expected": ("evidence",),
    "mean_days_late": ("done_late",),
    "median_days_to_answer": ("in_time", "late"),
    "on_time_original_rate": ("due",),
    "on_time_rate": ("due", "in_time", "late"),
    "per_100": ("per_100_low", "per_100_high"),
    "per_100_shrunk": ("evidence",),
    "run": ("run_chance",),
    "run_chance": ("run",),
    "share": ("violations",),
    "signal": ("violations", "expected"),
    "tasks_on_time_original_rate": ("tasks_due",),
    "tasks_on_time_rate": ("tasks_due",),
    "violators_per_100": ("violators",),
}
ENDING_BEFORE = "_before"  # ending of a figure's key in the period that it is held against
RESTS_ON_A_RULE = ("due_on", "days_left", "lapses_on", "form", "says", "after")
UNVERIFIED_TAGS = ("R", "N")
MARKS_OF_RECORDS = {  # a day that takes back what its row says -> what marks the row where that column has gone
    "voided_on": ("✗", N_("✗: void, entered by mistake")),
    "groundless_on": ("○", N_("○: found to be no violation")),
}
WIDEST_WORD = 16  # columns: a longer word (a path) is broken where there is no room for it, and asks for none
COLUMNS_ALWAYS_SHOWN = ("evidence",)  # unknown is not the same as clean, on any terminal
# the id of a rule, half a screen wide, says once more what its other columns do
LAW_KEPT_LONGEST = ("says", "since", "category", "concerning", "topic", "verified")
COLUMNS_KEPT_LONGEST = {  # report -> what stays longest, most needed first; the other columns by their ranks
    "compliance": ("unit", "evidence", "violations", "signal", "expected", "staff", "overdue_cases", "unhandled"),
    "due": ("difference", "kind", "basis", "unit_name", "unit", "days_left", "number", "full_name", "due_on"),
    "check": ("severity", "record", "message", "fix"),
    "heads": ("unit", "full_name", "violations", "evidence", "overdue_cases", "tasks_overdue", "unhandled", "days"),
    "headcount": ("unit", "total", "quota", "vacant", "above"),
    "violation list": ("number", "full_name", "unit_name", "standard_title", "occurred_on", "severity"),
    "task list": ("number", "title", "unit_name", "state", "current_due_on", "full_name"),
    "case list": ("number", "full_name", "state", "days_left", "due_on", "outcome", "form", "unit_name"),
    "feedback list": ("number", "kind", "text", "unit_name", "due_on", "answered_on"),
    **dict.fromkeys(("law list", "law show"), (*LAW_KEPT_LONGEST, "document", "until", "article", "rule")),
    "standard list": ("code", "title", "group"),
    "law changes": ("since", "after", "before", *LAW_KEPT_LONGEST[2:6], "document", "article", "rule"),
    "inspection list": ("number", "unit_name", "kind", "visited_on", "planned_on", "to_remedy", "remedy_due_on"),
}
LISTS_OF_CODES = ("standard list",)  # in which somebody looks for a code to type: a screen is to hold many rows
LINES_OF_A_CODE = 2  # a row of such a list takes at most, with columns that may give way
COLUMNS_KEPT_NEXT = {  # report -> what follows these
    "compliance": (
        *("bar", "compliance_rate", "per_100_shrunk", "per_100", "per_100_low", "per_100_high", "serious"),
        "tasks_on_time_rate",
    ),
}
NAME_OF = {"unit_code": "unit", "unit": "unit_name", "staff": "full_name", "standard": "standard_title"}


class Measured:
    """A Result with what its columns take: the texts are made once, however often columns are chosen."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.texts = [*zip(*cells(result), strict=True)]

    def needs(self, lines: int) -> list[int]:
        """The least width of each column, words in so many lines."""
        return [
            least_column_width(column, texts, lines)
            for column, texts in zip(self.result.columns, self.texts, strict=True)
        ]

    def lines(self, fitted: Result, places: Sequence[int]) -> list[Sequence[str]]:
        """The texts of the Result with the columns at these places alone."""
        if places[0] != 0:  # the label of the totals, and the branches of a tree, stand in the first column
            return [*cells(fitted)]
        return [*zip(*(self.texts[place] for place in places), strict=True)]

    @cached_property
    def order(self) -> list[tuple[bool, float, bool, int]]:
        """How long each column stays: the greatest goes first."""
        ranks = {column.key: rank_of(self.result, column) for column in self.result.columns}
        return [staying(self.result, place, ranks) for place in range(len(self.result.columns))]


class FittedTable(NamedTuple):
    """The Result with the columns that have room, those that have not, and what the former read, headings first."""

    result: Result
    omitted: list[Column]
    texts: list[Sequence[str]]


def fit(result: Result, room: int) -> FittedTable:
    """The Result with the columns that have room, and those that have not."""
    measured = Measured(result)
    places_shown = fitting(measured, list(range(len(result.columns))), room)
    if "verified" in {column.key for place, column in enumerate(result.columns) if place not in places_shown}:
        measured = Measured(mark_unverified(result))
        places_shown = fitting(measured, places_shown, room)
    places_marked: set[int] = set()
    while places_shown[0] not in places_marked:
        places_marked.add(places_shown[0])
        marked = mark_rows(measured.result, places_shown)
        if marked is measured.result:
            break
        measured = Measured(marked)
        places_shown = fitting(measured, places_shown, room)
    omitted = [column for place, column in enumerate(result.columns) if place not in places_shown]
    fitted = with_columns(measured.result, places_shown)
    return FittedTable(fitted, omitted, measured.lines(fitted, places_shown))


def fitting(measured: Measured, places: Sequence[int], room: int) -> list[int]:
    """Of the columns at these places those that have room; words in one line, if nothing needed goes for it."""
    result = measured.result
    close = with_room(measured, places, room, WORD_LINES)
    if not COLUMNS_KEPT_LONGEST.get(result.report):
        return close
    loose = with_room(measured, close, room, 1)
    is_needed = any(rank_of(result, result.columns[place]) < 1 for place in set(close) - set(loose))
    chosen = close if is_needed else loose
    return chosen if result.report not in LISTS_OF_CODES else with_low_rows(measured, chosen, room)


def with_low_rows(measured: Measured, places: Sequence[int], room: int) -> list[int]:
    """Of the columns at these places those that stay longest, unless all have room with rows of a few lines."""
    needs = [max(least_width(text, LINES_OF_A_CODE) for text in measured.texts[place]) for place in places]
    if sum(needs) + COLUMN_GAP * (len(places) - 1) <= room:
        return [*places]
    return [place for place in places if rank_of(measured.result, measured.result.columns[place]) < 1]


def with_room(measured: Measured, places: Sequence[int], room: int, lines: int) -> list[int]:
    """Of the columns at these places those that have room, words in so many lines."""
    places_shown, needs = list(places), measured.needs(lines)
    while len(places_shown) > 1 and sum(needs[place] + COLUMN_GAP for place in places_shown) - COLUMN_GAP > room:
        places_shown.remove(max(places_shown, key=lambda place: measured.order[place]))
    return places_shown


def mark_unverified(result: Result) -> Result:
    """The Result with a mark beside each day and form that rests on a rule nobody checked: its own column has gone."""
    verified = result.position("verified")
    marked = [place for place, column in enumerate(result.columns) if column.key in RESTS_ON_A_RULE]

    def row(values: Row) -> Row:
        if values[verified] not in UNVERIFIED_TAGS:
            return values
        return tuple(
            Marked(f"{cell(value, result.columns[place])} ?") if place in marked and value not in (None, "") else value
            for place, value in enumerate(values)
        )

    return replace(result, rows=[row(values) for values in result.rows])


def keys_of_marks(result: Result) -> set[str]:
    """The columns that take some record of the list back."""
    keys = {column.key for column in result.columns} & MARKS_OF_RECORDS.keys()
    return {key for key in keys if any(row[result.position(key)] for row in result.rows)}


def mark_rows(result: Result, kept: Sequence[int]) -> Result:
    """The Result with marks behind the first value kept, for what takes a row back and stands in no column kept."""
    places_of_marks = [
        place for place, column in enumerate(result.columns) if column.key in MARKS_OF_RECORDS and place not in kept
    ]
    if not any(row[place] for row in result.rows for place in places_of_marks):
        return result
    marks = [
        "".join(MARKS_OF_RECORDS[result.columns[place].key][0] for place in places_of_marks if row[place])
        for row in result.rows
    ]
    first = kept[0]

    def with_mark(row: Row, mark: str) -> Row:
        return (*row[:first], Marked(f"{cell(row[first], result.columns[first])} {mark}"), *row[first + 1 :])

    rows = [with_mark(row, mark) if mark else row for row, mark in zip(result.rows, marks, strict=True)]
    return replace(result, rows=rows)


def staying(result: Result, place: int, ranks: Mapping[str, float]) -> tuple[bool, float, bool, int]:
    """How long the column stays among those of these ranks, by key: the greatest goes first."""
    key = result.columns[place].key
    qualified = [rank for figure, rank in ranks.items() if key in qualifiers(figure)]
    codes = [ranks[code] for code, name in NAME_OF.items() if name == key and code in ranks]
    rank = min([ranks[key], *qualified, *codes])
    if NAME_OF.get(key) in ranks:
        rank = max(ranks[key], ranks[NAME_OF[key]]) + 1.5
    if key in COLUMNS_ALWAYS_SHOWN:
        return False, 0, False, place
    return is_empty(result, place), rank, not qualified, place


def qualifiers(figure: str) -> tuple[str, ...]:
    """What says how far the figure can be relied on; of one of the period before, what says it of that period."""
    base = figure.removesuffix(ENDING_BEFORE)
    of = QUALIFIED_BY.get(base, ())
    return of if base == figure else (*(f"{key}{ENDING_BEFORE}" for key in of), *of)


def rank_of(result: Result, column: Column) -> float:
    """The rank of the column in this report: of those that stay longest by their order, of the others their own."""
    longest, following = COLUMNS_KEPT_LONGEST.get(result.report, ()), COLUMNS_KEPT_NEXT.get(result.report, ())
    if column.key in longest:
        return longest.index(column.key) / len(longest)
    return 1 + following.index(column.key) / len(following) if column.key in following else float(column.rank)


def is_empty(result: Result, place: int) -> bool:
    """Whether a column that may give way says nothing."""
    return result.columns[place].rank > 1 and all(row[place] in (None, "") for row in result.rows)


def with_columns(result: Result, places: Sequence[int]) -> Result:
    """The Result with the columns at these places."""
    return replace(
        result,
        columns=[result.columns[place] for place in places],
        rows=row_stream.pick(result.rows, places),
        totals=result.totals and tuple(result.totals[place] for place in places),
    )


def least_column_width(column: Column, texts: Sequence[str], lines: int = WORD_LINES) -> int:
    """The least width at which the column still says all it must: figures whole, words at spaces, in few lines."""
    heading = least_width(texts[0], HEADING_LINES)
    if column.type == "word":
        widest = max((least_width(text, lines) for text in {*texts[1:]}), default=0)
        return max(heading, widest, 1)
    widest = greatest_width(texts[1:])
    narrow = OF_UNITS if column.key == "unit" and column.type == "text" else NARROWEST_TEXT
    if column.type in FLEXIBLE_TYPES and widest > narrow:  # the number of a document is not broken
        whole = [word for word in " ".join(texts[1:]).split() if len(word) <= WIDEST_WORD]
        narrow = max(narrow, min(greatest_width(whole), WIDEST_WORD))
    return max(heading, min(widest, narrow) if column.type in FLEXIBLE_TYPES else widest, 1)


def least_width(text: str, lines: int) -> int:
    """The least width in which the words of the text take no more than so many lines."""
    sizes = [width(word) for word in text.split()]
    size = max(sizes, default=0)
    while lines_taken(sizes, size) > lines:
        size += 1
    return size


def lines_taken(sizes: Sequence[int], room: int) -> int:
    """How many lines words of these sizes take, as they are broken."""
    count, used = 0, room
    for size in sizes:
        if used + 1 + size > room:
            count, used = count + 1, size
        else:
            used += 1 + size
    return count


def widths(result: Result, texts: Sequence[Sequence[str]], room: int) -> list[int]:
    """A width for each column: what each needs, then what is left over to those that want more."""
    columns = list(zip(*texts, strict=True))
    gaps = COLUMN_GAP * (len(columns) - 1)
    for lines in (1, WORD_LINES):
        sizes = [
            least_column_width(column, texts, lines) for column, texts in zip(result.columns, columns, strict=True)
        ]
        if sum(sizes) + gaps <= room:
            break
    spare = room - sum(sizes) - gaps
    take(sizes, -spare)
    wishes = [greatest_width(column_texts[1:]) for column_texts in columns]
    spare = give(sizes, wishes, spare)
    give(sizes, [greatest_width(column_texts) for column_texts in columns], spare)
    return sizes


def give(sizes: list[int], wishes: Sequence[int], spare: int) -> int:
    """Widen the columns towards their wishes, the neediest first; what is left."""
    while spare > 0:
        place = max(range(len(sizes)), key=lambda place: wishes[place] - sizes[place])
        if wishes[place] <= sizes[place]:
            break
        sizes[place] += 1
        spare -= 1
    return spare


def take(sizes: list[int], lacking: int) -> None:
    """Narrow the columns by so much, the widest first: what cannot give way is broken all the same."""
    for _column in range(lacking):
        place = sizes.index(max(sizes))
        sizes[place] = max(sizes[place] - 1, 1)


def names_first(result: Result) -> Result:
    """The Result with each name before the code that it stands beside, where a tree is not drawn in the code."""
    places = list(range(len(result.columns)))
    keys = [column.key for column in result.columns]
    for place, key in enumerate(keys[:-1]):
        if keys[place + 1] == NAME_OF.get(key) and not result.tree:
            places[place], places[place + 1] = place + 1, place
    return result if places == sorted(places) else with_columns(result, places)
