"""The records that the words of a command line name, looked up: whether there are such."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from chodon_cli.cli.record_nouns import noun_named
from chodon_cli.cli.typer_adapter import TyperParameter
from chodon_cli.errors import ChodonError, NotFound
from chodon_cli.store import Reader

LookUp = Callable[[Reader, str], object]
NOUNS_WITH_NAMES = ("staff", "unit", "standard", "document")  # whose records are named in several ways
WORDS_ONLY = (("case", "document"),)  # (noun, key): what grants an extension need be no document of the register


def not_there(path: list[str], values: Iterable[tuple[TyperParameter, str]]) -> list[NotFound]:
    """What is wrong with those values that name a record which the register has not; nothing where it cannot be read.

    `path`: the command to which they are given.
    """
    named = [(look_up, text) for parameter, text in values if (look_up := _look_up(path, parameter))]
    if not named:  # to open a register takes longer than to read the line
        return []
    from chodon_cli import store

    try:
        with store.reading_until_shown(of_any_kind=True) as db:
            return [missing for look_up, text in named if (missing := _fault(db, look_up, text))]
    except ChodonError:  # it will be said by the command that is typed rightly
        return []


def other_records(path: list[str], parameters: Iterable[TyperParameter]) -> dict[str, str]:
    """For each of the parameters, by its key, a record that it could name, where the register has any."""
    from chodon_cli.cli.completion.command_line import records_named

    named = {str(each.name): noun_named(path, each) for each in parameters}
    records = {key: records_named(noun, "") for key, noun in named.items() if noun}
    return {key: candidates[0][0] for key, candidates in records.items() if candidates}


def _fault(db: Reader, look_up: LookUp, text: str) -> NotFound | None:
    try:
        look_up(db, text)
    except NotFound as missing:
        return missing
    except ChodonError:  # several are meant: the command says which
        return None
    return None


def _look_up(path: list[str], parameter: TyperParameter) -> LookUp | None:
    """How the record is found that a value of the parameter names; none where it names none."""
    from chodon_cli import nouns
    from chodon_cli.queries import numbered, resolve

    noun = noun_named(path, parameter)
    if not noun or not path or (path[0], parameter.name) in WORDS_ONLY:
        return None
    if noun in NOUNS_WITH_NAMES or parameter.param_type_name == "option":
        look_up = getattr(resolve, noun)
        return lambda db, text: resolve.even_if_void(look_up, db, text)
    if Path(nouns.__path__[0], f"{noun}.py").exists():
        declaration = import_module(f"{nouns.__name__}.{noun}").DECLARATION
        return lambda db, text: numbered.record_id(db, declaration, text)
    return None
