"""`undo` and `redo`: what they do is shown first, and asked about where somebody can answer."""

import sys
from typing import Annotated, Any

import typer
from typer import Argument, Option

from chodon_cli import render
from chodon_cli.cli import options
from chodon_cli.errors import Refused
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result, Row

MOST_RECORDS_SHOWN = 50  # records that are shown one by one
UNDO_COLUMNS = [
    Column("kind", label=N_("Kind of record")),
    Column("record", "code"),
    Column("field", label=N_("What")),
    Column("before", label=N_("Now")),
    Column("after", label=N_("Then")),
]
Entry = Annotated[
    int | None, Argument(parser=options.number, metavar="N", help=N_("The entry; the last one if not given."))
]
DryRun = Annotated[bool, Option("--dry-run", help=N_("Do all of it, say what came of it, and take it back."))]
Yes = Annotated[bool, Option("--yes", help=N_("Do not ask."))]


class NotWanted(Exception):
    """Ends the transaction without a trace."""


def run(entry: int | None, dry_run: bool, yes: bool, *, is_redo: bool) -> Result:
    """Do it within a transaction, show it, and keep it unless it was a rehearsal or is not wanted."""
    from chodon_cli.register import undo
    from chodon_cli.register.transaction import transaction

    try:
        with transaction(is_bulk=True) as session:
            if is_redo:
                back = undo.redo(session, undo.last_undone(session) if entry is None else entry)
            else:
                back = undo.undo(session, undo.last_done(session) if entry is None else entry)
            rows, more = undo.lines_of_reversal(session, back, MOST_RECORDS_SHOWN)
            if dry_run or not (yes or _is_wanted(rows, more)):
                raise NotWanted
    except NotWanted:
        if not dry_run:
            raise Refused(_("nothing was changed")) from None
    title = N_("Done again") if is_redo else N_("Taken back")
    notes = [_("entry {number} of the journal").format(number=back.changeset)]
    notes += [_("and {number} more").format(number=more)] if more else []
    hints = [_("only shown: nothing was changed")] if dry_run else []
    found: list[Row] = [*rows]
    return Result(title, UNDO_COLUMNS, found, notes=notes, hints=hints, is_write=True, is_stored=not dry_run)


def _is_wanted(rows: list[Any], more: int) -> bool:
    """Whether whoever sits there agrees; yes where nobody does."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    for kind, record, field, before, after in rows:
        render.warn(f"{kind} {record}: {field + ': ' if field else ''}{before or '—'} → {after or '—'}")
    if more:
        render.warn(_("and {number} more").format(number=more))
    return typer.confirm(_("Do it?"), default=False, err=True)
