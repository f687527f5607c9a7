"""What Typer and the standard library name at their top is loaded when it is used, and is the module itself then."""

import subprocess
import sys
from collections.abc import Iterator
from threading import Barrier, Thread
from types import ModuleType

import pytest

from chodon_cli import imported_later

LEFT_AND_USED = """
import sys
from chodon_cli import imported_later
imported_later.import_later()
from chodon_cli.root import app
import subprocess, textwrap, tokenize
from linecache import getline
awaited = [name for name in imported_later.SELDOM_USED if type(sys.modules[name]) is imported_later.ModuleForLater]
used_at_once = {"inspect", "linecache", "urllib.parse"}  # by Typer, and what this Python has for inspect and pathlib
assert {*imported_later.SELDOM_USED} - used_at_once <= {*awaited}, awaited
assert textwrap.shorten("a b c", 3, placeholder="") == "a b"
assert textwrap.shorten is sys.modules["textwrap"].shorten and sys.modules["textwrap"] is not textwrap
try:
    subprocess.run([sys.executable, "-c", "raise SystemExit(3)"], check=True)
except subprocess.CalledProcessError as error:
    assert error.returncode == 3
assert tokenize.open and not hasattr(tokenize, "nothing")
assert type(sys.modules["uuid"]) is imported_later.ModuleForLater
from uuid import UUID
assert isinstance(UUID(int=1), UUID) and UUID is sys.modules["uuid"].UUID
import typer.core, pathlib
assert typer.core.get_close_matches("unti", ["unit"]) == ["unit"]
assert pathlib.Path("/a b").as_uri() == "file:///a%20b"
import urllib.parse
assert urllib.parse.quote("a b") == "a%20b" and urllib.parse is sys.modules["urllib.parse"]
"""

LEFT_BY_WRITERS = """
import os, sys
from chodon_cli import __main__, imported_later
from chodon_cli.register import tables, violation
for name in ("asyncio", "importlib.metadata", "secrets"):
    assert type(sys.modules[name]) is imported_later.ModuleForLater, name
assert os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__"
import asyncio.events
from sqlalchemy.util.concurrency import iscoroutine
from importlib.metadata import version
async def one(): return 1
waiting = one()
assert iscoroutine(waiting) and not iscoroutine(1) and asyncio.run(waiting) == 1 and asyncio.events.get_event_loop
assert version("sqlmodel") and sys.modules["importlib.metadata"].version is version
"""

LEFT_BY_THE_DRIVER = """
import sys
from chodon_cli import __main__, imported_later
import psycopg
for name in "asyncio ctypes ctypes.util importlib.metadata ipaddress random socket ssl typing_extensions uuid".split():
    assert type(sys.modules[name]) is imported_later.ModuleForLater, name
import asyncio, ctypes.util
async def ask():
    await psycopg.AsyncConnection.connect("host=/nowhere")
try:
    asyncio.run(ask())
except psycopg.OperationalError as error:
    assert "nowhere" in str(error)
from ipaddress import ip_address
from typing_extensions import TypeVar
assert TypeVar is sys.modules["typing_extensions"].TypeVar and ip_address is sys.modules["ipaddress"].ip_address
assert ctypes.sizeof(ctypes.c_char) == 1 and ctypes.util.find_library and sys.modules["ctypes"].util.find_library
"""

SHORT_OPTIONS = """
import sys
from chodon_cli import __main__, app, imported_later
sys.argv = ["chodon", "-q", "-r", "none.db", "standard", "list", "-f", "csv", "-fcsv"]
try:
    app.main()
except SystemExit as ended:
    assert ended.code == 4, ended.code
assert type(sys.modules["difflib"]) is imported_later.ModuleForLater
"""


def ended_well(program: str) -> None:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_what_is_seldom_used_is_loaded_when_it_is() -> None:
    ended_well(LEFT_AND_USED)


@pytest.mark.slow
def test_what_writers_do_not_use_is_not_loaded() -> None:
    ended_well(LEFT_BY_WRITERS)


def test_what_the_driver_of_a_server_does_not_use_is_not_loaded() -> None:
    ended_well(LEFT_BY_THE_DRIVER)


def test_a_short_option_is_not_held_against_the_long_ones() -> None:
    ended_well(SHORT_OPTIONS)


def test_what_is_loaded_already_stays() -> None:
    imported_later.import_later(["subprocess"])
    assert sys.modules["subprocess"] is subprocess


@pytest.fixture
def switching_at_once() -> Iterator[None]:
    """Threads take turns after every few instructions."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_threads_that_ask_at_once_have_one_module(switching_at_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(module: ModuleType, start: Barrier, got: list[object]) -> None:
        start.wait()
        got.append(module.rgb_to_hsv)

    for _turn in range(250):
        monkeypatch.delitem(sys.modules, "colorsys", raising=False)
        imported_later.import_later(["colorsys"])
        got: list[object] = []
        asked = (sys.modules["colorsys"], Barrier(8), got)
        threads = [Thread(target=ask, args=asked) for _place in range(8)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert got == [sys.modules["colorsys"].rgb_to_hsv] * 8
