"""What the register itself does not allow is said of the row that asks for it, and the others go in."""

from pathlib import Path

import pytest

from chodon_cli.exchange.read import plain_text, row_parser
from chodon_cli.register.bulk import blocks, insertion, spool
from tests.harness import Chodon, open_to_read, open_to_write

ROWS = {  # file -> rows that were refused without a place, and what is said of the second line
    "case.csv": (
        "number,staff,opened_on,found_on,category,normal_days,extended_days\n"
        "VV-2022-0999,CC012,2022-05-01,2022-05-01,civil-servant,{}\n",
        {"100,50": "fewer than the normal ones", "0,50": "no days", "100,": "needed"},
    ),
    "case_event.csv": ("case,n,kind,happened_on\nVV-2022-0002,{},other,2022-03-08\n", {"0": "1 or more"}),
    "law.csv": (
        "n,rule,says,checked_by,checked_on,against\n{},processing.civil-servant@2020-07-01,,X,2022-01-01,Y\n",
        {"0": "1 or more"},
    ),
    "task.csv": (
        "title,unit,assigned_on,due_on,document\nx,PNV,2022-05-01,2022-06-01,{}\n",
        {"a@b": "is not a day", "a@": "is not a day"},
    ),
    "briefing.csv": (
        "document,unit,held_on,form,invited,attended\n{},PNV,2022-05-01,meeting,9,9\n",
        {"so@noivu.gov.vn": "is not a day"},
    ),
}


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("file", "values", "said"),
    [(file, values, said) for file, (_, each) in ROWS.items() for values, said in each.items()],
)
def test_a_row_that_cannot_be_stored_is_named_with_its_line(
    file: str, values: str, said: str, filled: Path, chodon: Chodon, tmp_path: Path
) -> None:
    (tmp_path / file).write_text(ROWS[file][0].format(values), "utf-8")
    done = chodon(f"import {tmp_path / file} --as {file[:-4]}", status=1)
    assert f"{file}:2" in done.stderr
    assert said in done.stderr
    assert "constraint" not in done.stderr
    assert chodon(f"import {tmp_path / file} --as {file[:-4]} --on-error skip", status=None).status in (1, 3)


IN_PIECES = (  # where a list is cut into pieces, which are read, proven and written together
    (row_parser, "BLOCK_ROWS"),
    (plain_text, "ROWS_AT_A_TIME"),
    (spool, "ROWS_OF_A_PACK"),
    (insertion, "ROWS_AT_A_TIME"),
    (insertion, "FEWEST_ROWS"),
)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("rows", [3, 60])
@pytest.mark.parametrize("noun", ["training", "violation"])
def test_what_no_check_of_a_row_foresees_is_refused_by_line_too(
    noun: str, rows: int, small: Path, chodon: Chodon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in a list of more than one block: of a hundredth of their rows, for a list of a hundredth of the rows."""
    for module, name in IN_PIECES:
        monkeypatch.setattr(module, name, getattr(module, name) // 100)
    monkeypatch.setattr(blocks, "ROWS_OF_PARTS", (10, 3))
    with open_to_write(small) as db:
        db.execute(
            f"CREATE TRIGGER never BEFORE INSERT ON {noun} WHEN NEW.note = 'never' "
            "BEGIN SELECT RAISE(ABORT, 'not this one'); END"
        )
        (before,) = db.execute(f"SELECT count(*) FROM {noun}").fetchone()
    head, row = {
        "training": ("staff,field,started_on,note", "CC012,it,2022-03-01,{}"),
        "violation": ("staff,standard,occurred_on,note", "CC012,TG01,2022-03-01,{}"),
    }[noun]
    lines = [row.format("never" if place in (1, rows - 1) else f"ok {place}") for place in range(rows)]
    file = tmp_path / f"{noun}.csv"
    file.write_text("\n".join([head, *lines]), "utf-8")
    done = chodon(f"import {file}", status=1)
    lines_named = "3–4" if rows == 3 else f"3, {rows + 1}"
    assert f"{noun}.csv: 2 rows ({lines_named}): the register does not allow it: not this one" in done.stderr
    chodon(f"import {file} --on-error skip", status=3)
    with open_to_read(small) as db:
        assert db.execute(f"SELECT count(*) FROM {noun}").fetchone() == (before + rows - 2,)


def test_a_unit_is_not_put_under_itself_by_the_name_it_is_about_to_lose(filled: Path, chodon: Chodon) -> None:
    for key in ("parent", "successor"):
        line = f"unit edit PNV --{key} PNV --code PNVX" + (" --closed 2022-12-31" if key == "successor" else "")
        assert "cannot stand here for itself" in chodon(line, status=1).stderr


def test_a_person_with_a_case_whose_only_post_is_voided(filled: Path, chodon: Chodon) -> None:
    for line in (
        "staff add --name 'Lý Văn A' --unit PNV --category civil-servant --from 2020-01-01 --code P1",
        "violation log --staff P1 --standard TG01 --on 2026-03-01",
        "case open 1 --on 2026-03-05",
        "case pause 1 --ground illness --from 2026-03-06",
    ):
        chodon(line)
    assert "has no post on 01/03/2026" in chodon("staff void P1 --post 2020-01-01 --reason x", status=1).stderr
    for line in (
        "case resume 1 --on 2026-03-07",
        "case close 1 --outcome groundless --on 2026-03-10 --reason x",
        "violation void 1 --reason x",
        "staff void P1 --post 2020-01-01 --reason x",
        "case why 1",
    ):
        chodon(line)


def test_what_the_office_said_of_a_rule_before_is_weighed_with_what_it_says_now(filled: Path, chodon: Chodon) -> None:
    rule = "law set processing.civil-servant@2020-09-20"
    by = "--by X --against Y"
    assert "no days" in chodon(f"{rule} normal_days=0 {by}", status=1).stderr
    chodon(f"{rule} normal_days=140 {by}")
    assert "fewer than the normal ones" in chodon(f"{rule} extended_days=100 {by}", status=1).stderr
    chodon(f"{rule} extended_days=300 {by}")
    chodon(f"{rule} normal_days=200 {by}")
    chodon("violation log --staff CC012 --standard TG01 --on 2022-03-01")
    (number,) = [
        row["number"] for row in chodon("violation list --staff CC012 --period 2022-03-01 -f json").json["rows"]
    ]
    chodon(f"case open {number} --on 2022-03-05")
