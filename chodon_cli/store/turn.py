"""What a writer does before it is its turn, so that on a server nobody waits for it meanwhile.

A verb reads first: what it is about, what it names. On a server it reads that before it takes the lock, and with the
lock it asks all of it again in one message: the answers that count are those given under the lock, as ever. Where one
is another by then, the command begins anew, and takes the lock first. A file is locked first: it answers in no time.
A command that writes one new record and nothing else gives the server all of it in one message (`write_at_once`).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from chodon_cli.input_row import Values
from chodon_cli.store import chosen
from chodon_cli.store.reader import Reader

if TYPE_CHECKING:
    from chodon_cli.store.new_record import NewRecord, Question, Read

T = TypeVar("T")
_locks_first = False


class Overtaken(Exception):
    """Somebody else has written since this transaction began to read, or it is to be done under the lock altogether."""


class WriterOnServer(Protocol):
    """What a connection to a server can besides."""

    def ask_together(self, questions: "Iterable[Question]", /) -> None: ...

    def read_so_far(self) -> "list[Read]": ...


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


def read_so_far(db: Reader) -> "list[Read]":
    """What was read since `begin_to_read`, with its answers."""
    return cast(WriterOnServer, db).read_so_far()


def write_at_once(db: Reader, new: "NewRecord") -> int:
    """Write what is all that the command writes, in one message, and commit: the record's id.

    Overtaken, and nothing is written, where something does not hold. Unusable if nobody knows whether it was stored.
    """
    from chodon_cli.store.postgres import write_at_once

    id = write_at_once.write(db, new)
    if id is None:
        raise Overtaken
    return id


def ask_together(db: Reader, questions: Iterable[tuple[str, Values]]) -> None:
    """Let a server answer in one message what will be asked one after the other; nothing of it may change meanwhile."""
    if hasattr(db, "ask_together"):
        cast(WriterOnServer, db).ask_together(questions)


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
