"""Modules that Typer and the standard library name at their top and hardly ever use.

Each is loaded when something of it is asked for: a command that uses none of them begins a sixth sooner.
"""

import sys
from _thread import RLock  # as functools has it: threading is not needed for more
from collections.abc import Callable, Iterable
from importlib import import_module
from types import ModuleType

SELDOM_USED = (
    "asyncio",  # of SQLAlchemy, as importlib.metadata
    "bz2",  # of shutil, as lzma
    "difflib",
    "gettext",
    "importlib.metadata",
    "inspect",  # of dataclasses
    "ipaddress",  # of urllib.parse
    "linecache",  # of inspect and traceback
    "lzma",
    "platform",  # of Typer, as shellingham and subprocess
    "secrets",  # of Pydantic
    "shellingham",
    "subprocess",
    "textwrap",  # of traceback
    "tokenize",  # of inspect
    "urllib.parse",
    "uuid",
)
# what is imported out of such a module -> how the name of the module begins that does so, and is content with a
# function that loads the thing when it is called
TAKEN_AT_THE_TOP = {
    ("asyncio", "iscoroutine"): "sqlalchemy.",
    ("difflib", "get_close_matches"): "typer.",
    ("gettext", "gettext"): "typer.",
    ("importlib.metadata", "entry_points"): "pydantic.",
    ("importlib.metadata", "version"): "pydantic.",
    ("urllib.parse", "quote_from_bytes"): "pathlib",
    ("uuid", "UUID"): "typer.",  # only asks whether an option is one, and none of ours is
}
PACKAGES = ("asyncio", "shellingham")  # that nothing is taken out of at the top
REPLACING = RLock()


class ModuleForLater(ModuleType):
    """Stands in `sys.modules` for a module of this name until the first thing of it is asked for."""

    def __getattr__(self, name: str) -> object:
        if name == "__path__" and self.__name__ not in PACKAGES:  # each `from … import` asks whether it is one
            raise AttributeError(name)
        taker = TAKEN_AT_THE_TOP.get((self.__name__, name))
        if taker and sys._getframe(1).f_globals.get("__name__", "").startswith(taker):
            return self._call_later(name)
        return self._load(name)

    def _load(self, name: str) -> object:
        with REPLACING:  # one thread alone makes room for the module itself; which of them loads it, Python sees to
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)

    def _call_later(self, name: str) -> Callable[..., object]:
        """What loads the module when it is called, and calls what has this name there."""

        def call(*values: object, **named: object) -> object:
            function = self._load(name)
            assert callable(function)
            return function(*values, **named)

        return call


def import_later(names: Iterable[str] = SELDOM_USED) -> None:
    """Let whoever imports one of these modules have it only when it is used; what is there already stays."""
    for name in names:
        if name not in sys.modules:
            sys.modules[name] = ModuleForLater(name)
            package, _, last = name.rpartition(".")
            if package:
                setattr(import_module(package), last, sys.modules[name])
