"""How cases look: in every format and language, on a terminal."""

import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path

import pytest

from tests.commands.case_stories import C1, every_state
from tests.harness import run
from tests.store import on_server

pytestmark = pytest.mark.usefixtures("case_office")


SHOWN = [
    "case list",
    "case list --overdue --as-of 2022-12-31",
    f"case show {C1}",
    f"case why {C1}",
    "case why VV-2022-0002 --as-of 2022-03-10",
    "report cases --period 2022",
    "report decisions --as-of 2022-12-31",
    "report violations --unhandled --period 2022",
    "report compliance --period 2022 --cell PNV:open_cases",
    "due --within 400",
]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en"])
def test_everything_in_every_format_and_both_languages(language: str, tmp_path: Path) -> None:
    every_state()
    run("violation log --staff VC002 --standard TG01 --on 2022-04-01")
    for line in SHOWN:
        for format in ("table", "csv", "tsv", "json", "jsonl", "md", "html"):
            done = run(f"--lang {language} {line} -f {format}")
            assert done.stdout.strip(), (line, format)
            is_beside = format in ("csv", "tsv", "jsonl") and done.stderr.startswith(("note: ", "lưu ý: "))
            assert done.stderr == "" or is_beside or " show " in line
        run(f"--lang {language} {line} -o", tmp_path / "out.xlsx")
        shown = run(f"--lang {language} {line}").stdout.rpartition("\nLệnh")[0]
        assert language == "en" or not re.search(r"(?i)\b(case|decision|limit|reprimand|due on)\b", shown), shown


@pytest.mark.slow
def test_on_a_terminal_of_80_columns_no_line_is_longer() -> None:
    every_state()
    for line in SHOWN:
        shown = on_a_terminal(line, 80)
        assert len(shown) > 3, line
        assert [text for text in shown if len(text) > 80] == [], line


def on_a_terminal(line: str, width: int) -> list[str]:
    """What the command prints on a terminal of that width, line by line."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 60, width, 0, 0))
    command = [sys.executable, "-m", "chodon_cli", "--lang", "vi", "--color", "never", "--no-pager", *shlex.split(line)]
    printed = b""
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=terminal()) as running:
        os.close(theirs)
        with suppress(OSError):  # Linux: what a closed terminal answers
            while more := os.read(ours, 65536):
                printed += more
        assert running.wait() == 0, printed.decode()
    os.close(ours)
    return [re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text) for text in printed.decode().splitlines()]


def terminal() -> dict[str, str]:
    return {key: value for key, value in on_server.environment().items() if key not in ("COLUMNS", "LINES")} | {
        "TERM": "xterm"
    }
