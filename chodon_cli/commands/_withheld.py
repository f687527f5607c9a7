"""Which figures an anonymised publication withholds: those of so few people that they point at a person.

A unit of few people, or one in which everybody broke a standard, has no figures of its own. They must not be had by
subtraction either: every sum that is published, or is the difference of published sums, holds of withheld units either
none, or at least two of them with enough people together (complementary suppression, as in A. Hundepool et al.,
Statistical Disclosure Control, Wiley 2012, ch. 4).
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from sqlite3 import Connection
from typing import NamedTuple

from chodon_cli import dates
from chodon_cli.commands._pages import DUE_PAGE, Pages, unit_path
from chodon_cli.dates import Period
from chodon_cli.locale import _
from chodon_cli.queries.settings import number_setting
from chodon_cli.queries.unit_tree import UnitTree
from chodon_cli.reports import compliance
from chodon_cli.result import Result

FEWEST_UNITS = 2  # that are withheld together: whoever knows one of two by heart still has the other to guess

KEYS_OF_NAMES = ("unit_code", "unit", "staff")
KEYS_KEPT = (*KEYS_OF_NAMES, "tasks_due", "tasks_on_time_rate")  # said of the unit and not of its people


class UnitCount(NamedTuple):
    """What a unit's own row says of a period: how many people served, and how many of them broke a standard."""

    staff: int
    violators: int


class Withheld(NamedTuple):
    """The units without figures of their own, those without a page of themselves and what is below, and the total."""

    rows: frozenset[str]
    pages: frozenset[str]
    is_total: bool = False  # not even the sum of all may be said


Counts = Mapping[str, UnitCount]


def withheld_units(periods: Sequence[Counts], above: Mapping[str, str | None], fewest: int) -> Withheld:
    """What is withheld where figures of these periods are published: by unit, by unit with those below, and in total.

    `above`: unit -> the unit that it stands under; `fewest`: people that figures are never about fewer of.
    """
    units = {unit for period in periods for unit in period}
    rows = {unit for unit in units if any(is_small(period.get(unit), fewest) for period in periods)}
    by_size = sorted(
        units - rows, key=lambda unit: (sum(period[unit].staff for period in periods if unit in period), unit)
    )
    while True:
        pages, left = _pages_withheld(rows, units, periods, above, fewest)
        if _are_enough(left, periods, fewest):
            return Withheld(frozenset(rows), frozenset(pages))
        if not by_size:  # all are withheld by now, and the total points at people too
            return Withheld(frozenset(rows), frozenset(units), is_total=True)
        rows.add(by_size.pop(0))


def is_small(count: UnitCount | None, fewest: int) -> bool:
    """Whether the figures point at people: few served, or all of those who served are meant."""
    return count is not None and fewest > 1 and (count.staff < fewest or count.violators >= count.staff)


def _pages_withheld(
    rows: set[str], units: set[str], periods: Sequence[Counts], above: Mapping[str, str | None], fewest: int
) -> tuple[set[str], set[str]]:
    """The units whose page would tell too much, and the withheld units that only the total is about."""
    children: dict[str | None, list[str]] = {}
    for unit in sorted({*units, *above}):
        children.setdefault(above.get(unit), []).append(unit)
    pages: set[str] = set()

    def left_below(unit: str | None) -> set[str]:
        """The withheld units below that no published page is about: they could be worked out from this one's page."""
        left = {unit} & rows if unit is not None else set()
        for child in children.get(unit, []):
            left |= left_below(child)
        if unit is None or not left:
            return left
        if _are_enough(left, periods, fewest):
            return set()
        pages.add(unit)
        return left

    return pages, left_below(None)


def _are_enough(units: set[str], periods: Sequence[Counts], fewest: int) -> bool:
    """Whether a sum over these withheld units points at nobody."""
    if not units:
        return True
    counts = [[period[unit] for unit in units if unit in period] for period in periods]
    sums = [UnitCount(sum(each.staff for each in of), sum(each.violators for each in of)) for of in counts]
    return len(units) >= FEWEST_UNITS and not any(is_small(each, fewest) for each in sums if each.staff)


def withhold(db: Connection, period: Period, by_name: Pages) -> Pages:
    """The pages without the figures that point at a person, each saying what it lacks."""
    fewest = number_setting(db, "small-unit") or 0
    periods = [counts_of(compliance.report(db, each)) for each in (period, dates.previous_period(period)) if each]
    withheld = withheld_units(periods, units_above(db, period), fewest)
    if not withheld.rows:
        return by_name
    pages = {unit_path(unit) for unit in withheld.pages}
    note = _("left blank: figures of fewer than {number} people would point at single persons").format(number=fewest)
    kept = {DUE_PAGE: by_name[DUE_PAGE]}  # what a unit owes is said of it, and not of its people
    if withheld.is_total:
        by_name = {name: _without_total(page) for name, page in by_name.items()}
    return kept | {
        name: _without_figures(page, note) if name in pages else _without_rows(page, withheld.rows, note)
        for name, page in by_name.items()
        if name not in kept
    }


def counts_of(figures: Result) -> dict[str, UnitCount]:
    """What the rows of a report of compliance count, by unit."""
    code, staff, violators = (figures.position(key) for key in ("unit_code", "staff", "violators"))
    return {str(row[code]): UnitCount(int(row[staff] or 0), int(row[violators] or 0)) for row in figures.rows}


def units_above(db: Connection, period: Period) -> dict[str, str | None]:
    """Each unit with the one that it stands under in the period."""
    tree = UnitTree(db, dates.today(), period=period)
    parents = {id: tree.living_parent(id) for id in tree.places()}
    return {tree[id].code: None if above is None else tree[above].code for id, above in parents.items()}


def _without_figures(page: Result, note: str) -> Result:
    """The page of a unit with nothing but what the unit is called and how many people it has."""
    places = [page.position(key) for key in KEYS_OF_NAMES]
    return replace(
        page,
        columns=[page.columns[place] for place in places],
        rows=[tuple(row[place] for place in places) for row in page.rows],
        details=[],
        notes=[note],
    )


def _without_total(page: Result) -> Result:
    """The page without what it counts of all units together, by month too: what is said of none of them is left out."""
    details = [part for part in page.details if {"unit_code", "unit"} & {column.key for column in part.columns}]
    kept = KEYS_KEPT if page.report == "compliance" else ()
    totals = page.totals and tuple(
        cell if column.key in kept else None for column, cell in zip(page.columns, page.totals, strict=True)
    )
    return replace(page, totals=totals, details=details)


def _without_rows(page: Result, units: Container[object], note: str) -> Result:
    """The page, and each list on it, without what it counts of these units; their names stay where all units stand."""
    details = [_without_rows(part, units, "") for part in page.details]
    keys = [column.key for column in page.columns]
    place = next((keys.index(key) for key in ("unit_code", "unit") if key in keys), None)
    if place is None or page.layout == "record":
        return replace(page, details=details)
    if page.report == "compliance":
        is_kept = [key in KEYS_KEPT for key in keys]
        rows = [
            tuple(cell if is_kept[at] or row[place] not in units else None for at, cell in enumerate(row))
            for row in page.rows
        ]
    else:
        rows = [row for row in page.rows if row[place] not in units]
    return replace(page, rows=rows, details=details, notes=[*page.notes, note] if note else page.notes)
