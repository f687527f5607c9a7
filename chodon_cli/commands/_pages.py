"""The pages that `publish` makes: which there are, how they are linked, and how their folder is replaced at once."""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection
from urllib.parse import quote

from chodon_cli import dates, due
from chodon_cli.dates import Period
from chodon_cli.errors import ChodonError, Refused, why
from chodon_cli.locale import _
from chodon_cli.nouns import standard
from chodon_cli.render import html
from chodon_cli.reports import compliance, unit
from chodon_cli.result import Column, Result

MARK = ".chodon-published"  # says that a folder may be replaced
AHEAD = 14  # days
NEVER = ("id_number", "born_on", "sex")  # of single people, on no page
NAMES = ("full_name", "head")
OF_PEOPLE = ("staff", "note", "text", "basis", "answer", "title", "number", "service", "task", "failed_staff")
Pages = dict[str, Result]


def pages(db: Connection, period: Period, with_names: Callable[[Result], Result]) -> Pages:
    """Path of each page -> what stands on it: the overview first."""
    overview = replace(compliance.report(db, period), report="compliance")
    codes = [row[overview.position("unit_code")] for row in overview.rows]
    made = {
        "index.html": overview,
        "due.html": with_names(due.due_list(db, dates.today(), AHEAD)),
        "standards.html": standard.list_standards(db, None, None, None),
    }
    return made | {unit_path(code): with_names(unit.report(db, code, period)) for code in codes}


def unit_path(code: str) -> str:
    return f"unit-{code}.html"


def without_people(result: Result, names: bool, anonymise: bool) -> Result:
    """The Result without what the pages are not to say of single people."""
    hidden = {*NEVER, *(() if names and not anonymise else NAMES), *(OF_PEOPLE if anonymise else ())}
    places = [place for place, column in enumerate(result.columns) if column.key not in hidden]
    return replace(
        result,
        columns=[result.columns[place] for place in places],
        rows=[tuple(row[place] for place in places) for row in result.rows],
        totals=result.totals and tuple(result.totals[place] for place in places),
        details=[without_people(detail, names, anonymise) for detail in result.details],
    )


def write_folder(target: Path, made: Pages) -> int:
    """Write all pages beside the folder and put them in its place at once; their size in bytes.

    Refused if the folder holds anything but an earlier publication.
    """
    if target.exists() and not target.joinpath(MARK).exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refused(
            _("{path}: this holds something else than published pages").format(path=target), _("name another folder")
        )
    if not target.absolute().parent.is_dir():
        raise ChodonError(_("{path}: there is no such folder").format(path=target.parent))
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.absolute().parent))
        try:
            size = _write_all(beside, made)
            _swap(beside, target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise ChodonError(f"{target}: {why(error)}") from error
    return size


def _write_all(folder: Path, made: Pages) -> int:
    paths = set(made)
    size = 0
    for path, result in made.items():
        text = html.page(result, _navigation(), lambda column, value: _link(column, value, paths))
        size += folder.joinpath(path).write_text(text, "utf-8")
    folder.joinpath(MARK).write_text("")
    umask = os.umask(0)
    os.umask(umask)
    folder.chmod(0o777 & ~umask)
    return size


def _swap(beside: Path, target: Path) -> None:
    """Put the new folder where the old one was; the old one goes."""
    old = beside.with_name(f"{beside.name}-old")
    if target.exists():
        target.rename(old)
    beside.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _navigation() -> list[tuple[str, str]]:
    return [
        ("index.html", _("Overview")),
        ("due.html", _("What is due")),
        ("standards.html", _("Standards of conduct")),
    ]


def _link(column: Column, value: object, paths: set[str]) -> str:
    """The page of the unit that a code stands for, if there is one."""
    is_unit = column.key in ("unit_code", "unit") and column.type == "code"
    path = unit_path(str(value))
    return quote(path) if is_unit and value and path in paths else ""
