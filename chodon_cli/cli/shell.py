"""Command after command in one process: typed at a prompt, or read from a file or a pipe."""

import gc
import shlex
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from chodon_cli import invocation, store
from chodon_cli.cli import line_editor
from chodon_cli.cli.completion import Candidate, command_line
from chodon_cli.cli.completion.outline_of_command import outline_of
from chodon_cli.cli.preloading import preloading
from chodon_cli.cli.typer_adapter import Program
from chodon_cli.errors import FOUND_SOMETHING
from chodon_cli.locale import _
from chodon_cli.queries import MOST_CANDIDATES
from chodon_cli.render import complain, explain

WORDS_THAT_LEAVE = ("exit", "quit", "thoat", "thoát")
PROMPT = "chodon> "


def run_shell(program: Program, before: list[str]) -> int:
    """Run what is typed, until the end of input; the exit status: 0, or of the line at which a file stopped.

    Findings stop nothing, as those of `check`: the file goes on, and ends with their status.

    `before`: the global options with which each command runs.
    """
    gc.enable()  # a single command does not pay for it; a day of them does
    with store.staying_connected():
        return _run_lines(program, before)


def _run_lines(program: Program, before: list[str]) -> int:
    if invocation.can_ask():
        explain(_("Type commands without “chodon”; Tab completes, “exit” ends."))
        with preloading():
            for line in line_editor.lines(PROMPT, lambda text: _candidates(program, before, text), _history_file()):
                if line.strip() in WORDS_THAT_LEAVE:
                    break
                _run(program, before, line)
        return 0
    end_status = 0
    for place, line in enumerate(sys.stdin, 1):
        if line.strip() in WORDS_THAT_LEAVE:
            break
        status = _run(program, before, line)
        if status == FOUND_SOMETHING:
            end_status = status
        elif status:
            complain(_("stopped at line {line}").format(line=place))
            return status
    return end_status


def _run(program: Program, before: list[str], line: str) -> int:
    try:
        words = shlex.split(line, comments=True)
    except ValueError:
        complain(_("a quotation mark is not closed"))
        return 2
    if words[:1] == ["chodon"]:
        words = words[1:]
    if not words:
        return 0
    if "shell" in words[:1]:
        complain(_("this is the shell already"))
        return 2
    return program.run([*before, *words])


def _candidates(program: Program, before: list[str], text: str) -> tuple[Sequence[Candidate], int]:
    """What may stand for the last word of the line."""
    words = text.split()
    current = "" if not words or text[-1:].isspace() else words.pop()
    offers = command_line.candidates(partial(outline_of, program.app), [*before, *words, current])
    return [each._replace(value=shlex.quote(each.value)) for each in offers[:MOST_CANDIDATES]], len(current)


def _history_file() -> Path:
    from platformdirs import user_state_path

    return user_state_path("chodon", appauthor=False) / "history"
