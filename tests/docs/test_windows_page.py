"""What the page on Windows says of this program is so, as far as a machine without Windows can tell."""

import re
import subprocess
import sys

import pytest

from tests.harness import PACKAGE, ROOT
from tests.store import on_server

PAGE = (ROOT / "docs/windows.md").read_text("utf-8")
ONLY_UNIX = ("fcntl", "resource", "termios", "pwd", "grp", "pty")


def test_each_module_that_windows_lacks_is_named() -> None:
    sources = "\n".join(file.read_text("utf-8") for file in PACKAGE.rglob("*.py"))
    used = {name for name in ONLY_UNIX if re.search(rf"^\s*(import {name}\b|from {name} )", sources, re.M)}
    assert {name for name in used if f"`{name}`" not in PAGE} == set()
    assert not used or "**không chạy**" in PAGE


@pytest.mark.parametrize("encoding", ["cp1258", "ascii"])
def test_a_console_of_another_code_page_gets_utf_8(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "chodon_cli", "--lang", "vi", "standard", "list"],
        capture_output=True,
        env={**on_server.environment(), "PYTHONIOENCODING": encoding, "LC_ALL": "C"},
    )
    assert done.returncode == 0
    assert "Chuẩn mực ứng xử" in done.stdout.decode("utf-8")
