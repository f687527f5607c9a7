"""How far something long has come: told to who watches, on stderr of a terminal, and to nobody else."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chodon_cli import progress, store
from chodon_cli.audit import verify
from chodon_cli.commands.import_ import expected_rows
from chodon_cli.exchange.read import batches as reading
from chodon_cli.exchange.write import folder
from chodon_cli.register.bulk import importer
from tests.cli.terminal import on_terminal
from tests.harness import SAMPLE_DATA, TODAY, Chodon, use

LONG = """
import sys, time
from chodon_cli import locale
from chodon_cli.render._progress import ProgressBar
locale.use("en")
with ProgressBar("Work [bold]", 1000) as advance:
    for _step in range(10):
        time.sleep(0.15)
        advance(100)
print("done")
"""


class Watching:
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, int | None]] = []
        self.done = 0

    @contextmanager
    def __call__(self, what: str, total: int | None) -> Iterator[progress.Advance]:
        self.begun.append((what, total))
        yield self.more

    def more(self, steps: int) -> None:
        self.done += steps


@pytest.fixture
def watching() -> Iterator[Watching]:
    watch = Watching()
    progress.use(watch)
    yield watch
    progress.use(None)


@pytest.mark.slow
def test_every_row_of_an_import_is_counted_and_they_are_as_many_as_expected(watching: Watching, register: Path) -> None:
    store.use(None)
    use(register)
    batches = reading.folder(SAMPLE_DATA)
    total = expected_rows(SAMPLE_DATA, batches)
    importer.run(batches, TODAY, update=False, skip=False, dry_run=True, total=total)
    assert [told for _what, told in watching.begun] == [total] and watching.done == total


def test_export_and_verification_end_where_they_said(watching: Watching, filled: Path, tmp_path: Path) -> None:
    use(filled)
    with store.reading() as db:
        folder.write(db, tmp_path / "out")
    assert [watching.done] == [total for _what, total in watching.begun]
    watching.begun, watching.done = [], 0
    with store.replaying() as db:
        verify.verify(db)
    [(_what, total)] = watching.begun
    assert total is not None and 0.95 * total <= watching.done <= total


def test_of_two_the_outer_one_is_shown(watching: Watching) -> None:
    with progress.watch_work("outer", 2), progress.watch_work("inner", 5):
        progress.advance(2)
    with progress.watch_work("next"):
        pass
    progress.advance(9)
    assert watching.begun == [("outer", 2), ("next", None)] and watching.done == 2


@pytest.mark.slow
def test_a_bar_appears_after_a_second_and_goes_when_it_is_done(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LONG], capture_output=True, text=True, check=True)
    assert done.stdout == "done\n" and "Work [bold]" in done.stderr and "/1000" in done.stderr
    assert done.stderr.endswith("\x1b[1A\x1b[2K")


def test_what_is_quick_shows_none_and_neither_does_what_is_piped(small: Path, chodon: Chodon, tmp_path: Path) -> None:
    assert "━" not in on_terminal("--lang", "en", "backup", str(tmp_path / "copies")).raw
    assert chodon("export", tmp_path / "out").stderr == ""
