"""One command line: its language, who runs it, and the one place where errors are printed."""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from chodon_cli import configuration, global_options, locale, standard_streams
from chodon_cli import invocation as operation
from chodon_cli.errors import (
    INTERRUPTED,
    ChodonError,
    ReportedFailure,
    Usage,
    status_if_ended,
    system_reason,
    what_to_do,
    where_to_look,
)
from chodon_cli.locale import _

if TYPE_CHECKING:
    from chodon_cli.cli.completion.outline import CommandOutline

COMPLETION_VARIABLE = "_CHODON_COMPLETE"  # a shell sets it that wants to know what may be typed next


def main() -> NoReturn:
    """The `chodon` command."""
    standard_streams.prepare()
    if COMPLETION_VARIABLE in os.environ:
        from chodon_cli.cli.completion import answer

        sys.exit(answer.print_candidates(learn, sys.argv[1:], speak))
    for ending in (signal.SIGTERM, signal.SIGHUP):  # of cron and of a terminal that closes: what is left is removed
        signal.signal(ending, end)
    try:
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # as of a job that a shell put in the background
            signal.signal(signal.SIGINT, signal.default_int_handler)
        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # between two lines of this: nothing is begun, or all is done
        status = INTERRUPTED
    fault = standard_streams.fault_of_stdout()
    status = complain(fault, "", 1) if fault and not status else status
    standard_streams.give_up_stderr()
    sys.exit(status)


def end(number: int, frame: FrameType | None) -> NoReturn:
    """End as if the command had: nothing is half done, and no temporary file stays."""
    sys.exit(128 + number)


def run(words: list[str]) -> int:
    """Run one command line and give its exit status. Nothing that goes wrong leaves here but as a status."""
    debug = "--debug" in words
    operation.let_interrupts_through()
    operation.ask_for_codes(is_code_of_the_register)
    try:
        speak(words)
        if any("\ud800" <= char <= "\udfff" or char == "\0" for char in "".join(words)):
            raise Usage(_("the command line is not valid UTF-8 text"), _("set the terminal to UTF-8 and type it again"))
        operation.words, operation.offers_another, operation.is_stored = words, False, False
        status = show_where_one_stands(words) if global_options.are_all_of_it(words) else run_command(words)
        if status == INTERRUPTED:
            raise KeyboardInterrupt
        return run(words) if operation.offers_another and another_is_wanted() else status
    except ReportedFailure as failure:
        return failure.exit_code
    except ChodonError as error:
        if debug:
            raise
        if ended := status_if_ended(error):
            return tell_if_interrupted(ended)
        return complain(str(error), error.hint or where_to_look(error), error.exit_code)
    except KeyboardInterrupt:
        return tell_if_interrupted(INTERRUPTED)
    except OSError as error:
        if debug:
            raise
        return complain(
            ": ".join(filter(None, [str(error.filename or ""), system_reason(error)])), what_to_do(error), 1
        )
    except Exception as error:  # a fault of the program: still one line, never a traceback
        if debug:
            raise
        if ended := status_if_ended(error):
            return tell_if_interrupted(ended)
        return complain(*what_failed(error), 1)


def tell_if_interrupted(status: int) -> int:
    """The status of a command that was ended from outside; whoever pressed ^C is told what has become of it."""
    return complain(_("interrupted; nothing was half done"), "", status) if status == INTERRUPTED else status


def is_code_of_the_register(number: str) -> bool:
    """Whether the number is a code there; loaded only where there is such a number to be shown or masked."""
    from chodon_cli.queries import known_codes

    return known_codes.is_code_of_the_register(number)


def learn(path: Sequence[str]) -> "CommandOutline":
    """The outline of the command to which the path of names leads; all that commands are made of is loaded."""
    from chodon_cli import root
    from chodon_cli.cli.completion.outline_of_command import outline_of

    return outline_of(root.app, path)


def run_command(words: list[str]) -> int:
    """Run the command that the line names; the exit status."""
    from chodon_cli import plain_line

    try:
        status = plain_line.run(words)
        return run_by_typer(words) if status is None else status
    finally:
        if store := sys.modules.get("chodon_cli.store"):
            store.close_shown()


def run_by_typer(words: list[str]) -> int:
    """Let Typer read the line and run its command; the exit status."""
    import typer

    from chodon_cli import root
    from chodon_cli.cli import typer_adapter

    try:
        return typer_adapter.run_app(root.app, words, "chodon", run)
    except typer_adapter.TyperException as error:
        from chodon_cli.cli import usage_errors

        return usage_errors.complain(error, complain)
    except typer.Abort:
        raise KeyboardInterrupt from None


def show_where_one_stands(words: list[str]) -> int:
    """What `chodon` alone shows. It is asked many times a day, so nothing is loaded that only reads a command."""
    if not global_options.apply_words(words):
        return run_by_typer(words)
    from chodon_cli.commands import _status

    _status.show()
    return 0


def what_failed(error: Exception) -> tuple[str, str]:
    """A fault that is no fault of what was typed, and what to do: a package is missing, or the program is wrong."""
    package = (error.name or "").partition(".")[0] if isinstance(error, ModuleNotFoundError) else ""
    if package and package != __package__:
        return _("a package that chodon needs is missing: {name}").format(name=package), f"pip install {package}"
    return (
        _("a fault of the program: {error}").format(error=f"{type(error).__name__}: {error}"),
        _("nothing was changed; run it again with --debug and report what it shows"),
    )


def another_is_wanted() -> bool:
    """Whether the person whom a command asked enters another one."""
    from chodon_cli.cli import asking

    return asking.wants_another()


def speak(words: list[str]) -> None:
    """Choose the language before anything is built: help and messages follow.

    One that there is not is refused by those who read the line, with all else that is wrong with it.
    """
    typed = global_options.values_typed(words)
    language = typed.get("--lang") or os.environ.get("CHODON_LANG") or ""
    locale.use(language if language in locale.LANGUAGES else "vi")
    if not language:
        register = typed.get("--register") or os.environ.get("CHODON_REGISTER")
        locale.use(configuration.value("language", register))


def complain(message: str, hint: str, status: int) -> int:
    """Print what went wrong: one line, which cannot act on the terminal."""
    from chodon_cli import render

    render.complain(message, hint)
    return status
