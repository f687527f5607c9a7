"""Stdout and stderr as every command needs them: there, in UTF-8, and nothing lost of them in silence."""

import io
import os
import sys

from chodon_cli.errors import system_reason


def prepare() -> None:
    """Give both streams UTF-8 and a buffer; what was closed by who called leads nowhere."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name) or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        if isinstance(stream, io.TextIOWrapper):
            if isinstance(stream.buffer, io.RawIOBase):  # PYTHONUNBUFFERED: half a write would be no fault
                raw = io.FileIO(stream.fileno(), "w", closefd=False)
                stream = io.TextIOWrapper(io.BufferedWriter(raw), line_buffering=True)
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        setattr(sys, name, stream)


def fault_of_stdout() -> str:
    """Why the last of the output could not be written, or nothing; stdout leads nowhere then.

    The interpreter would try once more at its end, and say so in its own words and with a status of its own.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return "" if isinstance(error, BrokenPipeError) else f"stdout: {system_reason(error)}"
    return ""


def give_up_stderr() -> None:
    """Let nothing more be said where nobody reads it, or there is no room for it: that is no fault of the command's.

    The interpreter would try once more at its end, and give a status of its own.
    """
    try:
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
