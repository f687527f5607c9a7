"""Feedback: its verbs, files, and every figure against one that was worked out without the program."""

from pathlib import Path
from typing import Any

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.harness import Chodon, Prepare, begin, state

COMPLAINT = "feedback add --on 2022-05-05 --kind complaint --text 'Trả chậm' --due 2022-05-20"


@pytest.fixture
def office(chodon: Chodon, prepare: Prepare) -> Chodon:
    prepare(
        "unit add PNV 'Phòng Nội vụ' --kind office",
        "unit add PTP 'Phòng Tư pháp' --kind office",
        "staff add --name 'Nguyễn Văn An' --unit PNV --category cc --title 'Trưởng phòng' --from 2021-01-01",
        f"{COMPLAINT} --staff CC001",
        "feedback add --on 2022-05-06 --kind khen --text 'Tận tình' --unit PTP --channel 'trực tiếp'",
    )
    return chodon


def feedback(chodon: Chodon, number: str) -> Any:
    return chodon("feedback show -f json", number).json["rows"][0]


def test_a_complaint_is_of_the_unit_where_the_person_served_and_is_answered(office: Chodon) -> None:
    assert feedback(office, "PA-2022-0001")["unit"] == "PNV"
    assert feedback(office, "pa-2022-0002")["channel"] == "in-person"
    assert [row["number"] for row in office("feedback list --open -f json").json["rows"]] == ["PA-2022-0001"]
    assert [row["number"] for row in office("feedback list --late -f json").json["rows"]] == ["PA-2022-0001"]
    (row,) = office("--today 2022-05-10 due -f json").json["rows"]
    assert (row["kind"], row["number"], row["days_left"]) == ("answer", "PA-2022-0001", 10)
    office("feedback answer PA-2022-0001 --on 2022-05-20 --text 'Đã xin lỗi'")
    assert office("feedback list --open -f json").json["rows"] == []
    assert office("--today 2022-05-21 due -f json").json["rows"] == []


def test_a_complaint_becomes_a_violation_once(office: Chodon) -> None:
    made = office("feedback violation PA-2022-0001 --standard ND02 -f json").json["rows"][0]
    assert (made["staff"], made["occurred_on"], made["found_on"]) == ("CC001", "2022-05-05", "2022-05-05")
    assert made["source"] == "citizen" and feedback(office, "PA-2022-0001")["violation"] == made["number"]
    assert "already" in office("feedback violation PA-2022-0001 --standard ND02", status=1).stderr
    assert office("report feedback --period 2022 -f json").json["totals"]["became_violations"] == 1
    office("violation void --reason nhầm", made["number"])
    assert office("report feedback --period 2022 -f json").json["totals"]["became_violations"] == 0
    office("feedback violation PA-2022-0001 --standard ND01 --on 2022-05-01")


WRONG = [
    ("feedback add --on 2027-01-01 --kind praise --text x --unit PNV", 1, "after today"),
    ("feedback add --on 2022-01-01 --kind praise --text x", 1, "Unit"),
    ("feedback add --on 2020-01-01 --kind praise --text x --staff CC001", 1, "had a post"),
    ("feedback add --on 2022-01-01 --kind rumour --text x --unit PNV", 2, "rumour"),
    ("feedback add --on 2022-01-05 --kind complaint --text x --unit PNV --due 2022-01-01", 1, "before Received on"),
    ("feedback add --on 2022-01-05 --kind complaint --text x --unit PNV --answer y", 1, "Answered on"),
    ("feedback answer PA-2022-0001 --on 2022-05-04 --text x", 1, "before Received on"),
    ("feedback answer PA-2022-0009 --on 2022-05-04 --text x", 1, "PA-2022-0009"),
    ("feedback violation PA-2022-0002 --standard ND02 --staff CC001", 1, "only a complaint"),
    ("feedback violation PA-2022-0001 --standard ND02 --on 2022-05-06", 1, "after the complaint"),
    ("feedback violation PA-2022-0001 --standard NONE", 1, "NONE"),
    ("unit void PTP --reason x", 1, "PA-2022-0002"),
    ("staff void CC001 --reason x", 1, "PA-2022-0001"),
    ("report feedback --cell PNV:nothing", 2, "nothing"),
]


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(
    office: Chodon, register: Path, line: str, status: int, told: str
) -> None:
    before = state(register)
    done = office(line, status=status)
    assert done.stdout == "" and done.stderr.count("\n") == 1 and told in done.stderr
    assert state(register) == before


def test_feedback_comes_back_byte_for_byte_and_anonymised_says_nothing(
    office: Chodon, empty: Path, tmp_path: Path
) -> None:
    office("feedback violation PA-2022-0001 --standard ND02")
    office("feedback answer PA-2022-0001 --on 2022-05-20 --text '=Đã xin lỗi'")
    office("feedback void PA-2022-0002 --reason nhầm")
    office("export", tmp_path / "first")
    copy = begin(empty, tmp_path / "copy.db")
    office(f"-r {copy} import", tmp_path / "first")
    office(f"-r {copy} export", tmp_path / "second")
    for file in (tmp_path / "first").iterdir():
        assert file.read_bytes() == (tmp_path / "second" / file.name).read_bytes()
    office("export --anonymise --days exact", tmp_path / "veiled")
    text = (tmp_path / "veiled" / "feedback.csv").read_text("utf-8")
    assert "xin lỗi" not in text and "Trả chậm" not in text and "CC001" not in text
    office(f"-r {begin(empty, tmp_path / 'copy.db')} import", tmp_path / "veiled")


def test_an_office_list_is_read_by_its_headings(office: Chodon, tmp_path: Path) -> None:
    source = tmp_path / "phan-anh.csv"
    source.write_text(
        "STT,Ngày tiếp nhận,Loại ý kiến,Đơn vị được phản ánh,Nội dung phản ánh,Hạn trả lời\n"
        "1,05/05/2022,phản ánh,Phòng Nội vụ,Chậm,20/05/2022\n",
        "utf-8",
    )
    assert office("import -f json", source).json["totals"]["new"] == 1


# The figures


WRITES: Lines = {
    "feedback add": ["feedback add --on 2026-01-05 --kind complaint --text 'Chậm' --unit PNV"],
    "feedback answer": ["feedback answer PA-2026-0001 --on 2026-01-20 --text 'Đã xin lỗi'"],
    "feedback violation": ["feedback violation PA-2026-0001 --standard TT01 --staff CC012 --on 2022-03-01"],
    "feedback edit": ["feedback edit PA-2026-0001 --service 'Chứng thực'"],
    "feedback void": ["feedback void PA-2026-0001 --reason nhầm"],
}


@pytest.mark.slow
def test_each_write_of_a_feedback_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


def test_its_violation_is_not_moved_to_a_day_after_it(office: Chodon) -> None:
    number = office("feedback violation PA-2022-0001 --standard ND02 -f json").json["rows"][0]["number"]
    told = office(f"violation edit {number} --on 2022-05-30", status=1).stderr
    assert "PA-2022-0001: " in told and "chodon feedback edit" in told
    office("feedback void PA-2022-0001 --reason nhầm")
    office(f"violation edit {number} --on 2022-05-30")
