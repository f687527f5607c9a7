"""What is said beside the data, on stderr: an error, a warning, a note, each known by its first word."""

import os
import sys
from contextlib import suppress

from chodon_cli import invocation
from chodon_cli.locale import N_, _
from chodon_cli.render import _settings
from chodon_cli.text import printable

ERROR, WARNING, NOTE, HINT = N_("error"), N_("warning"), N_("note"), N_("hint")
COLORS_OF_FIRST_WORDS = {
    ERROR: "1;31",
    WARNING: "1;33",
    NOTE: "1;36",
    HINT: "1;32",
}  # of the first word, as ANSI numbers


def say(kind: str, text: str) -> None:
    """One message: a line, which on a terminal is wrapped at words; nothing in it can act on the terminal.

    Messages go into logs and mails: no whole identity number stands in one, wherever it was typed.
    """
    is_terminal = sys.stderr.isatty()
    lead = f"{_(kind)}:"
    line = printable(invocation.without_identity_numbers(f"{lead} {' '.join(text.split())}"))
    if is_terminal:
        line = wrap(line, _room())
        line = _paint(lead, COLORS_OF_FIRST_WORDS[kind]) + line[len(lead) :] if has_color(is_terminal) else line
    with suppress(OSError):  # a log that is full does not undo what was done
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def complain(text: str, hint: str) -> None:
    """What went wrong and what to do: one line; on a terminal, where lines are wrapped anyway, the hint has its own."""
    hint = invocation.name_register(hint)
    if hint and sys.stderr.isatty():
        say(ERROR, text)
        say(HINT, hint)
    else:
        say(ERROR, " — ".join(filter(None, [text, hint])))


def tell(text: str) -> None:
    """A line of a conversation at the keyboard: as a message, but with no first word and however it is set in."""
    line = printable(text)
    sys.stderr.write(f"{wrap(line, _room()) if sys.stderr.isatty() else line}\n")


def wrap(line: str, room: int) -> str:
    """The line broken at words, what follows the first line set in; a word longer than a line is left whole."""
    import textwrap

    return textwrap.fill(line, max(room, 20), subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def has_color(is_terminal: bool) -> bool:
    """Colour on a terminal, unless NO_COLOR or --color say otherwise."""
    if _settings.color != "auto":
        return _settings.color == "always"
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _room() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _paint(text: str, color: str) -> str:
    return f"\x1b[{color}m{text}\x1b[0m"
