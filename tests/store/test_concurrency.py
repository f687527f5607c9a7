"""Several at once, and a command broken off: the small version of `torture.py`, with the same questions afterwards."""

import csv
import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Timer

import pytest

from tests.harness import SAMPLE_DATA, everything, open_to_read, run
from tests.stress import torture
from tests.stress.torture import Ended, Sent

WRITERS, VIOLATIONS, READINGS = 4, 10, 10
MANY = 60_000  # violations in a folder whose import takes seconds
SHORT_WAIT = """
import sys
from chodon_cli import app, store
store.WAIT_SECONDS = 1
sys.exit(app.run(sys.argv[1:]))
"""
LOG = Sent("CC002", "2023-03-01", "met a lock").words("json")


@contextmanager
def held(register: Path) -> Iterator[sqlite3.Connection]:
    """The write lock of the register, in the hands of somebody else."""
    with closing(sqlite3.connect(register, isolation_level=None, check_same_thread=False)) as db:
        db.execute("BEGIN IMMEDIATE")
        yield db


def is_locked(register: Path) -> bool:
    with closing(sqlite3.connect(register, isolation_level=None, timeout=0)) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        return False


def finish(process: subprocess.Popen[str]) -> Ended:
    out, err = process.communicate(timeout=60)
    return Ended(process.returncode, out, err, 0)


def acknowledged(done: Ended, plan: Sequence[Sent]) -> list[tuple[str, Sent]]:
    rows = map(json.loads, done.out.splitlines())
    return [(row["number"], sent) for row, sent in zip(rows, plan, strict=True)]


@pytest.mark.slow
def test_writers_at_once_get_numbers_without_gap_and_no_reader_is_turned_away(filled: Path) -> None:
    plans = [torture.planned(filled, f"writer {writer}", VIOLATIONS) for writer in range(WRITERS)]
    writers = [torture.looping(filled, [sent.words("jsonl") for sent in plan]) for plan in plans]
    reader = torture.looping(filled, [torture.REPORT, torture.LIST] * READINGS)
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        *written, read = pool.map(finish, [*writers, reader])
    assert [done.err for done in (*written, read) if done.status] == []
    known = [pair for done, plan in zip(written, plans, strict=True) for pair in acknowledged(done, plan)]
    numbers = [f"VP-{torture.YEAR}-{n:04}" for n in range(1, WRITERS * VIOLATIONS + 1)]
    assert sorted(number for number, _ in known) == sorted(torture.logged(filled)) == numbers
    assert torture.lost(filled, dict(known)) == []
    assert torture.faults(filled) == []


@pytest.mark.slow
def test_what_comes_again_is_made_once_by_those_who_roll_at_once_and_each_noun_is_numbered_without_gap(
    filled: Path,
) -> None:
    add = [
        "task assign x --unit PNV --on 2023-01-05 --due 2023-01-31",
        "feedback add --unit PNV --on 2023-01-05 --kind praise --text x",
        "inspection record --unit PNV --kind surprise --on 2023-01-05",
    ]
    lines = [["--today", "2023-04-01", "task", "roll"], *(line.split() for line in add * 3)]
    with ThreadPoolExecutor(WRITERS) as pool:
        done = list(pool.map(finish, [torture.looping(filled, lines) for _ in range(WRITERS)]))
    assert [each.err for each in done if each.status] == []
    with open_to_read(filled) as db:
        made = db.execute("SELECT series, scheduled_on FROM task WHERE series IS NOT NULL").fetchall()
        assert len(made) == len(set(made))
        for noun in ("task", "feedback", "inspection"):
            numbers = [n for (n,) in db.execute(f"SELECT n FROM {noun} WHERE year = 2023 ORDER BY n")]
            assert numbers == [*range(1, len(numbers) + 1)] and len(numbers) >= 3 * WRITERS, noun


@pytest.mark.slow
def test_whatever_a_killed_writer_had_acknowledged_is_stored_and_nothing_is_half_done(filled: Path) -> None:
    assert [*torture.killed_writers(filled, kills=3)] == []


@pytest.mark.slow
def test_a_writer_waits_for_the_one_before_it(filled: Path) -> None:
    with held(filled) as other:
        Timer(1, other.execute, ["COMMIT"]).start()
        done = torture.chodon(filled, *LOG)
    assert done.status == 0, done
    assert list(torture.logged(filled)) == [torture.number_in(done)] == ["VP-2023-0001"]


@pytest.mark.slow
@pytest.mark.parametrize("words", [torture.REPORT, torture.LIST, ["info"]], ids=" ".join)
def test_a_reader_does_not_wait_for_a_writer(filled: Path, words: list[str]) -> None:
    with held(filled) as other:
        other.execute("DELETE FROM violation")
        done = torture.ended([sys.executable, "-c", SHORT_WAIT, "-r", filled, *words])
    assert (done.status, done.err) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("words", [LOG, ["import", "units.csv"]], ids=["violation log", "import"])
def test_a_writer_that_waited_too_long_says_so_and_has_changed_nothing(
    filled: Path, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("units.csv").write_text("code,name,kind\nNEW,New,office\n", encoding="utf-8")
    before = everything(filled)
    with held(filled):
        done = torture.ended([sys.executable, "-c", SHORT_WAIT, "-r", filled, *words])
    assert (done.status, done.out) == (4, "")
    assert done.is_plain_refusal
    assert "in use by somebody else" in done.err
    assert everything(filled) == before


def test_a_writer_waits_half_a_minute() -> None:
    from chodon_cli import store

    assert store.WAIT_SECONDS == 30


@pytest.mark.slow
def test_of_those_who_make_the_same_register_at_once_one_succeeds(tmp_path: Path) -> None:
    register = tmp_path / "new" / "register.db"
    with ThreadPoolExecutor(4) as pool:
        done = [*pool.map(lambda _: torture.chodon(register, "init"), range(4))]
    assert sorted(each.status for each in done) == [0, 1, 1, 1]
    assert all(each.is_plain_refusal for each in done if each.status)
    assert [file.name for file in register.parent.iterdir()] == ["register.db"]
    assert torture.faults(register) == []


@pytest.fixture
def big_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "big"
    folder.mkdir()
    with (folder / "violation.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["staff", "standard", "occurred_on", "note"])
        writer.writerows(["CC002", "TT01", "2023-03-01", f"violation {place}"] for place in range(MANY))
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("waits", [[], [0.1]], ids=["at once", "later"])
def test_an_import_that_is_interrupted_changes_nothing(filled: Path, big_folder: Path, waits: list[float]) -> None:
    before = everything(filled)
    process = torture.started([torture.CHODON, "-r", filled, "import", big_folder])
    while process.poll() is None and not is_locked(filled):
        time.sleep(0.01)
    for seconds in waits:
        time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    done = finish(process)
    assert (done.status, done.out) == (130, ""), done
    assert done.err.startswith("error: ")
    assert done.err.count("\n") == 1
    assert everything(filled) == before
    assert torture.faults(filled) == []


@pytest.mark.parametrize("module", ["typing", "typer", "chodon_cli.store"])
def test_a_command_that_is_interrupted_while_it_starts_shows_no_traceback(filled: Path, module: str) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "chodon_cli", "-r", filled, *LOG]
    with held(filled):  # it is not done before it is interrupted, however late that is
        process = torture.started(command)
        assert process.stderr
        while (line := process.stderr.readline()) and line.split("|")[-1].strip() != module:
            assert "import time:" in line
        process.send_signal(signal.SIGINT)
        done = finish(process)
    assert "Traceback" not in done.err
    assert done.status in (130, -signal.SIGINT)  # a shell says 130 of either
    assert torture.logged(filled) == {}


def violations(folder: Path, rows: int) -> Path:
    file = folder / "violations.csv"
    file.write_text("staff,standard,occurred_on\n" + "CC001,TG01,2022-03-01\n" * rows, encoding="utf-8")
    return file


@pytest.mark.slow
def test_an_import_holds_nobody_up_while_it_checks(filled: Path, tmp_path: Path) -> None:
    with held(filled):
        done = torture.ended([sys.executable, "-m", "chodon_cli", "-r", filled, "import", SAMPLE_DATA])
        refused = violations(tmp_path, 3)
        refused.write_text(refused.read_text("utf-8").replace("CC001", "XX"), encoding="utf-8")
        wrong = torture.ended([sys.executable, "-m", "chodon_cli", "-r", filled, "import", refused])
    assert (done.status, wrong.status) == (0, 1)  # nothing to write


@pytest.mark.slow
def test_an_import_that_was_overtaken_while_it_checked_looks_again(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chodon_cli.register.bulk.spool import InsertSpool

    others: list[int] = []
    written = InsertSpool.write

    def overtaken(load: InsertSpool) -> list[tuple[int, str]]:
        if not others:
            words = ["violation", "log", "--staff", "CC001", "--standard", "TG01", "--on", "2022-03-01"]
            others.append(torture.ended([sys.executable, "-m", "chodon_cli", "-r", filled, *words]).status)
        return written(load)

    monkeypatch.setattr(InsertSpool, "write", overtaken)
    others_before = numbers(filled)
    run("import", violations(tmp_path, 2), "--as", "violation")
    assert others == [0]
    assert len(numbers(filled)) == len(others_before) + 2  # one of the two is the one that was logged meanwhile


def numbers(register: Path) -> list[int]:
    with open_to_read(register) as db:
        return [n for (n,) in db.execute("SELECT n FROM violation WHERE year = 2022")]
