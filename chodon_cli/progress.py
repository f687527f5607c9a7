"""How far something long has come: told to whoever watches, and to nobody where nobody does.

    with progress.of(_("Import"), total=20_000):
        ...
        progress.advance(500)

Deep down one only says `advance`; who begins something long says what it is, and of how many rows. Of two that are
begun one within the other the outer one is shown.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Advance = Callable[[int], None]
Watch = Callable[[str, int | None], AbstractContextManager[Advance]]
_watch: Watch | None = None
_advance: Advance | None = None


def use(watch: Watch | None) -> None:
    """Let this show how far things have come from now on; None: nobody looks."""
    global _watch
    _watch = watch


def is_watched() -> bool:
    """Whether somebody looks: what only serves to say how far it is need not be worked out otherwise."""
    return _watch is not None


@contextmanager
def watch_work(what: str, total: int | None = None) -> Iterator[None]:
    """Something that may take long: what it is, and how many rows (or other steps) it has, if that is known."""
    global _advance
    if _watch is None or _advance is not None:
        yield
        return
    with _watch(what, total) as _advance:
        try:
            yield
        finally:
            _advance = None


def advance(steps: int = 1) -> None:
    """So many more are done."""
    if _advance is not None:
        _advance(steps)
