"""What a person sees: on a real terminal, at the widths that people have."""

import os
import re
import stat
from pathlib import Path

import pytest

from tests.cli.terminal import each_on_terminal, on_terminal
from tests.harness import Chodon, begin

WIDTHS = (40, 60, 80, 100, 160)
REPORT = ("report", "compliance", "--period", "2022")


@pytest.fixture
def filled(sample: Path, register: Path) -> Path:
    """The sample register, the test's own."""
    return begin(sample, register)


@pytest.mark.slow
@pytest.mark.parametrize("columns", WIDTHS)
def test_no_line_is_wider_than_the_terminal_and_what_is_not_known_never_looks_clean(filled: Path, columns: int) -> None:
    lines = ["report compliance --period 2022", "due", "check", "violation list", "report heads"]
    screens = each_on_terminal([f"--no-pager {line}" for line in lines], columns)
    for line, screen in zip(lines, screens, strict=True):
        tables = [text for text in screen.lines if "  " in text.strip()]
        assert tables and max(map(len, tables)) <= columns, line
    assert "Evidence" in screens[0].text.partition("No room")[0]


def test_what_is_due_keeps_what_it_is_and_how_late(filled: Path) -> None:
    text = on_terminal("--no-pager", "--today", "2022-12-31", "due", columns=80).text
    assert "days late" in text


@pytest.mark.slow
def test_a_day_that_has_passed_is_said_in_words(chodon: Chodon, filled: Path) -> None:
    rows = chodon("--today 2022-12-31 due -f json").json["rows"]
    late = next(row["days_left"] for row in rows if row["days_left"] < 0)
    assert f"{-late} days late" in chodon("--today 2022-12-31 due").stdout
    assert f"quá {-late} ngày" in chodon("--lang vi --today 2022-12-31 due").stdout


def test_an_empty_answer_is_a_sentence(chodon: Chodon, filled: Path) -> None:
    out = chodon("staff list --find", "nobody of this name").stdout
    assert out == "Staff\n\nThere is none (--find nobody of this name).\n"
    assert "There is none" in on_terminal("staff", "list", "--find", "nobody of this name").text


@pytest.mark.slow
def test_an_error_a_warning_and_a_note_are_known_by_their_first_word(chodon: Chodon, filled: Path) -> None:
    wrong = "violation log --staff nobody --standard TT01 --on 2022-03-01"
    screen = on_terminal(*wrong.split(), columns=40, is_begun=True)
    assert screen.status == 1
    assert screen.raw.startswith("\x1b[1;31merror:\x1b[0m ")
    assert max(map(len, screen.lines)) <= 40
    piped = chodon(wrong, status=1).stderr
    assert piped.startswith("error: ") and piped.count("\n") == 1 and "\x1b" not in piped
    noted = chodon("staff add --name Ma --unit PNV --category civil-servant --title 'Trưởng phòng' --from 2022-01-01")
    assert noted.stderr.startswith("note: ")


@pytest.mark.slow
def test_colour_is_left_out_where_it_is_not_wanted(filled: Path) -> None:
    assert "\x1b[" in on_terminal("--no-pager", *REPORT).raw
    assert "\x1b[" not in on_terminal("--no-pager", *REPORT, NO_COLOR="1").raw
    assert "\x1b[" not in on_terminal("unit", "show", "NOWHERE", NO_COLOR="1").raw
    assert "\x1b[" not in on_terminal("unit", "show", "NOWHERE", TERM="dumb").raw


@pytest.mark.slow
def test_what_is_overdue_is_red(filled: Path) -> None:
    assert "\x1b[31m" in on_terminal("--no-pager", "--today", "2022-12-31", "due", columns=160).raw


@pytest.fixture
def pager(tmp_path: Path) -> Path:
    """A pager that says that it was used, and how many lines it got."""
    path = tmp_path / "pager"
    path.write_text("#!/bin/sh\necho PAGED $(wc -l)\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.slow
def test_what_is_longer_than_the_terminal_goes_through_the_pager(filled: Path, pager: Path, tmp_path: Path) -> None:
    assert on_terminal(*REPORT, PAGER=str(pager)).text.startswith("PAGED ")
    for quiet in (["--no-pager", *REPORT], ["unit", "show", "PNV"], [*REPORT, "-o", str(tmp_path / "x.csv")]):
        assert "PAGED" not in on_terminal(*quiet, PAGER=str(pager)).text
    assert "PAGED" not in on_terminal(*REPORT, PAGER="cat").text
    assert "PAGED" not in on_terminal(*REPORT, PAGER="/nowhere/pager").text
    assert "PAGED" not in on_terminal(*REPORT, lines=500, PAGER=str(pager)).text


@pytest.mark.slow
def test_a_pager_that_is_left_early_is_no_error(filled: Path) -> None:
    screen = on_terminal(*REPORT, PAGER="head -n 3")
    assert screen.status == 0 and len(screen.lines) == 3


def test_the_pager_of_the_system_is_left_with_q(filled: Path) -> None:
    if not any(Path(folder, "less").exists() for folder in os.environ["PATH"].split(":")):
        pytest.fail("these tests need less")
    screen = on_terminal(*REPORT, keys=b"q", is_begun=True, PAGER="less")
    assert screen.status == 0 and "Compliance by unit" in screen.text


@pytest.mark.slow
def test_compliance_answers_first_and_lists_by_trouble(chodon: Chodon, filled: Path) -> None:
    screen = on_terminal("--no-pager", *REPORT, columns=80, lines=24)
    report = chodon("report compliance --period 2022 -f json").json["rows"]
    flagged = [row["unit"] for row in report if row["signal"]]
    unknown = [row["unit"] for row in report if row["evidence"] == "none"]
    top = " ".join(screen.text.partition("──")[0].split())
    assert all(unit in top for unit in flagged[:4])
    assert f"Nothing is known of {len(unknown)}" in top
    left_out = screen.text.partition("No room for: ")[2].partition("(--columns")[0]
    kept = ("unit", "staff", "violations", "expected", "signal", "unhandled", "overdue_cases", "evidence")
    assert left_out and not {*kept} & {*re.findall(r"\w+", left_out)}
    assert screen.lines[next(place for place, line in enumerate(screen.lines) if "──" in line) + 1].startswith(
        flagged[0][:8]
    )
    tree = on_terminal("--no-pager", *REPORT, "--sort", "unit").text
    assert tree.index(report[0]["unit"][:8]) < tree.index(report[5]["unit"][:8])
    assert chodon("report compliance --period 2022 --sort unit -f json").json["rows"] == report


@pytest.mark.mostly_slow
@pytest.mark.parametrize("columns", [80, 119, 120, 160])
def test_a_bar_sets_violations_against_what_is_expected_where_there_is_room(filled: Path, columns: int) -> None:
    screen = on_terminal("report", "compliance", "--period", "2022", "--top", "5", columns=columns, lines=200).text
    assert ("█" in screen) == (columns >= 120)
    assert "┃" in screen or columns < 120


def test_the_units_most_in_need_come_first_where_only_some_are_wanted(chodon: Chodon, filled: Path) -> None:
    rows = chodon("report compliance --period 2022 --top 5 -f json").json["rows"]
    all_rows = chodon("report compliance --period 2022 -f json").json["rows"]
    flagged = sum(1 for row in all_rows if row["signal"])
    assert len(rows) == 5 and [bool(row["signal"]) for row in rows] == [True] * flagged + [False] * (5 - flagged)
    assert len(chodon("violation list --top 3 -f csv").stdout.splitlines()) == 4


NAMED = {"violation list": ("unit_name", "standard_title", "full_name"), "due": ("unit_name", "full_name")}


@pytest.mark.slow
@pytest.mark.parametrize("line", NAMED)
def test_names_stand_beside_codes_and_in_csv_only_when_asked(chodon: Chodon, filled: Path, line: str) -> None:
    units = {row["code"]: row["name"] for row in chodon("unit list -f json").json["rows"]}
    plain = chodon(f"{line} -f json").json["rows"]
    asked = chodon(f"{line} --columns unit,{','.join(NAMED[line])} -f json").json["rows"]
    assert not set(NAMED[line]) & set(plain[0])
    assert [units[row["unit"]] for row in plain if row["unit"]] == [row["unit_name"] for row in asked if row["unit"]]
    assert asked[0]["unit_name"] in chodon(line).stdout


@pytest.mark.parametrize(
    "columns", ["unit,overdue_cases", "Unit,Overdue cases", "Đơn vị,Vụ việc quá hạn", "don vi,OVERDUE_CASES"]
)
def test_columns_are_named_by_key_or_heading(chodon: Chodon, filled: Path, columns: str) -> None:
    done = chodon("report compliance --period 2022 -f csv --columns", columns)
    assert done.stdout.splitlines()[0] == "unit,overdue_cases"


def test_a_column_that_is_not_there_is_refused_with_the_nearest(chodon: Chodon, filled: Path) -> None:
    assert "did you mean violations" in chodon("report compliance --columns unit,violation", status=2).stderr
    assert "did you mean" in chodon("report compliance --cell PNV:violation", status=2).stderr
    by_key = chodon("report compliance --period 2022 --cell THBANGLUNG:violations -f csv").stdout
    assert by_key == chodon("--lang vi report compliance --period 2022 --cell 'THBANGLUNG:Vi phạm' -f csv").stdout


def test_headings_for_people_come_with_words_and_days_for_people(chodon: Chodon, filled: Path) -> None:
    head, first, *_ = chodon("--lang vi violation list --headings -f csv").stdout.splitlines()
    assert head.startswith("Số,") and "Ít nghiêm trọng" in first and "06/07/2020" in first
