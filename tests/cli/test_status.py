"""`chodon` alone: where one stands, as `git status` says it."""

from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from chodon_cli.commands._status import lines_of_steps
from tests.harness import Chodon, begin, run


@pytest.fixture
def filled(sample: Path, register: Path) -> Path:
    return begin(sample, register)


def test_without_a_register_it_is_the_first_three_commands(
    chodon: Chodon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHODON_REGISTER", str(tmp_path / "none.db"))
    done = chodon("")
    assert [line for line in done.stdout.splitlines() if "chodon i" in line] == [
        "1. Make a register             chodon init",
        "2. Take in the list of units   chodon import don-vi.xlsx",
        "3. Take in the list of people  chodon import can-bo.xlsx --dry-run",
    ]
    assert "chodon template unit -o don-vi.xlsx; chodon template staff -o can-bo.xlsx" in done.stdout
    assert done.stderr == ""


def test_who_has_no_list_is_led_from_an_empty_register_to_the_first_report(chodon: Chodon, tmp_path: Path) -> None:
    def fill_in(form: str, **row: str) -> None:
        *start, name = form.split()[1:]
        assert form in chodon("").stdout
        told = chodon(" ".join(start), tmp_path / name).stderr
        book = openpyxl.load_workbook(tmp_path / name)
        places = {cell.value: cell.column for cell in book.worksheets[0][1]}
        for heading, value in row.items():
            book.worksheets[0].cell(2, places[heading.replace("_", " ")], value)
        book.save(tmp_path / name)
        assert f"fill it in, then: chodon import {tmp_path / name} --dry-run" in told
        assert chodon("import -f json", tmp_path / name).json["totals"]["new"] == 1

    assert "a form to fill in: chodon template unit -o don-vi.xlsx" in chodon("report compliance").stdout
    fill_in("chodon template unit -o don-vi.xlsx", Code="VP", Name="Văn phòng", Kind_of_unit="Office")
    assert "a form to fill in: chodon template staff -o can-bo.xlsx" in chodon("staff list").stdout
    people = {
        "Full_name": "Nguyễn Văn An",
        "Category": "Civil servant",
        "Unit": "Văn phòng",
        "Started_on": "01/01/2024",
    }
    fill_in("chodon template staff -o can-bo.xlsx", **people)
    assert chodon("report compliance -f json").json["totals"]["staff"] == 1


def test_an_empty_register_asks_for_its_units_first(chodon: Chodon, tmp_path: Path) -> None:
    assert "chodon import don-vi.xlsx" in chodon("").stdout
    elsewhere = tmp_path / "new.db"
    told = chodon(f"--register {elsewhere} init").stderr
    assert f"next: chodon -r {elsewhere} import don-vi.xlsx, or chodon -r {elsewhere} unit add" in told


def test_an_answer_that_is_empty_since_the_register_is_says_what_to_do(chodon: Chodon) -> None:
    asked = ("report compliance", "report heads", "due", "unit list", "staff list", "case list", "violation list")
    for command in asked:
        assert (
            "The register has no units yet: chodon import don-vi.xlsx, or chodon unit add" in chodon(command).stdout
        ), command
    assert "no units" not in chodon("standard list --find nothing").stdout + chodon("report compliance -f csv").stdout
    chodon("unit add A x --kind office")
    for command in asked[:3]:
        assert "has nobody in it yet: chodon import can-bo.xlsx --dry-run, or" in chodon(command).stdout, command
    assert "(--as-of" not in chodon("case list").stdout
    chodon("staff add --name 'Ma An' --unit A --category CC --title 'Chuyên viên' --from 2022-01-01")
    assert all("has nobody" not in chodon(command).stdout for command in asked)


@pytest.mark.parametrize("length", [1, 12, 40, 56, 75, 90])
def test_no_line_of_what_comes_next_is_wider_than_the_screen_unless_its_command_is(length: int) -> None:
    steps = [("x" * length, "keep a copy on another disk"), ("chodon help", "every command")]
    lines = lines_of_steps(steps)
    assert all(line.startswith("  ") and (len(line) <= 80 or line.strip() == "x" * length) for line in lines)
    assert " ".join(" ".join(lines).split()) == " ".join(f"{command} {what}" for command, what in steps)


@pytest.mark.slow
def test_it_says_what_the_lists_say(chodon: Chodon, filled: Path) -> None:
    page = " ".join(chodon("--today 2022-12-31").stdout.split())
    due = chodon("--today 2022-12-31 due -f json").json["rows"]
    late = [row for row in due if row["days_left"] < 0]
    report = chodon("--today 2022-12-31 report compliance -f json").json
    flagged = [row["unit"] for row in report["rows"] if row["signal"]]
    assert f"Overdue {len(late)} (" in page
    assert f"Due in 14 days {len(due) - len(late)} (" in page
    assert f"Violations this year {report['totals']['violations']}" in page
    assert all(unit in page for unit in flagged[:3])
    assert "chodon due" in page


def test_a_file_that_is_no_register_is_still_an_error(chodon: Chodon, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("not a register")
    assert chodon("-r", tmp_path / "letter.txt", status=4).stdout == ""


def test_it_says_when_the_last_copy_was_made_and_asks_for_one_where_there_is_none(
    chodon: Chodon, filled: Path, tmp_path: Path
) -> None:
    before = chodon("").stdout
    assert "none yet" in before and "chodon backup …" in before
    chodon("backup", tmp_path / "copies")
    after = chodon("").stdout
    assert "Last backup" in after and "none yet" not in after and "chodon backup" not in after


def test_a_copy_made_later_is_not_known_yet(chodon: Chodon, filled: Path, tmp_path: Path) -> None:
    chodon("--today 2022-12-31 backup", tmp_path / "copies")
    assert "31/12/2022" in chodon("--today 2022-12-31").stdout.split("Last backup")[1]
    assert "none yet" in chodon("--today 2022-12-30").stdout
    assert chodon("--today 2022-12-30 info -f json").json["rows"][0]["backup_on"] is None


def test_the_commands_that_come_next_name_the_register_that_was_typed(chodon: Chodon, tmp_path: Path) -> None:
    elsewhere = tmp_path / "a register.db"
    first = chodon("-r", elsewhere).stdout
    assert f"chodon -r '{elsewhere}' init" in first and f"chodon -r '{elsewhere}' import don-vi.xlsx" in first
    assert f"chodon -r '{elsewhere}' init" in chodon("-r", elsewhere, "unit", "list", status=4).stderr
    chodon("-r", elsewhere, "init")
    assert f"chodon -r '{elsewhere}' import don-vi.xlsx" in chodon(f"--register='{elsewhere}'").stdout


@pytest.mark.parametrize("line", ["--today x", "--color x", "--lang x", "--today", "--no", "-r"])
def test_what_is_wrong_with_an_option_is_said_as_before_a_command(chodon: Chodon, line: str) -> None:
    alone, before = chodon(line, status=2), chodon(f"{line} unit list" if " " in line else line, status=2)
    assert alone.stderr == before.stderr and alone.stderr.count("\n") == 1


def test_what_follows_init_names_the_register(tmp_path: Path) -> None:
    register = tmp_path / "so.db"
    assert f"chodon -r {register} unit add" in run("", "-r", register, "init").stderr
