"""What every command says of itself, as the program prints it: for man pages and the site."""

import io
import os
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import typer

from chodon_cli import app
from chodon_cli import root as root_module
from chodon_cli.commands import __path__ as command_folders


def nouns() -> list[str]:
    """The first words of all commands, in the order of the alphabet."""
    files = Path(command_folders[0]).glob("[a-z]*.py")
    return sorted(file.stem.removesuffix("_") for file in files)


def command_paths(noun: str, language: str) -> list[tuple[str, ...]]:
    """The noun, and every command beneath it."""
    os.environ["CHODON_LANG"] = language
    root: Any = typer.main.get_command(root_module.app)
    return [*_paths(root.get_command(typer.Context(root), noun), (noun,))]


def _paths(group: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    if hasattr(group, "list_commands"):
        ctx = typer.Context(group)
        for name in group.list_commands(ctx):
            yield from _paths(group.get_command(ctx, name), (*path, name))


def help_text(path: tuple[str, ...], language: str) -> str:
    """What `chodon help PATH` prints. RuntimeError if it does not."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = app.run(["--lang", language, "--color", "never", "--no-pager", "help", *path])
    if status:
        raise RuntimeError(f"chodon help {' '.join(path)}: {err.getvalue()}")
    return out.getvalue().strip("\n")
