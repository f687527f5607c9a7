"""Reading in a process of its own, which hands over what it has read piece by piece: limits hold for it alone.

A fork, not a program of its own: it costs a few milliseconds, and what the parser of a file takes in memory and time is
then bounded by the system, whatever the file is. What it hands over can be no more than it could hold.
"""

import resource
from collections.abc import Callable, Iterable, Iterator
from math import ceil
from typing import TypeVar

from chodon_cli.errors import ChodonError
from chodon_cli.exchange.read import bounds
from chodon_cli.forked_child import EndedEarly, pieces_of_child
from chodon_cli.locale import _

Piece = TypeVar("Piece")
MOST_MEMORY = 320 << 20  # bytes that it may take beyond what this process holds when it begins
_is_child = False  # whether this is such a process: what it reads it reads itself
Message = tuple[list[Piece], str, str]
"""A piece; or none, and what refuses the file, with its hint; neither where there was no memory."""


def read_apart(make: Callable[[], Iterable[Piece]], name: str, seconds: float) -> Iterator[Piece]:
    """What `make` gives, made in a child that may take so many seconds of the processor, and so much memory.

    Pieces are of what `marshal` knows. ChodonError as the child raises it, or where it has reached a limit. Within such
    a child it is made there.
    """
    if _is_child:
        yield from make()
        return
    try:
        for pieces, refusal, hint in pieces_of_child(lambda: _messages(make, seconds)):
            if not pieces:
                raise ChodonError(refusal, hint) if refusal else _takes_too_much(name)
            yield from pieces
    except EndedEarly as ended:
        raise (bounds.takes_too_long(name) if ended.is_out_of_time else _takes_too_much(name)) from ended


def _takes_too_much(name: str) -> ChodonError:
    return ChodonError(
        _("{file}: its lines are too long to be a list").format(file=name), _("save the list anew as .xlsx or CSV")
    )


def _messages(make: Callable[[], Iterable[Piece]], seconds: float) -> Iterator[Message[Piece]]:
    """What the child says."""
    global _is_child  # it is another process from here on
    _is_child = True
    limit(seconds, MOST_MEMORY)
    try:
        for piece in make():
            yield [piece], "", ""
    except ChodonError as error:
        yield [], str(error), error.hint
    except MemoryError:
        yield [], "", ""


def limit(seconds: float, memory: int) -> None:
    """Let this child take no more than that of the processor, and so many bytes beyond what it was begun with."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  (quicker, and it is read once)
        held = int(file.read().split()[0]) * resource.getpagesize()
    for limit, most in ((resource.RLIMIT_AS, held + memory), (resource.RLIMIT_CPU, max(1, ceil(seconds)))):
        hard = resource.getrlimit(limit)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
