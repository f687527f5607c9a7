"""Results for people and for programs: one module a format, loaded when asked for."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, TextIO, cast

from chodon_cli import progress
from chodon_cli.errors import ChodonError, Usage, system_reason, what_to_do
from chodon_cli.locale import _, in_language, language
from chodon_cli.render import _arrange, _faults, _headline, _messages, _settings
from chodon_cli.render._options import CHART_FORMATS, FORMATS, FORMATS_WITH_DETAILS, OutputOptions
from chodon_cli.result import Result

if TYPE_CHECKING:
    from chodon_cli.render._progress import ProgressBar

__all__ = [
    "CHART_FORMATS",
    "FORMATS",
    "FormatModule",
    "OutputOptions",
    "be_quiet",
    "complain",
    "format_module",
    "in_its_language",
    "is_quiet",
    "save",
    "show",
    "use",
    "warn",
]
SPECIAL_FORMATS_FOLDER = Path(__path__[0], "special")


class FormatModule(Protocol):
    """What the module of a format says of it: whether people read it, and whether further tables of a Result go in."""

    IS_FOR_PEOPLE: bool
    HAS_DETAILS: bool
    HAS_NOTES: bool  # whether what qualifies the figures has room there; where it has none it is said beside them

    def write(self, result: Result, file: TextIO | BinaryIO, how: OutputOptions, /) -> None: ...


def format_module(name: str) -> FormatModule:
    """The module of the format."""
    folder = "render.special" if SPECIAL_FORMATS_FOLDER.joinpath(f"{name}.py").exists() else "render"
    return cast(FormatModule, import_module(f"chodon_cli.{folder}.{name}"))


def use(chosen_color: str, be_quiet: bool, pager: str | None) -> None:
    """What holds of colour, of quiet, and the command of the pager (None: none)."""
    _settings.color, _settings.quiet, _settings.pager = chosen_color, be_quiet, pager
    is_looked_at = sys.stderr.isatty() and not be_quiet and os.environ.get("TERM") != "dumb"
    progress.use(_progress_bar if is_looked_at else None)


def is_quiet() -> bool:
    """Whether only what was asked for and errors are printed."""
    return _settings.quiet


def be_quiet(quiet: bool) -> None:
    """Print no more than what was asked for and errors, or all there is to say."""
    _settings.quiet = quiet


def _progress_bar(what: str, total: int | None) -> "ProgressBar":
    from chodon_cli.render._progress import ProgressBar

    return ProgressBar(what, total)


def show(result: Result, how: OutputOptions) -> None:
    """Write the Result where it is wanted; hints and faults go to stderr."""
    for line in _faults.fault_lines(result.faults):
        _messages.say(_messages.ERROR, line)
    for hint in result.hints:
        explain(hint)
    if _settings.quiet and result.is_write and not (how.output or how.is_stdout_named):
        return
    try:
        save(result, how)
    except BrokenPipeError:  # the reader has seen enough, as `head` has
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  (lives until the program ends)


def explain(text: str) -> None:
    """A note for the person at the keyboard; not with --quiet."""
    if not _settings.quiet:
        _messages.say(_messages.NOTE, text)


def warn(text: str) -> None:
    """A warning for the person at the keyboard."""
    _messages.say(_messages.WARNING, text)


def tell(text: str) -> None:
    """What is said between questions, to whoever answers them."""
    _messages.tell(text)


def complain(text: str, hint: str = "") -> None:
    """An error and what to do about it."""
    _messages.complain(text, hint)


def in_its_language(how: OutputOptions) -> AbstractContextManager[None]:
    """Speaks the language of a format that has one of its own, whatever the program speaks."""
    return in_language(getattr(format_module(how.name), "LANGUAGE", language()))


def save(result: Result, how: OutputOptions) -> None:
    """Write the Result in its format to stdout or to the file."""
    module = format_module(how.name)
    result = replace(result, headline=result.headline or _headline.headline(result))
    arranged_result = _arrange.arrange(result, how, module.IS_FOR_PEOPLE, getattr(module, "HAS_EVERY_COLUMN", False))
    if (result.details or result.has_further_tables) and not module.HAS_DETAILS:
        others = ", ".join(FORMATS_WITH_DETAILS)
        warn(_("only the first table; {formats} have the others too").format(formats=others))
    try:
        with open_output(how.output, binary=getattr(module, "IS_BINARY", False)) as file:
            module.write(arranged_result, file, how)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ChodonError(f"{how.output or 'stdout'}: {system_reason(error)}", what_to_do(error)) from error
    is_seen = how.output is None or sys.stderr.isatty()  # what a nightly job writes to a file is no mail to anybody
    if is_seen and not module.HAS_NOTES:
        for note in arranged_result.notes:
            explain(note)


def _open(place: Path | int, binary: bool) -> TextIO | BinaryIO:
    """A file, or an open descriptor, that is written to."""
    return open(place, "wb") if binary else open(place, "w", encoding="utf-8", newline="")  # noqa: PTH123


@contextmanager
def open_output(output: Path | None, binary: bool = False) -> Iterator[TextIO | BinaryIO]:
    """Stdout, or a file that is replaced only when all of it is written."""
    if output is None:
        if binary and sys.stdout.isatty():
            raise Usage(_("this format is no text for a terminal"), _("add -o FILE"))
        yield sys.stdout.buffer if binary else sys.stdout
        sys.stdout.flush()
        return
    import tempfile

    if output.exists() and not output.is_file():  # a device or a pipe cannot be replaced
        with _open(output, binary) as file:  # /dev/stdout leads to a pipe that has no name of its own
            yield file
        return
    target = Path(os.path.realpath(output))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise ChodonError(f"{output}: {system_reason(error)}", what_to_do(error)) from error
    try:
        with _open(handle, binary) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
