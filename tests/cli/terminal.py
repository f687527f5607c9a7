"""A command line run in a terminal of its own: what a person at the keyboard sees."""

import fcntl
import gc
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn, Self

from chodon_cli import app
from tests.store import on_server

OF_THE_OUTSIDE = ("COLUMNS", "LINES", "NO_COLOR", "PAGER", "LESS")
CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\r")  # of colours, the cursor, the screen
WHERE_IS_THE_CURSOR, TOP_LEFT = b"\x1b[6n", b"\x1b[1;1R"  # a question that a terminal answers
ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Screen:
    """What came out on the terminal, colours included, and what the command ended with."""

    status: int | None
    raw: str

    @property
    def text(self) -> str:
        """Without the colours."""
        return ANSI.sub("", self.raw)

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


MARK = "\x1e"  # between what several commands show


def on_terminal(
    *words: str, columns: int = 80, lines: int = 24, keys: bytes = b"", is_begun: bool = False, **environment: str
) -> Screen:
    """Run `chodon WORDS…` in a terminal of this size; `keys` are typed into it.

    By a fork of this process, but for a program that `is_begun` as a person begins it.
    """
    outside, inside = _open_terminal(columns, lines)
    process = _start(words, outside, inside, _environment(environment), is_begun)
    if keys:
        os.write(outside, keys)
    raw = _read_to_the_end(outside)
    return Screen(process.wait(), raw)


class Fork:
    """A command that a fork of this process runs, as `subprocess.Popen` has a program: it need not load all anew."""

    def __init__(self, child: int) -> None:
        self.child = child
        self.status: int | None = None

    def poll(self) -> int | None:
        return self._ask(os.WNOHANG) if self.status is None else self.status

    def wait(self) -> int | None:
        return self._ask(0) if self.status is None else self.status

    def kill(self) -> None:
        os.kill(self.child, signal.SIGKILL)

    def _ask(self, how: int) -> int | None:
        child, status = os.waitpid(self.child, how)
        self.status = os.waitstatus_to_exitcode(status) if child else None
        return self.status


def _start(
    words: Sequence[str], outside: int, inside: int, around: Mapping[str, str], is_begun: bool
) -> "subprocess.Popen[bytes] | Fork":
    """Run `chodon WORDS…` with the inner end of a terminal, which is closed here.

    A server is asked by a program of its own, for the connections of this process are nobody else's.
    """
    if is_begun or on_server.IS_WANTED:
        command = [sys.executable, "-m", "chodon_cli", *words]
        program = subprocess.Popen(
            command, stdin=inside, stdout=inside, stderr=inside, env=around, start_new_session=True
        )
        os.close(inside)
        return program
    child = os.fork()
    if child == 0:
        os.close(outside)
        _run_main(words, inside, around)
    os.close(inside)
    return Fork(child)


def _run_main(words: Sequence[str], terminal: int, around: Mapping[str, str]) -> NoReturn:
    status = 1
    try:
        _live_in(terminal, around)
        gc.disable()  # as the program does; and what is not touched is not copied
        sys.argv = ["chodon", *words]
        app.main()
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _live_in(terminal: int, around: Mapping[str, str]) -> None:
    """Let this process have the terminal and these variables, as if it were begun there."""
    os.setsid()
    for number in range(3):
        os.dup2(terminal, number)
    os.close(terminal)
    os.environ.clear()
    os.environ.update(around)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  (handles, not paths)
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115


def each_on_terminal(command_lines: Sequence[str], columns: int) -> list[Screen]:
    """What each of several command lines shows in a terminal of this width; they are run by one fork of this process.

    For what is shown alone: a program that is begun has loaded less, and reads its streams and signals anew.
    """
    around = _environment({})
    outside, inside = _open_terminal(columns, 24)
    child = os.fork()
    if child == 0:
        _run_each(command_lines, inside, around)
    os.close(inside)
    raw = _read_to_the_end(outside)
    _child, status = os.waitpid(child, 0)
    *raws, rest = raw.split(MARK)
    assert rest == "" and len(raws) == len(command_lines), raw
    return [Screen(os.waitstatus_to_exitcode(status), each) for each in raws]


def _run_each(command_lines: Sequence[str], terminal: int, around: Mapping[str, str]) -> NoReturn:
    status = 1
    try:
        _live_in(terminal, around)
        for line in command_lines:
            app.run(line.split())
            print(end=MARK, flush=True)
        status = 0
    finally:
        os._exit(status)


def _open_terminal(columns: int, lines: int) -> tuple[int, int]:
    """The ends of a terminal of this size: that of the person, and that of the program."""
    outside, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    return outside, inside


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    outer = {name: value for name, value in on_server.environment().items() if name not in OF_THE_OUTSIDE}
    return {**outer, "TERM": "xterm-256color", **more}


def _read_to_the_end(outside: int) -> str:
    """All that comes out on the terminal until the other end is closed."""
    pieces = []
    try:
        while piece := os.read(outside, 1 << 16):
            pieces.append(piece)
    except OSError:  # a terminal says so that the other end is closed
        pass
    finally:
        os.close(outside)
    return on_server.with_paths(b"".join(pieces).decode().replace("\r\n", "\n"))


class Keyboard:
    """A person at a terminal, who types when asked: start a command, answer its questions, see how it ends."""

    SECONDS = 30

    def __init__(self, *, is_begun: bool = False, **environment: str) -> None:
        self.is_begun = is_begun
        self.environment = environment
        self.seen = ""
        self.outside = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ending: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.outside)

    def start(self, *words: str) -> None:
        """Run `chodon WORDS…` in a terminal that stays open."""
        if self.outside >= 0:
            os.close(self.outside)
        self.outside, inside = _open_terminal(120, 40)
        environment = {**on_server.environment(), "TERM": "xterm-256color", **self.environment}
        self.process = _start(words, self.outside, inside, environment, self.is_begun)
        self.seen = ""

    def answer(self, question: str, text: str) -> str:
        """Type the text and Enter when the question is on the screen; what was seen since the last answer."""
        self._wait_until(lambda: question in self.seen)
        seen, self.seen = self.seen, ""
        os.write(self.outside, f"{text}\r".encode())
        return seen

    def press(self, keys: bytes, question: str = ": ") -> None:
        """Press keys, with no Enter after them, as soon as the question is on the screen."""
        self._wait_until(lambda: question in self.seen)
        os.write(self.outside, keys)

    def break_off(self) -> int | None:
        """Press Ctrl-C once something is asked, and again while nobody reads it; what the command ended with."""
        self._wait_until(lambda: "):" in self.seen)
        while self.process.poll() is None:
            os.write(self.outside, b"\x03")
            time.sleep(0.2)
        return self.end()

    def end(self) -> int | None:
        """What the command ended with; what it showed last is in `seen`."""
        self._wait_until(lambda: self.process.poll() is not None)
        return self.process.wait()

    def _wait_until(self, is_so: Callable[[], bool]) -> None:
        ends = time.monotonic() + self.SECONDS
        while not is_so():
            assert time.monotonic() < ends, self.seen
            if select.select([self.outside], [], [], 0.1)[0]:
                try:
                    piece = os.read(self.outside, 1 << 16)
                except OSError:  # a terminal says so that the other end is closed
                    self.process.wait()
                    continue
                os.write(self.outside, piece.count(WHERE_IS_THE_CURSOR) * TOP_LEFT)
                self.seen += on_server.with_paths(CONTROL.sub("", piece.decode(errors="replace")))
