"""The outlines of all commands, made when a package is built: with them no Tab has to load a command.

Only an installed package has them (`locale/build.py`), never the folder of the source: there they would be of
yesterday's program.
"""

from collections.abc import Iterator
from pathlib import Path

from chodon_cli import locale
from chodon_cli.cli.completion.outline import CommandOutline, Learn, as_json, file_of_package, name_of


def write_outlines(learn: Learn, folder: Path) -> list[Path]:
    """Write a file for each language into the folder; which they are. `learn` makes the outline of a command.

    Each command is a line: its path, a tab, its outline as JSON; an empty line stands before the first.
    """
    files = []
    for language in locale.LANGUAGES:
        locale.use(language)
        lines = [f"{name_of(path)}\t{as_json(outline)}" for path, outline in _every_outline(learn, [])]
        files.append(folder / file_of_package(language).name)
        files[-1].write_text("\n".join(["", *lines, ""]), "utf-8")
    return files


def _every_outline(learn: Learn, path: list[str]) -> Iterator[tuple[list[str], CommandOutline]]:
    outline = learn(path)
    yield path, outline
    for name, _meaning in outline.commands:
        yield from _every_outline(learn, [*path, name])
