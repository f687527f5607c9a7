"""The pages that `publish` makes: which there are, how they are linked, and how their folder is replaced at once."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection
from urllib.parse import quote

from chodon_cli import dates, due, durable, progress
from chodon_cli.dates import Period
from chodon_cli.errors import ChodonError, Refused, system_reason, what_to_do
from chodon_cli.locale import N_, _
from chodon_cli.nouns import inspection, standard
from chodon_cli.queries.filters import ListFilter, list_records
from chodon_cli.render import html
from chodon_cli.reports import bulletin, compliance, trend, unit, violations
from chodon_cli.result import Column, Result, Row
from chodon_cli.text import in_file_name

PUBLISHED_MARK = ".chodon-published"  # says that a folder may be replaced: it names the pages that were put there
DAYS_AHEAD = 14  # days
MOST_FILES_NAMED = 5  # names of what is in the way are said
INDEX_PAGE, DUE_PAGE, MONTHS_PAGE, STANDARDS_PAGE, SEARCH_PAGE = (
    f"{name}.html" for name in ("index", "due", "months", "standards", "search")
)
COLUMNS_NEVER_PUBLISHED = ("id_number", "born_on", "sex")  # of single people, on no page
COLUMNS_OF_NAMES = ("full_name", "head")
OPEN_TEXT = ("unit_code", "unit", "unit_name", "standard", "standard_title", "group", "month")  # says nothing of people
REMEDY_COLUMNS = ("number", "unit", "visited_on", "to_remedy", "remedy_due_on")
Pages = dict[str, Result]


def pages(db: Connection, period: Period, with_names: Callable[[Result], Result]) -> Pages:
    """Path of each page -> what stands on it: the overview first."""
    every_figure = compliance.report(db, period)
    figures = replace(bulletin.choose(every_figure, bulletin.UNIT_COLUMNS), report="compliance", has_charts=True)
    codes = [row[figures.position("unit_code")] for row in figures.rows]
    duties = due.due_list(db, dates.today(), DAYS_AHEAD)
    by_month = replace(trend.report(db, period), report="trend", parameters={"key": "violations"}, layout="chart")
    heat_map = replace(violations.report(db, period, by="unit-month"), report="violations", has_charts=True)
    by_name = {
        INDEX_PAGE: replace(figures, details=[_as_part(by_month, N_("Violations from month to month"))]),
        MONTHS_PAGE: replace(heat_map, title=N_("Violations by unit and month")),
        DUE_PAGE: with_names(duties),
        STANDARDS_PAGE: standard.list_standards(db, None, None, None),
    }
    for code in codes:
        by_name[unit_path(code)] = with_names(unit_page(db, code, period, duties))
        progress.advance()
    return by_name


def unit_path(code: str) -> str:
    return f"unit-{in_file_name(code)}.html"


def unit_page(db: Connection, code: str, period: Period, duties: Result) -> Result:
    """The unit's figures, what is due there, what is still to be remedied, its months, and its records."""
    page = unit.report(db, code, period)
    beneath = due.codes_beneath(db, code)
    place = duties.position("unit")
    own_duties = replace(duties, rows=[row for row in duties.rows if row[place] in beneath])
    months = replace(violations.report(db, period, by="month", unit=code), report="violations", layout="chart")
    count = months.position("violations")
    has_any = any(row[count] for row in months.rows)
    first = [
        replace(own_duties, title=N_("What is due")),
        open_remedies(db, code),
        *([_as_part(months, N_("Violations from month to month"))] if has_any else []),
    ]
    return replace(page, details=[*(_as_part(part) for part in first if part.rows), *page.details], has_charts=True)


def open_remedies(db: Connection, code: str) -> Result:
    """What inspections found and is not yet put right."""
    inspections = list_records(db, inspection.DECLARATION, ListFilter(None, code))
    wanted, done = inspections.position("to_remedy"), inspections.position("remedied_on")
    places = [inspections.position(key) for key in REMEDY_COLUMNS]
    return Result(
        N_("Still to be remedied"),
        [inspections.columns[place] for place in places],
        [tuple(row[place] for place in places) for row in inspections.rows if row[wanted] and not row[done]],
    )


def _as_part(result: Result, title: str = "") -> Result:
    return replace(result, title=title or result.title, period=None, as_of=None, notes=())


def search_page(all_pages: Pages) -> Result:
    """Everything that has a name or a number, with the page that it stands on."""
    rows: list[Row] = []
    overview, standards = all_pages[INDEX_PAGE], all_pages[STANDARDS_PAGE]
    code, name = overview.position("unit_code"), overview.position("unit")
    rows += [(row[name], None, row[code], None) for row in overview.rows]
    code, name = standards.position("code"), standards.position("title")
    rows += [(row[name], None, None, row[code]) for row in standards.rows]
    rows += dict.fromkeys(records(all_pages))
    columns = [
        Column("name", "text", label=N_("Name")),
        Column("number", "code"),
        Column("unit", "code"),
        Column("standard", "code"),
    ]
    return Result(N_("Search"), columns, rows, layout="search")


def records(all_pages: Pages) -> Iterator[Row]:
    """The numbered records of the units' pages: what each is, its number and the unit it belongs to."""
    for page in all_pages.values():
        for part in page.details:
            keys = [column.key for column in part.columns]
            if "number" in keys and "unit" in keys:
                number, unit = keys.index("number"), keys.index("unit")
                yield from ((_(part.title), row[number], row[unit], None) for row in part.rows if row[number])


def without_people(result: Result, names: bool, anonymise: bool) -> Result:
    """The Result without what the pages are not to say of single people."""
    places = [place for place, column in enumerate(result.columns) if is_shown(column, names, anonymise)]
    details = [part for part in result.details if not (anonymise and is_about_people(part))]
    rows = [row for row in result.rows if not (anonymise and names_somebody(result, row))]
    return replace(
        result,
        columns=[result.columns[place] for place in places],
        rows=[tuple(row[place] for place in places) for row in rows],
        totals=result.totals and tuple(result.totals[place] for place in places),
        details=[without_people(detail, names, anonymise) for detail in details],
    )


def is_shown(column: Column, names: bool, anonymise: bool) -> bool:
    """Whether pages have the column. Anonymised ones have no free text, no number and no code of a person."""
    if column.shown in ("asked", "programs"):
        return False
    if column.key in COLUMNS_NEVER_PUBLISHED or (column.key in COLUMNS_OF_NAMES and (anonymise or not names)):
        return False
    return not anonymise or column.key in OPEN_TEXT or column.type not in ("text", "person", "code", "rule")


def is_about_people(part: Result) -> bool:
    """Whether each row is about a person; a task is about what is to be done."""
    keys = {column.key for column in part.columns}
    return bool(keys & {"staff", "full_name"}) and "assigned_on" not in keys


def names_somebody(result: Result, row: Row) -> bool:
    """Whether the row is about a person: without the name, a day and a unit of few people still say whom it means."""
    keys = [column.key for column in result.columns if column.type in ("code", "person")]
    return any(row[result.position(key)] for key in keys if key in ("staff", "full_name"))


def write_folder(target: Path, all_pages: Pages) -> int:
    """Write all pages beside the folder and let it take its place in one step; their size in bytes.

    Refused if the folder holds anything but an earlier publication, or is the folder one is in, which would be gone.
    """
    place = durable.own_place(target)
    if place == Path.cwd():
        raise Refused(_("{path}: this is the folder you are in: name another").format(path=target))
    if strange := _not_published(place):
        raise Refused(
            _("{path}: this holds something else than published pages: {names}").format(
                path=target, names=", ".join(strange)
            ),
            _("name another folder"),
        )
    durable.needs_folder(target.parent)
    try:
        with durable.draft_of(place, is_folder=True) as draft:
            size = _write_all(draft, all_pages)
            durable.put_folder(draft, place)
    except OSError as error:
        raise ChodonError(f"{target}: {system_reason(error)}", what_to_do(error)) from error
    return size


def _not_published(place: Path) -> list[str]:
    """What is there that no publication put there, which would be lost with the folder; the first few by name."""
    if not place.is_dir():
        return [place.name] if os.path.lexists(place) else []
    there = {entry.name: entry for entry in place.iterdir()}
    mark = there.pop(PUBLISHED_MARK, None)
    ours = set(mark.read_text("utf-8").splitlines()) if mark else set()
    strange = sorted(name for name, entry in there.items() if name not in ours or not entry.is_file())
    return [*strange[:MOST_FILES_NAMED], "…"] if len(strange) > MOST_FILES_NAMED else strange


def _write_all(folder: Path, all_pages: Pages) -> int:
    paths = set(all_pages)
    size = 0
    for path, result in all_pages.items():
        text = html.page(result, _navigation(), lambda column, value: _link(column, value, paths))
        size += folder.joinpath(path).write_bytes(text.encode())
        progress.advance()
    folder.joinpath(PUBLISHED_MARK).write_text("".join(f"{path}\n" for path in all_pages), "utf-8")
    umask = os.umask(0)
    os.umask(umask)
    folder.chmod(0o777 & ~umask)
    return size


def _navigation() -> list[tuple[str, str]]:
    return [
        (INDEX_PAGE, _("Overview")),
        (MONTHS_PAGE, _("By month")),
        (DUE_PAGE, _("What is due")),
        (STANDARDS_PAGE, _("Standards of conduct")),
        (SEARCH_PAGE, _("Search")),
    ]


def _link(column: Column, value: object, paths: set[str]) -> str:
    """The page of the unit or the standards that a code stands for, if there is one."""
    if column.type != "code" or not value:
        return ""
    if column.key == "standard":
        return STANDARDS_PAGE
    path = unit_path(str(value))
    return quote(path) if column.key in ("unit_code", "unit") and path in paths else ""
