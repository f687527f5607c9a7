"""Modules that Typer, psycopg and the standard library name at their top and hardly ever use.

Each is loaded when something of it is asked for: a command that uses none of them begins a sixth sooner, on a
server another fifth.
"""

import sys
import typing
from _thread import RLock  # as functools has it: threading is not needed for more
from collections.abc import Callable, Iterable
from importlib import import_module
from types import ModuleType

SELDOM_USED = (
    "asyncio",  # of SQLAlchemy, as importlib.metadata, and of psycopg, as what says so
    "bz2",  # of shutil, as lzma
    "ctypes",  # of psycopg
    "ctypes.util",
    "difflib",
    "gettext",
    "importlib.metadata",
    "inspect",  # of dataclasses
    "ipaddress",  # of urllib.parse and psycopg
    "linecache",  # of inspect and traceback
    "lzma",
    "platform",  # of Typer, as shellingham and subprocess
    "random",  # of psycopg
    "secrets",  # of Pydantic
    "shellingham",
    "socket",  # of psycopg
    "ssl",  # of psycopg, which lets it set up OpenSSL: since 1.1 that does so by itself
    "subprocess",
    "textwrap",  # of traceback
    "tokenize",  # of inspect
    "typing_extensions",  # of psycopg
    "urllib.parse",
    "uuid",
)
# what is imported out of such a module -> how the name of the module begins that does so, and is content with a class
# in its place that loads the thing when it is called
TAKEN_AT_THE_TOP = {
    ("asyncio", "iscoroutine"): "sqlalchemy.",
    ("difflib", "get_close_matches"): "typer.",
    ("gettext", "gettext"): "typer.",
    ("importlib.metadata", "entry_points"): "pydantic.",
    ("importlib.metadata", "version"): "pydantic.",
    ("urllib.parse", "quote_from_bytes"): "pathlib",
    ("uuid", "UUID"): "typer.",  # only asks whether an option is one, and none of ours is
}
DRIVER = "psycopg"  # how the names of the modules of the driver for PostgreSQL begin
TAKEN_BY_THE_DRIVER = ("asyncio", "ipaddress", "random")  # whatever it takes: nothing here is asynchronous
REPLACING = RLock()


class ModuleForLater(ModuleType):
    """Stands in `sys.modules` for a module of this name until the first thing of it is asked for."""

    def __getattr__(self, name: str) -> object:
        asks = sys._getframe(1).f_globals.get("__name__", "")
        if name == "__path__" and not asks.endswith("importlib._bootstrap"):  # each `from … import` asks for it
            raise AttributeError(name)
        taker = TAKEN_AT_THE_TOP.get((self.__name__, name))
        if taker and asks.startswith(taker):
            return self._call_later(name)
        if (self.__name__, name, asks) == ("inspect", "signature", "dataclasses"):
            return lambda _class: "(…)"  # behind the class's name it is what help() says of one without a docstring
        if asks.startswith(DRIVER):
            return self._of_driver(name)
        return self._load(name)

    def _of_driver(self, name: str) -> object:
        """What psycopg has of the module when it is imported."""
        if self.__name__ in TAKEN_BY_THE_DRIVER:
            return self._call_later(name)
        if (self.__name__, name) == ("importlib.metadata", "version"):
            return lambda _package: "0.0.0.0"  # as it calls itself where nobody knows its version; nobody asks
        if self.__name__ == "typing_extensions" and hasattr(typing, name):
            return type_variable if name == "TypeVar" else getattr(typing, name)
        return self._load(name)

    def _load(self, name: str) -> object:
        with REPLACING:  # one thread alone makes room for the module itself; which of them loads it, Python sees to
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
        module = import_module(self.__name__)
        for child in (each for each in SELDOM_USED if each.rpartition(".")[0] == self.__name__):
            setattr(module, child.rpartition(".")[2], sys.modules[child])
        return getattr(module, name)

    def _call_later(self, name: str) -> type:
        """What loads the module when it is called, and calls what has this name there."""

        def call(_class: type, *values: object, **named: object) -> object:
            function = self._load(name)
            assert callable(function)
            return function(*values, **named)

        return type(name, (BaseException,), {"__new__": call, "__class_getitem__": lambda made, _of: made})


def type_variable(name: str, default: object = None, **named: object) -> object:
    """A variable of `typing`, which knows no default before Python 3.13; only who checks types asks for it."""
    make: Callable[..., object] = typing.TypeVar
    return make(name, **named)


def import_later(names: Iterable[str] = SELDOM_USED) -> None:
    """Let whoever imports one of these modules have it only when it is used; what is there already stays."""
    for name in names:
        if name not in sys.modules:
            sys.modules[name] = ModuleForLater(name)
            package, _, last = name.rpartition(".")
            if package:
                setattr(import_module(package), last, sys.modules[name])
