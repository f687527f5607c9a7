"""Modules of the standard library that Typer and what it imports name at their top and hardly ever use.

Each is loaded when something of it is asked for: a command that uses none of them begins a twelfth sooner.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from threading import RLock
from types import ModuleType

SELDOM_USED = (
    "bz2",  # of shutil, as lzma
    "ipaddress",  # of urllib.parse, which pathlib imports
    "linecache",  # of inspect and traceback
    "lzma",
    "subprocess",  # of Typer
    "textwrap",  # of traceback
    "tokenize",  # of inspect
)
REPLACING = RLock()


class ModuleForLater(ModuleType):
    """Stands in `sys.modules` for a module of this name until the first thing of it is asked for."""

    def __getattr__(self, name: str) -> object:
        with REPLACING:  # one thread alone makes room for the module itself; which of them loads it, Python sees to
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def import_later(names: Iterable[str] = SELDOM_USED) -> None:
    """Let whoever imports one of these modules have it only when it is used; what is there already stays."""
    for name in names:
        if name not in sys.modules:
            sys.modules[name] = ModuleForLater(name)
