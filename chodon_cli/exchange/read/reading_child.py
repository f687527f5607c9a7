"""Reading in a process of its own, which hands over what it has read piece by piece: limits hold for it alone.

A fork, not a program of its own: it costs a few milliseconds, and what the parser of a file takes in memory and time is
then bounded by the system, whatever the file is. What it hands over can be no more than it could hold.
"""

import fcntl
import marshal
import os
import resource
import signal
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

from chodon_cli.errors import ChodonError
from chodon_cli.exchange.read import bounds
from chodon_cli.locale import _

Piece = TypeVar("Piece")
MOST_MEMORY = 320 << 20  # bytes that it may take beyond what this process holds when it begins
PIPE_BYTES = 1 << 20
PIECE_LENGTH = struct.Struct("<Q")
_is_child = False  # whether this is such a process: what it reads it reads itself
PIECE_ROWS, END, FAULT, NO_MEMORY = 0, 1, 2, 3  # what a message is


def read_apart(make: Callable[[], Iterable[Piece]], name: str, seconds: float) -> Iterator[Piece]:
    """What `make` gives, made in a child that may take so many seconds of the processor, and so much memory.

    Pieces are of what `marshal` knows. ChodonError as the child raises it, or where it has reached a limit. Within such
    a child it is made there.
    """
    if _is_child:
        yield from make()
        return
    out, into = os.pipe()
    with suppress(OSError):  # as much as may wait in a pipe while both are at work
        fcntl.fcntl(into, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    child = os.fork()
    if child == 0:
        os.close(out)
        _serve(make, into, seconds)
    os.close(into)
    try:
        with open(out, "rb") as pipe:  # noqa: PTH123  (a handle, not a path)
            yield from _pieces(pipe.read, name)
    except EOFError as error:
        raise _why_it_ended(child, name) from error
    finally:  # who needs no more closes the pipe, and the child has nobody to write to
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _pieces(read: Callable[[int], bytes], name: str) -> Iterator[Any]:
    """What the child hands over. EOFError if it ends without saying that this was all."""
    while head := read(PIECE_LENGTH.size):
        kind, said = marshal.loads(read(*PIECE_LENGTH.unpack(head)))
        if kind == PIECE_ROWS:
            yield said
        elif kind == FAULT:
            raise ChodonError(*said)
        elif kind == NO_MEMORY:
            raise _takes_too_much(name)
        else:
            return
    raise EOFError


def _why_it_ended(child: int, name: str) -> ChodonError:
    """What was too much for a child that has ended without a word."""
    ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    is_late = ended is not None and ended.si_code == os.CLD_KILLED and ended.si_status == signal.SIGXCPU
    return bounds.takes_too_long(name) if is_late else _takes_too_much(name)


def _takes_too_much(name: str) -> ChodonError:
    return ChodonError(
        _("{file}: its lines are too long to be a list").format(file=name), _("save the list anew as .xlsx or CSV")
    )


def _serve(make: Callable[[], Iterable[object]], into: int, seconds: float) -> NoReturn:
    """What the child does; it never returns into what this process was doing, and touches nothing of it."""
    global _is_child  # it is another process from here on
    _is_child = True
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever waits for it is told, and ends it
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        _limit(seconds)
        with open(into, "wb") as pipe:
            for message in _messages(make):
                piece = marshal.dumps(message)
                pipe.write(PIECE_LENGTH.pack(len(piece)) + piece)
    except BaseException:  # nobody reads any more, or there is no memory to say so
        os._exit(1)
    os._exit(0)


def _messages(make: Callable[[], Iterable[object]]) -> Iterator[tuple[int, Any]]:
    try:
        for piece in make():
            yield PIECE_ROWS, piece
    except ChodonError as error:
        yield FAULT, (str(error), error.hint)
    except MemoryError:
        yield NO_MEMORY, None
    else:
        yield END, None


def _limit(seconds: float) -> None:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  (quicker, and it is read once)
        held = int(file.read().split()[0]) * resource.getpagesize()
    for limit, most in ((resource.RLIMIT_AS, held + MOST_MEMORY), (resource.RLIMIT_CPU, int(seconds) + 1)):
        hard = resource.getrlimit(limit)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
