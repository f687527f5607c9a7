"""Which tests run once more with their registers on a PostgreSQL server (`on_server.py`): a share, or all of them."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

SHARE = int(os.environ.get("CHODON_TEST_SHARE", "2"))  # of so many cases of a table one is run
WANTS_THE_OTHERS = "CHODON_TEST_NEEDS_A_FILE" in os.environ  # to see that they do need one
NEEDS_A_FILE = Path(__file__).with_name("needs_a_file.txt")


def to_be_run(items: "Iterable[pytest.Item]") -> "Iterator[pytest.Item]":
    """What runs here: what is not slow, and of the cases of a table the first and every second after it.

    CHODON_TEST_SHARE=1 takes everything. Of neither is a test that needs a file.
    """
    before: Counter[str] = Counter()
    for item in items:
        if "server" in getattr(item, "fixturenames", ()) or bool(why_a_file(item.nodeid)) is not WANTS_THE_OTHERS:
            continue
        if SHARE > 1 and item.get_closest_marker("slow"):
            continue
        function = item.nodeid.partition("[")[0]
        if before[function] % SHARE == 0:
            yield item
        before[function] += 1


def why_a_file(test: str) -> str:
    """Why the test needs a register in a file; empty if it does not."""
    return next((why for beginning, why in needs_a_file().items() if test.startswith(beginning)), "")


@cache
def needs_a_file() -> dict[str, str]:
    """What begins a test's id -> why it needs a file."""
    lines = NEEDS_A_FILE.read_text("utf-8").splitlines() if NEEDS_A_FILE.exists() else []
    pairs = (line.partition("  ") for line in lines if line and not line.startswith("#"))
    return {test: reason.strip() for test, _between, reason in pairs}
