"""Whatever is given to `import` as a list: a clear line, in bounded time; nothing of it stays anywhere."""

import io
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chodon_cli.errors import ChodonError
from chodon_cli.exchange.read import bounds, plain_text, reading_child, workbook
from chodon_cli.exchange.read.cells import Line
from tests.harness import Chodon, everything
from tests.stress import hostile_files, torture

LARGE = ("a line of commas", "a first line without end", "a string of 900 megabytes", "thirty million cells")
SLOWLY = """
import sys, time
with open(sys.argv[1], "w") as pipe:
    print("code,name,kind", file=pipe, flush=True)
    time.sleep(0.3)
    print("PNV,Phòng Nội vụ,office", file=pipe)
"""
LISTS = [name for name in hostile_files.FILES if name not in LARGE]  # the large ones: make torture


@pytest.mark.slow
@pytest.mark.parametrize("name", LISTS)
def test_a_file_made_to_exhaust_the_reader_ends_in_a_clear_line(
    register: Path, tmp_path: Path, chodon: Chodon, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for module, limit, value in (
        (bounds, "SILENT_SECONDS", 0.2),
        (bounds, "CPU_SECONDS", 0.5),
        (workbook, "CPU_SECONDS", 1),
    ):
        monkeypatch.setattr(module, limit, value)
    before, begun = everything(register), sum(os.times()[:4])  # of the processor, with what children took
    done = chodon("import", hostile_files.FILES[name](tmp_path), status=1)
    assert sum(os.times()[:4]) - begun < 3 * hostile_files.SECONDS, "on a slow machine"
    assert "fault of the program" not in done.stderr and len(done.stderr.splitlines()) < 130, done.stderr[:2000]
    assert everything(register) == before


def test_somebody_who_writes_slowly_into_a_pipe_is_waited_for(tmp_path: Path, chodon: Chodon) -> None:
    pipe = tmp_path / "list.csv"
    os.mkfifo(pipe)
    script = (
        "import sys, time; f = open(sys.argv[1], 'w'); print('code,name,kind', file=f, flush=True); time.sleep(0.3)"
    )
    writer = torture.started([sys.executable, "-c", script + "; print('PNV,Phòng Nội vụ,office', file=f)", pipe])
    chodon("import", pipe, "--as", "unit")
    assert writer.wait() == 0
    assert chodon("unit list -f json").json["rows"][0]["code"] == "PNV"


@pytest.mark.mostly_slow
@pytest.mark.parametrize("number", ["KILL", "TERM", "HUP"])
def test_who_is_ended_leaves_nothing_of_what_came_through_a_pipe(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    process = torture.started([sys.executable, "-m", "chodon_cli", "import", "-"])
    assert process.stdin
    process.stdin.write("code,name,kind\n" + "PNV,Phòng Nội vụ,office\n" * 5000)
    process.stdin.flush()
    time.sleep(1)
    process.send_signal(getattr(signal, f"SIG{number}"))
    process.communicate()
    assert list(place.iterdir()) == []


def test_what_comes_through_a_pipe_can_be_read_again() -> None:
    file = plain_text.keep_in_file(io.BytesIO(b"a,b\n"))
    assert file.read_bytes() == file.read_bytes() == b"a,b\n"


TEXTS = {
    "lines": "a,b\n1,2\n" * 3000,
    "cells of several lines": 'a,"b\nc"\r\n1,2\n' * 3000,
    "an open quotation mark": "a,b\n" * 2000 + '1,"2\n',
    "a mark within a cell": "a,b\n" * 2000 + '1,"2"3\n',
    "columns": "a,b\n" * 2000 + "x," * 2000 + "\n",
}


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_read_apart_as_it_is_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / "list.csv").write_text(TEXTS[name], "utf-8")

    def outcome(largest: int) -> object:
        monkeypatch.setattr(plain_text, "SMALL_BYTES", largest)
        read: list[Line] = []
        try:
            read.extend(plain_text.read(tmp_path / "list.csv", "list.csv").lines(","))
        except ChodonError as error:
            return read, str(error), error.hint
        return read

    assert outcome(0) == outcome(1 << 20)


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: ["x" * reading_child.MOST_MEMORY], "too long"),
        (lambda: ["x" * (100 << 20)] * 1000, "too long"),
        (lambda: iter(lambda: sum(range(10_000)), 0), "too long to read"),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "too long"),
        (lambda: 1 / 0, "too long"),
    ],
    ids=["a large piece", "no room to hand over", "for ever", "killed", "a fault"],
)
def test_what_is_too_much_for_the_child_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, make: Callable[[], Any], message: str
) -> None:
    monkeypatch.setattr(bounds, "CPU_SECONDS", 0)
    monkeypatch.setattr(reading_child, "MOST_MEMORY", 32 << 20)
    before = children()
    with pytest.raises(ChodonError, match=f"list.csv: .*{message}"):
        for _piece in reading_child.read_apart(make, "list.csv", 0):
            pass
    assert children() <= before


def test_a_child_whose_pieces_are_not_wanted_any_more_is_gone() -> None:
    before = children()
    pieces = reading_child.read_apart(lambda: ["x" * 100_000] * 1000, "list.csv", 0)
    assert next(pieces) and children() > before
    del pieces
    assert children() <= before


def children() -> set[str]:
    """The processes that this one has begun and that are not gone."""
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


def test_empty_columns_and_long_names_are_within_the_bounds(tmp_path: Path, chodon: Chodon) -> None:
    head = "code,name,kind" + "".join(f",x{place}" for place in range(bounds.MOST_COLUMNS - 3))
    name = "a" * 30_000
    (tmp_path / "unit.csv").write_text(f"{head}\nA,{name},office\n" + "," * 2000 + "\n", "utf-8")
    chodon("import", tmp_path / "unit.csv", "--as", "unit")
