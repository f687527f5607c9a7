"""A folder of linked pages that anybody can open: overview, a page a unit, what is due, the standards."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from chodon_cli.cli import options
from chodon_cli.cli.parameters import Argument, Option
from chodon_cli.cli.showing import Group
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result

HELP = N_("Publish linked pages in a folder, for a web server or a USB stick: overview, units, what is due.")
SECTION = "reports"
group = Group(HELP)

PUBLISHED_COLUMNS = [
    Column("file", "code"),
    Column("pages", "integer", label=N_("Pages")),
    Column("bytes", "integer", label=N_("Size in bytes")),
]
Target = Annotated[
    Path, Argument(metavar="DIR", help=N_("The folder; it is replaced at once, if an earlier publication is there."))
]
Names = Annotated[bool, Option("--names", help=N_("People by name too; by code alone if not given."))]
Anonymise = Annotated[
    bool, Option("--anonymise", help=N_("Nothing of single people: neither codes, nor what is said of them."))
]


@group.change("publish", help=HELP)
def publish(
    target: Target, period: options.Within = None, names: Names = False, anonymise: Anonymise = False
) -> Result:
    from chodon_cli import dates, durable, progress, store
    from chodon_cli.cli.names import add_names
    from chodon_cli.commands import _pages, _withheld
    from chodon_cli.queries.settings import setting
    from chodon_cli.store import branch

    branch.refuse_limited()
    durable.needs_folder(target.parent)  # before the seconds that the pages take
    with store.reading() as db, progress.watch_work(_("Publish")):
        issuer = setting(db, "organisation")
        within = period or dates.this_year()
        pages = _pages.pages(db, within, lambda result: add_names(result, db))
        if anonymise:
            pages = _withheld.withhold(db, within, pages)
        remembered = {
            path: _pages.without_people(result, names, anonymise and path != _pages.STANDARDS_PAGE)
            for path, result in pages.items()
        }
        remembered[_pages.SEARCH_PAGE] = _pages.search_page(remembered)
        size = _pages.write_folder(target, {path: replace(page, issuer=issuer) for path, page in remembered.items()})
    row = (str(target / "index.html"), len(remembered), size)
    return Result(N_("Published"), PUBLISHED_COLUMNS, [row], layout="record", is_write=True)
