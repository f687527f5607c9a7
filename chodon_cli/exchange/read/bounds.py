"""What reading somebody's file may take: so many columns, so long a cell or line, so much time of the processor.

A list of an office reaches none of these. A file made to exhaust whoever reads it, or that is none, ends in one line.
"""

import os
import re
import select
import signal
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from chodon_cli.errors import ChodonError
from chodon_cli.locale import _, figure

MOST_COLUMNS = 1000
LONGEST_CELL = 1_000_000  # characters
LONGEST_LINE = 2 << 20  # bytes
TOO_MANY_MARKS = re.compile("[\u0300-\u036f]{100}")  # putting them in order takes time by the square of their number
FIRST_BYTES_OF_MARKS = (b"\xcc", b"\xcd")  # in UTF-8; looking for a byte is far quicker than for a pattern
CPU_SECONDS = 2  # of the processor, and one more for every so many bytes
PER_SECOND = 2 << 20
SILENT_SECONDS = 6  # seconds without anything from a pipe


def too_wide(name: str) -> ChodonError:
    return ChodonError(
        _("{file}: has more than {number} columns").format(file=name, number=figure(MOST_COLUMNS, 0)),
        _("is it a list at all?"),
    )


def too_long(place: str) -> ChodonError:
    return ChodonError(_("{place}: a cell is too long").format(place=place), _("is a quotation mark left open?"))


def takes_too_long(name: str) -> ChodonError:
    return ChodonError(_("{file}: takes too long to read").format(file=name), _("save the list anew as .xlsx or CSV"))


def refuse_width(rows: Sequence[Sequence[object]], name: str) -> None:
    """ChodonError where a row says something beyond the columns that a list may have."""
    if max(map(len, rows), default=0) > MOST_COLUMNS and any(any(row[MOST_COLUMNS:]) for row in rows):
        raise too_wide(name)


def refuse_long_line(piece: bytes, before: int, name: str) -> int:
    """The bytes of the line with which the piece ends, with those before it. ChodonError if they are too many."""
    breaks = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
    length = before + len(piece) if breaks < 0 else len(piece) - breaks
    if length > LONGEST_LINE:
        raise ChodonError(_("{file}: a line is too long").format(file=name), _("is it text?"))
    return length


def refuse_marks(text: str, place: str) -> None:
    """ChodonError where a letter carries more marks than any script has."""
    if not text.isascii() and TOO_MANY_MARKS.search(text):
        raise ChodonError(_("{place}: a letter carries a hundred marks").format(place=place), _("is it text?"))


def seconds_for(size: int) -> float:
    """Of the processor, that reading so many bytes may take."""
    return CPU_SECONDS + size / PER_SECOND


@contextmanager
def limited_time(name: str, size: int) -> Iterator[None]:
    """ChodonError when the block takes more time of the processor than so many bytes can need."""

    def end(number: int, frame: FrameType | None) -> None:
        raise takes_too_long(name)

    try:
        before = signal.signal(signal.SIGPROF, end)
    except ValueError:  # not the main thread: nobody can be interrupted there
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds_for(size))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def opened_pipe(source: Path, name: str) -> Iterator["PatientPipe"]:
    """What is no file: a pipe, which somebody must write to. ChodonError for a device."""
    if not stat.S_ISFIFO(source.stat().st_mode):
        raise ChodonError(_("{file}: this is a device and no list").format(file=name), _("name another file"))
    handle = os.open(source, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        yield PatientPipe(handle, name)
    finally:
        os.close(handle)


class PatientPipe:
    """A pipe that is read until whoever writes closes it. ChodonError if nothing comes for long."""

    def __init__(self, handle: int, name: str) -> None:
        self._handle, self._name = handle, name
        self._has_begun = False

    def read(self, size: int = -1) -> bytes:
        ends = time.monotonic() + SILENT_SECONDS
        while time.monotonic() < ends:
            ready, _writable, _odd = select.select([self._handle], [], [], ends - time.monotonic())
            piece = os.read(self._handle, size) if ready else b""
            if piece or (ready and self._has_begun):
                self._has_begun = True
                return piece
            time.sleep(0.05)  # nobody has opened it for writing yet
        raise ChodonError(
            _("{file}: nothing comes through this pipe").format(file=self._name), _("is the program before it running?")
        )
