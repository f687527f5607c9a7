"""What a command takes, as plain data: most lines are read without Typer (`chodon_cli/plain_line.py`).

Typer's own options and arguments are made of it by `typer_commands.py`.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from types import FunctionType
from typing import TypeVar, get_args, get_origin

Function = TypeVar("Function", bound=Callable[..., object])
HAS_TO_BE_TYPED = object()  # stands for the default of what has to be typed
DECLARED = "parameters_of_command"  # what the parameters that a function was given are kept under


class Option:
    """How a value is typed: behind one of these names, or behind `--` and its key; and what reads it."""

    is_argument = False

    def __init__(
        self,
        *names: str,
        parser: Callable[[str], object] | None = None,
        metavar: str | None = None,
        help: str | None = None,
    ) -> None:
        self.names, self.parser, self.metavar, self.help = names, parser, metavar, help


class Argument(Option):
    """A value that is typed without a name, in its place."""

    is_argument = True


class Parameter:
    """One thing that a command takes. `annotation`: `Annotated` with the type of the value and its `Option`."""

    def __init__(self, name: str, annotation: object, default: object = HAS_TO_BE_TYPED) -> None:
        self.name, self.annotation, self.default = name, annotation, default

    @property
    def is_needed(self) -> bool:
        return self.default is HAS_TO_BE_TYPED

    @property
    def of_type(self) -> object:
        return get_args(self.annotation)[0]

    @property
    def typed_as(self) -> Option:
        option = get_args(self.annotation)[1]
        assert isinstance(option, Option), self.name
        return option

    @property
    def names(self) -> tuple[str, ...]:
        """What is typed before the value; nothing before that of an argument."""
        option = self.typed_as
        return () if option.is_argument else option.names or (f"--{self.name.replace('_', '-')}",)

    @property
    def is_flag(self) -> bool:
        return self.of_type is bool

    @property
    def is_path(self) -> bool:
        return Path in (self.of_type, *get_args(self.of_type))

    @property
    def is_repeated(self) -> bool:
        return get_origin(self.of_type) is list


def with_parameters(function: Function, parameters: Iterable[Parameter]) -> Function:
    """The function, which takes these parameters."""
    vars(function)[DECLARED] = [*parameters]
    return function


def parameters_of(function: Callable[..., object]) -> list[Parameter]:
    """The parameters that the function was given, else those that it is written with."""
    assert isinstance(function, FunctionType)
    if DECLARED in vars(function):
        return [*vars(function)[DECLARED]]
    code = function.__code__
    by_place = code.co_varnames[: code.co_argcount]
    by_name = code.co_varnames[code.co_argcount :][: code.co_kwonlyargcount]
    values, annotations = function.__defaults__ or (), function.__annotations__
    defaults = dict(zip(by_place[len(by_place) - len(values) :], values, strict=True)) | (function.__kwdefaults__ or {})
    return [Parameter(name, annotations[name], defaults.get(name, HAS_TO_BE_TYPED)) for name in by_place + by_name]
