"""A bar on stderr for what takes more than a second: rows and time left; gone when it is done."""

import sys
from threading import Lock, Timer
from types import TracebackType
from typing import TYPE_CHECKING

from chodon_cli.render._messages import has_color
from chodon_cli.text import printable

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE_SECONDS = 1.0  # seconds before a bar is shown


class ProgressBar:
    """The bar of one thing. It is begun by a thread of its own, so that it also shows while SQLite is at work."""

    def __init__(self, what: str, total: int | None) -> None:
        self._what, self._total, self._done = what, total, 0
        self._lock, self._is_over = Lock(), False
        self._shown: Progress | None = None
        self._timer = Timer(PATIENCE_SECONDS, self._begin)
        self._timer.daemon = True

    def __enter__(self) -> "ProgressBar":
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._is_over = True
            if self._shown is not None:
                self._shown.stop()

    def __call__(self, steps: int) -> None:
        """So many more are done."""
        self._done += steps
        if self._shown is not None:
            self._shown.update(self._shown.task_ids[0], completed=self._done)

    def _begin(self) -> None:
        with self._lock:
            if not self._is_over:
                progress = bar(self._total)
                progress.add_task(printable(self._what), total=self._total, completed=self._done)
                progress.start()
                self._shown = progress


def bar(total: int | None) -> "Progress":
    """Rich's bar: what it is, a line that fills, how many rows of how many, the time that is left."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = [TextColumn("{task.description}", markup=False), BarColumn()]
    columns += [MofNCompleteColumn(), TimeRemainingColumn()] if total else [TimeElapsedColumn()]
    return Progress(
        *columns,
        console=Console(file=sys.stderr, force_terminal=True, no_color=not has_color(True)),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
