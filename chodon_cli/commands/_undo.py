"""`undo` and `redo`: what they do is shown first, and asked about where somebody can answer."""

import sys
import termios
from contextlib import suppress
from typing import Annotated, NamedTuple

from chodon_cli import invocation, render
from chodon_cli.cli import options
from chodon_cli.cli.line_editor import is_wanted
from chodon_cli.cli.parameters import Argument, Option
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
DryRun = Annotated[bool, Option("--dry-run", help=N_("A trial run: report what would happen, and change nothing."))]
Yes = Annotated[bool, Option("--yes", help=N_("Do not ask."))]


class NotWanted(Exception):
    """Ends the transaction without a trace."""


def run(entry: int | None, dry_run: bool, yes: bool, *, is_redo: bool) -> Result:
    """Do it, after it was shown to whoever can be asked; nobody else waits while that person thinks."""
    answer = None
    if not (dry_run or yes) and _can_be_asked():
        answer = _reverse(entry, is_redo, keep=False)
        if not _agrees(answer):
            raise Refused(_("nothing was changed"))
        entry = answer.entry
    done = _reverse(entry, is_redo, keep=not dry_run, as_shown=answer)
    titles = (N_("Would be done again"), N_("Would be taken back")) if dry_run else (N_("Done again"), N_("Taken back"))
    notes = [_("entry {number} of the journal").format(number=done.entry)]
    notes += [_("and {number} more").format(number=done.more)] if done.more else []
    hints = [_("only shown: nothing was changed")] if dry_run else []
    all_rows: list[Row] = [*done.rows]
    return Result(
        titles[0 if is_redo else 1],
        UNDO_COLUMNS,
        all_rows,
        notes=notes,
        hints=hints,
        is_write=True,
        is_stored=not dry_run,
    )


class ShownReversal(NamedTuple):
    """What taking an entry back, or doing it again, does: the entry, its records, and how many are not named."""

    entry: int
    rows: list[Row]
    more: int


def _reverse(entry: int | None, is_redo: bool, keep: bool, as_shown: ShownReversal | None = None) -> ShownReversal:
    """Do it within a transaction; without `keep` nothing stays. Refused if it is not what was shown."""
    from chodon_cli.register import undo
    from chodon_cli.register.transaction import transaction

    with suppress(NotWanted), transaction(is_bulk=True) as session:
        if is_redo:
            back = undo.redo(session, undo.last_undone(session) if entry is None else entry)
        else:
            back = undo.undo(session, undo.last_done(session) if entry is None else entry)
        done = ShownReversal(back.changeset, *undo.lines_of_reversal(session, back, MOST_RECORDS_SHOWN))
        if as_shown not in (None, done):
            raise Refused(
                _("somebody has changed these records in the meantime; nothing was changed"),
                _("look again: chodon undo --dry-run"),
            )
        if not keep:
            raise NotWanted
    return done


def _can_be_asked() -> bool:
    return invocation.asks and sys.stdin.isatty() and sys.stderr.isatty()


def _agrees(shown: ShownReversal) -> bool:
    for kind, record, field, before, after in shown.rows:
        render.warn(f"{kind} {record}: {field + ': ' if field else ''}{before or '—'} → {after or '—'}")
    if shown.more:
        render.warn(_("and {number} more").format(number=shown.more))
    termios.tcflush(sys.stdin, termios.TCIFLUSH)  # what was typed before the question was there answers nothing
    return is_wanted(_("Do it? (y: yes, Enter: no)"), otherwise=False, ask=_answer)


def _answer(question: str) -> str:
    """What is typed after the question, which stands where it is seen when the outcome goes into a file."""
    sys.stderr.write(f"{question}: ")
    sys.stderr.flush()
    return sys.stdin.readline()
