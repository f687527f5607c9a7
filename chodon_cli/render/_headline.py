"""What is to be seen first of a report by unit: on a terminal, a page and a sheet, above its table."""

from collections.abc import Sequence

from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _, figure
from chodon_cli.render._fit import lines_taken
from chodon_cli.render._text import width
from chodon_cli.result import Result
from chodon_cli.words.judgement import SIGNAL

MOST_UNITS_NAMED = 4  # units by name in one sentence, on pages and sheets
MOST_LINES = 4  # of a terminal
LEAST_NAMED = 3  # of the units that stand out
LOW_PERCENTAGE = 50  # per cent of tasks on time below which a unit is named


class NamingSentence(str):
    """A sentence that ends with names. As text it has the first of them; where room is scarce, see `naming`.

    `pattern` has a place for the number of the names, and for the names at its end.
    """

    def __new__(cls, pattern: str, names: Sequence[str]) -> "NamingSentence":
        return super().__new__(cls, _naming(pattern, names, MOST_UNITS_NAMED))

    def __init__(self, pattern: str, names: Sequence[str]) -> None:
        self.pattern, self.names = pattern, names

    def naming(self, count: int) -> str:
        """With so many of the names, and how many more there are; with none it says but how many there are."""
        return _naming(self.pattern, self.names, count)


def _naming(pattern: str, names: Sequence[str], count: int) -> str:
    more = _(" … and {number} more").format(number=figure(len(names) - count, 0)) if 0 < count < len(names) else ""
    return pattern.format(number=figure(len(names), 0), units="; ".join(names[:count]) + more).rstrip(": ")


def lines_on_terminal(sentences: Sequence[str], room: int) -> list[str]:
    """The headline in at most four lines of a terminal, if it is not very narrow.

    What stands out comes first and names as many units as there is room for, at least three; the others take a line
    each, and share one without names where that is not to be had. Fewer than three are named only where the names are
    too long for that.
    """
    if not sentences:
        return []
    beneath: list[str] = []
    lines_left = MOST_LINES
    first, others = sentences[0], sentences[1:]
    fewest = min(LEAST_NAMED, len(getattr(first, "names", ())))
    shared = [0, *range(2, len(others) + 1)] if others else [0]  # how many of the others share a line
    for count in shared:
        alone, together = others[: len(others) - count], others[len(others) - count :]
        beneath = [shorten(sentence, room, 1) for sentence in alone]
        beneath += ["; ".join(shorten(sentence, room, 0) for sentence in together)] if together else []
        lines_left = MOST_LINES - sum(lines_of(line, room) for line in beneath)
        above = shorten(first, room, max(lines_left, 1), fewest)
        if lines_of(above, room) <= lines_left:
            return [above, *beneath]
    return [shorten(first, room, max(lines_left, 1)), *beneath]


def shorten(sentence: str, room: int, lines: int, fewest: int = 0) -> str:
    """The sentence with as many of its names as fit in so many lines, but no fewer."""
    if not isinstance(sentence, NamingSentence):
        return sentence
    counts = range(len(sentence.names), fewest, -1)
    fitting = (text for count in counts if lines_of(text := sentence.naming(count), room) <= lines)
    return next(fitting, sentence.naming(fewest))


def lines_of(text: str, room: int) -> int:
    """How many lines of a terminal the text takes, broken between words."""
    return lines_taken([width(word) for word in text.split()], room)


def headline(result: Result) -> list[str]:
    """At most four lines: units with a signal, overdue cases, units of which nothing is known, tasks late."""
    result = next((part for part in result.details if part.report == "compliance"), result)
    keys = [column.key for column in result.columns]
    if result.report != "compliance" or "unit" not in keys or not result.rows:
        return []
    rows = [dict(zip(keys, row, strict=True)) for row in result.rows]
    parts = (_signals(rows), _overdue(rows), _line_of_unknown_units(rows), _line_of_late_units(rows))
    return [part for part in parts if part]


def _signals(rows: Sequence[Values]) -> str:
    """Units with more violations than chance explains, the strongest first."""
    flagged = sorted((row for row in rows if row.get("signal")), key=lambda row: -SIGNAL.rank(row["signal"]))
    if not flagged:
        return "" if "signal" not in rows[0] else _("No unit stands out from what chance explains.")
    names = [
        _("{unit} ({violations}, expected {expected}: {signal})").format(
            unit=row["unit"],
            violations=row.get("violations"),
            expected=figure(float(row.get("expected") or 0), 1),
            signal=SIGNAL.label(row["signal"]).casefold(),
        )
        for row in flagged
    ]
    return _line(N_("Look at: {number} with more violations than expected: {units}"), names)


def _overdue(rows: Sequence[Values]) -> str:
    late = [row for row in rows if row.get("overdue_cases")]
    late.sort(key=lambda row: -row["overdue_cases"])
    names = [f"{row['unit']} ({figure(row['overdue_cases'], 0)})" for row in late]
    return _line(N_("Cases past their deadline in {number}: {units}"), names)


def _line_of_unknown_units(rows: Sequence[Values]) -> str:
    unknown = [row["unit"] for row in rows if row.get("evidence") == "none"]
    return _line(N_("Nothing is known of {number}: {units}"), unknown)


def _line_of_late_units(rows: Sequence[Values]) -> str:
    late = [
        row for row in rows if row.get("tasks_on_time_rate") is not None and row["tasks_on_time_rate"] < LOW_PERCENTAGE
    ]
    late.sort(key=lambda row: (row["tasks_on_time_rate"], -(row.get("tasks_due") or 0)))
    names = [f"{row['unit']} ({figure(row['tasks_on_time_rate'], 0)}%)" for row in late]
    return _line(N_("Less than half of the tasks on time in {number}: {units}"), names)


def _line(text: str, names: Sequence[str]) -> str:
    """The sentence with the units by name; empty where there is none."""
    return NamingSentence(_(text), names) if names else ""
