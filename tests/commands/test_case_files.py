"""Cases as files: out and in again, corrected, anonymised, wrong rows."""

import os
from pathlib import Path

import pytest

from tests.commands.case_stories import ACT, at, case_of, decide, every_state
from tests.harness import begin, everything, run

pytestmark = pytest.mark.usefixtures("case_office")


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.slow
def test_cases_in_every_state_come_back_byte_for_byte(empty: Path, register: Path, tmp_path: Path) -> None:
    every_state()
    run("export", tmp_path / "first")
    listed = run("case list -f csv").stdout
    begin(empty, register)
    run("import", tmp_path / "first")
    run("export", tmp_path / "second")
    assert files(tmp_path / "second") == files(tmp_path / "first")
    assert run("case list -f csv").stdout == listed
    again = run("import -f json", tmp_path / "first").json["rows"]
    assert not any(row["new"] or row["changed"] or row["refused"] for row in again)
    assert "repair,co-operation" in (tmp_path / "first" / "case_event.csv").read_text("utf-8")


def test_what_follows_from_a_corrected_row_is_found_anew_unless_the_file_says_it(tmp_path: Path) -> None:
    decide(case_of(), "2022-04-20")
    heads, row = "case,n,kind,happened_on,form,decision,effective_on", "VV-2022-0001,1,decide,2022-04-20,warning,7/QĐ,"
    path = tmp_path / "case_event.csv"
    path.write_text(f"{heads}\n{row}2022-05-01\n", "utf-8")
    assert "change to VV-2022-0001: Form" in run("import --update", path).stderr
    assert (at("2022-06-01")["form"], at("2022-06-01")["lapses_on"]) == ("warning", "2023-05-01")
    path.write_text(f"{heads},lapses_on\n{row}2022-05-02,2023-05-01\n", "utf-8")
    run("import --update", path)
    assert at("2022-06-01")["lapses_on"] == "2023-05-01"
    assert run("import -f json", path).json["rows"][0]["unchanged"] == 1
    number = case_of(on="2025-06-20", opened="2025-07-02")
    path = tmp_path / "case.csv"
    path.write_text(f"number,staff,found_on,opened_on\n{number},CC001,2025-07-01,2025-07-02\n", "utf-8")
    run("import --update", path)
    assert at("2025-07-03", number)["due_on"] == "2025-09-29"
    assert "172/2025" in run(f"case why {number} --as-of 2025-07-03").stdout


@pytest.mark.slow
def test_an_anonymised_export_of_cases_names_nobody_and_can_be_taken_in(
    empty: Path, register: Path, tmp_path: Path
) -> None:
    every_state()
    figures = run("report cases --period 2022..2026 -f csv").stdout
    run("export --anonymise --days exact", tmp_path / "veiled")
    for name in ("case", "case_violation", "case_event"):
        text = (tmp_path / "veiled" / f"{name}.csv").read_text("utf-8")
        for secret in ("CC0", "HD0", "12/QĐ", "13/QĐ", "9/QĐ", "đã họp", "=x", "=1+1", ",x,"):
            assert secret not in text, (name, secret)
    begin(empty, register)
    run("import", tmp_path / "veiled")
    assert run("report cases --period 2022..2026 -f csv").stdout == figures


WRONG = {  # file -> (header, row) of each fault, with the column that is named; "" where no column is to blame
    "case": [
        ("number,staff,found_on,opened_on", "VV-2022-0500,NOBODY,2022-03-01,2022-03-01", "staff"),
        ("number,staff,found_on,opened_on", "VV-2022-0501,CC001,2022-03-02,2022-03-01", "opened_on"),
        ("number,staff,found_on,opened_on", "VV-2021-0502,CC001,2022-03-01,2022-03-01", "number"),
        ("number,staff,found_on,opened_on", "VV-2026-0503,CC001,2022-03-01,2026-12-31", "opened_on"),
        ("number,staff,found_on,opened_on", "VV-2022-0504,CC001,2022-02-30,2022-03-01", "found_on"),
        ("number,staff,found_on,opened_on,limitation", "VV-2022-0505,CC001,2022-03-01,2022-03-01,x", "limitation"),
        ("number,staff,found_on,opened_on", "VV-2022-0506,CC001,2022-03-01,2022-03-01", ""),  # no violation
    ],
    "case_violation": [
        ("case,violation", "VV-2022-0900,VP-2022-0002", "case"),
        ("case,violation", "VV-2022-0001,VP-2022-0900", "violation"),
        ("case,violation", "VV-2022-0001,VP-2022-0003", ""),  # of another person
    ],
    "case_event": [
        ("case,n,kind,happened_on", "VV-2022-0001,1,nonsense,2022-03-05", "kind"),
        ("case,n,kind,happened_on", "VV-2022-0001,x,review,2022-03-05", "n"),
        ("case,n,kind,happened_on", "VV-2022-0900,1,review,2022-03-05", "case"),
        ("case,n,kind,happened_on", "VV-2022-0001,1,pause,2022-03-05", "ground"),
        ("case,n,kind,happened_on", "VV-2022-0001,1,resume,2022-03-05", ""),
        ("case,n,kind,happened_on", "VV-2022-0001,1,review,2026-12-31", "happened_on"),
        ("case,n,kind,happened_on,form", "VV-2022-0001,1,review,2022-03-05,warning", "form"),
        ("case,n,kind,happened_on,outcome", "VV-2022-0001,1,close,2022-03-05,reminder", "reason"),
        (
            "case,n,kind,happened_on,form,decision,effective_on",
            "VV-2022-0001,1,decide,2022-03-05,demotion,1,2022-03-05",
            "",
        ),
        (
            "case,n,kind,happened_on,form,decision,effective_on",
            "VV-2022-0001,1,decide,2022-03-05,warning,1,2022-03-04",
            "effective_on",
        ),
        (
            "case,n,kind,happened_on,form,decision,effective_on,mitigating",
            'VV-2022-0001,1,decide,2022-03-05,warning,1,2022-03-05,"repair,mưa"',
            "mitigating",
        ),
        (
            "case,n,kind,happened_on,until_on,document,reason",
            "VV-2022-0001,1,extend,2022-03-05,2022-12-31,9/QĐ,x",
            "",
        ),
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "heads", "row", "column"),
    [(name, *wrong) for name, several in WRONG.items() for wrong in several],
    ids=[f"{name}-{place}" for name, several in WRONG.items() for place, _wrong in enumerate(several)],
)
def test_a_wrong_row_of_a_case_file_is_refused_with_its_line(
    tmp_path: Path, name: str, heads: str, row: str, column: str
) -> None:
    case_of()
    run(f"violation log --staff CC001 --standard TG01 --on {ACT}")
    run(f"violation log --staff CC002 --standard TG01 --on {ACT}")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / f"{name}.csv").write_text(f"{heads}\n{row}\n", "utf-8")
    before = everything(Path(os.environ["CHODON_REGISTER"]))
    done = run("import", folder, status=1)
    assert f"{name}.csv:2:{' ' + column if column else ''}" in done.stderr
    assert everything(Path(os.environ["CHODON_REGISTER"])) == before


def test_every_wrong_row_is_named_at_once(tmp_path: Path) -> None:
    case_of()
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [row for heads, row, column in WRONG["case_event"] if heads == "case,n,kind,happened_on" and column]
    (folder / "case_event.csv").write_text("\n".join(["case,n,kind,happened_on", *rows]) + "\n", "utf-8")
    said = run("import", folder, status=1).stderr
    assert [line for line in range(2, len(rows) + 2) if f"case_event.csv:{line}:" not in said] == []
