"""What is longer than the terminal is shown by a pager, as git does: PAGER, else less; never when piped."""

import os
import shlex
import shutil
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import IO, TYPE_CHECKING, cast

from chodon_cli.render import _settings

if TYPE_CHECKING:  # loaded where a program is started: most of what is shown fits the terminal
    import subprocess

LESS_OPTIONS = "FRSX"  # leave at once what fits, colours as they are, lines cut not wrapped, the screen left as it was


def page(text: str, heading: int) -> bool:
    """Show the text by the pager if it has more lines than the terminal; whether that was done.

    `heading`: the lines at the top that stay in sight, where the pager can keep them.
    """
    return text.count("\n") >= shutil.get_terminal_size().lines and page_parts([text], heading)


def page_parts(parts: Iterable[str], heading: int) -> bool:
    """Show a text that is made as far as it is read, by the pager; whether there is one. `heading` as in `page`."""
    import subprocess

    command = pager()
    rows = shutil.get_terminal_size().lines
    if not command:
        return False
    if command[0].rsplit("/", 1)[-1] == "less" and 0 < heading <= rows // 2 and _less_keeps_headings(command[0]):
        command.append(f"--header={heading}")
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=_environment(os.environ))
    except OSError:
        return False  # no such pager: print it
    _feed(process, parts)
    return True


def pager() -> list[str]:
    """The words of the pager's command; none where PAGER or the configuration says so."""
    if not _settings.pager or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return []
    words = shlex.split(_settings.pager)
    return [] if words == ["cat"] else words


def _feed(process: "subprocess.Popen[bytes]", parts: Iterable[str]) -> None:
    """Give the pager its text and wait until it is left; Ctrl-C is the pager's meanwhile."""
    import signal

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with suppress(BrokenPipeError), cast(IO[bytes], process.stdin) as reader:
            for part in parts:
                reader.write(part.encode())
                reader.flush()
        process.wait()
    finally:
        signal.signal(signal.SIGINT, before)


def _environment(outer: Mapping[str, str]) -> dict[str, str]:
    return {"LESS": LESS_OPTIONS, "LESSCHARSET": "utf-8", "LV": "-c", **outer}


def _less_keeps_headings(less: str) -> bool:
    """Whether this less has --header, which came with version 600."""
    import subprocess

    try:
        first = subprocess.run([less, "--version"], capture_output=True, text=True, timeout=2, check=True).stdout
        return int(first.split()[1].split(".")[0]) >= 600
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return False
