"""What a full disk did not take of the output is told in one line, with a status of the contract."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store import on_server

LISTS = ["staff list -f csv", "staff list -f table", "staff list -f html"]
LINES = [*LISTS, "unit list -f json", "unit show PNV", "--version"]
ROOM = 60_000  # bytes: what a reader needs beside the register fits, a list of all people does not


def limit_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


@pytest.mark.slow
@pytest.mark.parametrize("is_buffered", [True, False])
def test_what_was_not_written_is_told(filled: Path, tmp_path: Path, is_buffered: bool) -> None:
    env = {**on_server.environment(), "PYTHONUNBUFFERED": "" if is_buffered else "1"}
    for line in LINES:
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "chodon_cli", *line.split()], stdout=full, stderr=-1, env=env, text=True
            )
        assert done.returncode == 1 and "the disk is full — make room" in done.stderr, (line, done.stderr)
        assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1
    for line in LISTS:
        with (tmp_path / "out").open("w") as out:
            words = [sys.executable, "-m", "chodon_cli", *line.split()]
            done = subprocess.run(words, stdout=out, stderr=-1, env=env, text=True, preexec_fn=limit_files)
        assert done.returncode == 1 and done.stderr.startswith("error: stdout: "), (line, done.stderr)
        assert done.stderr.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("line", ["--help", "--version", "help output", "-q --no-input tour", "staff list -f csv"])
def test_a_reader_that_has_seen_enough_is_no_fault(filled: Path, line: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "chodon_cli", *line.split()],
        stdout=writer,
        stderr=-1,
        text=True,
        env=on_server.environment(),
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize(("line", "status"), [("unit show NOPE", 1), ("report compliance -f csv", 0), ("unit --x", 2)])
def test_a_status_is_the_same_where_nobody_reads_what_is_said(filled: Path, line: str, status: int) -> None:
    reader, closed = os.pipe()
    os.close(reader)
    with Path("/dev/full").open("w") as full:
        for stderr in (closed, full):
            done = subprocess.run(
                [sys.executable, "-m", "chodon_cli", *line.split()],
                stdout=-1,
                stderr=stderr,
                env=on_server.environment(),
            )
            assert done.returncode == status
    os.close(closed)
