"""A command line run in a terminal of its own: what a person at the keyboard sees."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from dataclasses import dataclass

OF_THE_OUTSIDE = ("COLUMNS", "LINES", "NO_COLOR", "PAGER", "LESS")
ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Screen:
    """What came out on the terminal, colours included, and what the command ended with."""

    status: int
    raw: str

    @property
    def text(self) -> str:
        """Without the colours."""
        return ANSI.sub("", self.raw)

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


def on_terminal(*words: str, columns: int = 80, lines: int = 24, keys: bytes = b"", **environment: str) -> Screen:
    """Run `chodon WORDS…` in a terminal of this size; `keys` are typed into it."""
    outside, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    outer: Mapping[str, str] = {name: value for name, value in os.environ.items() if name not in OF_THE_OUTSIDE}
    process = subprocess.Popen(
        [sys.executable, "-m", "chodon_cli", *words],
        stdin=inside,
        stdout=inside,
        stderr=inside,
        env={**outer, "TERM": "xterm-256color", **environment},
        start_new_session=True,
    )
    os.close(inside)
    if keys:
        os.write(outside, keys)
    pieces = []
    try:
        while piece := os.read(outside, 1 << 16):
            pieces.append(piece)
    except OSError:  # a terminal says so that the other end is closed
        pass
    finally:
        os.close(outside)
    return Screen(process.wait(), b"".join(pieces).decode().replace("\r\n", "\n"))
