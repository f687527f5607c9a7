"""The revisions of the schema. A file in `migrations/versions/` is one of them: there is no list to keep in step.

To change the schema, add a revision; one that has landed is never edited, for registers were made with it:

1. `migrations/versions/NNNN_what_it_adds.py` with the next free number: `revision = "NNNN"`, `down_revision` the number
   before it, and `upgrade()` with hand-written SQL through `op.execute`. If somebody else's revision lands with your
   number first, rename yours to the next one.
2. The noun's columns in `nouns/`: fields that are seen, and derived ones; the tables in `register/tables/` follow. A
   new column is empty in the rows that are there, or has a DEFAULT: the journal of those rows does not tell of it.
3. No view of ours is there while a revision runs, for SQLite renames no table that a view names and misses: all are
   made at the end, from `migrations/views.sql`, which `make docs` makes of `queries/views.py`. Where a definition has
   changed, a revision is needed all the same, to bring registers to it; it may have nothing else to do.
4. A line for each file, for `views.sql` too where it has changed, in `tests/fixtures/revisions.sha256`;
   `test_architecture` says which.

With a release, `tests.samples.make_register_fixture` keeps a register as it makes it; later programs upgrade it.
"""

import re
from functools import cache
from pathlib import Path

from chodon_cli.errors import Unusable
from chodon_cli.locale import _
from chodon_cli.store.chosen import name

REVISIONS_FOLDER = Path(__file__).parent / "migrations" / "versions"
VIEWS_FILE = REVISIONS_FOLDER.parent / "views.sql"
REVISION_FILE = re.compile(r"(\d{4})_\w+\.py")


@cache
def revisions() -> tuple[str, ...]:
    """The numbers of all revisions, oldest first: 0001, 0002, and so on; the program works with the last.

    Unusable if the folder lacks one of them or has two files for one: the program is not whole.
    """
    numbers = sorted(match[1] for file in REVISIONS_FOLDER.iterdir() if (match := REVISION_FILE.fullmatch(file.name)))
    for place, number in enumerate(numbers, 1):
        if number > f"{place:04}":
            raise _not_whole(_("revision {number} of the schema is missing").format(number=f"{place:04}"))
        if number < f"{place:04}":
            raise _not_whole(_("revision {number} of the schema is there twice").format(number=number))
    return tuple(numbers)


def latest_revision() -> str:
    """The revision that this program works with."""
    return revisions()[-1]


def _not_whole(what: str) -> Unusable:
    return Unusable(f"{REVISIONS_FOLDER}: {what}", _("this program is not whole; install it again"))


def check_revision(revision_found: str) -> None:
    """Unusable if this program does not work with a register of the revision."""
    if is_older(revision_found):
        raise Unusable(_("{register}: made by an older program").format(register=name()), _("run: chodon upgrade"))


def is_older(revision_found: str) -> bool:
    """Whether a register of this revision must be upgraded. Unusable if it is newer than the program, or unknown."""
    if revision_found in revisions():
        return revision_found != latest_revision()
    if revision_found > latest_revision():
        raise Unusable(_("{register}: made by a newer program").format(register=name()), _("install the newer program"))
    message = _("{register}: revision “{revision}” of the schema is not known")
    raise Unusable(
        message.format(register=name(), revision=revision_found),
        _("install the program that wrote it"),
    )
