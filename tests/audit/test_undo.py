"""What was done is taken back to exactly what was before, and done again to exactly what was after."""

import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings

from chodon_cli import store
from tests.harness import (
    ROOT,
    SAMPLE_DATA,
    Chodon,
    MakeOnce,
    begin,
    begin_in_file,
    everything,
    folder_bytes,
    is_one_line,
    run,
)
from tests.store import on_server
from tests.strategies.generated import Generated
from tests.strategies.generated_whole import whole_registers
from tests.stress import torture
from tests.stress.table_digests import Digests, differing, table_digests

NOUNS = [file.stem for file in (ROOT / "tests/commands").glob("test_*.py") if "\nWRITES: " in file.read_text("utf-8")]
LOG = "violation log --staff CC002 --standard TT01 --on 2022-03-01"


def exported(folder: Path) -> dict[str, bytes]:
    """All that the register exports, now."""
    run("-q export", folder)
    return folder_bytes(folder)


def proven() -> None:
    done = run("audit verify", status=None)
    assert done.status == 0, done.stdout


def assert_taken_back_and_done_again(register: Path, states: Sequence[Digests]) -> None:
    """`undo` gives each of these states again, `redo` too, and the journal is proven."""
    for state in states[-2::-1]:
        run("undo")
        assert differing(table_digests(register), state) == []
    for state in states[1:]:
        run("redo")
        assert differing(table_digests(register), state) == []
    proven()


LINES_KEPT = {"rating.csv": 200, "pledge.csv": 100, "inspection_check.csv": 200, "training.csv": 100}  # of the sample
PEOPLE = ("staff.csv", "post.csv")


@pytest.fixture(scope="module")
def part_of_the_sample(make_once: MakeOnce, empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample without most of what nothing else names: the whole of it is read after each command."""

    def make(path: Path) -> None:
        folder = tmp_path_factory.mktemp("part")
        files = {file.name: file.read_bytes().splitlines(keepends=True) for file in SAMPLE_DATA.glob("*.csv")}
        files |= {name: files[name][:count] for name, count in LINES_KEPT.items()}
        named = {*re.findall(rb"\w+", b" ".join(b"".join(files[name]) for name in files.keys() - {*PEOPLE}))}
        for name in PEOPLE:
            heads, *lines = files[name]
            files[name] = [heads, *(line for line in lines if line.partition(b",")[0] in named)]
        for name, kept in files.items():
            (folder / name).write_bytes(b"".join(kept))
        run("-r", begin_in_file(empty, path), "import", folder)

    return make_once("part", make)


@pytest.mark.slow
@pytest.mark.parametrize("noun", sorted({*NOUNS} - {"test_attach", "test_access"}))  # which say themselves how
def test_every_verb_that_writes_is_taken_back_one_by_one_and_done_again(
    part_of_the_sample: Path, register: Path, chodon: Chodon, noun: str
) -> None:
    begin(part_of_the_sample, register)
    states = [table_digests(register)]
    lines = import_module(f"tests.commands.{noun}").WRITES.values()
    for line in [line for several in lines for line in several if "--reveal" not in line]:
        chodon(line)
        states.append(table_digests(register))
    assert_taken_back_and_done_again(register, states)
    assert torture.faults(register) == []


@pytest.mark.slow
@settings(max_examples=4)
@given(drawn=whole_registers())
def test_whatever_was_done_is_taken_back_step_by_step(
    empty: Path, register: Path, tmp_path: Path, drawn: Generated
) -> None:
    begin(empty, register)
    states = [table_digests(register)]
    for words in [["import", str(drawn.write(tmp_path / "drawn"))], *drawn.commands]:
        if run("", *words, status=None).status == 0 and (now := table_digests(register)) != states[-1]:
            states.append(now)
    before = exported(tmp_path / "out")
    assert_taken_back_and_done_again(register, states)
    assert exported(tmp_path / "out") == before, "equal tables make equal exports"


def test_numbers_and_codes_are_never_given_to_another(filled: Path, chodon: Chodon) -> None:
    add = "staff add --name 'Lý A' --unit PNV --category civil-servant --from 2026-01-01 -f json"
    first, code = chodon(f"{LOG} -f json").json["rows"][0]["number"], chodon(add).json["rows"][0]["code"]
    chodon("undo")
    chodon("undo")
    second, other = chodon(f"{LOG} -f json").json["rows"][0]["number"], chodon(add).json["rows"][0]["code"]
    assert (int(second[-4:]), int(other[2:])) == (int(first[-4:]) + 1, int(code[2:]) + 1)
    history = chodon("audit show", first, "-f", "json").json["rows"]
    assert {row["record"] for row in history} == {first}
    assert history[-1]["after"] == "taken back"
    chodon("violation show", first, status=1)


def test_an_import_after_an_undo_does_not_give_them_either(filled: Path, tmp_path: Path, chodon: Chodon) -> None:
    first = chodon(f"{LOG} -f json").json["rows"][0]["number"]
    chodon("undo")
    listed = tmp_path / "violation.csv"
    listed.write_text("staff,standard,occurred_on\nCC002,TT01,2022-03-02\n", "utf-8")
    chodon("import", listed)
    numbers = [row["number"] for row in chodon("violation list -f json").json["rows"]]
    assert first not in numbers


def test_what_rests_on_it_is_named_in_the_order_to_take_it_back(filled: Path, chodon: Chodon) -> None:
    chodon("unit add A1 'Đơn vị A' --kind office")  # 3
    chodon("staff add --code X1 --name 'Lý A' --unit A1 --category civil-servant --from 2020-01-01")  # 4
    chodon("violation log --staff X1 --standard TT01 --on 2023-03-01")  # 5
    chodon("case open VP-2023-0001 --on 2023-03-05")  # 6
    told = chodon("undo 3", status=1).stderr
    assert "in this order: 6 (VV-2023-0001), 5 (VP-2023-0001), 4 (X1 · A1 · Civil servant)" in told
    chodon("violation edit VP-2023-0001 --severity serious")  # 7
    assert "in this order: 7 (VP-2023-0001)" in chodon("undo 5", status=1).stderr
    for entry in (7, 6, 5, 4, 3):
        chodon(f"undo {entry}")
    proven()
    assert "was taken back already" in chodon("undo 3", status=1).stderr


def test_what_no_longer_fits_is_not_done_again(filled: Path, chodon: Chodon) -> None:
    chodon("violation edit VP-2022-0001 --note một")  # 3
    chodon("violation edit VP-2022-0001 --note hai")  # 4
    chodon("undo")
    chodon("violation edit VP-2022-0001 --note ba")
    assert "no longer as entry 4 has it" in chodon("redo 4", status=1).stderr
    assert "was not taken back" in chodon("redo 3", status=1).stderr


OUT_OF_ORDER = {  # what is done, the last of it out of order -> why that is refused
    "a rule of what it rests on": (
        "violation remind VP-2022-0001 --on 2026-01-05",  # 3
        "reminder void NN-2026-0001 --reason x",
        "violation void VP-2022-0001 --reason x",
        "undo 4",
        "NN-2026-0001: the violation VP-2022-0001 is void",
    ),
    "the rules of a person's case": (
        "case open VP-2022-0010 --on 2022-04-01",
        "case step VV-2022-0044 --kind review --on 2022-04-04",
        "undo",
        "case close VV-2022-0044 --outcome reminder --on 2022-04-05 --reason x",
        "redo 4",
        "entry 4 no longer fits",
    ),
    "the first of a series": (
        "task assign 'Báo cáo' --unit PNV --on 2026-01-05 --due 2026-01-25 --repeats monthly",
        "task roll",
        "undo 3",
        "others rest on it — take these back first, in this order: 4 (NV-2026-",
    ),
    "a code given anew": (
        "staff edit CC002 --code CC902",
        "undo",
        "staff add --code CC902 --name 'Lý A' --unit PNV --category civil-servant --from 2022-01-01",
        "redo",
        "entry 3 no longer fits",
    ),
}


@pytest.mark.mostly_slow
@pytest.mark.parametrize("case", OUT_OF_ORDER)
def test_what_would_break_a_rule_out_of_order_is_refused(filled: Path, chodon: Chodon, case: str) -> None:
    *lines, last, reason = OUT_OF_ORDER[case]
    for line in lines:
        chodon(line)
    before = everything(filled)
    told = chodon(last, status=1).stderr
    assert is_one_line(told) and reason in told
    assert everything(filled) == before


@pytest.mark.mostly_slow
@pytest.mark.parametrize("line", ["undo 1", "undo 99", "redo", "redo 99", "undo 0"])
def test_what_cannot_be_taken_back_is_refused_and_nothing_changes(filled: Path, chodon: Chodon, line: str) -> None:
    before = everything(filled)
    assert is_one_line(chodon(line, status=1).stderr)
    assert everything(filled) == before


def test_a_rehearsal_shows_it_in_peoples_words_and_changes_nothing(filled: Path, chodon: Chodon) -> None:
    chodon("violation edit VP-2022-0001 --severity serious")
    before = everything(filled)
    row = chodon("undo --dry-run -f json").json["rows"][0]
    assert (row["record"], row["field"], row["before"], row["after"]) == (
        *("VP-2022-0001", "Severity", "Serious"),
        chodon("audit show 3 -f json").json["details"][0]["rows"][0]["before"],
    )
    assert everything(filled) == before


@pytest.mark.slow
def test_a_whole_import_is_taken_back(register: Path, chodon: Chodon, tmp_path: Path) -> None:
    before, first = exported(tmp_path / "out"), table_digests(register)
    chodon("import", SAMPLE_DATA)
    states = [first, table_digests(register)]
    chodon(LOG)
    states.append(table_digests(register))
    assert_taken_back_and_done_again(register, states)
    assert is_one_line(chodon("redo", status=1).stderr)
    chodon("undo")
    chodon("undo")
    assert exported(tmp_path / "out") == before
    assert is_one_line(chodon("undo", status=1).stderr)
    proven()


@pytest.mark.slow
def test_nobody_waits_while_somebody_thinks_about_what_would_be_taken_back(filled: Path, chodon: Chodon) -> None:
    chodon(LOG)
    person, terminal = pty.openpty()
    command = [sys.executable, "-m", "chodon_cli", "undo"]
    with subprocess.Popen(
        command, stdin=terminal, stdout=terminal, stderr=terminal, env=on_server.environment()
    ) as process:
        os.close(terminal)
        shown = b""
        while b"yes, Enter: no" not in shown:
            shown += os.read(person, 1000)
        before = time.perf_counter()
        chodon(LOG)
        waited = time.perf_counter() - before
        os.write(person, "Có\n".encode())
        with suppress(OSError):  # the terminal is closed
            while os.read(person, 1000):
                pass
        assert process.wait() == 0 and waited < store.WAIT_SECONDS / 3
    numbers = [row["number"] for row in chodon("violation list --period 2022-03-01 --staff CC002 -f json").json["rows"]]
    assert len(numbers) == 1  # the first is gone, not the one that was logged meanwhile
