"""A list that is too long to hold is read while it is written out, and says what it says when it is held."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.generated_registers import Scale, fill
from chodon_cli.cli import showing
from chodon_cli.store import at_hand
from tests.harness import Chodon

LISTS = [
    "violation list",
    "violation list --find 'ten 1'",
    "violation list --sort -full_name",
    "violation list --sort source --columns source,number,unit_name,number",
    "task list",
    "task list --late",
    "task list --columns number,state,state,unit_name --sort -due_on",
    "task list --sort state --top 9",
    "case list",
    "case list --find 'ten 1' --top 9",
    "case list --state closed --columns number,unit_name",
    "staff list --columns id_number,code,id_number",
    "rating list --sort level",
    "feedback list --late",
]
FORMATS = ("csv", "json", "jsonl", "tsv", "table", "md", "html", "csv --headings")


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register each of whose lists has more rows than are held."""
    register = tmp_path_factory.mktemp("long") / "long.db"
    words = [sys.executable, "-m", "chodon_cli", "-q", "-r", str(register), "init"]
    subprocess.run(words, check=True)
    fill(register, Scale(260, 20, violations=280, cases=240, tasks=300, ratings=1_300, inspections=10, feedback=260))
    return register


@pytest.mark.mostly_slow
@pytest.mark.parametrize("line", LISTS)
def test_a_list_is_the_same_held_or_read_while_it_is_written(
    line: str, long: Path, chodon: Chodon, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("csv", FORMATS[LISTS.index(line) % len(FORMATS)]):
        command = f"-r {long} --today 2025-12-31 {line} -f {name}"
        monkeypatch.setattr(showing, "FEW_ROWS", 50)
        flowing = chodon(command).stdout
        monkeypatch.setattr(showing, "FEW_ROWS", 1_000_000)
        assert flowing == chodon(command).stdout
        assert flowing
    assert at_hand.shown == []


@pytest.mark.slow
def test_a_terminal_reads_no_further_than_its_pager(long: Path) -> None:
    """The columns are fitted to the first rows; the pager that is left after a screen ends the command at once."""
    words = [sys.executable, "-m", "chodon_cli", "-r", str(long), "--today", "2025-12-31", "rating", "list"]
    mine, theirs = pty.openpty()
    environment = {**os.environ, "PAGER": "head -n 30", "TERM": "xterm", "COLUMNS": "120", "LINES": "30"}
    with subprocess.Popen(words, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        text = b""
        try:
            while part := os.read(mine, 1 << 16):
                text += part
        except OSError:
            pass  # the end, on a terminal
        os.close(mine)
    assert process.returncode == 0
    assert text.count(b"\n") == 30
    assert b"-2021-0001" in text
