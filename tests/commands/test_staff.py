"""`staff`: people and their posts, and the dossier of a person."""

from pathlib import Path

import pytest

from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.commands.records import sample_rows
from tests.harness import Chodon, assert_refused, begin

PLAN = "30/KH-UBND@2022-02-23"


ADD = {
    "training": "--staff VC473 --field 'tin học' --title 'Tin học cơ bản' --from 2022-03-01 --until 2022-03-10",
    "commendation": "--staff VC473 --form 'bằng khen' --title 'Hai năm liên tục' --on 2022-12-30",
    "briefing": f"--document {PLAN} --unit PNV --on 2022-03-10 --form 'hội nghị' --invited 12 --attended 11",
    "pledge": f"--staff VC473 --document {PLAN} --year 2023 --on 2022-12-30",
}


def test_a_dossier_shows_commendations_beside_violations(chodon: Chodon, sample: Path, register: Path) -> None:
    begin(sample, register)
    assert "Commendations" not in chodon("staff show VC473").stdout
    for noun in ("commendation", "training", "pledge"):
        chodon(f"{noun} add {ADD[noun]}")
    shown = chodon("staff show VC473").stdout
    assert [shown.index(word) for word in ("TD-2022", "BD-2022", "CK-2023")] == sorted(
        shown.index(word) for word in ("TD-2022", "BD-2022", "CK-2023")
    )


@pytest.mark.parametrize(
    ("noun", "title", "person"),
    [("task", "Tasks", "CC058"), ("feedback", "Feedback", "CX152"), ("violation", "Violations", "CX152")],
)
def test_a_dossier_has_all_that_the_register_holds_of_the_person(
    chodon: Chodon, sample: Path, register: Path, noun: str, title: str, person: str
) -> None:
    begin(sample, register)
    listed = chodon(f"{noun} list --staff {person} -f json").json
    parts = {part["title"]: part["rows"] for part in chodon(f"staff show {person} -f json").json["details"]}
    told = [{key: row[key] for key in row if key not in ("staff", "full_name")} for row in listed["rows"]]
    shown = [{key: row[key] for key in row if key not in ("staff", "full_name")} for row in parts[title]]
    assert told and [row["number"] for row in shown] == [row["number"] for row in told]
    assert all(wanted.items() <= found.items() for wanted, found in zip(told, shown, strict=True))


WRITES: Lines = {
    "staff add": [
        "staff add --name 'Đỗ Thị Ế' --unit PNV --category civil-servant --title 'Trưởng phòng' --from 2026-04-01"
        " --code CC900 --born 1990-01-01 --sex female --id-number 006190000001 --note mới",
        "staff add --name 'Lê Nhầm' --unit PNV --category contract --from 2026-04-01 --code HD900",
    ],
    "staff edit": [
        "staff edit CC900 --name 'Đỗ Thị Ê' --note ''",
        "staff edit CC900 --post 2026-04-01 --title 'Phó Trưởng phòng'",
    ],
    "staff transfer": ["staff transfer CC900 --on 2026-05-01 --to VPHDND"],
    "staff leave": ["staff leave CC900 --on 2026-05-31 --reason resigned"],
    "staff void": ["staff void CC900 --post 2026-05-01 --reason 'chưa đi'", "staff void HD900 --reason 'nhập nhầm'"],
}
WRONG = [  # command line, exit status, what the line must say
    ("staff add --name An --unit NOWHERE --category VC --from 2022-01-01", 1, "NOWHERE"),
    ("staff add --name An --unit PNV --category VC --from 2022-01-01 --code CC001", 1, "is taken"),
    ("staff edit VC473 --post 2022-09-05 --from 2021-01-01", 1, "overlaps"),
    ("staff transfer CC012 --on 2023-01-01 --to BQLCHO", 1, "BQLCHO closed"),
    ("staff add --name An --unit THRABAN --category VC --from 2022-08-01", 1, "closed on 31/07/2022"),
    ("staff void CC012 --reason mistake", 1, "VP-2021-0012"),
    ("staff leave CC012 --on 2020-01-01 --reason retired", 1, "VP-2021-0012"),
]


@pytest.mark.slow
def test_each_write_of_a_staff_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


@pytest.mark.parametrize(("line", "status", "told"), WRONG, ids=[line for line, _status, _told in WRONG])
def test_what_is_wrong_is_refused_in_one_line(filled: Path, line: str, status: int, told: str) -> None:
    assert_refused(filled, line, status, told)


def test_the_list_has_whoever_serves_on_the_day(filled: Path, chodon: Chodon) -> None:
    told = chodon("staff list --as-of 2022-06-30 -f json").json["rows"]
    serving = {
        row["staff"]
        for row in sample_rows("post")
        if row["started_on"] <= "2022-06-30" <= (row["ended_on"] or "9999-12-31")
    }
    assert {row["code"] for row in told} == serving


def test_a_year_of_birth_is_enough_and_comes_back_as_one(register: Path, chodon: Chodon, tmp_path: Path) -> None:
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    chodon("staff add --code CC1 --name 'Hà Văn Mận' --born 1990 --unit PNV --category CC --from 2020-01-01")
    chodon("staff add --code CC2 --name 'Hà Văn Mơ' --unit PNV --category CC --from 2020-01-01")
    chodon("staff edit CC2 --born 1991")
    assert_refused(register, "staff edit CC1 --born 90", 2, "90")
    assert_refused(register, "staff edit CC1 --born 2021", 1, "does not begin after the day of birth")
    assert_refused(register, "staff edit CC1 --born 2050", 1, "after today")
    for ending in ("csv", "xlsx"):
        listed = tmp_path / f"list.{ending}"
        chodon("staff list -o", listed)
        [row] = chodon("import --as staff -f json", listed).json["rows"]
        assert (row["unchanged"], row["refused"]) == (2, 0)
    chodon("export", tmp_path / "out")
    assert "CC1,Hà Văn Mận,1990," in (tmp_path / "out/staff.csv").read_text("utf-8-sig")
    chodon("-r", tmp_path / "other.db", "init")
    chodon("-r", tmp_path / "other.db", "import", tmp_path / "out")
    chodon("staff edit CC1 --id-number 006090012345")  # of a man born in 1990
    chodon("staff edit CC1 --born 1991")
    found = {row["code"]: row["message"] for row in chodon("check -f json", status=None).json["rows"]}
    assert "born in 1990" in found["identity-number-odd"]
    chodon("staff edit CC2 --born 2010")
    assert "days-implausible" in {row["code"] for row in chodon("check -f json", status=None).json["rows"]}
