"""The records that the words of a command line name, looked up: whether there are such."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from chodon_cli.cli.record_nouns import noun_of_numbers
from chodon_cli.cli.typer_adapter import TyperParameter
from chodon_cli.errors import ChodonError, NotFound
from chodon_cli.locale import _
from chodon_cli.store import Reader

LookUp = Callable[[Reader, str], object]
VERBS_THAT_NAME_NEW_ONES = ("add", "rename")
WORDS_ONLY = (("case", "document"),)  # (noun, key): what grants an extension need be no document of the register


def not_there(path: list[str], values: Iterable[tuple[TyperParameter, str]]) -> list[NotFound]:
    """What is wrong with those values that name a record which the register has not; nothing where it cannot be read.

    `path`: the command to which they are given.
    """
    from chodon_cli import store

    faults: list[NotFound] = []
    try:
        with store.reading() as db:
            for parameter, text in values:
                faults += _fault(db, _look_ups(path, parameter), text)
    except ChodonError:  # it will be said by the command that is typed rightly
        return []
    return faults


def _fault(db: Reader, look_ups: Iterable[LookUp], text: str) -> Iterator[NotFound]:
    for look_up in look_ups:
        try:
            look_up(db, text)
        except NotFound as missing:
            yield missing
        except ChodonError:  # several are meant: the command says which
            return


def _look_ups(path: list[str], parameter: TyperParameter) -> Iterator[LookUp]:
    """How the record is found that a value of the parameter names; none where it names none."""
    from chodon_cli.queries import resolve

    metavar, key = str(parameter.metavar or "").strip("[]…"), str(parameter.name or "")
    noun, verb = (path[0], path[-1]) if path else ("", "")
    is_own = parameter.param_type_name == "argument" and verb not in VERBS_THAT_NAME_NEW_ONES
    if metavar == _("STAFF"):
        yield _even_if_void(resolve.staff)
    elif metavar == _("UNIT") or (metavar == _("CODE") and (key == "into" or (is_own and noun in ("unit", "report")))):
        yield _even_if_void(resolve.unit)
    elif metavar == _("CODE") and (key == "standard" or (is_own and noun == "standard")):
        yield _even_if_void(resolve.standard)
    elif (
        metavar == _("NUMBER")
        and key in ("violation", "inspection", "document", "case")
        and not is_own
        and (noun, key) not in WORDS_ONLY
    ):
        yield _even_if_void(getattr(resolve, key))
    elif is_own and (metavar == _("NUMBER") or metavar.startswith("VP-")):
        yield from _by_number(noun_of_numbers(path))


def _even_if_void(look_up: Callable[..., object]) -> LookUp:
    from chodon_cli.queries import resolve

    return lambda db, text: resolve.even_if_void(look_up, db, text)


def _by_number(noun: str) -> Iterator[LookUp]:
    from chodon_cli import nouns
    from chodon_cli.queries import resolve

    if noun in ("document", "staff"):
        yield _even_if_void(getattr(resolve, noun))
    elif Path(nouns.__path__[0], f"{noun}.py").exists():
        declaration = import_module(f"{nouns.__name__}.{noun}").DECLARATION
        yield lambda db, text: resolve.record_id(db, declaration, text)
