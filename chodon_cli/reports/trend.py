"""How a figure of compliance went from month to month, quarter to quarter or year to year."""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import Annotated

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option
from chodon_cli.dates import Period, parse_period
from chodon_cli.errors import NotFound, Usage
from chodon_cli.input_row import Values
from chodon_cli.labels import key_of, nearest_keys
from chodon_cli.locale import N_, _
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import UnitQuery, dated_column
from chodon_cli.reports.base.change import Counted, changes
from chodon_cli.reports.base.cusum import runs
from chodon_cli.reports.base.drilldown import COMPLIANCE_COLUMNS
from chodon_cli.reports.base.options import Cell, Dated, Under
from chodon_cli.reports.parts.comparison import total_counts
from chodon_cli.reports.parts.compliance import PARTS_OF_COMPLIANCE, compliance, compliance_totals, records
from chodon_cli.result import Column, Result

HELP = N_("How a figure of compliance went from period to period, and whether it changed.")
MONTHS_OF_A_PERIOD = {"month": 1, "quarter": 3, "year": 12}
USUAL_COUNT_OF_PERIODS = {"month": 12, "quarter": 8, "year": 5}  # how many periods are shown where none are asked for
COUNT_OF = {  # key -> the count that is tested for a change; of other figures nothing is said
    "violations": "violations",
    "per_100": "violations",
    "violators": "violators",
    "violators_per_100": "violators",
    "serious": "serious",
}
LONGEST_BAR = 20  # characters of the longest bar
FIGURE_COLUMNS: list[Column] = [
    *COMPLIANCE_COLUMNS,
    *(column for part in PARTS_OF_COMPLIANCE for column in part.PART_COLUMNS),
]
FIGURES_OF_ROWS = (
    "expected",
    "per_100_shrunk",
    "signal",
    "evidence",
)  # which totals do not have: of one unit, that of its row
FIGURES_OF_ONE_ROW = ("per_100_shrunk", "signal", "evidence")  # those of them that all units together do not have
By = Annotated[
    str,
    Option(
        parser=options.one_of_words(*MONTHS_OF_A_PERIOD),
        metavar="|".join(MONTHS_OF_A_PERIOD),
        help=N_("One row a month, quarter or year."),
    ),
]
Key = Annotated[str, options.text_option("KEY", N_("Which figure of compliance; violations if not given."), "--key")]


def report(
    db: Connection,
    period: options.Within = None,
    by: By = "month",
    unit: options.Unit = None,
    key: Key = "violations",
    units: Under = "then",
    dated: Dated = "occurred",
    cell: Cell = None,
) -> Result:
    """A row a period, the last one cut at today: the figure, and its change against the one before."""
    column = column_of(key)
    key = column.key
    if key in FIGURES_OF_ONE_ROW and unit is None:
        raise Usage(_("{key} is said of one unit, not of all together").format(key=key), _("add --unit UNIT"))
    within = period or usual_period(by)
    parts = split(within, by)
    depth = None if unit is None else 1
    queries = [UnitQuery(db, each, "unit", depth, unit, units == "now", dated_column(dated)) for each in parts]
    if cell:
        return _records(queries, cell, column, is_one_row=unit is not None)
    figures = [_figures(query, key, is_one_row=unit is not None) for query in queries]
    values = [each[key] for each in figures]
    counts = [
        (each.get(COUNT_OF.get(key, ""), 0), round(total_counts(query).days))
        for each, query in zip(figures, queries, strict=True)
    ]
    most = max((value or 0 for value in values), default=0) if column.is_figure else 0
    bars = [bar(value, most) for value in values]
    rows = zip(parts, values, bars, _changes(counts, key), _runs(counts, key), strict=True)
    return Result(
        N_("Compliance from period to period"),
        [
            Column("from", "date", label=N_("From")),
            Column("to", "date", label=N_("To")),
            Column("value", column.type, label=column.heading, words=column.words or column.key),
            Column("bar", "text", 2, shown="people", label=N_("Beside the others")),
            Column("change", "word", label=N_("Change"), words="change"),
            Column("run", "word", label=N_("Run"), words="change"),
            Column("run_chance", "percent", label=N_("Run by chance %")),
        ],
        [(each.start, each.end, value, bar, change, *run) for each, value, bar, change, run in rows],
        notes=_notes(counts, key),
        period=within,
        as_of=within.end,
    )


def column_of(said: str) -> Column:
    """The figure of compliance that a key or a heading means. Usage error, with the nearest, if it means none."""
    headings = {column.key: column.message for column in FIGURE_COLUMNS}
    key = key_of(said, headings)
    if key is None:
        near = nearest_keys(said, headings)
        raise Usage(
            _("there is no column “{name}”").format(name=said)
            + (_(" (did you mean {names}?)").format(names=", ".join(near)) if near else ""),
            _("there are: {words}").format(words=", ".join(headings)),
        )
    return next(column for column in FIGURE_COLUMNS if column.key == key)


def _figures(query: UnitQuery, key: str, is_one_row: bool) -> Values:
    """The totals of a period; what totals do not have is that of the one row that a unit has, if it has one."""
    if not (key in FIGURES_OF_ROWS and is_one_row):
        return compliance_totals(query, {key})
    result = compliance(query)
    cells = result.rows[0] if result.rows else result.totals or ()
    return dict(zip((column.key for column in result.columns), cells, strict=True))


def _records(queries: Sequence[UnitQuery], cell: str, column: Column, is_one_row: bool) -> Result:
    """The records behind PERIOD:value, the period named as such or by a day in it. NotFound if no row is that."""
    said, _colon, value = cell.rpartition(":")
    name, key = drilldown.parse_cell(f"{said}:{column.key}" if value == "value" else cell, [column])
    start = parse_period(name).start
    query = next((each for each in queries if each.period.start <= start <= each.period.end), None)
    if query is None:
        raise NotFound(_("{name} is no row of this report").format(name=name), _("take a row that the report shows"))
    row = query.units[min(query.lines)].code if is_one_row else "total"
    return records(query, f"{row}:{key}")


def _changes(counts: Sequence[Counted], key: str) -> list[str | None]:
    """Of each period, whether the count changed against the one before; nothing of a figure that is no count."""
    return [None, *changes(counts[:-1], counts[1:])] if key in COUNT_OF else [None for _each in counts]


def _runs(counts: Sequence[Counted], key: str) -> list[tuple[str | None, float | None]]:
    """Of each period, the run of which it is a part and the chance of that run in per cent, rounded up to a tenth."""
    marks: list[tuple[str | None, float | None]] = [(None, None)] * len(counts)
    for run in (runs(counts) if key in COUNT_OF else None) or []:
        for place in range(run.first, run.last + 1):
            marks[place] = run.word, max(0.1, round(100 * run.chance, 1))
    return marks


def _notes(counts: Sequence[Counted], key: str) -> list[str]:
    if key not in COUNT_OF:
        return []
    sentences = [
        _(
            "change: against the period before, all periods judged together; “no change” unless chance hardly explains "
            "the difference"
        )
    ]
    if runs(counts) is None:
        return [*sentences, _("run: too few to compare")]
    return [
        *sentences,
        _(
            "run: periods in a row in which so much more, or less, came together (CUSUM) that of 100 series of as many "
            "periods in which nothing changes only so many have one like it; marked up to 5 in 100"
        ),
    ]


def bar(value: float | None, most: float) -> str:
    """As long, beside the longest, as the value is beside the greatest."""
    return "█" * round(LONGEST_BAR * (value or 0) / most) if most > 0 else ""


def usual_period(by: str) -> Period:
    """The last twelve months, eight quarters or five years, this one so far among them."""
    today = dates.today()
    month = int(today[:4]) * 12 + int(today[5:7]) - 1
    first = month - month % MONTHS_OF_A_PERIOD[by] - (USUAL_COUNT_OF_PERIODS[by] - 1) * MONTHS_OF_A_PERIOD[by]
    return Period(first_day(first), today)


def split(within: Period, by: str) -> list[Period]:
    """The months, quarters or years of the period, the first and the last cut at its ends."""
    step = MONTHS_OF_A_PERIOD[by]
    month = int(within.start[:4]) * 12 + int(within.start[5:7]) - 1
    month -= month % step
    parts = []
    while (start := first_day(month)) <= within.end:
        last = dates.shift(first_day(month + step), -1)
        parts.append(Period(max(start, within.start), min(last, within.end)))
        month += step
    return parts


def first_day(month: int) -> str:
    """Of the month that is so many after the year 0."""
    return f"{month // 12:04}-{month % 12 + 1:02}-01"
