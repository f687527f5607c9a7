"""A command run on a copy of the register, what it changed there, and then perhaps on the register itself."""

import os
import shutil
import tempfile
from pathlib import Path

import typer

from chodon_cli import invocation, render, store
from chodon_cli.cli.line_editor import is_wanted
from chodon_cli.cli.typer_adapter import Program
from chodon_cli.errors import INTERRUPTED
from chodon_cli.locale import _
from chodon_cli.queries.contents import newest_entry
from chodon_cli.store import attachments, backup

MOST_ENTRIES = 20  # of the journal that are shown
AS_DATA = ("-f", "--format", "-o", "--output")  # the output is not only to be read


def rehearse(program: Program, before: list[str], words: list[str], apply: bool) -> int:
    """Run the words on a copy, show what changed, and run them on the register if `apply` or the person says so.

    `before`: the global options. The exit status is that of the last run.
    """
    quietly = [*before, "--quiet"]  # what the command says is said once
    with tempfile.TemporaryDirectory(prefix="chodon-") as folder:
        copy = Path(folder) / ("register.db" if store.server() else store.path().name)
        status, has_changes = _run_on_copy(program, quietly if apply else before, words, copy)
    if status:
        if status != INTERRUPTED:
            render.explain(_("refused in the rehearsal; the register is as it was"))
        return status
    if not has_changes:
        render.explain(_("nothing was changed in the rehearsal"))
        return 0
    if apply:
        return program.run([*before, *words])
    if not _is_wanted():
        render.explain(_("that was a rehearsal; the register is as it was"))
        return 0
    status = _run(program, [*quietly, *words])
    if not status:
        render.explain(_("done on the register"))
    return status


def _run(program: Program, words: list[str]) -> int:
    """The exit status of a run that may be quiet where this one is not."""
    is_quiet = render.is_quiet()
    try:
        return program.run(words)
    finally:
        render.be_quiet(is_quiet)


def _run_on_copy(program: Program, before: list[str], words: list[str], copy: Path) -> tuple[int, bool]:
    """The exit status, and whether anything was changed: that is shown."""
    register = store.server() or str(store.existing())
    with store.copying() as db:
        newest = newest_entry(db)
        backup.copy(db, copy)
        _lend_attachments(store.existing(), copy)
    status = _run(program, [*before, "--register", str(copy), *words])
    store.use(str(copy))
    try:
        has_changes = not status and _show_changes(newest, is_beside=any(word.startswith(AS_DATA) for word in words))
    finally:
        store.use(register)
    return status, has_changes


def _show_changes(newest: int, is_beside: bool) -> bool:
    """Show the entries that the journal has got since, in people's words; whether there are any.

    `is_beside`: on stderr, where the command's own output is for another program.
    """
    from chodon_cli.audit import listing
    from chodon_cli.render import table

    how = render.OutputOptions(None, None)
    with store.reading() as db:
        entries = range(newest + 1, newest_entry(db) + 1)
        tables = [listing.show_entry(db, entry).details[0] for entry in entries[:MOST_ENTRIES]]
    for changes in tables:
        typer.echo(err=is_beside)  # between what the command printed and what it changed
        if is_beside:
            typer.echo(table.plain_table(changes), err=True, nl=False)
        else:
            render.show(changes, how)
    return bool(entries)


def _lend_attachments(register: Path, copy: Path) -> None:
    """Give the copy the attached files, by links where the disk has them: they are never changed."""
    if attachments.folder_of(register).is_dir():
        shutil.copytree(attachments.folder_of(register), attachments.folder_of(copy), copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copy2(source, target)


def _is_wanted() -> bool:
    if not invocation.can_ask():
        return False
    try:
        return is_wanted(_("Do it on the register? (y: yes, Enter: no)"), otherwise=False)
    except EOFError:
        return False
