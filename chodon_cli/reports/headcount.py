"""Who serves on a day, by unit and category, beside the quota of the year."""

from dataclasses import replace
from json import dumps
from sqlite3 import Connection
from typing import Annotated

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option
from chodon_cli.dates import Period
from chodon_cli.errors import NotFound
from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _
from chodon_cli.nouns import post, quota
from chodon_cli.nouns.post import is_held_sql
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.unit_tree import UnitTree, unit_id
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import Line
from chodon_cli.reports.base.options import Cell, Under
from chodon_cli.result import Column, Result, Row
from chodon_cli.words.staff import CATEGORY
from chodon_cli.words.unit import UNIT_KIND

HELP = N_("How many people serve on a day, by unit and category, with quotas and vacancies.")
KEY_COLUMNS = {
    "unit": [Column("unit_code", "code"), Column("unit", "text")],
    "kind": [Column("kind", "word")],
}
CATEGORIES = [code.replace("-", "_") for code in CATEGORY.codes]
HEADCOUNT_COLUMNS = [
    Column("cadre", "integer", 2),
    Column("civil_servant", "integer"),
    Column("commune_civil_servant", "integer", 2),
    Column("public_employee", "integer"),
    Column("contract", "integer", 1),
    Column("total", "integer"),
    Column("quota", "integer", 1),
    Column("vacant", "integer", 1),
    Column("above", "integer", 2, label=N_("Above the quota")),
]
PEOPLE_SERVING_SQL = f"""
SELECT p.unit_id, p.category, count(DISTINCT p.staff_id)
FROM post p
WHERE {is_held_sql(":day")}
GROUP BY p.unit_id, p.category
"""
QUOTAS_OF_A_YEAR_SQL = "SELECT unit_id, category, number FROM quota WHERE year = :year"
OPEN_UNITS_SQL = """
SELECT id FROM unit
WHERE voided_on IS NULL AND coalesce(opened_on, '') <= :day AND coalesce(closed_on, '9999-12-31') >= :day
"""

By = Annotated[
    str,
    Option(
        parser=options.one_of_words(*KEY_COLUMNS),
        metavar="|".join(KEY_COLUMNS),
        help=N_("One row a unit, or a kind of unit."),
    ),
]


def report(
    db: Connection,
    as_of: options.AsOf = None,
    by: By = "unit",
    unit: options.Unit = None,
    units: Under = "then",
    cell: Cell = None,
) -> Result:
    """The people who serve on a day (today by default); a vacancy is counted in each category that has a quota."""
    day = as_of or dates.today()
    tree = UnitTree(db, dates.today(), units == "now", Period(day, day))
    places = tree.places(unit_id(db, unit))
    if cell:
        return _records(db, day, by, cell, tree, places)
    serving = {(row[0], row[1]): row[2] for row in db.execute(PEOPLE_SERVING_SQL, {"day": day})}
    quotas = {(row[0], row[1]): row[2] for row in db.execute(QUOTAS_OF_A_YEAR_SQL, {"year": int(day[:4])})}
    lines: dict[Line, list[int]] = {}
    for id in ids_of_open_units(db, day):
        if id in places:
            lines.setdefault(places[id] if by == "unit" else tree[places[id]].kind, []).append(id)
    counts_by_line = {line: count_people(ids, serving, quotas) for line, ids in lines.items()}
    ordered = sorted(counts_by_line, key=tree.order if by == "unit" else UNIT_KIND.rank)
    keys = [column.key for column in HEADCOUNT_COLUMNS]
    rows = [
        (*((tree[line].code, tree[line].name) if by == "unit" else (line,)), *map(counts_by_line[line].get, keys))
        for line in ordered
    ]
    total = count_people([id for line in ordered for id in lines[line]], serving, quotas)
    blank = (None,) * len(KEY_COLUMNS[by])
    return Result(
        N_("Headcount"), [*KEY_COLUMNS[by], *HEADCOUNT_COLUMNS], rows, totals=(*blank, *map(total.get, keys)), as_of=day
    )


def _records(db: Connection, day: str, by: str, cell: str, tree: UnitTree, places: dict[int, int]) -> Result:
    """The posts behind ROW:KEY, or the quotas. Usage error for an unknown key, NotFound for an unknown row."""
    name, key = drilldown.parse_cell(cell, HEADCOUNT_COLUMNS)
    wanted: Line = None
    row = _("Total")
    if not drilldown.is_total(name):
        unit = lookup.unit(db, name) if by == "unit" else None
        wanted, row = (unit.id, unit.name) if unit else (UNIT_KIND.parse(name), UNIT_KIND.label(UNIT_KIND.parse(name)))
    open_here = {id: places[id] for id in ids_of_open_units(db, day) if id in places}
    lines = {id: line if by == "unit" else tree[line].kind for id, line in open_here.items()}
    if wanted not in (None, *lines.values()):
        raise NotFound(_("{name} is no row of this report").format(name=name), _("take a row that the report shows"))
    ids = [id for id, line in lines.items() if wanted in (None, line)]
    values: Values = {"units": dumps(ids), "day": day}
    where = ["u.id IN (SELECT value FROM json_each(:units))"]
    if key == "quota":
        rows = lists.rows(db, quota.DECLARATION, [*where, "q.year = :year"], year=int(day[:4]), units=values["units"])
        made = Result(N_("Quotas behind the figure"), quota.FIELDS, rows, as_of=day)
        return drilldown.with_title(made, row, key, HEADCOUNT_COLUMNS, None)
    if key in ("vacant", "above"):
        return drilldown.with_title(_beside_quotas(db, day, tree, ids), row, key, HEADCOUNT_COLUMNS, None)
    if key in CATEGORIES:
        where.append("p.category = :category")
        values["category"] = key.replace("_", "-")
    rows = lists.rows(
        db, post.DECLARATION, [*where, "p.voided_on IS NULL", *post.ON_DAY], "s.name_key, s.code", **values
    )
    columns = [replace(c, shown="always") if c.key == "full_name" else c for c in post.FIELDS]
    made = Result(N_("Posts behind the figure"), columns, rows, as_of=day)
    return drilldown.with_title(made, row, key, HEADCOUNT_COLUMNS, None)


def _beside_quotas(db: Connection, day: str, tree: UnitTree, ids: list[int]) -> Result:
    """Each quota of the units beside the people there: what is vacant, and who is above it."""
    serving = {(row[0], row[1]): row[2] for row in db.execute(PEOPLE_SERVING_SQL, {"day": day})}
    excess: list[tuple[int, str, int]] = [
        (id, category, number)
        for id, category, number in db.execute(QUOTAS_OF_A_YEAR_SQL, {"year": int(day[:4])})
        if id in ids
    ]
    rows: list[Row] = []
    for id, category, number in sorted(excess, key=lambda row: (*tree.order(row[0]), CATEGORY.rank(row[1]))):
        missing = number - serving.get((id, category), 0)
        people = (number, number - missing, max(0, missing), max(0, -missing))
        rows.append((tree[id].code, tree[id].name, category, *people))
    sums = [sum(row[place] for row in rows) for place in range(3, 7)]
    figures = [Column("quota", "integer"), Column("total", "integer"), *HEADCOUNT_COLUMNS[-2:]]
    columns = [*KEY_COLUMNS["unit"], Column("category", "word"), *figures]
    return Result(N_("Quotas behind the figure"), columns, rows, totals=(None, None, None, *sums), as_of=day)


def ids_of_open_units(db: Connection, day: str) -> list[int]:
    """The units that there were on the day: only their quotas count."""
    return [id for (id,) in db.execute(OPEN_UNITS_SQL, {"day": day})]


def count_people(
    ids: list[int], serving: dict[tuple[int, str], int], quotas: dict[tuple[int, str], int]
) -> dict[str, int | None]:
    """One row: people by category, their total, the quota, what is vacant, who is above it (not netted)."""
    row: dict[str, int | None] = {
        key: sum(serving.get((id, code), 0) for id in ids) for key, code in zip(CATEGORIES, CATEGORY.codes, strict=True)
    }
    row["total"] = sum(serving.get((id, code), 0) for id in ids for code in CATEGORY.codes)
    limited = [(id, code) for id in ids for code in CATEGORY.codes if (id, code) in quotas]
    row["quota"] = sum(quotas[pair] for pair in limited) if limited else None
    missing = [quotas[pair] - serving.get(pair, 0) for pair in limited]
    row["vacant"] = sum(max(0, number) for number in missing) if limited else None
    row["above"] = sum(max(0, -number) for number in missing) if limited else None
    return row
