"""What a writer does before it is its turn, so that on a server nobody waits for it meanwhile.

A verb reads first: what it is about, what it names. On a server it reads that before it takes the lock, and with the
lock it asks all of it again in one message: the answers that count are those given under the lock, as ever. Where one
is another by then, the command begins anew, and takes the lock first. A file is locked first: it answers in no time.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar, cast

from chodon_cli.input_row import Values
from chodon_cli.store import chosen
from chodon_cli.store.reader import Reader

T = TypeVar("T")
_locks_first = False


class Overtaken(Exception):
    """Somebody else has written since this transaction began to read."""


class AsksTogether(Protocol):
    """What a connection to a server can besides."""

    def ask_together(self, questions: Iterable[tuple[str, Values]], /) -> None: ...


def reads_before_it() -> bool:
    """Whether a writer reads before it takes the lock."""
    return chosen.server() is not None and not _locks_first


def begin_to_read(db: Reader) -> None:
    """Begin a transaction in which everything read is kept in mind, to be asked again by `take`."""
    from chodon_cli.store.postgres import opening

    opening.begin_before_the_turn(db)


def take(db: Reader, questions: Iterable[tuple[str, Values]]) -> None:
    """Take the lock. Overtaken if anything read since `begin_to_read` is answered otherwise now.

    The questions are asked with it: each is answered at once when it is asked.
    """
    from chodon_cli.store.postgres import opening

    if not opening.take_turn(db, [*questions]):
        raise Overtaken


def ask_together(db: Reader, questions: Iterable[tuple[str, Values]]) -> None:
    """Let a server answer in one message what will be asked one after the other; nothing of it may change meanwhile."""
    if hasattr(db, "ask_together"):
        cast(AsksTogether, db).ask_together(questions)


def again_if_overtaken(work: Callable[[], T]) -> T:
    """What the work gives; where somebody was faster, of a second time at which it locks first. Its words are plain."""
    try:
        return work()
    except Overtaken:
        with _locking_first():
            return work()


@contextmanager
def _locking_first() -> Iterator[None]:
    global _locks_first
    _locks_first = True
    try:
        yield
    finally:
        _locks_first = False
