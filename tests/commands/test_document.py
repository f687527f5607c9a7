"""`document`: what the authority was told or decided, by number and day."""

from pathlib import Path

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.commands.records import assert_list_is_the_file, assert_show_is_the_row, sample_rows
from tests.harness import Chodon, assert_refused


def test_a_reference_to_a_document_names_its_day_once_another_has_its_number(chodon: Chodon, tmp_path: Path) -> None:
    chodon("unit add A A --kind office")
    chodon("document add 1/KH --issued 2022-01-01")
    chodon("briefing add --document 1/kh --unit A --on 2022-06-01 --form online --invited 5 --attended 5")
    assert chodon("briefing list -f json").json["rows"][0]["document"] == "1/KH"
    chodon("document add 1/KH --issued 2023-01-01")
    assert chodon("briefing list -f json").json["rows"][0]["document"] == "1/KH@2022-01-01"
    chodon("export", tmp_path / "out")
    told = chodon("import -f json", tmp_path / "out").json["rows"]
    assert [row["unchanged"] for row in told if row["file"] == "briefing.csv"] == [1]


def test_what_extended_a_case_is_no_document_that_nobody_refers_to(chodon: Chodon) -> None:
    for line in (
        "unit add A A --kind office",
        "staff add --code P1 --name X --unit A --category civil-servant --from 2020-01-01",
        "violation log --staff P1 --standard TT01 --on 2022-03-01",
        "case open VP-2022-0001 --on 2022-03-05",
        "document add 9/QĐ --issued 2022-03-01",
        "case extend VV-2022-0001 --until 2022-07-01 --document 9/QĐ --reason x --on 2022-03-10",
    ):
        chodon(line)
    assert "VV-2022-0001" in chodon("document void 9/QĐ --reason x", status=1).stderr
    chodon("document add 9/QĐ --issued 2022-03-02")
    chodon("document void 9/QĐ@2022-03-01 --reason x")  # the case may mean the other
    chodon("case void-event VV-2022-0001 --event 1 --reason x")
    chodon("document void 9/QĐ@2022-03-02 --reason x")


def test_hyphens_of_every_kind_are_one(chodon: Chodon) -> None:
    chodon("unit add A 'Phòng A' --kind office")
    chodon("staff add --code P1 --name X --unit A --category civil-servant --from 2020-01-01")
    chodon("document add 9/QĐ–UBND --issued 2022-03-01")
    for number in ("9/QÐ-UBND", "9/qð-ubnd", "９／QĐ-UBND", "'9 / QÐ – UBND'"):
        assert "is there already" in chodon(f"document add {number} --issued 2022-03-01", status=1).stderr
        assert "9/QĐ-UBND" in chodon(f"document show {number}").stdout
    chodon("commendation add --staff P1 --on 2022-03-01 --form certificate --decision 7/QĐ−UBND")
    chodon("training add --staff P1 --from 2022-03-01 --field it --title X --certificate 'Chứng chỉ – A'")
    assert "9/QĐ-UBND" in chodon("document show 9/QĐ‑UBND").stdout
    assert "7/QĐ-UBND" in chodon("commendation list --find 7/QĐ–UBND").stdout
    assert "Chứng chỉ – A" in chodon("training list --find 'chung chi - a'").stdout


PLAN = "30/KH-UBND@2022-02-23"
WRITES: Lines = {
    "document add": ["document add 99/KH-UBND --issued 2026-01-05 --kind 'Kế hoạch' --title 'Kiểm tra'"],
    "document edit": ["document edit 99/KH-UBND --issuer 'UBND huyện'"],
    "document void": ["document void 99/KH-UBND --reason 'nhập nhầm'"],
}
WRONG = [  # command line, exit status, what the line must say
    ("document show 30/KH-UBND", 1, "30/KH-UBND@2022-02-23"),
    (f"document void {PLAN} --reason x", 1, "QT-2022"),
]


@pytest.mark.slow
def test_each_write_of_a_document_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(filled: Path, line: str, status: int, told: str) -> None:
    assert_refused(filled, line, status, told)


def test_the_list_and_each_record_are_as_they_were_entered(filled: Path) -> None:
    assert_list_is_the_file("document list", "number", "issued_on")
    row = sample_rows("document")[0]
    assert_show_is_the_row(f"document show {row['number']}", row)
