"""What may be typed after the name of a command, as plain data: neither Typer nor the command is loaded for it.

An outline is made of the command itself. An installed package brings those of all commands (`shipped_outlines.py`);
elsewhere each is made once, and kept in the user's cache folder for as long as no file of the program changes.
"""

import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import chodon_cli
from chodon_cli.locale import language


class ParameterOutline(NamedTuple):
    """An option, or an argument, which has no names to type."""

    key: str  # its name in the code
    names: Sequence[str]
    meaning: str
    takes_value: bool
    is_repeated: bool
    takes: str = ""  # "day", "period" or the noun of the record that it names
    words: Sequence[Sequence[str]] = ()  # that it takes, each with its meaning


class CommandOutline(NamedTuple):
    """A command with its parameters; a group has commands, each with the beginning of its help."""

    parameters: Sequence[ParameterOutline]
    commands: Sequence[Sequence[str]] = ()
    runs_another: bool = False  # what follows its own options is another command line

    def option(self, name: str) -> ParameterOutline | None:
        """The option that is typed so."""
        return next((each for each in self.parameters if name in each.names), None)

    def argument(self, place: int) -> ParameterOutline | None:
        """The argument that the word in this place is, counted from 0."""
        arguments = [each for each in self.parameters if not each.names]
        if place < len(arguments):
            return arguments[place]
        return arguments[-1] if arguments and arguments[-1].is_repeated else None


Learn = Callable[[Sequence[str]], CommandOutline]  # makes the outline of the command, which is loaded for it


def outline(learn: Learn, path: Sequence[str]) -> CommandOutline:
    """The outline of the command to which the path of names leads. KeyError if there is none."""
    if shipped_outline := _shipped_outline(path):
        return shipped_outline
    file = _file(path)
    kept_outline = _recall(file) if file else None
    if kept_outline:
        return kept_outline
    learnt = learn(path)
    if file:
        _keep(file, learnt)
    return learnt


def keep_all(learn: Learn, path: Sequence[str] = ()) -> None:
    """Learn the command to which the path leads, and all beneath it, so that no Tab has to."""
    for name, _meaning in outline(learn, path).commands:
        keep_all(learn, [*path, name])


def file_of_package(language: str) -> Path:
    """Where an installed package has the outlines of its commands in the language."""
    return Path(__file__).with_name(f"outlines.{language}.tsv")


def name_of(path: Sequence[str]) -> str:
    """What an outline is kept under: the words of the command, and `chodon` for the program itself."""
    return " ".join(path) or "chodon"


def as_json(outline: CommandOutline) -> str:
    import json

    return json.dumps(outline, ensure_ascii=False)


def _from_json(text: str | bytes) -> CommandOutline:
    """ValueError, TypeError or RecursionError for what is not as we write it."""
    import json

    parameters, commands, runs_another = json.loads(text)
    return CommandOutline(
        [ParameterOutline(*each) for each in parameters], [(name, help) for name, help in commands], runs_another
    )


def _shipped_outline(path: Sequence[str]) -> CommandOutline | None:
    """The outline that the package brings of the command; None where it brings none."""
    beginning = f"\n{name_of(path)}\t"
    try:
        text = file_of_package(language()).read_text("utf-8")
        place = text.find(beginning)
        return None if place < 0 else _from_json(text[place + len(beginning) :].partition("\n")[0])
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _recall(file: Path) -> CommandOutline | None:
    """The outline that is kept there; None where there is none, or what is there is not as we write it."""
    try:  # not there; or a pipe, from which one would read for ever
        return _from_json(file.read_bytes()) if file.is_file() else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _file(path: Sequence[str]) -> Path | None:
    """Where the outline is kept that the program, as its files are now, has in the language in use; None: nowhere."""
    package = chodon_cli.__path__[0]
    try:
        of_program = _cache_folder() / f"{chodon_cli.__version__}-{_state(package)}"
    except (OSError, RuntimeError):  # the program's files cannot be listed; whoever is at work has no home
        return None
    return of_program / language() / f"{name_of(path)}.json"


def _cache_folder() -> Path:
    import sys

    if sys.platform == "win32":
        from platformdirs import user_cache_path

        return user_cache_path("chodon", appauthor=False) / "completion"
    base = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    if not base.is_absolute():  # counts for nothing, as its standard says
        base = Path("~/.cache").expanduser()
    return base / "chodon" / "completion"


@cache
def _state(package: str) -> str:
    """A text that is another one when a file of the program is: of its place, and the sizes and days of all files."""
    from zlib import crc32

    latest = total = 0
    folders = [package]
    while folders:
        for entry in os.scandir(folders.pop()):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    folders.append(entry.path)
                continue
            status = entry.stat()
            latest, total = max(latest, status.st_mtime_ns), total + status.st_size
    return f"{crc32(package.encode()):x}-{latest:x}-{total:x}"


def _keep(file: Path, learnt: CommandOutline) -> None:
    """Keep the outline, and none of a program that was before this one; nothing where nothing can be written."""
    from contextlib import suppress
    from shutil import rmtree

    draft = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        if not file.parent.parent.exists():
            rmtree(_cache_folder(), ignore_errors=True)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            draft.write_text(as_json(learnt), "utf-8")
            draft.replace(file)
        except OSError:  # the disk is full
            draft.unlink(missing_ok=True)
