"""What a process of its own makes, handed over piece by piece while this one goes on with something else.

A fork, not a program of its own: it costs a few milliseconds, and knows at once all that this process knows. It touches
nothing that is open here, and never returns into what this process was doing.
"""

import fcntl
import marshal
import os
import signal
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, NoReturn, TypeVar

Piece = TypeVar("Piece")
PIPE_BYTES = 1 << 20  # as much as may wait in a pipe while both are at work
PIECE_LENGTH = struct.Struct("<Q")
END = PIECE_LENGTH.pack(0)
INTERRUPTS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


class EndedEarly(Exception):
    """The child has ended without handing over all: as whether the processor's time was at its limit."""

    def __init__(self, is_out_of_time: bool) -> None:
        super().__init__()
        self.is_out_of_time = is_out_of_time


def pieces_of_child(make: Callable[[], Iterable[Piece]]) -> Iterator[Piece]:
    """What `make` gives, of what `marshal` knows, made in a child. EndedEarly where it does not come to its end."""
    out, into = os.pipe()
    with suppress(OSError):
        fcntl.fcntl(into, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTS)  # one that comes in the midst of a fork is lost
    child = os.fork()
    if child == 0:
        os.close(out)
        _serve(make, into, mask)
    os.close(into)
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        with open(out, "rb") as pipe:  # noqa: PTH123  (a handle, not a path)
            while (head := pipe.read(PIECE_LENGTH.size)) != END:
                if not head:
                    raise EndedEarly(_is_out_of_time(child))
                yield marshal.loads(pipe.read(*PIECE_LENGTH.unpack(head)))
    except EOFError as error:
        raise EndedEarly(_is_out_of_time(child)) from error
    finally:  # who needs no more closes the pipe, and the child has nobody to write to
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def pieces_beside(make: Callable[[], Iterable[Piece]]) -> Iterator[Piece]:
    """The same of what this process can make as well: it goes on where the child has not come to the end."""
    count = 0
    try:
        for piece in pieces_of_child(make):
            count += 1
            yield piece
    except EndedEarly:
        yield from islice(make(), count, None)


def _is_out_of_time(child: int) -> bool:
    ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    return ended is not None and ended.si_code == os.CLD_KILLED and ended.si_status == signal.SIGXCPU


def _serve(make: Callable[[], Iterable[Any]], into: int, mask: Iterable[int]) -> NoReturn:
    try:
        for interrupt in INTERRUPTS:  # whoever waits for it is told, and ends it
            signal.signal(interrupt, signal.SIG_IGN)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        with open(into, "wb") as pipe:
            for each in make():
                piece = marshal.dumps(each)
                pipe.write(PIECE_LENGTH.pack(len(piece)) + piece)
            pipe.write(END)
    except BaseException:  # nobody reads any more, or there is no memory to say so
        os._exit(1)
    os._exit(0)
